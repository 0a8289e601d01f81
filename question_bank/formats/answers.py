"""What an answer says: letters, true or false, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.formats.normalise import shadow

TRUE = ("完全正确", "正确", "√", "✓", "✔", "☑", "对", "是", "TRUE", "T", "YES", "Y", "R", "1", "同意", "⭕")
FALSE = (
    "不正确",
    "错误",
    "不对",
    "不是",
    "×",
    "✗",
    "✘",
    "✕",
    "╳",
    "Χ",
    "X",
    "错",
    "误",
    "否",
    "FALSE",
    "F",
    "NO",
    "N",
    "W",
    "0",
    "不同意",
)
EMPTY = {"", "略", "无", "暂无", "\\", "/", "—", "-", "--", "——", "待定", "无答案", "空", "N/A", "NULL", "NONE", "#N/A"}
_ELSEWHERE = re.compile(r"(?:答案|本题|此题|参考)?略去?|(?:详?见|参见)(?:答案)?(?:解析|教材|课本|附件|书本?|后)?")
_SMALL = re.compile(r"^[a-h]{2,8}$")
_SEPARATORS = r"[\s、,;/.|&+和与及┋│]"
_LEAD = re.compile(r"^(?:[\s:.,、\[(]*(?:正确)?(?:答案|选项)?(?:应?选择?|为|是|:)+[\s:]*)?", re.IGNORECASE)
_LETTERS = re.compile(
    rf"^(?P<letters>[\[(]?\s*[A-Za-z](?:项|选项)?\s*[\])]?(?:{_SEPARATORS}*[\[(]?\s*[A-Za-z](?![a-z])(?:项|选项)?\s*[\])]?)*)"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_ALL = re.compile(r"^(?:全选|全部选?|以上都选|都选|全对|全部正确|ALL)[。.]?$", re.IGNORECASE)
TRUTH_TOKEN = "|".join(sorted(map(re.escape, (*TRUE, *FALSE)), key=len, reverse=True))
_TRUTH = re.compile(rf"^[\s\[(:]*(?P<word>{TRUTH_TOKEN}|V|v)[\s\])]*(?P<rest>.*)$", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Letters:
    """Option letters an answer names, in its own order, and what stands behind them."""

    letters: str
    note: str = ""
    glued: bool = False  # the note follows the last letter with nothing between


@dataclass(frozen=True)
class Truth:
    """What an answer says of a statement; `sure` is False when the spelling is unusual."""

    value: bool
    note: str = ""
    sure: bool = True


def is_empty(text: str) -> bool:
    """Whether an answer is one of the ways people write that there is none."""
    bare = re.sub(r"^[\s\[(]+|[\s\])。.]+$", "", shadow(text)).upper()
    return bare in EMPTY or bool(_ELSEWHERE.fullmatch(bare))


def names_all(text: str) -> bool:
    """Whether an answer says that every option is right."""
    return bool(_ALL.match(shadow(text).strip()))


def letters(text: str) -> Letters | None:
    """Option letters at the start of an answer; None when it does not start with any."""
    plain = shadow(text).strip()
    if _SMALL.match(plain) and list(plain) == sorted(set(plain)):
        return Letters(plain.upper())
    start = _LEAD.match(plain).end()  # type: ignore[union-attr]
    found = _LETTERS.match(plain[start:])
    if not found:
        return None
    named = re.sub(r"[^A-Za-z]", "", found["letters"]).upper()
    rest = found["rest"]
    glued = (
        bool(rest) and not re.match(rf"{_SEPARATORS}|[。:;!?(\[)\]“”\"'—\-]", rest) and found["letters"][-1].isalpha()
    )
    offset = len(plain) - len(rest)
    note = text.strip()[offset:] if len(text.strip()) == len(plain) else rest
    return Letters(named, tidy_note(note), glued and bool(tidy_note(note)))


def truth(text: str) -> Truth | None:
    """True or false at the start of an answer, with the correction behind it; None when it says neither."""
    plain = shadow(text).strip()
    found = _TRUTH.match(plain)
    if not found:
        return None
    word, rest = found["word"].upper(), found["rest"]
    if rest and word.isascii() and rest[0].isascii() and rest[0].isalnum():
        return None
    if rest and word.isdecimal():
        return None
    if rest and not re.match(r"[\s,.;:。、!?(\[]", rest):
        return None
    note = tidy_note(text.strip()[len(plain) - len(rest) :])
    if word == "V":
        return Truth(True, note, sure=False)
    return Truth(word in TRUE, note)


def tidy_note(note: str) -> str:
    """A remark behind an answer without its brackets and leading punctuation."""
    note = note.strip(" \t\u3000。.;；,，、:：")
    pair = re.fullmatch(r"[（(\[【](.*)[)）\]】][。.]?", note, re.DOTALL)
    inner = pair[1] if pair and not re.search(r"[()（）]", pair[1]) else note
    return "" if inner.strip(" ()（）[]【】") == "" else inner.strip()
