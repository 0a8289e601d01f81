"""Telling titles by their shape, their type, their depth, and by numbering that begins anew."""

import re
from collections.abc import Sequence
from itertools import pairwise

from documents.labels import DATE_LINE, NAMED_HEADING, Role, affiliation_in, has_author_sign
from documents.lines import Line, Look, ends_sentence, has_han, width
from documents.numbering import Mark, find_mark, is_provision, key_of
from documents.offices import TITLE_TAIL, is_address, is_collection, is_named_title

LONGEST_TITLE = 90  # columns
_SHORTEST_NEW_TITLE = 12
_OPENING_STYLES = ("part", "chapter", "article")
_BETWEEN_PAPERS = (Role.ISSUE, Role.UNIT, Role.NOTE, Role.REFERENCES)
_ENCLOSURE = re.compile(r"附\s*[件录表]\s*[\d一二三四五六七八九十]{0,3}\s*[:：]?$")
_COLUMN_NAME = re.compile(
    r"[【〖［\[]\s*[^【】〖〗［］\[\]。，；：]{2,14}\s*[】〗］\]]|[◆■●▲★☆◇]\s*[\u4e00-\u9fff]{2,6}\s*[◆■●▲★☆◇]"
)
_SET_IN = 6  # columns before a line that stands in the middle
_FEWEST_BEFORE = 2  # headings of an article before another may begin
_UNFINISHED = "，、；：,;:的地和与及或且而并在将把对为是以于从向等被使让由到“‘（(《"
_INSIDE_SENTENCE = re.compile(r"[。；;]")
_LIST_SIGNS = ("-", "*", "+", "•", "·")
_FACT = re.compile(
    r"(?:时\s*间|日\s*期|地\s*点|主\s*持\s*人?|参\s*[会加]\s*(?:人员?)?|出\s*席\s*(?:人员?)?|列\s*席\s*(?:人员?)?|缺\s*席|记\s*录\s*人?|议\s*题)\s*[:：]"
)
"""What stands at the head of minutes, before a colon."""
_OFFICIAL = re.compile(
    r"[^，。；：！？,;:]{2,60}(?:意见|通知|通报|通告|公告|决定|决议|办法|规定|规程|规则|规范|细则|制度|条例|章程|方案|预案"
    r"|纲要|要点|守则|须知|手册|指南|标准|报告|请示|批复|纪要)(?:[（(](?:试\s?行|暂行|[^（）()]{0,8}(?:稿|版|修订|草案))[）)])?"
)
_NEVER_TITLES = re.compile(r"目\s*[录次]|附\s*[件录则]\s*[\d一二三四五六七八九十]*|[（(].*[）)]|摘\s*要")


def is_column_name(text: str) -> bool:
    """Whether a line is no more than a name in square brackets, as the columns of a bulletin have (【基层动态】)."""
    return bool(_COLUMN_NAME.fullmatch(text))


def mark_columns(lines: Sequence[Line], roles: list[Role]) -> None:
    """The names of columns where a paper may begin are marks on the papers below them."""
    for place, line in enumerate(lines[:-1]):
        opens = place == 0 or roles[place - 1] in (Role.ISSUE, Role.CATALOGUE, *_BETWEEN_PAPERS, Role.AUTHOR)
        if opens and roles[place] is Role.TEXT and is_column_name(line.text) and could_be_title(lines[place + 1].text):
            roles[place] = Role.ISSUE


def mark_dates_under_titles(lines: Sequence[Line], roles: list[Role]) -> None:
    """A date alone on its line under a title, its author or its unit."""
    for place, line in enumerate(lines[1:], start=1):
        under = roles[place - 1] in (Role.TITLE, Role.AUTHOR, Role.UNIT)
        if under and roles[place] is Role.TEXT and DATE_LINE.fullmatch(line.text):
            roles[place] = Role.ISSUE


def mark_units_under_titles(lines: Sequence[Line], roles: list[Role]) -> None:
    """The name of a unit alone under a title, in the middle of its line or between gaps."""
    for place in range(1, len(lines) - 1):
        line, below = lines[place], lines[place + 1]
        apart = line.centred or line.indent >= _SET_IN or (line.gap and below.gap)
        under = roles[place] is Role.TEXT and roles[place - 1] is Role.TITLE
        if under and apart and line.look is not Look.TITLE and _is_unit_alone(line.text):
            roles[place] = Role.UNIT


def _is_unit_alone(text: str) -> bool:
    unit = affiliation_in(text)
    return unit is not None and text[len(unit) :].strip() in ("", "编", "编印", "编写", "编制")


def mark_units_in_titles(lines: Sequence[Line], roles: list[Role]) -> None:
    """A line of a title of several lines that is no more than the name of a unit, and does not begin it."""
    for place in range(1, len(lines)):
        inside = roles[place] is Role.TITLE and roles[place - 1] is Role.TITLE and lines[place].look is Look.PLAIN
        ended = (
            place + 1 == len(lines)
            or roles[place + 1] is not Role.TITLE
            or bool(TITLE_TAIL.fullmatch(lines[place + 1].text))
        )
        if inside and ended and affiliation_in(lines[place].text) and _is_whole(lines[place - 1].text):
            roles[place] = Role.UNIT


def _is_whole(text: str) -> bool:
    """Whether the line above a unit may be a whole title: it does not end in the middle of a phrase."""
    return could_be_title(text) and not text.endswith(("——", "—"))


def names_official_text(text: str) -> bool:
    """Whether a text is the name of an official document: …的意见, …办法（试行）, …操作规程."""
    return bool(_OFFICIAL.fullmatch(text))


def could_be_title(text: str, *, goes_on: bool = False) -> bool:
    """Whether a text has the shape of a title or of a heading without a number.

    The first line of a title that goes on may end anywhere.
    """
    if text[:1] in _LIST_SIGNS or _FACT.match(text):
        return False
    if not 4 <= width(text) <= LONGEST_TITLE or not any(char.isalpha() for char in text):
        return False
    if (text[-1] in _UNFINISHED and not goes_on) or text.endswith(("。", ".", "…")) or _INSIDE_SENTENCE.search(text):
        return False
    return not has_author_sign(text) and text[0] not in "，。、；：！？）”’》"


def mark_titles_by_look(lines: Sequence[Line], roles: list[Role], marks: dict[int, Mark]) -> None:
    """Lines set larger and centred, unless a number makes them headings."""
    for place, line in enumerate(lines):
        if (
            line.look is Look.TITLE
            and roles[place] is Role.TEXT
            and place not in marks
            and _may_be_set_as_title(line.text)
        ):
            roles[place] = Role.TITLE


def _may_be_set_as_title(text: str) -> bool:
    named = NAMED_HEADING.fullmatch(text) or _NEVER_TITLES.fullmatch(text)
    return not named and could_be_title(text, goes_on=True)


def mark_titles_by_name(lines: Sequence[Line], roles: list[Role], marks: dict[int, Mark]) -> None:
    """Lines that end in the word for a kind of paper (…规定), where a paper may begin.

    Before 第一章 or 第一条 that word is enough; elsewhere the line must also open the file or follow the end
    of another paper, and be set apart or addressed to someone.
    """
    for place, line in enumerate(lines[:-1]):
        enclosed = place > 0 and bool(_ENCLOSURE.fullmatch(lines[place - 1].text))
        set_apart = line.centred or line.look is not Look.PLAIN or is_address(lines[place + 1].text)
        named = is_named_title(line.text) or (enclosed and set_apart)
        if roles[place] is not Role.TEXT or place in marks or not named:
            continue
        if not could_be_title(line.text) or NAMED_HEADING.fullmatch(line.text):
            continue
        below = next((spot for spot in range(place + 1, len(lines)) if roles[spot] is not Role.ISSUE), None)
        first = below is not None and marks[below].ordinals == (1,) if below in marks else False
        rules = first and below is not None and marks[below].style.name in _OPENING_STYLES
        opens = place == 0 or roles[place - 1] in _BETWEEN_PAPERS or enclosed
        if (rules and (opens or ends_sentence(lines[place - 1].text))) or (opens and (set_apart or first)):
            roles[place] = Role.TITLE


def mark_enclosures(lines: Sequence[Line], roles: list[Role]) -> None:
    """附件2 alone above a title is a mark on that title."""
    for place, role in enumerate(roles[1:], start=1):
        if role is Role.TITLE and roles[place - 1] is Role.TEXT and _ENCLOSURE.fullmatch(lines[place - 1].text):
            roles[place - 1] = Role.ISSUE


def mark_headings_by_look(lines: Sequence[Line], roles: list[Role]) -> None:
    """Short lines set bold or larger, with text below them."""
    for place, line in enumerate(lines[:-1]):
        below = roles[place + 1] in (Role.TEXT, Role.HEADING, Role.TABLE)
        if line.look is not Look.PLAIN and roles[place] is Role.TEXT and below and could_be_title(line.text):
            roles[place] = Role.HEADING


def with_top_depth(lines: Sequence[Line]) -> list[Line]:
    """The lines with the depths of their headings counted from 1, whatever the file begins with."""
    top = min((line.depth for line in lines if line.depth), default=1)
    return [line._replace(depth=line.depth - top + 1) if line.depth else line for line in lines]


def mark_titles_by_depth(lines: Sequence[Line], roles: list[Role]) -> bool:
    """Headings of the first depth that are titles of articles; tell whether the file has such headings at all."""
    ones = [place for place, line in enumerate(lines) if line.depth == 1]
    if not ones:
        return False
    if papers := _collected(lines, roles, ones):
        for place in papers:
            roles[place] = Role.TITLE
        return True
    if len(ones) > 1 and _all_shallow(lines, roles):
        return False
    if any(role is Role.TITLE for role in roles[: ones[0]]):
        return len(ones) > 1 or roles[ones[0]] is Role.HEADING
    numbered = [place for place in ones if find_mark(lines[place].text) or NAMED_HEADING.fullmatch(lines[place].text)]
    plain = [place for place in ones if place not in numbered]
    if len(numbered) >= len(plain) and numbered:
        opening = plain[:1] if plain and plain[0] == ones[0] else []
        for place in opening:
            roles[place] = Role.TITLE
        return bool(opening)
    if lines[ones[0]].firm and len(ones) > 1 and _title_above(lines, roles, ones[0]):
        return False
    for place in ones:
        roles[place] = Role.TITLE
    return True


def _collected(lines: Sequence[Line], roles: Sequence[Role], ones: Sequence[int]) -> list[int]:
    """The headings of the first depth that are papers of a collection.

    It calls itself one (…汇编), or two of them or more have articles (第一条) of their own.
    """
    plain = [
        place for place in ones if not find_mark(lines[place].text) and not NAMED_HEADING.fullmatch(lines[place].text)
    ]
    if len(plain) < 2 or len(plain) != len(ones):
        return []
    bounds = [*plain, len(lines)]
    own_rules = sum(any(_is_first_article(line) for line in lines[start:stop]) for start, stop in pairwise(bounds))
    named = any(is_collection(line.text) for line in lines[: ones[0]] if not line.table)
    return plain if own_rules > 1 or named else []


def _is_first_article(line: Line) -> bool:
    mark = find_mark(line.text) if not line.table else None
    return mark is not None and is_provision(mark) and mark.ordinals == (1,)


def _all_shallow(lines: Sequence[Line], roles: Sequence[Role]) -> bool:
    """Whether all headings are of the first depth, so that nothing tells titles from headings."""
    deeper = any(line.depth > 1 for line in lines)
    return not deeper and not any(
        role is Role.HEADING and not line.depth for role, line in zip(roles, lines, strict=True)
    )


def _title_above(lines: Sequence[Line], roles: Sequence[Role], first: int) -> bool:
    """Whether the file opens with a line that may be its title, above the first heading."""
    return first > 0 and roles[0] is Role.TEXT and could_be_title(lines[0].text)


def mark_titles_by_restart(lines: Sequence[Line], roles: list[Role], marks: dict[int, Mark]) -> None:
    """A lone line before the top numbering starts anew, or another takes its place, is the next article's title."""
    headings = [place for place, role in enumerate(roles) if role is Role.HEADING and place in marks]
    if not headings:
        return
    top, reached = key_of(marks[headings[0]]), 0
    for number, (earlier, place) in enumerate(pairwise(headings), start=1):
        reached = marks[earlier].ordinals[-1] if key_of(marks[earlier]) == top else reached
        if marks[place].ordinals != (1,) or reached < _FEWEST_BEFORE or marks[place].style.runs_in:
            continue
        again = key_of(marks[place]) == top
        if again or not _goes_on(marks, headings[number:], top, reached):
            titled = _mark_title_between(lines, roles, earlier, place, apart=not again)
            top, reached = (key_of(marks[place]), 0) if titled else (top, reached)


def _goes_on(marks: dict[int, Mark], headings: Sequence[int], key: str, reached: int) -> bool:
    """Whether a numbering is taken up again further down."""
    return any(key_of(marks[place]) == key and marks[place].ordinals[-1] == reached + 1 for place in headings)


def _mark_title_between(lines: Sequence[Line], roles: list[Role], start: int, stop: int, *, apart: bool) -> bool:
    """Mark the lone line that is a title; with `apart` one that stands between gaps and is as long as titles are."""
    between = range(start + 1, stop)
    if any(roles[place] is Role.TITLE for place in between):
        return True
    for place in between:
        if roles[place] is Role.TEXT and _is_lone_title(lines, place):
            stands_apart = lines[place].gap and lines[place + 1].gap and width(lines[place].text) >= _SHORTEST_NEW_TITLE
            if not apart or stands_apart or lines[place].look is not Look.PLAIN:
                roles[place] = Role.TITLE
                return True
    return False


def _is_lone_title(lines: Sequence[Line], position: int) -> bool:
    text = lines[position].text
    below = lines[position + 1]
    closed_above = ends_sentence(lines[position - 1].text)
    return has_han(text) and could_be_title(text) and closed_above and (below.gap or below.indent >= 2)
