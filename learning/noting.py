"""What the browser sends about a note (pure reader of untrusted values)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _

KEY = re.compile(r"[0-9a-f]{8,32}")
FURTHEST_BLOCK = 10_000
FURTHEST_OFFSET = 200_000
LATEST_MS = 10**14
LONGEST_QUOTE = 400
LONGEST_WORDS = 2_000


@dataclass(frozen=True)
class NoteDraft:
    """A note as it was written: where it stands, what it marks, what its owner says."""

    block: int
    start: int
    end: int
    quote: str
    words: str
    written_ms: int


def read_key(key: str) -> str:
    """Return the name of a note; raises Invalid unless it is 8 to 32 hexadecimal digits."""
    if not KEY.fullmatch(key):
        raise Invalid(_("笔记的编号不对，请刷新页面。"), field="key")
    return key


def read_note(body: Any) -> NoteDraft:
    """Read a note; raises Invalid for anything that is not one."""
    if not isinstance(body, dict):
        raise Invalid(_("笔记的格式不对，请刷新页面。"))
    start = _number(body, "start", FURTHEST_OFFSET)
    end = _number(body, "end", FURTHEST_OFFSET)
    if end <= start:
        raise Invalid(_("请先选中要标记的文字。"), field="end")
    quote = _text(body, "quote", LONGEST_QUOTE)
    if not quote:
        raise Invalid(_("请先选中要标记的文字。"), field="quote")
    return NoteDraft(
        _number(body, "block", FURTHEST_BLOCK), start, end, quote, _text(body, "words", LONGEST_WORDS),
        _number(body, "written_ms", LATEST_MS),
    )  # fmt: skip


def _number(body: dict[str, Any], name: str, highest: int) -> int:
    found = body.get(name)
    if type(found) is not int or not 0 <= found <= highest:
        raise Invalid(_("笔记的格式不对，请刷新页面。"), field=name)
    return found


def _text(body: dict[str, Any], name: str, longest: int) -> str:
    found = body.get(name, "")
    if not isinstance(found, str):
        raise Invalid(_("笔记的格式不对，请刷新页面。"), field=name)
    text = clean_text(found)
    if len(text) > longest:
        raise Invalid(_("超过 %(limit)s 个字，请缩短。", limit=longest), field=name)
    return text
