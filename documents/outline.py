"""The outline of one article: headings told from sentences, nesting learned from the document."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from documents.joining import Block
from documents.labels import NAMED_HEADING, Role
from documents.lines import HAN, ends_sentence
from documents.numbering import Mark, find_mark, in_sequence, is_provision, key_of

_LONGEST_HEADING = 60  # characters
_LONGEST_OPENING = 45  # characters of a first sentence that may be a heading
_LONGEST_LONE = 30  # characters of a sentence that is a heading without text of its own
_LONGEST_ASKING = 45  # the same of a question
_LONGEST_IN_RUN = 80  # the same where the other items of the run are headings
FEWEST_PROVISIONS = 3
"""第…条 that an article must have to be read as a regulation."""
_ASKING = ("？", "?", "！", "！”", "？”")
_FIRST_STOP = re.compile("^[^。？?！]*[。？?！]$")
_WIDE = re.compile(rf"[{HAN}](?:\s+[{HAN}])+")
_DIVISIONS = ("part", "chapter", "passage")
_ENDS = ("附则", "附件", "附录")
_NAMED_PROVISION = re.compile(
    r"(?P<heading>【[^【】]{1,30}】|[（(][^（）()]{2,20}[）)](?=[\s\u3000]))\s*(?P<rest>.*)", re.DOTALL
)
_FIRST_SENTENCE = re.compile(r"(?P<heading>[^。！？；;]+?)(?P<ending>[。！？])(?P<rest>.*)", re.DOTALL)
_COLON_HEADING = re.compile(r"(?P<heading>[^。！？；;：:，,]{2,20})(?P<ending>[：:])(?P<rest>.{12,})", re.DOTALL)


@dataclass(frozen=True)
class Text:
    """A paragraph before it has an anchor; `line` is where it began."""

    line: int
    text: str


@dataclass
class OutlineSection:
    """One heading with the paragraphs under it; level 0 is the text before the first heading.

    `ending` is the mark between a heading and the text that follows it (the full stop of 一是…。).
    """

    level: int
    number: str = ""
    heading: str = ""
    ending: str = ""
    line: int = 0
    paragraphs: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class _Heading:
    key: str
    mark: Mark | None
    heading: str
    ending: str = ""
    rest: str = ""
    depth: int = 0


def outline(blocks: Sequence[Block]) -> list[OutlineSection]:
    """The sections of an article in order, the first always of level 0."""
    headings = _headings(blocks)
    levels = _Levels([heading.key for heading in headings.values()])
    sections = [OutlineSection(0)]
    for place, block in enumerate(blocks):
        found = headings.get(place)
        if found is None:
            sections[-1].paragraphs.append(Text(block.line, block.text))
            continue
        level = levels.of(found)
        number = found.mark.number if found.mark else ""
        sections.append(OutlineSection(level, number, found.heading, found.ending, block.line))
        if found.rest:
            sections[-1].paragraphs.append(Text(block.line, found.rest))
    return sections


def _headings(blocks: Sequence[Block]) -> dict[int, _Heading]:
    """The blocks that are headings or begin with one, by place."""
    marks = {
        place: mark
        for place, block in enumerate(blocks)
        if block.role is Role.HEADING and (mark := find_mark(block.text))
    }
    provisions = {place for place, mark in marks.items() if is_provision(mark)}
    if len(provisions) >= FEWEST_PROVISIONS:
        return _provisions(blocks, marks, min(provisions))
    runs, lone = _runs_of_items(marks), _runs_of_sentences(blocks, marks)
    found: dict[int, _Heading] = {}
    for place, block in enumerate(blocks):
        if block.role is not Role.HEADING:
            continue
        heading = _numbered(block, marks[place], runs, lone) if place in marks else _unnumbered(block)
        if heading:
            found[place] = heading
    return _without_lists(blocks, found)


def _without_lists(blocks: Sequence[Block], found: dict[int, _Heading]) -> dict[int, _Heading]:
    """Leave out short items such as 1. 2. 3. that stand in a row with nothing under any of them."""
    kept, seen = dict(found), set[str]()
    styled = any(heading.depth for heading in found.values())  # where the file marks its headings, others are items
    for place, heading in found.items():
        if place - 1 in found and found[place - 1].key == heading.key:
            continue
        stop = place + 1
        while stop in found and found[stop].key == heading.key:
            stop += 1
        ends = styled or stop == len(blocks) or (stop in found and found[stop].key in seen)
        if stop - place > 1 and ends and all(_is_plain_item(found[spot]) for spot in range(place, stop)):
            kept = {spot: kept[spot] for spot in kept if not place <= spot < stop}
        seen.add(heading.key)
    return kept


def _is_plain_item(heading: _Heading) -> bool:
    weak = heading.mark is not None and not heading.mark.style.strong and not heading.mark.style.runs_in
    return weak and not heading.depth and not heading.rest


def _provisions(blocks: Sequence[Block], marks: dict[int, Mark], first: int) -> dict[int, _Heading]:
    """The headings of a regulation: parts, chapters, sections and each 第…条; other numbers count its clauses."""
    found: dict[int, _Heading] = {}
    for place, block in enumerate(blocks):
        mark = marks.get(place)
        if is_provision(mark):
            assert mark is not None
            found[place] = _provision(blocks, place, mark)
        elif mark and mark.style.name in _DIVISIONS:
            found[place] = _Heading(key_of(mark), mark, _closed(mark.rest))
        elif mark and place < first:
            heading = _alone(block, mark, sentences=False)
            found |= {place: heading} if heading else {}
        elif block.role is Role.HEADING and not mark and (place < first or block.depth or block.text in _ENDS):
            found[place] = _unnumbered(block)
    return found


def _provision(blocks: Sequence[Block], place: int, mark: Mark) -> _Heading:
    """A 第…条 with the name it may have, in 【…】 or alone on its line, and its text."""
    named = _NAMED_PROVISION.fullmatch(mark.rest)
    if named:
        return _Heading(key_of(mark), mark, named["heading"], "", named["rest"])
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    followed = below is not None and below.role in (Role.TEXT, Role.TABLE) and not find_mark(below.text)
    if followed and len(mark.rest) <= _LONGEST_LONE and not re.search("[。；，：！？]", mark.rest):
        return _Heading(key_of(mark), mark, mark.rest)
    return _Heading(key_of(mark), mark, "", "", mark.rest)


def _unnumbered(block: Block) -> _Heading:
    named = NAMED_HEADING.fullmatch(block.text)
    if block.depth:
        return _Heading(f"depth{block.depth}", None, block.text, depth=block.depth)
    if block.lead:
        lead, rest = block.text[: block.lead], block.text[block.lead :]
        heading = lead.rstrip("。：:")
        return _Heading("lead", None, heading, lead[len(heading) :], rest.strip())
    if named:
        return _Heading("named", None, "".join(named["heading"].split()), named["ending"])
    return _Heading("bare", None, block.text)


def _numbered(block: Block, mark: Mark, runs: set[str], lone: set[str]) -> _Heading | None:
    if block.depth:
        return _Heading(f"depth{block.depth}", mark, mark.rest, depth=block.depth)
    return _alone(block, mark, sentences=key_of(mark) in lone) or _opening(mark, in_run=key_of(mark) in runs)


def _alone(block: Block, mark: Mark, *, sentences: bool) -> _Heading | None:
    """A heading that is the whole of its block; a short sentence only where its run is of that kind."""
    rest = mark.rest.rstrip("：:")
    if rest != mark.rest and not mark.style.strong and re.search("[，,；]", rest):
        return None  # it leads to a list or a table
    if (not rest and mark.rest) or "。" in rest[:-1] or "；" in rest or rest.endswith(("，", ",", "、")):
        return None
    if not ends_sentence(rest) and len(rest) <= _LONGEST_HEADING:
        words = "".join(rest.split()) if NAMED_HEADING.fullmatch(rest) else _closed(rest)
        return _Heading(key_of(mark), mark, words, mark.rest[len(rest) :])
    if sentences and len(rest) <= _LONGEST_ASKING and rest.endswith(_ASKING):
        return _Heading(key_of(mark), mark, rest, mark.rest[len(rest) :])
    whole = mark.style.strong or not re.search("[，,]", rest)
    if sentences and whole and len(rest) <= _LONGEST_LONE and rest.endswith("。"):
        return _Heading(key_of(mark), mark, rest[:-1], "。")
    return None


def _closed(words: str) -> str:
    """A heading of a few characters set wide apart (总　则) without the blanks."""
    return "".join(words.split()) if _WIDE.fullmatch(words) else words


def _runs_of_sentences(blocks: Sequence[Block], marks: dict[int, Mark]) -> set[str]:
    """The ways of numbering whose items are single short sentences, mostly with text of their own below."""
    votes: Counter[str] = Counter()
    for place, mark in marks.items():
        if mark.rest.endswith(("；", ";")):
            votes[key_of(mark)] -= 1
        elif _is_lone_sentence(mark.rest) and _FIRST_STOP.search(mark.rest):
            below = blocks[place + 1] if place + 1 < len(blocks) else None
            followed = below is not None and (below.role is Role.TEXT or _goes_deeper(below, mark))
            votes[key_of(mark)] += 1 if followed else -1
    return {key for key, balance in votes.items() if balance > 0}


def _is_lone_sentence(text: str) -> bool:
    return len(text) <= (_LONGEST_ASKING if text.endswith(_ASKING) else _LONGEST_LONE + 1)


def _goes_deeper(block: Block, mark: Mark) -> bool:
    below = find_mark(block.text)
    deeper = below is not None and below.ordinals[-1] == 1 and key_of(below) != key_of(mark)
    return block.role is Role.HEADING and deeper


def _opening(mark: Mark, *, in_run: bool) -> _Heading | None:
    """A heading that is the first sentence of its paragraph (一是…。), when its run is of that kind."""
    found = _first_sentence(mark)
    if not in_run or not found:
        return None
    return _Heading(key_of(mark), mark, found["heading"], found["ending"], found["rest"].strip())


def _first_sentence(mark: Mark) -> re.Match[str] | None:
    found = _FIRST_SENTENCE.fullmatch(mark.rest)
    colon = _COLON_HEADING.fullmatch(mark.rest)
    if colon and not (found and found["rest"] and len(found["heading"]) <= len(colon["heading"])):
        return colon
    return found if found and len(found["heading"]) <= _LONGEST_IN_RUN else None


def _runs_of_items(marks: dict[int, Mark]) -> set[str]:
    """The ways of numbering whose items open with a short sentence and go on with their text."""
    opening: dict[str, list[bool]] = defaultdict(list)
    ordered = list(marks.values())
    for place, mark in enumerate(ordered):
        found = _first_sentence(mark)
        if "。" in mark.rest or "；" in mark.rest or ends_sentence(mark.rest):
            titled = bool(found and found["rest"].strip() and len(found["heading"]) <= _LONGEST_OPENING)
            opening[key_of(mark)].append(titled and (mark.style.strong or in_sequence(ordered, place)))
    return {key for key, items in opening.items() if sum(items) * 2 > len(items) or (len(items) == 2 and any(items))}


class _Levels:
    """Gives each heading its level from the kinds of headings that stand open above it."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._top = next((key for key in keys if key not in ("named", "bare")), "named")
        self._stack: list[str] = []

    def of(self, heading: _Heading) -> int:
        """The level of the next heading, 1 for the highest."""
        key = heading.key
        if key == "named":
            self._stack = []
            key = self._top
        if heading.depth:
            while self._stack and not self._is_above(self._stack[-1], heading.depth):
                self._stack.pop()
        elif key in _TOP_KEYS and key not in self._stack:
            self._stack = self._stack[: "part1" in self._stack[:1]]
        elif key in self._stack:
            del self._stack[self._stack.index(key) :]
        else:
            self._leave_finished(heading)
        self._stack.append(key)
        return len(self._stack)

    def _leave_finished(self, heading: _Heading) -> None:
        """A new kind of number that is not a run-in one cannot stand under a run-in one."""
        runs_in = heading.mark is not None and heading.mark.style.runs_in
        while self._stack and not runs_in and self._stack[-1].rstrip("1") in _RUN_IN_STYLES:
            self._stack.pop()

    @staticmethod
    def _is_above(key: str, depth: int) -> bool:
        return key.startswith("depth") and int(key[5:]) < depth


_TOP_KEYS = ("part1", "chapter1")
_RUN_IN_STYLES = ("namely", "must", "rank", "of_these")
