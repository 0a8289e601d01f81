"""Pictures of lessons: named in Markdown, put into safe HTML."""

from __future__ import annotations

import pytest

from courses.pictures import without_text
from courses.rendering import render_lesson

DIGEST = "ab" * 32


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
