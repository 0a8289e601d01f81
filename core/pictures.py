"""Pictures from strangers: bounded before they are decoded, and encoded anew so that nothing hidden comes along. Pure."""

from __future__ import annotations

import base64
import hashlib
import io
import struct
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps

from core.errors import Invalid
from core.i18n import _

MAX_BYTES = 10 * 2**20
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
"""Pixels; more helps nobody on a phone and makes the page heavy."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
EXTENSIONS = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"})
_MOST_DRAWN = 4096
"""Colours of a drawing, which stays sharp as PNG; a photograph has more."""
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    TypeError,
    EOFError,
    RuntimeError,
    struct.error,
)
"""What the decoders are known to raise over broken files."""


class NotAPicture(Invalid):
    """Bytes that are no picture of a known kind, or a broken one."""


class TooLarge(Invalid):
    """A picture of too many bytes or pixels."""


@dataclass(frozen=True)
class EncodedPicture:
    """A picture as it is stored: encoded by the product and named by the digest of its content."""

    digest: str
    media_type: str
    width: int
    height: int
    content: bytes

    def as_plain(self) -> dict[str, Any]:
        """The picture as plain data, as it leaves the jail."""
        return vars(self) | {"content": base64.b64encode(self.content).decode()}


def from_plain(said: dict[str, Any]) -> EncodedPicture:
    """The picture that came back from the jail."""
    return EncodedPicture(**(said | {"content": base64.b64decode(said["content"])}))


def encode(raw: bytes) -> EncodedPicture:
    """Encode a picture anew, no larger than a page needs; raises NotAPicture or TooLarge with a sentence.

    Nothing of the file that came remains: no place, no comment, no second frame.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge(_("图片超过 %(most)d MB，请压缩后再上传。", most=MAX_BYTES // 2**20), field="picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            content, media_type, size = _encoded(raw)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        sentence = _("无法读取这张图片：请用 PNG 或 JPEG 另存后再上传。")
        raise NotAPicture(sentence, field="picture") from error
    return EncodedPicture(hashlib.sha256(content).hexdigest(), media_type, *size, content)


def encode_here(raw: bytes) -> dict[str, Any]:
    """Encode a picture anew inside the jail; what it returns is plain."""
    return encode(raw).as_plain()


def size_of(raw: bytes) -> tuple[int, int]:
    """Width and height as the head of a picture tells them, (0, 0) when it is none; nothing is decoded."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
                return picture.size
    except (*_BROKEN, Image.DecompressionBombError):
        return 0, 0


def _encoded(raw: bytes) -> tuple[bytes, str, tuple[int, int]]:
    with Image.open(io.BytesIO(raw), formats=FORMATS) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_many_pixels()
        is_photo = picture.format == "JPEG"
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(picture)
        clear = "A" in upright.getbands() or "transparency" in upright.info
        kept = upright.convert("RGBA" if clear else "RGB")
    kept.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new(kept.mode, kept.size)
    bare.paste(kept)
    stream = io.BytesIO()
    if is_photo or (not clear and bare.getcolors(_MOST_DRAWN) is None):
        bare.save(stream, "JPEG", quality=85, optimize=True)
        return stream.getvalue(), "image/jpeg", bare.size
    bare.save(stream, "PNG")
    return stream.getvalue(), "image/png", bare.size


def _too_many_pixels() -> TooLarge:
    return TooLarge(_("图片超过 %(most)d 万像素，请缩小后再上传。", most=MOST_PIXELS // 10_000), field="picture")
