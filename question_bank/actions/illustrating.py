"""Pictures that come with question files: tried when the file is staged, kept when it is imported."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime

from accounts.models import Member
from core.errors import Invalid
from core.pictures import encode
from question_bank import staging
from question_bank.actions.pictures import add_picture
from question_bank.formats.base import ReadPicture, ReadQuestion, error


def tried(question: ReadQuestion) -> ReadQuestion:
    """The question, refused where one of its pictures cannot be kept."""
    bad = [picture for picture in _pictures(question) if not _is_sound(picture)]
    issues = (error("picture_lost", line=question.line, name=picture.alt or picture.name[:12]) for picture in bad)
    return question.with_issues(*issues)


def illustrated(actor: Member | None, question: ReadQuestion, now: datetime) -> ReadQuestion:
    """The question with its pictures kept, calling them by the names they are kept under."""
    names = {}
    for picture in _pictures(question):
        names[picture.name] = add_picture(actor, base64.b64decode(picture.content), now=now, name=picture.name).digest
    return staging.renamed(question, names) if names else question


def _pictures(question: ReadQuestion) -> Iterator[ReadPicture]:
    yield from question.pictures
    for part in question.parts:
        yield from _pictures(part)


def _is_sound(picture: ReadPicture) -> bool:
    try:
        encode(base64.b64decode(picture.content, validate=True))
    except (Invalid, binascii.Error):
        return False
    return True
