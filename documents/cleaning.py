"""Cleaning lines: spaced-out lines closed up, page furniture taken out."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from documents.labels import start_of_unit_note
from documents.lines import HAN, Line, Look, ends_sentence, has_han, width
from documents.names import COMMON_SURNAMES, names_in
from documents.numbering import find_mark
from documents.offices import is_collection
from documents.reasons import Reason

_MARKS = "“”‘’《》〈〉（）【】、，。；：！？—…·"
_UNIT = rf"(?:[{HAN}][{_MARKS}]?|[{_MARKS}][{HAN}]?)"
_SPACED = re.compile(rf"(?<!\S){_UNIT}([ \u3000]+){_UNIT}(?:\1{_UNIT}){{2,}}(?!\S)")
_SPACE_BY_HAN = re.compile(rf"(?<=[{HAN}{_MARKS}])[ \u3000]+(?=[{HAN}{_MARKS}])")

_DASHES = r"[-–—·•~～.\s|]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?P<open>[\[［【〔（(])?\s*(?:第\s*)?\d{{1,4}}\s*页?"
    rf"(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{{1,4}}\s*页?)?\s*(?(open)[\]］】〕）)]){_DASHES}",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(r"(?:page|p\.?|第)\s*\d{1,4}\s*页?(?:\s*[/／,，of共]*\s*\d{1,4}\s*页?)?", re.IGNORECASE)
_RULE = re.compile(r"[-=*_—–─━~～·.•+#\s]{3,}")
_TURN = re.compile(r"[（(【\[]?\s*(?:下转|上接|紧接|转)\s*第?\s*[\dA-Z一二三四五六七八九十]{1,4}\s*[版页].{0,12}")
_CONTENTS_HEAD = re.compile(
    r"[【\[]?(?:目\s*[录次]|(?P<issue>本期(?:要目|导读|目录|内容|看点|摘要)|要\s*目|导\s*读))[】\]]?[:：]?"
)
_ENTRY_MARK = re.compile(r"^(?:[◇◆●○■□▲△▶►★☆※·•✦❖-]+|\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|[（(]\d{1,2}[）)])")
_SHORTEST_LISTED = 6  # characters of a title listed at the head of a bulletin
_CONTENTS_ENTRY = re.compile(r".{1,60}?(?:[.．·…⋯_]\s*){3,}\s*[（(]?\d{1,4}[）)]?")
_LEADERS = re.compile(r"(?:[.．·…⋯_]\s*){3,}[（(]?\d{1,4}[）)]?$")
_ENTRY_PAGE = re.compile(r"(?<=\D)[.…·]*\d{1,4}$")
_PAGE_EDGES = (Reason.PAGE_NUMBER, Reason.RUNNING_HEADER)
_LONGEST_UNIT_WORD = 8
_LONGEST_VERSE = 32  # columns
_FEWEST_VERSES = 4
_LONGEST_HEADER = 60


@dataclass(frozen=True)
class Dropped:
    """Text kept out of the body: the line it began on, the text as found, and why."""

    line: int
    text: str
    why: Reason


def close_up(text: str) -> str:
    """Take the blanks out of a line that was spaced out to fill its column (职 工 队 伍)."""
    if " " not in text and "\u3000" not in text:
        return text
    tokens = text.split()
    single = sum(len(token) <= 2 for token in tokens)
    if len(tokens) >= 8 and single * 10 >= len(tokens) * 7 and not names_in(text):
        return _SPACE_BY_HAN.sub("", text)
    return _SPACED.sub(_closed_unless_names, text)


def split_off_units(lines: Sequence[Line]) -> Iterator[Line]:
    """Give a unit note behind a paragraph (…。（作者单位：…）) a line of its own."""
    for line, below in zip_longest(lines, lines[1:]):
        following = below.text[:_LONGEST_UNIT_WORD] if below else ""
        start = start_of_unit_note(line.text + following)
        if 0 < start < len(line.text):
            yield line._replace(text=line.text[:start].rstrip())
            yield line._replace(text=line.text[start:], gap=False, page=False)
        else:
            yield line


def keep_verse(lines: Sequence[Line]) -> list[Line]:
    """Begin each line of a verse-like list anew: short lines in a row that all end with a mark of punctuation."""
    kept = list(lines)
    start = 0
    for place in range(len(kept) + 1):
        if place < len(kept) and _is_verse(kept[place]) and (place == start or not find_mark(kept[place].text)):
            continue
        if place - start >= _FEWEST_VERSES:
            kept[start:place] = [line._replace(firm=True) for line in kept[start:place]]
            if place < len(kept):
                kept[place] = kept[place]._replace(firm=True)
        start = place + 1
    return kept


def _is_verse(line: Line) -> bool:
    ends = len(line.text) <= _LONGEST_VERSE and line.text[-1] in "，。；！？、："
    return ends and not line.table and 6 <= width(line.text) <= _LONGEST_VERSE


def take_out_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Dropped]]:
    """Part the lines of the text from page numbers, running headers, rules and tables of contents."""
    why = {place: mark for place, mark in (_page_marks(lines) | _contents(lines)).items() if not lines[place].table}
    why |= _running_headers(lines, why)
    lines = _with_listed_titles(lines, why)
    kept: list[Line] = []
    dropped: list[Dropped] = []
    page = gap = False
    for position, line in enumerate(lines):
        if position in why:
            dropped.append(Dropped(line.number, line.text, why[position]))
            page = page or why[position] in _PAGE_EDGES
            gap = True
        else:
            gap, page = (line.gap or gap) and not page, line.page or page
            kept.append(line if (gap, page) == (line.gap, line.page) else line._replace(gap=gap, page=page))
            page = gap = False
    return kept, dropped


def _closed_unless_names(found: re.Match[str]) -> str:
    characters = found.group().split()
    if len(characters) % 2 == 0 and len(characters) >= 4 and all(sign in COMMON_SURNAMES for sign in characters[::2]):
        return found.group()
    return "".join(characters)


def _page_marks(lines: Sequence[Line]) -> dict[int, Reason]:
    return {position: why for position in range(len(lines)) if (why := _page_mark(lines, position))}


def _page_mark(lines: Sequence[Line], position: int) -> Reason | None:
    text = lines[position].text
    if _RULE.fullmatch(text) and not text.replace(" ", "").startswith("……"):
        return Reason.RULE
    if _TURN.fullmatch(text):
        return Reason.TURN
    if _PAGE_WORD.fullmatch(text):
        return Reason.PAGE_NUMBER
    if _PAGE_NUMBER.fullmatch(text) and not _in_column_of_figures(lines, position):
        return Reason.PAGE_NUMBER
    return None


def _in_column_of_figures(lines: Sequence[Line], position: int) -> bool:
    """Whether a bare figure stands directly among others, as in a table, and is no page number."""
    above = position > 0 and not lines[position].gap and lines[position - 1].text
    below = position + 1 < len(lines) and not lines[position + 1].gap and lines[position + 1].text
    return any(near and near.replace(".", "").isdigit() for near in (above, below))


def _contents(lines: Sequence[Line]) -> dict[int, Reason]:
    entries = {position for position, line in enumerate(lines) if _CONTENTS_ENTRY.fullmatch(line.text)}
    if len(entries) < 2:
        lone = {place: Reason.CONTENTS for place, line in enumerate(lines) if _CONTENTS_HEAD.fullmatch(line.text)}
        return lone | _plain_contents(lines)
    heads = {first - 1 for first in entries if first and _CONTENTS_HEAD.fullmatch(lines[first - 1].text)}
    return dict.fromkeys(entries | heads, Reason.CONTENTS)


def _plain_contents(lines: Sequence[Line]) -> dict[int, Reason]:
    """A table of contents without dots and pages: lines under 目录 that all come back as headings below."""
    head = next((place for place, line in enumerate(lines) if _CONTENTS_HEAD.fullmatch(line.text)), None)
    if head is None:
        return {}
    keys = [_entry_key(line.text) for line in lines]
    texts = Counter(keys)
    stop = head + 1
    while stop < len(lines) and texts[keys[stop]] > 1 and keys[stop] not in keys[head + 1 : stop]:
        stop += 1
    return dict.fromkeys(range(head, stop), Reason.CONTENTS) if stop - head > 2 else {}


def _entry_key(text: str) -> str:
    """What an entry of a table of contents and the line it points to have in common."""
    return _ENTRY_PAGE.sub("", _LEADERS.sub("", _ENTRY_MARK.sub("", "".join(text.split()))))


def _with_listed_titles(lines: Sequence[Line], why: dict[int, Reason]) -> list[Line]:
    """The lines with those set as titles that a bulletin or a collection lists as such at its head."""
    listed = {place for place, reason in why.items() if reason is Reason.CONTENTS}
    if not listed or not _lists_papers(lines, listed):
        return list(lines)
    titles = {key for place in listed if len(key := _entry_key(lines[place].text)) >= _SHORTEST_LISTED}
    return [
        line._replace(look=Look.TITLE)
        if place not in listed and not line.table and _entry_key(line.text) in titles
        else line
        for place, line in enumerate(lines)
    ]


def _lists_papers(lines: Sequence[Line], listed: set[int]) -> bool:
    """Whether a table of contents lists papers and not the chapters of one: it says so, or the file is a collection."""
    first = min(listed)
    heads = [found for place in listed if (found := _CONTENTS_HEAD.fullmatch(lines[place].text))]
    return any(found["issue"] for found in heads) or any(is_collection(line.text) for line in lines[:first])


def _running_headers(lines: Sequence[Line], furniture: dict[int, Reason]) -> dict[int, Reason]:
    """Short lines that come back at the edges of pages, told apart from the text by their return."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, line in enumerate(lines):
        if position not in furniture and not line.table and _could_be_header(line):
            places[re.sub(r"\d+", "0", line.text)].append(position)
    found: dict[int, Reason] = {}
    for positions in places.values():
        at_edge = [position for position in positions if _at_page_edge(lines, position, furniture)]
        if len(at_edge) >= 2 and set(positions[1:]) <= set(at_edge):
            found |= dict.fromkeys(at_edge, Reason.RUNNING_HEADER)
    return found


def _could_be_header(line: Line) -> bool:
    bare = not ends_sentence(line.text) and width(line.text) <= _LONGEST_HEADER and not line.depth
    plain = not re.search("[，。；：、]", line.text) and not line.text.startswith(("（", "(", "●"))
    return bare and plain and not find_mark(line.text)


def _at_page_edge(lines: Sequence[Line], position: int, furniture: dict[int, Reason]) -> bool:
    near = (position - 1, position + 1)
    if any(furniture.get(place) == Reason.PAGE_NUMBER for place in near):
        return True
    if position == 0 or position + 1 == len(lines):
        return False
    return (
        _breaks_off(lines[position - 1].text)
        and has_han(lines[position + 1].text)
        and (lines[position].gap or lines[position].page)
    )


def _breaks_off(text: str) -> bool:
    return not ends_sentence(text) and width(text) > 20 and not find_mark(text)
