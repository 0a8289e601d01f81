"""Pictures from strangers: bounded before they are decoded, and written anew. Pure."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import Invalid
from core.i18n import _

LARGEST_FILE = 10 * 2**20
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP")


def rewritten(raw: bytes) -> tuple[bytes, str, int, int]:
    """Content, media type, width and height of a picture decoded, made no larger than a page needs, and encoded anew.

    Nothing of the file that came remains: no place, no comment, no second frame. Raises Invalid with a sentence.
    """
    if len(raw) > LARGEST_FILE:
        raise Invalid(_("图片超过 %(most)d MB，请压缩后再上传。", most=LARGEST_FILE // 2**20), field="picture")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _encoded(_decoded(raw))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid(_("不能读取这张图片，请换用 PNG 或 JPG 格式。"), field="picture") from error
    except Image.DecompressionBombWarning as error:
        raise Invalid(_too_many_pixels(), field="picture") from error


def _decoded(raw: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(raw), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Invalid(_too_many_pixels(), field="picture")
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return upright


def _encoded(picture: Image.Image) -> tuple[bytes, str, int, int]:
    stream = io.BytesIO()
    if picture.format == "JPEG" or (picture.mode in ("RGB", "L", "CMYK", "YCbCr") and _is_photo(picture)):
        picture.convert("RGB").save(stream, "JPEG", quality=85, optimize=True)
        return stream.getvalue(), "image/jpeg", picture.width, picture.height
    mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    clean = Image.new(mode, picture.size)
    clean.paste(picture.convert(mode))
    clean.save(stream, "PNG", optimize=True)
    return stream.getvalue(), "image/png", picture.width, picture.height


def _is_photo(picture: Image.Image) -> bool:
    """Drawings have few colours and stay sharp as PNG."""
    return picture.convert("RGB").getcolors(4096) is None


def _too_many_pixels() -> str:
    return str(_("图片超过 %(most)d 万像素，请缩小后再上传。", most=MOST_PIXELS // 10_000))
