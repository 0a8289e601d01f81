"""How papers of offices begin and end: letterheads, notes on the author's unit, unit and date at the foot."""

import re
from collections.abc import Sequence

from documents.labels import DATE_LINE, UNIT_AND_DATE, Role, affiliation_in, label_of, unit_and_names, unit_in
from documents.lines import Line, ends_sentence, width
from documents.offices import is_letterhead
from documents.titles import could_be_title

_MOST_UNIT_LINES = 4
_LONGEST_SIGN_OFF = 40  # columns
_MASTHEAD = 4  # lines among which a date belongs to the head of a file


def mark_units(lines: Sequence[Line], roles: list[Role]) -> None:
    """（作者单位：…） and its like, over as many lines as its bracket is open."""
    for position, line in enumerate(lines):
        text = line.text
        if text in "（(" or text.startswith(("（作", "(作")):
            text += "".join(below.text for below in lines[position + 1 : position + 2])
        if roles[position] is Role.TEXT and unit_in(text) is not None:
            stop = position + 1
            while stop < len(lines) and stop - position < _MOST_UNIT_LINES and _is_open(lines[position:stop]):
                stop += 1
            roles[position:stop] = [Role.UNIT] * (stop - position)


def mark_sign_offs(lines: Sequence[Line], roles: list[Role]) -> None:
    """A date alone on its line, and the unit above it, with which a paper of an office ends."""
    for position, line in enumerate(lines):
        following = lines[position + 1 : position + 2]
        broken = line.text[0] in "（(" and line.text + "".join(below.text for below in following)
        if broken and roles[position] is Role.TEXT and label_of(broken) is Role.ISSUE:
            roles[position : position + 2] = [Role.ISSUE] * 2
        dated = UNIT_AND_DATE.fullmatch(line.text) if roles[position] is Role.TEXT else None
        if dated and affiliation_in(dated["unit"]):
            signs = position > 0 and ends_sentence(lines[position - 1].text) and not line.text.endswith("印发")
            roles[position] = Role.UNIT if signs else Role.ISSUE
        if roles[position] is not Role.TEXT or not DATE_LINE.fullmatch(line.text):
            continue
        above = position - 1
        short = above > 0 and roles[above] is Role.TEXT and width(lines[above].text) <= _LONGEST_SIGN_OFF
        signed = short and bool(affiliation_in(lines[above].text))
        if signed:
            roles[above] = Role.AUTHOR if unit_and_names(lines[above].text)[1] else Role.UNIT
        if signed or position + 1 == len(lines) or position < _MASTHEAD:
            roles[position] = Role.ISSUE


def _is_open(lines: Sequence[Line]) -> bool:
    """Whether the bracket with which the first of these lines begins has not closed yet."""
    text = "".join(line.text for line in lines)
    return text[0] in "（(" and len(re.findall("[（(]", text)) > len(re.findall("[）)]", text))


def mark_letterheads(lines: Sequence[Line], roles: list[Role]) -> None:
    """The printed head of an office's paper, told by the number of the paper under it."""
    for place, line in enumerate(lines[:-1]):
        if roles[place] is Role.TEXT and roles[place + 1] is Role.ISSUE and is_letterhead(line.text):
            below = next((spot for spot in range(place + 1, len(lines)) if roles[spot] is not Role.ISSUE), None)
            if below is not None and (could_be_title(lines[below].text) or not line.text.endswith("纪要")):
                roles[place] = Role.ISSUE
