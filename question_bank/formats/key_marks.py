"""Lines of a key that bear the mark of their section: 一、1-3 BBC, 二、多选题：1.AB 2.CD, 三．√×√, 四、1. 打小 2. 32."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.formats import labels, numbers
from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.blank_parts import blank_parts
from question_bank.formats.blocks import Block, Section
from question_bank.formats.keys import TEXT_KINDS, Entry, entries
from question_bank.formats.kinds import ANY_WORD, kind_named
from question_bank.formats.lines import Line
from question_bank.formats.normalise import folded
from question_bank.formats.sections import Heading

_ORDINAL = re.compile(
    r"^\s*(?:第\s*([一二三四五六七八九十]{1,2})\s*(?:大题|部分|题)|[(]?([一二三四五六七八九十]{1,2})[)]?|([Ⅰ-Ⅻ]|[IVX]{1,4}(?=\s*[、.:])))\s*[、.:]?\s*"
)
_KIND = re.compile(
    rf"\s*(?P<word>(?:{ANY_WORD})(?:选择)?(?:试)?题?)\s*(?:部分)?\s*(?:[(][^()]{{0,40}}[)])?\s*(?:(?:参考|标准|正确)?答案)?\s*[:、.]?\s*(?=$|[(\[]?\d|[A-H√×✓✗对错正]|第)"
)
_TOKEN = re.compile(rf"\s*({TRUTH_TOKEN}|[A-H]+)\s*[,;、.|。]*\s*", re.IGNORECASE)
_MARKS = {"dot": r"(?<![\d.]){n}\s*[.、:]", "paren": r"[(]\s*{n}\s*[)]", "rparen": r"(?<![\d(]){n}\s*[)]"}
_BLANK = re.compile(r"[(\[]\s*[)\]]|_{2,}")
_MOST_WAYS = 64
IN_STEM = re.compile(rf"[(\[_]\s*(?:[A-H]{{1,8}}|{TRUTH_TOKEN})\s*[)\]_]", re.IGNORECASE)  # an answer of its own
WRITTEN = ("short_answer", "essay", "material")


@dataclass(frozen=True)
class Marked:
    """A line of a key under its section's mark; no entries where they follow below."""

    heading: Heading
    section: Section | None
    entries: list[Entry]
    style: str = ""  # how its entries are numbered


def marked(line: Line, open_sections: list[Section]) -> Marked | None:
    """What a line says for the section whose mark it bears; None when it cannot be a line of a key."""
    found = _ORDINAL.match(line.shadow)
    if not found:
        return None
    named = _KIND.match(line.shadow, found.end())
    kind = kind_named(named["word"]) if named else None
    rest = line.part(named.end() if named and kind else found.end())
    ordinal = found[1] or found[2] or found[3]
    section = next((each for each in open_sections if bears(each, ordinal, kind)), None)
    heading = Heading(line.number, line.text.strip(), kind, ordinal=ordinal)
    if rest.is_blank:
        return Marked(heading, section, []) if section else None
    said = said_for(rest, section) if section else entries(rest.shadow, line.number)
    number = number_at(rest)
    return Marked(heading, section, said, number.style if number else "") if said else None


def bears(section: Section, ordinal: str, kind: str | None) -> bool:
    """Whether a section has this mark, and this kind where the key names one."""
    heading = section.heading
    if heading is None or not section.blocks or heading.ordinal.strip("第部分大题 ") != ordinal:
        return False
    return kind is None or heading.kind in (kind, None) or "choice" in (kind, heading.kind)


def said_for(rest: Line, section: Section) -> list[Entry]:
    """The entries of a line for a section: numbered answers, one token a question, or texts between numbers."""
    kind = section.heading.kind if section.heading else None
    listed = [] if kind in ("fill", "numeric") else entries(rest.shadow, rest.number)
    if listed or kind not in TEXT_KINDS:
        return listed or tokens(rest, section)
    return numbered_texts(rest, section.blocks, written=kind in WRITTEN)


def tokens(rest: Line, section: Section) -> list[Entry]:
    """One token for each question in order, as in BBCAD, ABD ABC or √×√; empty unless they are as many."""
    found, position = [], 0
    while position < len(rest.shadow) and (match := _TOKEN.match(rest.shadow, position)):
        found.append(match[1])
        position = match.end()
    waiting = [block.number for block in section.blocks]
    if position < len(rest.shadow) or None in waiting:
        return []
    if len(found) != len(waiting) and all(re.fullmatch(r"[A-H]+", each) for each in found):
        found = list("".join(found))
    if len(found) != len(waiting):
        return []
    return [Entry(number or 0, text, rest.number) for number, text in zip(waiting, found, strict=True)]


_COLON = re.compile(r"\s*(\d{1,3})\s*:\s*(?=\d)")


def number_at(line: Line) -> numbers.Number | None:
    """The number a line of a key starts with; there 1:32 is a number too."""
    found = _COLON.match(line.shadow)
    return numbers.at(line.shadow) or (numbers.Number(int(found[1]), "dot", found.end()) if found else None)


def numbered_texts(rest: Line, blocks: list[Block], *, written: bool) -> list[Entry]:
    """Texts behind the numbers of questions; where a figure may be either a number or an answer, the blanks decide."""
    number = number_at(rest)
    waiting = {block.number: len(_BLANK.findall(block.body)) or 1 for block in blocks if block.number}
    if number is None or number.value not in waiting or number.style not in _MARKS:
        return []
    ways = _Ways(rest.shadow, number.style, waiting, written).from_number(number.value, number.end)
    if not ways:  # an answer too many or too few: parted at the numbers, and found at fault for its blanks
        ways = _Ways(rest.shadow, number.style, waiting, written, counted=False).from_number(number.value, number.end)
    longest = max(map(len, ways), default=0)
    best = [way for way in ways if len(way) == longest]
    cleanest = max((_clean(rest.shadow, way) for way in best), default=0)
    chosen = [way for way in best if _clean(rest.shadow, way) == cleanest]
    if len(chosen) != 1:
        return []
    ends = " \t\u3000\n" if written else " \t\u3000;；"
    found = [Entry(n, unlabelled(rest.text[start:end]).strip(ends), rest.number) for n, start, end in chosen[0]]
    return found if written else [*found[:-1], *_overflow(found[-1])]


def _overflow(last: Entry) -> list[Entry]:
    """The last entry, and as one of its own what stands behind a number no question has: the counts then differ."""
    more = re.search(rf"[\s;；]{last.number + 1}\s*[.、．]", last.text)
    if not more:
        return [last]
    rest = last.text[more.end() :].strip()
    return [Entry(last.number, last.text[: more.start()].strip(), last.line), Entry(last.number + 1, rest, last.line)]


def _clean(plain: str, way: list[tuple[int, int, int]]) -> int:
    """How many numbers of a way are not followed by a figure at once, as 2.5 would be."""
    return sum(not plain[start : start + 1].isdecimal() for _number, start, _end in way)


class _Ways:
    """Every way to part a line at the numbers of the questions that leaves each as many answers as it has blanks."""

    def __init__(self, plain: str, style: str, waiting: dict[int, int], written: bool, *, counted: bool = True) -> None:
        self.plain = plain
        self.style = style
        self.waiting = waiting
        self.written = written
        self.counted = counted and not written

    def from_number(self, number: int, start: int) -> list[list[tuple[int, int, int]]]:
        """The ways that begin with the text of a number at a place."""
        found = [[(number, start, len(self.plain))]] if self._fits(number, start, len(self.plain)) else []
        following = number + 1
        if following not in self.waiting:
            return found
        for mark in re.finditer(_MARKS[self.style].format(n=following), self.plain[start:]):
            end, after = start + mark.start(), start + mark.end()
            if not self._fits(number, start, end) or (self.written and not self._stands_apart(end, after)):
                continue
            for way in self.from_number(following, after):
                found.append([(number, start, end), *way])
                if len(found) > _MOST_WAYS:
                    return found
        return found

    def _fits(self, number: int, start: int, end: int) -> bool:
        text = self.plain[start:end].strip(" ;,、。")
        if not text:
            return False
        return not self.counted or len(blank_parts(text, self.waiting[number])) == self.waiting[number]

    def _stands_apart(self, end: int, after: int) -> bool:
        """Points of a written answer are counted too: only a wide gap or 答： tells a question's number."""
        return self.plain[:end].endswith("  ") or bool(re.match(r"\s*答\s*:", self.plain[after:]))


def unlabelled(text: str) -> str:
    """A written answer without 答： before it."""
    label = labels.at_start(Line.of(0, text).shadow)
    return text[label.end if label and label.field == "answer" else 0 :].strip()


_ASKS = re.compile(
    r"_{2,}|[(]\s*[)]|[?]\s*$|^\W*\d*\W*(?:简述|试述|论述|请|什么是|如何|为什么|怎样|列举|说明|谈谈|结合)"
)
_INSIDE = re.compile(
    rf"(?:(?<=[\s;。,])|(?<=[^第(一二三四五六七八九十])(?=[一二三四五六七八九十]{{1,2}}、))(?=[(]?[一二三四五六七八九十]{{1,2}}[)]?\s*[、.]?\s*(?:(?:{ANY_WORD})(?:选择)?题?\s*[:、.(]?\s*)?(?:[(]?\d{{1,3}}\s*[).、\-~—:]|[A-H√×]))"
)


_TITLE = re.compile(
    r"^\s*[(\[]?\s*((?:案例|材料|资料|情景)\s*[一二三四五六七八九十\d]{1,2})\s*[)\]]?\s*(?:答案)?\s*[:、.]?\s*"
)


def titled(plain: str) -> str:
    """The title a material or its key starts with, such as 案例一; empty when there is none."""
    found = _TITLE.match(plain)
    return re.sub(r"\s", "", found[1]) if found else ""


def of_material(line: Line) -> tuple[str, list[Entry]]:
    """The title of a material and its entries, as in 案例一：1.A 2.√."""
    found = _TITLE.match(line.shadow)
    return (titled(line.shadow), entries(line.shadow[found.end() :], line.number)) if found else ("", [])


def asks(line: Line) -> bool:
    """Whether a line asks something, so that it is no answer of a key."""
    return bool(_ASKS.search(line.shadow))


def parted(line: Line) -> list[Line]:
    """A line of a key cut where the mark of the next section stands in its middle."""
    cuts = [0, *(found.start() for found in _INSIDE.finditer(line.shadow) if line.shadow[: found.start()].strip())]
    ends = [*cuts[1:], len(line.text)]
    return [line.part(start, end) for start, end in zip(cuts, ends, strict=True)]


def chapter_of(every: list[Section], index: int) -> str:
    """The folded title of the part of the paper a section stands in; empty when there is none."""
    for section in reversed(every[: index + 1]):
        if section.heading and section.heading.kind is None:
            return folded(section.heading.text)
    return ""
