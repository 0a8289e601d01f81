"""Answer keys that stand apart from their questions: 1-5 ABCDE, 1.√ 2.×, tables, whole pages at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats import sections
from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.lines import Line
from question_bank.formats.sections import Heading

_KEY_HEADING = re.compile(
    r"^[\[(*#\s\-—–=~_·]*(?:附\s*[录件]?\s*\d*\s*[:、.]?\s*)?(?:.{0,24}?(?:试题|试卷|题库|竞赛|考试|练习|测试|卷|题)\s*(?:[(][^()]{1,6}[)]|[A-D甲乙])?\s*[的]?)?"
    r"(?:参\s*考|标\s*准|正\s*确)?\s*答\s*案\s*(?:部分|页|卷|表|一览表?|汇总)?\s*(?:[及与和、]\s*(?:解\s*析|评分标准|详解|评分参考))?\s*"
    r"(?:\(.{0,12}\))?[\])*#\s\-—–=~_·]*:?\s*$"
)
_LETTER = r"[A-H]"
_TOKEN = rf"(?:{_LETTER}(?:\s?[、,/;]?\s?{_LETTER})*(?![A-Za-z])|{TRUTH_TOKEN}|V|[①-⑩]{{1,10}})"
_ENTRY = re.compile(
    rf"\s*[\[(]?第?\s*(\d{{1,4}})(?!\d)\s*题?[\])]?\s*[.、:,)\-—=]*\s*[\[(]?\s*({_TOKEN})\s*[\])]?\s*[;,。、.|]*",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\s*[\[(]?第?\s*(\d{1,4})\s*(?:题)?\s*(?:[-~—–－―至到]+|\.{2,})\s*(\d{1,4})\s*题?[\])]?\s*[:.、,]?\s*",
    re.IGNORECASE,
)
_RANGE_TOKEN = re.compile(rf"\s*({_LETTER}+|正确|错误|[√×✓✗✘✔对错TFtf])[\s、,;.|]*", re.IGNORECASE)
EXPLAINED = re.compile(
    rf"^\s*[\[(]?\s*(\d{{1,4}})(?!\d)\s*[\])]?\s*[.、:)]?\s*(?:\[?\s*(?:参考|正确)?答案\s*\]?\s*:?)?\s*[\[(]?({_TOKEN})[\])]?\s*(?=[。.;,:\s\[(]|解析|$)(.*)$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^\s*[\[(]?\s*(\d{1,4})\s*[\])]?\s*[.、:)]?\s*(?=\[?\s*(?:参考|正确|标准)?答案)")
_NUMBERS_ROW = re.compile(r"^\s*\|?\s*(?:题\s*号?|序\s*号)\s*[\s|:]+((?:\d{1,4}[\s|]*)+)$")
_BARE_NUMBERS = re.compile(r"^\s*\|?((?:\s*\d{1,4}(?:\s+|\s*\|\s*)){1,}\d{0,4})\s*\|?\s*$")
_ANSWERS_ROW = re.compile(r"^\s*\|?\s*(?:参考|正确|标准)?答\s*案\s*(?:[\s|:]+(.*?))?\s*\|?\s*$")
_BARE_ANSWERS = re.compile(rf"^\s*\|?\s*({_TOKEN}(?:[\s|]+{_TOKEN})*)[\s|]*$", re.IGNORECASE)
TEXT_KINDS = ("fill", "short_answer", "essay", "material", "numeric")


@dataclass(frozen=True)
class Entry:
    """The answer to one number in a key."""

    number: int
    text: str
    line: int
    explanation: str = ""


@dataclass
class Group:
    """Entries that stand under one heading of a key; `heading` is None under a bare 参考答案."""

    heading: Heading | None
    after_section: int  # index of the section the key follows
    entries: list[Entry] = field(default_factory=list)
    at_end: bool = False
    material: int = 0  # line of the material the key stands under
    target: int | None = None  # index of the section whose mark it bears
    kind: str | None = None  # the kind of question it answers
    chapter: str = ""  # the part of the paper it stands under


_COLUMN_HEADS = re.compile(
    r"^\s*\|?\s*(?:题\s*号|序\s*号)[\s|]+(?:参考|正确|标准)?答\s*案(?:[\s|]+(?:答案)?(?:解析|说明|依据|备注))?\s*\|?\s*$"
)


def is_heading(line: Line) -> bool:
    """Whether a line announces a key, such as 参考答案, or 题号 and 答案 above the columns of one."""
    plain = line.shadow
    return bool(_KEY_HEADING.match(plain) or _COLUMN_HEADS.match(plain)) and "答" in plain


def entries(text: str, line: int) -> list[Entry]:
    """The entries of a line that is nothing but key; empty when anything else stands on it."""
    plain = text.strip()
    found: list[Entry] = []
    position = 0
    while position < len(plain):
        ranged = _RANGE.match(plain, position)
        several = _of_range(plain, ranged, line) if ranged else None
        if several:
            found.extend(several[0])
            position = several[1]
        elif single := _ENTRY.match(plain, position):
            if not _ends_token(plain, single.end(2)):
                return []
            found.append(Entry(int(single[1]), single[2], line))
            position = single.end()
        else:
            return []
    return found


def _ends_token(plain: str, end: int) -> bool:
    return not re.match(r"[A-Za-z\u4e00-\u9fff]", plain[end : end + 1]) or bool(re.match(r"\s*第?\d", plain[end:]))


def _of_range(plain: str, ranged: re.Match[str], line: int) -> tuple[list[Entry], int] | None:
    first, last = int(ranged[1]), int(ranged[2])
    wanted, position = last - first + 1, ranged.end()
    tokens: list[str] = []
    if not 1 <= wanted <= 200:
        return None
    while len(tokens) < wanted and (token := _RANGE_TOKEN.match(plain, position)):
        tokens.append(token[1])
        position = token.end()
    if len(tokens) < wanted:
        tokens = _letter_by_letter(tokens, wanted)
    if len(tokens) != wanted:
        return None
    return [Entry(first + place, token, line) for place, token in enumerate(tokens)], position


def _letter_by_letter(tokens: list[str], wanted: int) -> list[str]:
    """ABCDE CDABB for ten questions: one letter each, whatever the grouping."""
    if any(not token.isascii() for token in tokens):
        return []
    letters = list("".join(tokens))
    return letters if len(letters) == wanted else []


def looks_like_key(line: Line) -> bool:
    """Whether a line can only be part of a key."""
    plain = line.shadow
    if entries(plain, line.number) or _NUMBERS_ROW.match(plain) or ordinal_key(line)[0]:
        return True
    explained = EXPLAINED.match(plain)
    if explained and re.match(r"\s*(?:[。.;,:]?\s*$|[\[(]?\s*(?:答案)?解析|[\[(]?详解)", explained[3]):
        return True
    return bool(_LABELLED.match(plain))


def table(line: Line, below: Line | None) -> tuple[list[int], str] | None:
    """The numbers of a key laid out as a table, and the text of the answers in the row below; None when it is none.

    The answers are empty where a table waits for a candidate to fill it in.
    """
    if below is None:
        return None
    titled = _NUMBERS_ROW.match(line.shadow)
    answers = _ANSWERS_ROW.match(below.shadow)
    if titled and answers:
        return [int(each) for each in re.findall(r"\d+", titled[1])], (answers[1] or "").strip()
    bare = _BARE_NUMBERS.match(line.shadow)
    found = [int(each) for each in re.findall(r"\d+", bare[1])] if bare else []
    counted = len(found) >= 2 and found == list(range(found[0], found[0] + len(found)))
    listed = _BARE_ANSWERS.match(below.shadow)
    if counted and listed and len(re.split(r"[\s|]+", listed[1].strip(" |"))) == len(found):
        return found, listed[1].strip(" |")
    return None


def is_table_row(plain: str) -> bool:
    """Whether a line is a row of a key laid out as a table."""
    return bool(_NUMBERS_ROW.match(plain) or _ANSWERS_ROW.match(plain) or _BARE_NUMBERS.match(plain))


def is_whole_list(text: str, least: int) -> bool:
    """Whether a text is a list of at least so many numbered answers and nothing else."""
    return len(entries(text, 0)) >= least


_KIND_KEY = re.compile(r"^\s*(.{2,20}?题?)\s*(?:部分)?\s*(?:的)?(?:参考|标准|正确)?\s*答\s*案\s*:?\s*(.*)$")


def kind_key(line: Line) -> tuple[Heading | None, str]:
    """The kind a key heading such as 单选题答案 names, and what follows on its line."""
    found = _KIND_KEY.match(line.shadow)
    opened = sections.heading(Line.of(line.number, found[1])) if found else None
    return (opened, found[2]) if found and opened and opened.kind else (None, "")


_ORDINAL_KEY = re.compile(r"^\s*第?\s*[(]?([一二三四五六七八九十]{1,2})[)]?\s*(?:大题|部分|题)?\s*[、.:]?\s*(?=[(]?\d)")


def ordinal_key(line: Line) -> tuple[Heading | None, list[Entry]]:
    """A part of a key that is headed by its number alone, as in 一、1.A 2.B."""
    found = _ORDINAL_KEY.match(line.shadow)
    listed = entries(line.shadow[found.end() :], line.number) if found else []
    return (Heading(line.number, line.text.strip(), None, ordinal=found[1]), listed) if found and listed else (None, [])


def heading_with_key(line: Line) -> tuple[Heading | None, list[Entry]]:
    """A heading, also with its entries on the same line, as in 单选题：1-5 ABCDE."""
    opened, rest = kind_key(line)
    if opened:
        return opened, entries(rest, line.number)
    place = re.search(r"[题:)]\s*(?=第?\d{1,4}\s*[.、:\-~—–]?\s*\d*)", line.shadow)
    if place:
        found = entries(line.shadow[place.end() :], line.number)
        opened = sections.heading(line.part(0, place.end())) if found else None
        if opened:
            return opened, found
    opened, listed = ordinal_key(line)
    return (opened, listed) if opened else (sections.heading(line), [])
