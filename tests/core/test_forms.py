"""Text that people type is cleaned before anything looks at it."""

from __future__ import annotations

import pytest

from core.forms import clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("  安立 ", "安立"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("a\x00b\x07c", "abc"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("e\u0301", "é"),
        ("\u202e反向", "反向"),
    ],
)
def test_text_is_cleaned(typed: str | None, kept: str) -> None:
    assert clean_text(typed) == kept
