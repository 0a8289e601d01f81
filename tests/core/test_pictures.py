"""Pictures from strangers: encoded anew, bounded before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from core import jail
from core.errors import Invalid
from core.pictures import NotAPicture, TooLarge, encode, encode_here, from_plain, size_of


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "green").save(stream, kind, **more)
    return stream.getvalue()


def png_saying(width: int, height: int) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("BMP", "image/png"), ("WEBP", "image/png"), ("GIF", "image/png")],
)
def test_a_picture_is_encoded_anew(kind, media_type) -> None:
    found = encode(picture(kind))

    assert (found.media_type, found.width, found.height) == (media_type, 40, 30)
    assert Image.open(io.BytesIO(found.content)).size == (40, 30)


def test_what_hides_in_a_picture_does_not_come_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"

    content = encode(picture("JPEG", exif=exif) + b"<script>alert(2)</script>").content

    assert b"script" not in content
    assert not Image.open(io.BytesIO(content)).getexif()


def test_a_photograph_is_kept_as_jpeg_and_a_clear_ground_stays_clear() -> None:
    noise, clear = io.BytesIO(), io.BytesIO()
    Image.merge("RGB", [Image.effect_noise((300, 300), 90) for _band in range(3)]).save(noise, "PNG")
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(clear, "PNG")

    assert encode(noise.getvalue()).media_type == "image/jpeg"
    assert Image.open(io.BytesIO(encode(clear.getvalue()).content)).getpixel((3, 3))[3] == 0


def test_a_large_picture_is_made_smaller_and_a_turned_one_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter

    assert (encode(picture(size=(4000, 1000))).width, encode(picture(size=(1000, 4000))).height) == (1600, 1600)
    assert encode(picture("JPEG", exif=exif)).width == 30


@pytest.mark.parametrize(
    "raw", [b"", b"GIF89a", b"<svg onload='x'/>", b"<svg><script>alert(1)</script></svg>", b"%PDF-1.7", picture()[:50],
            picture("JPEG")[:200], picture("WEBP")[:30], b"\x01\0\0\0\x6c\0\0\0" + b"\0" * 90, b"\xd7\xcd\xc6\x9a" + b"\0" * 60],
)  # fmt: skip
def test_what_is_no_picture_is_refused(raw) -> None:
    with pytest.raises(NotAPicture):
        encode(raw)


@pytest.mark.parametrize(
    "raw", [png_saying(100_000, 100_000), png_saying(2**31 - 1, 2**31 - 1), png_saying(6400, 6400)]
)
def test_a_picture_that_says_to_be_huge_is_refused_before_it_is_decoded(raw) -> None:
    with pytest.raises(TooLarge):
        encode(raw)


def test_a_picture_of_too_many_pixels_is_refused_in_the_jail() -> None:
    stream = io.BytesIO()
    Image.new("1", (9000, 9000)).save(stream, "PNG")

    with pytest.raises(Invalid, match="万像素"):
        jail.call(encode_here, stream.getvalue(), name="大.png")


def test_a_picture_crosses_the_border_of_the_jail_unchanged() -> None:
    assert from_plain(jail.call(encode_here, picture(), name="图.png")) == encode(picture())


def test_a_size_is_told_without_decoding() -> None:
    assert (size_of(picture()), size_of(b"x")) == ((40, 30), (0, 0))
    assert size_of(png_saying(12_000, 9_000)) == (12_000, 9_000)
