"""What stands in a stem beside the question: tags, points, answers in brackets or on a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.kinds import ANY_WORD, kind_named
from question_bank.formats.normalise import BLANK, joined, shadow, tidy

_TAG = rf"[(\[]\s*(?P<word>(?:{ANY_WORD})(?:选择)?(?:试)?题?)\s*(?:[,、;:\s]\s*(?P<points>\d+(?:\.\d+)?)\s*分)?\s*[)\]]"
_TAG_AT_START = re.compile(rf"^\s*{_TAG}\s*[.、:]?\s*")
_TAG_AT_END = re.compile(rf"\s*{_TAG}\s*[*]?\s*$")
_BARE_TAG = re.compile(
    r"^\s*(?P<word>(?:单选|多选|单项选择|多项选择|不定项选择|判断|填空|简答|论述)题?)\s*(?:[:]\s*|(?=\n)|$|(?=[(]\s*[\d.]+\s*分\s*[)]\s*(?:\n|$)))"
)
_POINTS = re.compile(r"[(\[]\s*(?:本题|本小题|满分|共|分值)?\s*:?\s*(?P<points>\d+(?:\.\d+)?)\s*分\s*[)\]]")
_LEVEL = re.compile(r"[(\[]\s*(?:难度\s*:?\s*)?(?P<word>易|中|难|较易|较难|简单|一般|中等|困难|容易)\s*[)\]]")
_STARS = re.compile(r"^\s*[★☆▲]+\s*(?=\S)")
_NEW = re.compile(r"^\s*[(\[]\s*(?:19|20)\d\d年?(?:新增|修订|真题|版)?\s*[)\]]\s*")
_LETTERS_IN = r"(?P<letters>[A-Za-z](?:[\s、,;.和]*[A-Za-z])*)"
_IN_BRACKET = re.compile(rf"[(\[]\s*{_LETTERS_IN}\s*[)\]]")
_ON_LINE = re.compile(rf"_+\s*{_LETTERS_IN}\s*_+")
_FAR_RIGHT = re.compile(
    r"(?:[ \u3000]*\t|[ \u3000]{2,}|[.…·]{2,}|…)\s*(?P<letters>[A-ZＡ-Ｚ](?:[、, ]?[A-ZＡ-Ｚ])*)\s*$"
)
_TRUTH = rf"(?P<mark>{TRUTH_TOKEN}|V|A|B)"
_TRUTH_END = re.compile(rf"\s*[(\[]\s*{_TRUTH}\s*[)\]]\s*(?P<stop>[。.,;]?)\s*$", re.IGNORECASE)
_TRUTH_START = re.compile(rf"^\s*[(\[]\s*{_TRUTH}\s*[)\]]\s*[.、]?\s*", re.IGNORECASE)
_TRUTH_BARE = re.compile(r"(?<=[。.!?;)\s\t])\s*(?P<mark>[√×✓✗✔✘])\s*$|(?P<late>[√×✓✗✔✘])\s*$")
TRUTH_WORD_END = re.compile(r"(?:(?<=[。.!?;])\s*|\s+)(?P<mark>正确|错误|对|错|[TF√×])\s*[。.]?\s*$", re.IGNORECASE)
_TRUTH_INSIDE = re.compile(r"[(\[]\s*(?P<mark>[√×✓✗✔✘]|对|错)\s*[)\]]")
_EMPTY_END = re.compile(r"\s*[(\[]\s*[)\]]\s*(?P<stop>[。.]?)\s*$")
_FILL_END = re.compile(r"[(\[](?P<key>[^()\[\]]+)[)\]]\s*[。.]?\s*$")
_FILLED_LINE = re.compile(r"(?<!_)_++\s*(?P<key>[^_\s][^_\n]{0,40}?)\s*_{1,}")
_EMPTY_LINE = re.compile(r"_{4,}")
_FILLED_BRACKET = re.compile(r"[(]\s*(?P<key>[^()\s][^()\n]{0,30}?)\s*[)]")
_KEY_BEHIND = re.compile(r"(?<!_)(?P<line>_{2,}+)\s*[(]\s*(?P<key>[^()\s][^()]{0,40}?)\s*[)]")
LINE = "____"
FILL_BLANK = re.compile(r"_{2,}|(?<=[^\s_])_(?=[^\s_])")
ANY_BLANK = re.compile(r"[(\[]\s*[)\]]|_{2,}")
_LIST_LINE = re.compile(r"^\s*(?:[①-⑳]|\(\s*\d{1,2}\s*\)|\d{1,2}\s*(?:[)、]|[.](?!\d))|[ⅠⅡⅢⅣⅤ]|[IVX]{1,4}\s*[.、])")
_OCR_BLANK = re.compile(r"(?<=[\u4e00-\u9fff])[O〇○0o](?=\s*[。？?]|\s*$)")
_OCR = re.compile(
    r"[A-Z]*I\d{2,}|(?<![A-Za-z])l\d|\dl\d|\d[oO]\d|(?<=\d)O(?=\d)|(?<![A-Za-z\d])\d{2,}[oO](?![A-Za-z])|(?<![A-Za-z\d])[lI|]\d{2,}"
)


@dataclass
class Stem:
    """A stem under examination; `text` and its shadow always have the same length."""

    text: str
    tags: list[str] = field(default_factory=list)
    points: float | None = None
    level: str = ""
    marked_inside: bool = False  # the true/false mark stood in the middle of the text

    @property
    def plain(self) -> str:
        """The shadow of the text."""
        return shadow(self.text)

    def drop(self, start: int, end: int, instead: str = "") -> None:
        """Take a stretch out."""
        self.text = self.text[:start] + instead + self.text[end:]


def strip_tags(stem: Stem) -> None:
    """Take 【多选】, （单选，2分）, （易）, （10分） out of a stem and remember them."""
    while _strip_one_tag(stem):
        pass


def _strip_one_tag(stem: Stem) -> bool:
    if starred := _STARS.match(stem.plain):
        stem.drop(*starred.span())
    plain = stem.plain
    for pattern in (_TAG_AT_START, _BARE_TAG, _TAG_AT_END):
        found = pattern.search(plain)
        if found and kind_named(found["word"]) and _is_tag(found["word"]):
            stem.tags.append(found["word"])
            if "points" in pattern.groupindex and found["points"]:
                stem.points = float(found["points"])
            stem.drop(*found.span())
            return True
    return _strip_small(stem, plain)


def _is_tag(word: str) -> bool:
    """分析 or 应用 in brackets is text; 单选 or 判断题 is a tag."""
    return (
        word.endswith("题")
        or kind_named(word) in ("single", "multiple", "indefinite", "true_false", "fill")
        or word in ("简答", "论述", "问答")
    )


def _strip_small(stem: Stem, plain: str) -> bool:
    for pattern, name in ((_POINTS, "points"), (_LEVEL, "level")):
        found = pattern.search(plain)
        if found and (not plain[: found.start()].strip() or not plain[found.end() :].strip(" 。.\n")):
            value = found[1]
            setattr(stem, name, float(value) if name == "points" else value)
            stem.drop(*found.span())
            return True
    new = _NEW.match(plain) if stem.tags or stem.level else None
    if new:
        stem.drop(*new.span())
    return bool(new)


@dataclass(frozen=True)
class Found:
    """Letters standing in a stem: as written, and where."""

    letters: str
    start: int
    end: int
    written: str


def letters_in(stem: Stem, most: str) -> list[Found]:
    """Brackets and lines in a stem that hold nothing but option letters up to `most`."""
    found = []
    for pattern in (_IN_BRACKET, _ON_LINE):
        for match in pattern.finditer(stem.plain):
            named = re.sub(r"[^A-Za-z]", "", match["letters"]).upper()
            if named and max(named) <= most and len(set(named)) == len(named):
                found.append(Found(named, match.start(), match.end(), match[0]))
    return sorted(found, key=lambda each: each.start)


def letters_far_right(stem: Stem, most: str) -> Found | None:
    """A letter group behind dots or a wide gap at the end of the stem."""
    match = _FAR_RIGHT.search(stem.text)
    if not match:
        return None
    named = re.sub(r"[^A-Z]", "", shadow(match["letters"]))
    return Found(named, match.start(), match.end(), match[0].strip()) if max(named) <= most else None


_TRUTH_NOTED = re.compile(
    r"\s*[(]\s*(?P<mark>[√×✓✗✔✘]|正确|错误|不正确|对|错)\s*[,;:。、]\s*(?P<note>[^()]{2,})[)]\s*[。.]?\s*$"
)


def noted_truth(stem: Stem) -> str:
    """The bracket behind a true/false stem that holds its mark and a reason, taken out of it; empty when there is none."""
    found = _TRUTH_NOTED.search(stem.plain)
    if not found:
        return ""
    said = stem.text[found.start("mark") : found.end("note")]
    stem.drop(*found.span())
    return said


def truth_mark(stem: Stem, *, expected: bool = False) -> str:
    """The mark of a true/false stem, taken out of it; empty when there is none.

    Words such as 对 or F without a bracket count only where the section says that marks are `expected`.
    """
    plain = stem.plain
    for pattern in (_TRUTH_END, _TRUTH_START, _TRUTH_BARE, *([TRUTH_WORD_END] if expected else [])):
        found = pattern.search(plain)
        if found:
            mark = found["mark"] or found["late"] if pattern is _TRUTH_BARE else found["mark"]
            stop = (
                found["stop"]
                if "stop" in pattern.groupindex and stem.text[: found.start()].rstrip()[-1:] not in "。！？.!?"
                else ""
            )
            stem.drop(found.start(), found.end(), "。" if stop in ("。", ".") and stop else "")
            return mark
    inside = list(_TRUTH_INSIDE.finditer(plain))
    if len(inside) == 1:
        stem.drop(inside[0].start(), inside[0].end())
        stem.marked_inside = True
        return inside[0]["mark"]
    return ""


def strip_empty_end(stem: Stem) -> None:
    """Take the empty bracket for the mark off the end of a true/false stem."""
    found = _EMPTY_END.search(stem.plain)
    if found:
        stop = "。" if found["stop"] and stem.text[: found.start()].rstrip()[-1:] not in "。！？.!?" else ""
        stem.drop(found.start(), found.end(), stop)


def keys_behind_blanks(stem: Stem) -> list[str]:
    """Answers in brackets right behind each blank of a fill-in stem, taken out of it; empty unless every blank has one."""
    found = list(_KEY_BEHIND.finditer(stem.plain))
    if not found or len(found) != len(FILL_BLANK.findall(stem.plain)):
        return []
    keys = [stem.text[match.start("key") : match.end("key")].strip() for match in found]
    for match in reversed(found):
        stem.drop(match.end("line"), match.end())
    return keys


def fill_key(stem: Stem) -> str:
    """The bracket behind a fill-in stem that holds its answer, taken out; empty when there is none."""
    found = _FILL_END.search(stem.plain)
    if not found or not FILL_BLANK.search(stem.plain[: found.start()]):
        return ""
    key = stem.text[found.start("key") : found.end("key")]
    stem.drop(*found.span())
    return key


def filled_blanks(stem: Stem) -> list[str]:
    """Answers written on the lines of a fill-in stem, as in __32__; each leaves an empty line behind."""
    found = list(_FILLED_LINE.finditer(stem.plain))
    if not found or _EMPTY_LINE.search(stem.plain):
        return []  # a line of four or more is a blank, and what stands between two blanks is no answer
    keys = [stem.text[match.start("key") : match.end("key")].strip() for match in found]
    for match in reversed(found):
        stem.drop(match.start(), match.end(), LINE)
    return keys


def bracketed_blanks(stem: Stem) -> list[str]:
    """What stands in the brackets of a fill-in stem that has no blank; each becomes one."""
    found = list(_FILLED_BRACKET.finditer(stem.plain))
    if not found or ANY_BLANK.search(stem.plain):
        return []
    keys = [stem.text[match.start("key") : match.end("key")].strip() for match in found]
    for match in reversed(found):
        stem.drop(match.start(), match.end(), LINE)
    return keys


def ocr_blank(stem: Stem) -> str:
    """An O that stands for the blank is made one; gives what stood there."""
    found = None if ANY_BLANK.search(stem.plain) else _OCR_BLANK.search(stem.plain)
    if not found:
        return ""
    around = stem.text[max(0, found.start() - 2) : found.end() + 1].strip()
    stem.drop(found.start(), found.end(), BLANK)
    return around


def ocr_suspects(text: str) -> list[str]:
    """Pieces that look like digits and letters confused by a scanner."""
    return [match[0] for match in _OCR.finditer(shadow(text))]


def finished(text: str) -> str:
    """A stem as shown: wrapped lines joined, lists of statements on lines of their own."""
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if _LIST_LINE.match(shadow(line)) and paragraphs[0]:
            paragraphs.append([])
        paragraphs[-1].append(line)
    return "\n".join(tidy(joined(parts)) for parts in paragraphs if any(part.strip() for part in parts))
