"""Pictures in lessons: how Markdown names them, and encoding them anew so that nothing hidden comes along (pure)."""

from __future__ import annotations

import base64
import hashlib
import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Invalid
from core.i18n import _

ADDRESS = "/courses/pictures/"
MAX_BYTES = 8 * 2**20
MOST_PIXELS = 40_000_000
WIDEST = 1600
"""Pixels of the longer side; more helps nobody on a phone and makes the page heavy."""
KINDS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})
IN_MARKDOWN = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\(picture:(?P<digest>[0-9a-f]{64})\)")
ANY_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\([^)\n]*\)")


@dataclass(frozen=True)
class EncodedPicture:
    """A picture as it is stored."""

    digest: str
    media_type: str
    width: int
    height: int
    content: bytes


def encode_picture(raw: bytes) -> dict[str, Any]:
    """Encode a picture anew as plain data; run it in the jail. Raises Invalid for what is no picture or too large."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with Image.open(io.BytesIO(raw), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Invalid(_("图片超过 4000 万像素，请缩小后再上传。"), field="picture")
            return _encoded(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        sentence = _("无法读取这张图片：请用 PNG 或 JPEG 另存后再上传。")
        raise Invalid(sentence, field="picture") from error


def _encoded(picture: Image.Image) -> dict[str, Any]:
    upright = ImageOps.exif_transpose(picture) or picture
    clear = "A" in upright.getbands() or "transparency" in upright.info
    kept = upright.convert("RGBA" if clear else "RGB")
    kept.thumbnail((WIDEST, WIDEST))
    stream = io.BytesIO()
    if clear or picture.format in {"PNG", "GIF", "BMP"}:
        kept.save(stream, "PNG", optimize=True)
        media_type = "image/png"
    else:
        kept.save(stream, "JPEG", quality=85, optimize=True)
        media_type = "image/jpeg"
    content = base64.b64encode(stream.getvalue()).decode()
    return {"media_type": media_type, "width": kept.width, "height": kept.height, "content": content}


def decoded(said: dict[str, Any]) -> EncodedPicture:
    """The picture that came back from the jail."""
    content = base64.b64decode(said["content"])
    digest = hashlib.sha256(content).hexdigest()
    return EncodedPicture(digest, str(said["media_type"]), int(said["width"]), int(said["height"]), content)


def without_text(body: str) -> list[str]:
    """The pictures of a Markdown text that lack their alternative text, as they are written."""
    return [found[0] for found in ANY_PICTURE.finditer(body) if not found["alt"].strip()]


def digests_in(body: str) -> Iterator[str]:
    """The pictures a Markdown text shows."""
    for found in IN_MARKDOWN.finditer(body):
        yield found["digest"]


class Marks:
    """Takes pictures out of a Markdown text before it is rendered and puts them into the safe HTML afterwards."""

    def __init__(self, body: str) -> None:
        self._pictures: list[tuple[str, str]] = []
        # No text can hold the mark by chance: it carries the digest of the whole text.
        self._mark = "p" + hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:24]
        self.text = IN_MARKDOWN.sub(self._take, body)

    def _take(self, found: re.Match[str]) -> str:
        self._pictures.append((found["digest"], found["alt"].strip()))
        return f"{self._mark}x{len(self._pictures) - 1}x"

    def put_back(self, safe_html: str) -> str:
        """The HTML with its pictures; none inside a tag, such as the id of a heading or the title of a link."""
        safe_html = re.sub(r"<[^>]*>", lambda tag: re.sub(rf"{self._mark}x\d+x", "", tag[0]), safe_html)
        for place, (digest, alt) in enumerate(self._pictures):
            shown = f'<img src="{ADDRESS}{digest}" alt="{html.escape(alt)}" loading="lazy">'
            safe_html = safe_html.replace(f"{self._mark}x{place}x", shown)
        return safe_html
