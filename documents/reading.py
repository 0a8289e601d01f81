"""Reading one document file into its articles: the entry point of the package."""

import re
from dataclasses import asdict, dataclass
from pathlib import PurePath

from documents import reasons
from documents.anchors import Anchors
from documents.articles import Draft, part_articles
from documents.cleaning import Dropped, close_up, take_out_furniture
from documents.columns import full_lines
from documents.encodings import decode_text
from documents.joining import join_lines
from documents.outline import OutlineSection, outline
from documents.readers import BY_EXTENSION
from documents.readers.base import Reader
from documents.roles import roles_of
