"""Pictures of lessons: encoded anew, named in Markdown, put into safe HTML."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from core import jail
from core.errors import Invalid
from courses.pictures import decoded, encode_picture, without_text
from courses.rendering import render_lesson

DIGEST = "ab" * 32


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "green").save(stream, kind, **more)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("BMP", "image/png")])
def test_a_picture_is_encoded_anew(kind, media_type) -> None:
    found = decoded(encode_picture(picture(kind)))

    assert (found.media_type, found.width, found.height) == (media_type, 40, 30)
    assert Image.open(io.BytesIO(found.content)).size == (40, 30)


def test_what_hides_in_a_picture_does_not_come_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"

    said = encode_picture(picture("JPEG", exif=exif) + b"<script>alert(2)</script>")

    assert b"script" not in base64.b64decode(said["content"])


def test_a_large_picture_is_made_smaller() -> None:
    assert encode_picture(picture(size=(4000, 1000)))["width"] == 1600


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"<svg onload='x'/>", b"%PDF-1.7", picture()[:50]])
def test_what_is_no_picture_is_refused(raw) -> None:
    with pytest.raises(Invalid):
        encode_picture(raw)


def test_a_picture_of_too_many_pixels_is_refused_in_the_jail() -> None:
    stream = io.BytesIO()
    Image.new("1", (9000, 9000)).save(stream, "PNG")

    with pytest.raises(Invalid):
        jail.call(encode_picture, stream.getvalue(), name="大.png")


def test_a_picture_shows_in_a_lesson_with_its_words() -> None:
    shown = str(render_lesson(f'前\n\n![图<b>"例](picture:{DIGEST})\n\n后').html)

    assert f'src="/courses/pictures/{DIGEST}"' in shown
    assert 'alt="图&lt;b&gt;&quot;例"' in shown


def test_other_pictures_do_not_show() -> None:
    assert "<img" not in str(render_lesson("![x](http://evil/x.png) ![y](picture:../../x)").html)


@pytest.mark.parametrize(
    "body",
    [
        f'[x](http://a "![onmouseover=alert(1)](picture:{DIGEST})")',
        f"## ![a](picture:{DIGEST})",
        f'[![a" onclick="x](picture:{DIGEST})](http://a)',
        f"`![a](picture:{DIGEST})`",
    ],
)
def test_a_picture_never_breaks_out_of_where_it_stands(body) -> None:
    shown = str(render_lesson(body).html)

    assert " onclick=" not in shown.replace('alt="a&quot; onclick=&quot;x"', "")
    assert " onmouseover=" not in shown
    assert shown.count("<img") <= 1
    assert 'id="h-<img' not in shown


def test_pictures_without_words_are_found() -> None:
    assert without_text(f"![](picture:{DIGEST}) ![图](picture:{DIGEST})") == [f"![](picture:{DIGEST})"]
