"""Joining hard-wrapped lines into blocks: headings and paragraphs as their author wrote them.

A seam is the place between two lines. The rules are asked in turn; the first with an opinion decides.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from documents.cleaning import Dropped
from documents.labels import Role, after_label, is_reference
from documents.lines import HAN, Line, ends_sentence, has_han, visible, width
from documents.numbering import find_mark, key_of
from documents.reasons import Reason

_NEVER_FIRST = "，。、；：！？…）》”’』」】〕％,;:!?)"
_NEVER_LAST = "（《“‘『「【〔(["
_LONGEST_HEADING = 130  # columns
_PROSE = re.compile("[，。；！？]")
_PROSE_END = re.compile("[，。；：！？,;:]$")
_HAN_SIGNS = re.compile(f"[{HAN}]")
_LONG_LINE = 60  # columns
_INDENT = 2  # columns with which a paragraph is set in
_RAGGED = 5  # columns by which wrapped lines may miss the edge
_NARROWEST, _WIDEST = 24, 130  # columns
_FEWEST_AT_EDGE = 3
_OWN_LINE = (Role.AUTHOR, Role.CATALOGUE, Role.TABLE)


@dataclass(frozen=True)
class Block:
    """Text of one kind joined from one or more lines; `line` is where it began."""

    line: int
    text: str
    role: Role
    depth: int = 0
    gap: bool = True
    lead: int = 0  # characters at its head that are a heading set bold


@dataclass(frozen=True)
class Seam:
    """The place between the text joined so far and the next line, with all that decides it."""

    block: Block
    above: Line
    below: Line
    role: Role  # of the line below
    full: bool  # the line above reaches the edge of its column
    full_below: bool
    ends_soon: bool  # the line below is the last of its group of lines
    markup: bool
    indented: bool  # paragraphs of this file start with an indent
    lone: bool  # headings numbered like the block usually stand on lines of their own
    edge: int = 0  # columns to which wrapped lines reach where paragraphs are known by their indent, else 0


Rule = Callable[[Seam], bool | None]


def join_lines(
    lines: Sequence[Line], roles: Sequence[Role], full: Sequence[bool], *, markup: bool
) -> tuple[list[Block], list[Dropped]]:
    """The blocks the lines form, and the hyphens that were taken out at line ends."""
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    indented = _starts_with_indent(lines)
    lone, edge = _lone_styles(lines, roles, full), indented_edge(lines)
    for place, line in enumerate(lines):
        if blocks and place and not _begins_for_sure(line, roles[place], blocks[-1]):
            seam = Seam(
                blocks[-1],
                lines[place - 1],
                line,
                roles[place],
                full[place - 1],
                full[place],
                place + 1 == len(lines) or lines[place + 1].gap or roles[place + 1] is not Role.TEXT,
                markup,
                indented,
                _key(blocks[-1].text) in lone,
                edge,
            )
            if _are_one(seam):
                blocks[-1] = _joined(blocks[-1], line, dropped)
                continue
        blocks.append(Block(line.number, line.text, roles[place], line.depth, line.gap, line.lead))
    return blocks, dropped


def _are_one(seam: Seam) -> bool:
    return next((verdict for rule in RULES if (verdict := rule(seam)) is not None), False)


def _begins_for_sure(line: Line, role: Role, block: Block) -> bool:
    """Whether the file itself begins a paragraph here; the lines of a title are told otherwise."""
    return line.firm and role is not Role.TITLE and block.role is not Role.TITLE


def _unit_note_runs_on(seam: Seam) -> bool | None:
    """（作者单位：… and （2024年…通过） go on until the bracket closes."""
    if seam.block.role not in (Role.UNIT, Role.ISSUE):
        return None
    opened = len(re.findall("[（(]", seam.block.text)) > len(re.findall("[）)]", seam.block.text))
    return seam.role is seam.block.role and opened


def _title_runs_on(seam: Seam) -> bool | None:
    if seam.block.role is Role.TITLE and seam.role is Role.TITLE:
        return not seam.block.depth and not seam.below.depth
    return False if Role.TITLE in (seam.block.role, seam.role) else None


def _references_run_on(seam: Seam) -> bool | None:
    if seam.block.role is Role.TEXT and is_reference(seam.block.text) and seam.role is Role.TEXT:
        if is_reference(seam.below.text):
            return False
        unfinished = has_han(seam.block.text[-1]) or seam.block.text[-1] in "，,：:"
        return True if unfinished or (seam.full and not seam.below.gap) else None
    return None


def _own_lines(seam: Seam) -> bool | None:
    """Whatever carries a mark of its own starts a block of its own."""
    if (
        seam.role not in (Role.TEXT, Role.HEADING)
        or seam.block.role in _OWN_LINE
        or seam.block.depth
        or seam.below.depth
    ):
        return False
    return None


def _heading_starts(seam: Seam) -> bool | None:
    return False if seam.role is Role.HEADING else None


def _line_cannot_start_so(seam: Seam) -> bool | None:
    """A line that starts with a closing mark, or follows an opening one, belongs to what is above."""
    if seam.below.text[0] in _NEVER_FIRST or seam.block.text[-1] in _NEVER_LAST:
        return True
    return None


def _latin_ends(seam: Seam) -> bool | None:
    """An English abstract or its keywords do not go on in Chinese."""
    english = seam.block.role in (Role.ENGLISH_ABSTRACT, Role.ENGLISH_KEYWORDS)
    return False if english and len(_HAN_SIGNS.findall(seam.below.text)) * 2 > len(seam.below.text) else None


def _wrapped_below_indent(seam: Seam) -> bool | None:
    """Where paragraphs are indented and lines reach a common edge, a line at the margin below such a line goes on."""
    at_margin = bool(seam.edge) and not seam.below.gap and seam.below.indent < _INDENT
    if not at_margin or _reach(seam.above) < seam.edge - _RAGGED:
        return None
    return None if ends_sentence(seam.above.text) and not _PROSE_END.search(seam.below.text) else True


def _heading_runs_on(seam: Seam) -> bool | None:
    """A heading that fills its line goes on; one that does not is complete."""
    if seam.block.role is not Role.HEADING:
        return None
    mark = find_mark(seam.block.text)
    if mark and not mark.rest:
        return not seam.below.gap and width(seam.below.text) < _LONG_LINE
    if mark is None:
        return False
    if _PROSE.search(seam.block.text.rstrip("，")) and (ends_sentence(seam.block.text) or "。" in seam.block.text):
        return None  # the mark opens a paragraph
    if not seam.full or seam.below.gap:
        return None if mark.style.runs_in else False
    if mark.style.runs_in:
        return None
    return _ends_heading(seam)


def _ends_heading(seam: Seam) -> bool | None:
    short = not seam.full_below and not ends_sentence(seam.below.text)
    if short and seam.ends_soon:
        return True
    if short and width(seam.block.text) + width(seam.below.text) <= _LONGEST_HEADING:
        return True
    if seam.below.indent >= seam.above.indent + 2:
        return False
    return False if seam.lone and (seam.full_below or ends_sentence(seam.below.text)) else None


def _label_alone(seam: Seam) -> bool | None:
    """Below a label that stands alone (摘要) its text starts a block of its own."""
    if seam.block.role not in (Role.TEXT, Role.HEADING, Role.UNIT) and not after_label(seam.block.text):
        return False
    return None


def _markup_paragraph(seam: Seam) -> bool | None:
    if not seam.markup:
        return None
    item = re.match(r"[-*+>|]\s|\d+[.)]\s|\|", seam.below.text)
    return not seam.below.gap and not item


def _indent_starts(seam: Seam) -> bool | None:
    """An indented line starts a paragraph where paragraphs are indented."""
    if seam.indented and seam.below.indent >= 2 and seam.below.indent > _margin(seam):
        return False
    return None


def _after_end_of_sentence(seam: Seam) -> bool | None:
    """After a full stop only a line that fills its column can go on, and never over a gap."""
    if not ends_sentence(seam.block.text):
        return None
    if seam.below.gap or not seam.full or _out_of_column(seam):
        return False
    return not _is_last_and_open(seam)


def _broken_sentence(seam: Seam) -> bool | None:
    """A sentence not yet ended goes on, even over the blank lines of a page break."""
    if seam.full and not seam.below.gap:
        return not _out_of_column(seam) or not _is_last_and_open(seam)
    if seam.block.text[-1] in "：:；;" and (seam.below.gap or not seam.full):
        return False
    return _reads_on(seam)


RULES: tuple[Rule, ...] = (
    _unit_note_runs_on,
    _title_runs_on,
    _references_run_on,
    _own_lines,
    _heading_starts,
    _latin_ends,
    _line_cannot_start_so,
    _label_alone,
    _wrapped_below_indent,
    _heading_runs_on,
    _markup_paragraph,
    _indent_starts,
    _after_end_of_sentence,
    _broken_sentence,
)


def indented_edge(lines: Sequence[Line]) -> int:
    """The columns to which wrapped lines reach in a text whose paragraphs are indented; 0 where it is not of that kind."""
    prose = [line for line in lines if not line.table]
    deep = sum(line.indent >= _INDENT for line in prose)
    if not prose or all(line.firm for line in prose) or not 0.1 * len(prose) <= deep <= 0.85 * len(prose):
        return 0
    reached = sorted(map(_reach, prose))
    edge = reached[-1]
    at_edge = sum(place >= edge - _RAGGED for place in reached)
    return edge if _NARROWEST <= edge <= _WIDEST and at_edge >= max(_FEWEST_AT_EDGE, len(prose) // 12) else 0


def _reach(line: Line) -> int:
    return line.indent + width(line.text)


def _reads_on(seam: Seam) -> bool:
    text = seam.block.text
    if text[-1] in "，、,":
        return True
    if width(text[: _LONG_LINE + 1]) > _LONG_LINE or (seam.full and seam.full_below):
        return True
    prose_above = bool(_PROSE.search(text)) and width(text[:24]) >= 24
    prose_below = bool(_PROSE.search(seam.below.text)) or seam.full_below
    return prose_below and (prose_above or seam.full or (seam.below.gap and width(text[:16]) >= 16))


def _out_of_column(seam: Seam) -> bool:
    """Whether the line below is much wider than the full line above, so from another column."""
    return width(seam.below.text) > width(seam.above.text) * 1.25 + 2


def _is_last_and_open(seam: Seam) -> bool:
    open_ended = seam.below.text[-1] not in "：:，" and not ends_sentence(seam.below.text)
    return seam.ends_soon and not seam.full_below and open_ended


def _margin(seam: Seam) -> int:
    return seam.above.indent if seam.above.indent < seam.below.indent else 0


def _lone_styles(lines: Sequence[Line], roles: Sequence[Role], full: Sequence[bool]) -> set[str]:
    """The ways of numbering whose headings mostly end before the edge of the column or at a gap."""
    votes: Counter[str] = Counter()
    for place, line in enumerate(lines):
        if roles[place] is Role.HEADING and (key := _key(line.text)):
            below = "".join(below.text for below in lines[place + 1 : place + 2] if not below.gap)
            alone = not full[place] or not below or not (full[place + 1] or ends_sentence(below))
            votes[key] += -1 if "。" in line.text else alone
    return {key for key, balance in votes.items() if balance > 0}


def _key(text: str) -> str:
    mark = find_mark(text)
    return key_of(mark) if mark else ""


def _starts_with_indent(lines: Sequence[Line]) -> bool:
    deep = sum(line.indent >= 2 for line in lines)
    return 0 < deep <= len(lines) * 0.7 or any(line.indent >= 4 for line in lines)


def _joined(block: Block, line: Line, dropped: list[Dropped]) -> Block:
    above, below = block.text, line.text
    if above.endswith("-") and above[-2:-1].islower() and below[:1].islower():
        dropped.append(Dropped(line.number, "-", Reason.HYPHEN))
        return replace(block, text=above[:-1] + below)
    return replace(block, text=above + _between(above, below) + below)


def _between(above: str, below: str) -> str:
    """A blank between words of Latin script, nothing between Chinese characters."""
    if above[-1].isdigit() and below[0].isdigit() and has_han(above):
        return ""
    latin_end = above[-1].isascii() and above[-1] not in "-/(["
    latin_start = below[0].isascii() and below[0] not in ")],.;:!?%"
    return " " if latin_end and latin_start and visible(above) else ""
