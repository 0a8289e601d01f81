"""How the page of import shows what was read: pictures as pictures, and named in the texts where they stand."""

from __future__ import annotations

import base64

from question_bank.formats.base import ReadPicture
from question_bank.views.blueprint import bp
from question_bank.writing.base import ending_of, without_pictures

MOST_SHOWN = 1_000_000
"""Characters of a picture in base64 up to which the page itself carries it."""


@bp.app_template_filter("pictures_named")
def pictures_named(text: str) -> str:
    """A text that names its pictures instead of calling them by their digests."""
    return without_pictures(text)


@bp.app_template_filter("as_address")
def as_address(picture: ReadPicture) -> str:
    """The address of a picture that is not kept yet: itself; empty where it is too large for the page."""
    if len(picture.content) > MOST_SHOWN:
        return ""
    _ending, media = ending_of(base64.b64decode(picture.content[:16]))
    return f"data:{media};base64,{picture.content}"
