"""Telling what each line of a document is, before lines are joined."""

from collections.abc import Sequence

from documents.bare_headings import mark_bare_headings, mark_leads
from documents.labels import (
    DATE_LINE,
    NAMED_HEADING,
    PRINTING_NOTE,
    Role,
    affiliation_in,
    byline_unit,
    has_author_sign,
    is_bracketed_signature,
    label_of,
    signed_names,
    unit_and_names,
    without_bracket,
)
from documents.lines import Line, Look, ends_sentence, has_han, width
from documents.names import names_in
from documents.numbering import Mark, find_mark, in_sequence
from documents.offices import TITLE_TAIL, is_address, is_form_of_paper
from documents.progress import WHOLE, Progress, counted, part_of, silent
from documents.sign_offs import mark_letterheads, mark_sign_offs, mark_units
from documents.titles import (
    LONGEST_TITLE,
    could_be_title,
    mark_columns,
    mark_dates_under_titles,
    mark_enclosures,
    mark_headings_by_look,
    mark_titles_by_depth,
    mark_titles_by_look,
    mark_titles_by_name,
    mark_titles_by_restart,
    mark_units_in_titles,
    mark_units_under_titles,
    names_official_text,
)

_BODY_ROLES = {Role.TEXT, Role.HEADING, Role.TABLE}
_LONGEST_BYLINE = 100  # characters
_UNDER_TITLES = (Role.ISSUE, Role.CATALOGUE, Role.ABSTRACT, Role.UNIT)
_LONGEST_MASTHEAD = 8  # lines


def roles_of(lines: Sequence[Line], full: Sequence[bool], progress: Progress = silent) -> list[Role]:
    """The role of each line; `full` says which lines reach the edge of their column."""
    told = counted(lines, len(lines), part_of(progress, 0, WHOLE // 4))
    roles = [_role_of_table(line) if line.table else label_of(line.text) or Role.TEXT for line in told]
    marks = {position: mark for position, line in enumerate(lines) if (mark := find_mark(line.text))}
    mark_units(lines, roles)
    mark_sign_offs(lines, roles)
    _mark_signed_authors(lines, roles)
    mark_letterheads(lines, roles)
    mark_columns(lines, roles)
    mark_titles_by_look(lines, roles, marks)
    _mark_headings(lines, full, roles, marks)
    mark_titles_by_name(lines, roles, marks)
    progress(4, 10)
    _mark_unsigned_authors(lines, roles)
    progress(7, 10)
    _mark_titles_by_author(lines, roles, full)
    _mark_titles_at_ends(lines, roles, full)
    mark_titles_by_restart(lines, roles, marks)
    mark_units_in_titles(lines, roles)
    _mark_title_tails(lines, roles)
    mark_units_under_titles(lines, roles)
    mark_dates_under_titles(lines, roles)
    mark_enclosures(lines, roles)
    _mark_affiliations(lines, roles, full)
    mark_bare_headings(lines, roles, full)
    mark_headings_by_look(lines, roles)
    mark_leads(lines, roles)
    progress(10, 10)
    return roles


def _role_of_table(line: Line) -> Role:
    """A table, unless it is the box of an office's paper that says to whom it goes, who signed and who printed it."""
    text = " ".join(line.text.split())
    return Role.ISSUE if PRINTING_NOTE.fullmatch(text) or is_form_of_paper(text) else Role.TABLE


def _mark_headings(lines: Sequence[Line], full: Sequence[bool], roles: list[Role], marks: dict[int, Mark]) -> None:
    positions = sorted(marks)
    ordered = [marks[position] for position in positions]
    for place, position in enumerate(positions):
        if roles[position] is Role.TEXT and _is_heading_mark(lines, full, roles, position, ordered, place):
            roles[position] = Role.HEADING
    for position, line in enumerate(lines):
        if line.depth or NAMED_HEADING.fullmatch(line.text):
            roles[position] = Role.HEADING


def _is_heading_mark(
    lines: Sequence[Line], full: Sequence[bool], roles: Sequence[Role], position: int, ordered: list[Mark], place: int
) -> bool:
    """Whether a mark at the start of a line is one, and not a wrapped sentence that looks like it."""
    mark, line = ordered[place], lines[position]
    above_role = roles[position - 1] if position else Role.TITLE
    if line.depth:
        return True
    if mark.ordinals == (1,) and above_role is Role.HEADING and could_be_title(line.text) and not full[position - 1]:
        return True
    runs_on = (
        above_role in (Role.TEXT, Role.HEADING)
        and not ends_sentence(lines[position - 1].text)
        and lines[position - 1].text[-1] not in "：:；;"
    )
    sequence = in_sequence(ordered, place)
    if not runs_on:
        return mark.style.strong or sequence
    above = lines[position - 1]
    stands_off = line.gap or not full[position - 1] or bool(find_mark(above.text))
    if width(above.text) > LONGEST_TITLE and not line.gap:
        return False
    return sequence and stands_off


def _mark_title_tails(lines: Sequence[Line], roles: list[Role]) -> None:
    """（试行） alone under a title belongs to it."""
    for place, line in enumerate(lines[1:], start=1):
        above = roles[place - 2] if roles[place - 1] is Role.UNIT and place > 1 else roles[place - 1]
        if roles[place] is Role.TEXT and above is Role.TITLE and TITLE_TAIL.fullmatch(line.text):
            roles[place] = Role.TITLE


def _mark_signed_authors(lines: Sequence[Line], roles: list[Role]) -> None:
    for position, line in enumerate(lines):
        names = signed_names(line.text) if roles[position] is Role.TEXT else []
        if not names and roles[position] is Role.TEXT and has_author_sign(line.text) and byline_unit(line.text):
            names = [line.text]
        if not names and roles[position] is Role.TEXT and _signs_off(lines, position):
            names = [line.text]
        if names and not (has_author_sign(line.text) and _is_list_item(lines, roles, position, names)):
            roles[position] = Role.AUTHOR


def _signs_off(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is a signature in brackets behind a text that has ended."""
    line = lines[position]
    if line.text[0] not in "（(" or position == 0 or not ends_sentence(lines[position - 1].text):
        return False
    below = lines[position + 1] if position + 1 < len(lines) else None
    ended = below is None or below.gap or bool(label_of(below.text)) or could_be_title(below.text)
    return ended and is_bracketed_signature(line.text)


def _is_list_item(lines: Sequence[Line], roles: Sequence[Role], position: int, names: list[str]) -> bool:
    """Whether a line with ● is one of a list and no author: its neighbour has the same sign, or no title is near."""
    sign = lines[position].text[0]
    near = [lines[place] for place in (position - 1, position + 1) if 0 <= place < len(lines)]
    if any(line.text.startswith(sign) for line in near):
        return True
    start = _title_start(lines, roles, position)
    below = (
        position + 1 < len(lines)
        and could_be_title(lines[position + 1].text)
        and not find_mark(lines[position + 1].text)
    )
    if start == position and not below:
        return True
    if max(map(len, names)) <= 3 or "·" in lines[position].text:
        return False
    return start == position or not _is_masthead_place(lines, roles, start)


def _mark_unsigned_authors(lines: Sequence[Line], roles: list[Role]) -> None:
    """A line of nothing but names under a title at the head of a text or of an article."""
    for position, line in enumerate(lines):
        if roles[position] is not Role.TEXT or position == 0 or not _may_be_byline(line.text):
            continue
        if not names_in(without_bracket(line.text)) and not unit_and_names(line.text)[1]:
            continue
        start = _title_start(lines, roles, position)
        apart = start < position and lines[start].gap and (position + 1 == len(lines) or lines[position + 1].gap)
        placed = start < position and (apart or _is_masthead_place(lines, roles, start))
        if placed and _stands_alone(lines, position):
            roles[position] = Role.AUTHOR


def _may_be_byline(text: str) -> bool:
    return len(text) <= _LONGEST_BYLINE and "。" not in text


def _stands_alone(lines: Sequence[Line], position: int) -> bool:
    below = lines[position + 1] if position + 1 < len(lines) else None
    if below is None or below.gap or below.indent > lines[position].indent + 1:
        return True
    if DATE_LINE.fullmatch(below.text) or lines[position].centred:
        return True
    return bool(label_of(below.text) or find_mark(below.text) or affiliation_in(below.text)) or width(below.text) > 24


def _mark_titles_by_author(lines: Sequence[Line], roles: list[Role], full: Sequence[bool]) -> None:
    for position in [place for place, role in enumerate(roles) if role is Role.AUTHOR]:
        start = _title_start(lines, roles, position)
        if start == position:
            stop = _title_stop(lines, roles, full, position + 1)
            start, stop = (position + 1, stop) if _is_masthead_place(lines, roles, position) else (position, position)
        else:
            stop = position
        for place in range(start, stop):
            roles[place] = Role.TITLE
        _mark_unit_above(lines, roles, position)


def _mark_unit_above(lines: Sequence[Line], roles: list[Role], author: int) -> None:
    """A unit between a title that is set larger and the author's name."""
    place = author - 1
    if place < 1 or roles[place] is not Role.TITLE or roles[place - 1] is not Role.TITLE:
        return
    smaller = lines[place].look is Look.PLAIN and lines[place - 1].look is not Look.PLAIN
    if smaller and affiliation_in(lines[place].text):
        roles[place] = Role.UNIT


def _title_start(lines: Sequence[Line], roles: Sequence[Role], author: int) -> int:
    """Where the title that stands over an author's line begins; `author` itself when there is none."""
    start = author
    while start > 0 and author - start < 3:
        above = lines[start - 1]
        titled = could_be_title(above.text, goes_on=start < author) or _is_title_tail(lines, start - 1)
        if start == author and lines[start - 1].depth == 1 and titled and not find_mark(above.text):
            return start - 1
        if roles[start - 1] not in (Role.TEXT, Role.TITLE) or not titled:
            break
        alike = roles[start - 1] is Role.TITLE and above.look is Look.TITLE and lines[start].look is Look.TITLE
        if start < author and lines[start].gap and not alike and not lines[start].text.startswith(("—", "--", "－")):
            break
        if start < author and lines[start].look is not Look.PLAIN and above.look is Look.PLAIN:
            break
        start -= 1
    return start


def _is_title_tail(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is the last one or two characters of a title that did not fit the line above."""
    return place > 0 and not lines[place].gap and width(lines[place].text) < 4 and has_han(lines[place].text)


def _title_stop(lines: Sequence[Line], roles: Sequence[Role], full: Sequence[bool], start: int) -> int:
    """Where a title that begins at `start`, under its author's line, ends."""
    if start == len(lines) or roles[start] is not Role.TEXT or not could_be_title(lines[start].text):
        return start
    return start + 1 if _closes_title(lines, full, start) else start


def _is_masthead_place(lines: Sequence[Line], roles: Sequence[Role], position: int) -> bool:
    """Whether a masthead may begin here: at the head of the file or behind a text that has ended."""
    if position == 0 or roles[position - 1] in (Role.UNIT, Role.REFERENCES, Role.NOTE, Role.AUTHOR):
        return True
    return ends_sentence(lines[position - 1].text)


def _mark_titles_at_ends(lines: Sequence[Line], roles: list[Role], full: Sequence[bool]) -> None:
    """Titles without an author: first in the file, last in the file, or first after an article's end."""
    if mark_titles_by_depth(lines, roles):
        return
    for position in range(len(lines)):
        if roles[position] is Role.TEXT and _opens_article(roles, position):
            stop = _opening_title_stop(lines, roles, full, position)
            roles[position:stop] = [Role.TITLE] * (stop - position)
    _mark_title_at_end(lines, roles)


def _opens_article(roles: Sequence[Role], position: int) -> bool:
    above = roles[position - 1] if position else None
    if above is Role.UNIT:
        return Role.TEXT in roles[:position] or Role.HEADING in roles[:position]
    return above is None or (
        above in (Role.CATALOGUE, Role.ISSUE)
        and not (_BODY_ROLES & set(roles[:position]))
        and Role.TITLE not in roles[:position]
    )


def _opening_title_stop(lines: Sequence[Line], roles: Sequence[Role], full: Sequence[bool], start: int) -> int:
    """Where a title of up to three lines that opens an article ends; `start` when it is no title."""
    for stop in range(start + 1, min(start + 3, len(lines)) + 1):
        text = lines[stop - 1].text
        tail = stop > start + 1 and _is_title_tail(lines, stop - 1)
        if roles[stop - 1] is not Role.TEXT or not (tail or could_be_title(text, goes_on=True)):
            return start
        labelled = stop < len(lines) and (
            roles[stop] in _UNDER_TITLES or names_official_text(_together(lines, start, stop))
        )
        if (tail or could_be_title(text)) and (labelled or _closes_title(lines, full, stop - 1)):
            return _with_subtitle(lines, roles, stop)
    return start


def _together(lines: Sequence[Line], start: int, stop: int) -> str:
    return "".join(line.text for line in lines[start:stop])


def _with_subtitle(lines: Sequence[Line], roles: Sequence[Role], stop: int) -> int:
    if stop < len(lines) and roles[stop] is Role.TEXT and lines[stop].text.startswith(("——", "—", "--")):
        return stop + 1 if could_be_title(lines[stop].text) else stop
    return stop


def _closes_title(lines: Sequence[Line], full: Sequence[bool], position: int) -> bool:
    if position + 1 == len(lines):
        return position > 0
    below, line = lines[position + 1], lines[position]
    if below.gap or below.indent >= line.indent + 2 or is_address(below.text):
        return True
    if line.centred and not below.centred:
        return True
    if below.text.startswith(("——", "—", "--")):
        return True
    if full[position]:
        return False
    return full[position + 1] or width(below.text) > 2 * width(line.text) or bool(find_mark(below.text))


def _mark_title_at_end(lines: Sequence[Line], roles: list[Role]) -> None:
    """The last line as title when nothing above it is one and the text before it has come to its end."""
    last = len(lines) - 1
    if last < 1 or roles[last] is not Role.TEXT or not could_be_title(lines[last].text):
        return
    start = last
    if (
        not lines[last].gap
        and could_be_title(lines[last - 1].text)
        and roles[last - 1] is Role.TEXT
        and lines[last - 1].gap
    ):
        start = last - 1
    ended = start > 0 and (
        ends_sentence(lines[start - 1].text) or roles[start - 1] in (Role.UNIT, Role.AUTHOR, Role.NOTE)
    )
    if ended and _lacks_title(roles, start):
        roles[start:] = [Role.TITLE] * (len(lines) - start)


def _lacks_title(roles: Sequence[Role], end: int) -> bool:
    """Whether the article that ends before `end` has no title at its own head."""
    place = end - 1
    while place >= 0 and roles[place] in (Role.UNIT, Role.AUTHOR, Role.NOTE):
        place -= 1
    while place >= 0 and roles[place] not in (Role.TITLE, Role.UNIT):
        place -= 1
    return place < 0 or roles[place] is Role.UNIT


def _mark_affiliations(lines: Sequence[Line], roles: list[Role], full: Sequence[bool]) -> None:
    """Under a title and its author, up to three lines that name a unit, in brackets or alone."""
    for position in range(1, len(lines)):
        in_masthead = roles[position - 1] in (Role.AUTHOR, Role.UNIT) and _has_title_above(roles, position)
        if not in_masthead or roles[position] is not Role.TEXT:
            continue
        bracketed = lines[position].text[0] in "（("
        for stop in range(position + 1, min(position + 4, len(lines) + 1)):
            text = "".join(line.text for line in lines[position:stop])
            runs_on = full[stop - 1] and stop < len(lines) and not lines[stop].gap and lines[stop].indent < 2
            if affiliation_in(text) and (text[-1] in "）)" if bracketed else not runs_on):
                roles[position:stop] = [Role.UNIT] * (stop - position)
                break
            if not bracketed:
                break


def _has_title_above(roles: Sequence[Role], position: int) -> bool:
    place = position - 1
    while place >= 0 and roles[place] in (Role.AUTHOR, Role.UNIT) and position - place < _LONGEST_MASTHEAD:
        place -= 1
    return place >= 0 and roles[place] is Role.TITLE and roles[place + 1] is Role.AUTHOR
