"""Gives the answers of a key that stands apart to the questions it belongs to, or says why it cannot."""

from __future__ import annotations

from core.i18n import _
from question_bank.formats import numbers
from question_bank.formats.blocks import Block, Paper, Piece, Section
from question_bank.formats.key_marks import IN_STEM, chapter_of
from question_bank.formats.keys import Entry, Group


def match(paper: Paper) -> list[str]:
    """Attach every key entry to its block; gives sentences about entries that fit nothing."""
    for section in paper.sections:
        _share_out(section)
    warnings: list[str] = []
    taken: set[int] = set()
    for group in paper.groups:
        for part in _parts(group, paper, taken):
            warnings.extend(_attach(part, _blocks_for(part, paper, taken), taken))
    _doubt_rivals(paper)
    return warnings


def _doubt_rivals(paper: Paper) -> None:
    """A key for one of two sections of the same mark and kind may be the other's, unless it names the part of the paper."""
    if not paper.groups:
        return
    reach = paper.sections[: max(group.after_section for group in paper.groups) + 1]
    named = {group.target for group in paper.groups if group.chapter}
    for section in [each for each in reach if any(block.key_entries for block in each.blocks)]:
        same = [other for other in reach if _same_mark(section, other)]
        waiting = [other for other in same if _waits_as_well(section, other)]
        if _claims(paper, section) > 1 + len(same) or (waiting and section.index not in named):
            for block in section.blocks:
                block.key_unclear = max(len(same) + 1, 2)


def _waits_as_well(section: Section, other: Section) -> bool:
    """Whether the other section has no answers of any sort, and this one none in its stems."""
    keyed = any(block.key_entries or block.is_answered for block in other.blocks)
    return not keyed and not any(IN_STEM.search(block.body) for block in section.blocks)


def _claims(paper: Paper, section: Section) -> int:
    """How many parts of the keys bear the mark and may have the kind of a section."""
    heading = section.heading
    return sum(
        bool(group.heading and heading and heading.ordinal and group.heading.ordinal == heading.ordinal)
        and group.kind in (None, heading.kind if heading else None)
        for group in paper.groups
    )


def _same_mark(section: Section, other: Section) -> bool:
    one, two = section.heading, other.heading
    return bool(
        other is not section and other.blocks and one and two and (one.ordinal, one.kind) == (two.ordinal, two.kind)
    )


def _share_out(section: Section) -> None:
    """Written answers to several questions that stand under the last of them are given to each by number."""
    for place, block in enumerate(section.blocks):
        pieces = [piece for piece in block.of("answer") if piece.shadow.strip()]
        marks = [numbers.at(piece.shadow) for piece in pieces]
        if place == 0 or block.number is None or not pieces or marks[0] is None:
            continue
        waiting = _waiting_before(section.blocks, place)
        counted = [mark.value for mark in marks if mark and mark.style == marks[0].style]
        if len(waiting) < 2 or counted[0] != waiting[0].number or counted[0] == block.number:
            continue
        if counted == [each.number for each in waiting]:
            _deal(waiting, pieces, marks)
        else:
            block.answers_shared = True


def _waiting_before(blocks: list[Block], place: int) -> list[Block]:
    """The questions without answer right before one, and that one."""
    first = place
    while first and not blocks[first - 1].of("answer") and blocks[first - 1].material == blocks[place].material:
        first -= 1
    return blocks[first : place + 1]


def _deal(waiting: list[Block], pieces: list[Piece], marks: list[numbers.Number | None]) -> None:
    style = marks[0].style if marks[0] else ""
    last = waiting[-1]
    last.pieces = [piece for piece in last.pieces if piece.field != "answer"]
    places = {block.number: block for block in waiting}
    target = waiting[0]
    for piece, mark in zip(pieces, marks, strict=True):
        cut = 0
        if mark and mark.style == style:
            target, cut = places[mark.value], mark.end
        target.pieces.append(Piece("answer", piece.line, piece.text[cut:], piece.shadow[cut:]))


def _parts(group: Group, paper: Paper, taken: set[int]) -> list[Group]:
    """A key without headings whose numbers start over is one part for each section still open."""
    runs: list[list[Entry]] = [[]]
    for entry in group.entries:
        if runs[-1] and entry.number <= runs[-1][-1].number:
            runs.append([])
        runs[-1].append(entry)
    open_sections = [section for section in paper.sections[: group.after_section + 1] if _open_blocks(section, taken)]
    if group.heading is None and len(runs) > 1 and len(runs) == len(open_sections):
        fits = all(
            _numbers(section.blocks) == {e.number for e in run}
            for section, run in zip(open_sections, runs, strict=True)
        )
        if fits:
            return [
                Group(None, section.index, run, group.at_end) for section, run in zip(open_sections, runs, strict=True)
            ]
    return [group]


def _open_blocks(section: Section, taken: set[int]) -> list[Block]:
    return [block for block in section.blocks if id(block) not in taken and not block.of("answer")]


def _numbers(blocks: list[Block]) -> set[int | None]:
    return {block.number for block in blocks}


def _blocks_for(group: Group, paper: Paper, taken: set[int]) -> list[Block]:
    if group.target is not None:
        return paper.sections[group.target].blocks
    if group.heading is not None:
        return _blocks_under_heading(group, paper, taken)
    wanted = {entry.number for entry in group.entries}
    local = paper.sections[group.after_section].blocks
    under = [block for block in local if group.material and block.material == group.material]
    if _numbers(under) == wanted:
        return under
    before = [
        block
        for section in paper.sections[: group.after_section + 1]
        for block in section.blocks
        if id(block) not in taken
    ]
    if _numbers(local) == wanted:
        return local
    unanswered = [block for block in before if not block.of("answer")]
    for candidates in (unanswered, before):
        if _numbers(candidates) == wanted and len(candidates) == len(wanted):
            return candidates
    numbers = [block.number for block in before]
    return before if len(set(numbers)) == len(numbers) else local


def _blocks_under_heading(group: Group, paper: Paper, taken: set[int]) -> list[Block]:
    """The section of the same kind and ordinal, else of the same kind, else the paper as a whole by number."""
    assert group.heading is not None
    wanted = {entry.number for entry in group.entries}
    same = [
        s
        for s in paper.sections[: group.after_section + 1]
        if s.heading and s.heading.kind == group.heading.kind and _untaken(s, taken)
    ]
    if group.chapter:
        same = [s for s in same if chapter_of(paper.sections, s.index) == group.chapter]
    exact = [s for s in same if _numbers(s.blocks) == wanted]
    ordinal = [s for s in same if s.heading and s.heading.ordinal == group.heading.ordinal]
    if group.heading.kind is None:
        ordinal = [s for s in _sections_numbered(group.heading.ordinal, paper, taken) if _numbers(s.blocks) == wanted]
        exact = ordinal
    for candidates in ([s for s in exact if s in ordinal], exact, ordinal, same):
        if candidates:
            return candidates[0].blocks
    every = [block for section in paper.sections for block in section.blocks if id(block) not in taken]
    numbers = [block.number for block in every]
    if len(set(numbers)) == len(numbers) and wanted <= set(numbers):
        return [block for block in every if block.number in wanted]
    return []


def _sections_numbered(ordinal: str, paper: Paper, taken: set[int]) -> list[Section]:
    found = [section for section in paper.sections if section.heading and _untaken(section, taken)]
    return [section for section in found if section.heading and section.heading.ordinal.strip("第部分大题 ") == ordinal]


def _untaken(section: Section, taken: set[int]) -> bool:
    return any(id(block) not in taken for block in section.blocks)


def _attach(group: Group, blocks: list[Block], taken: set[int]) -> list[str]:
    waiting = [block for block in blocks if not (block.is_answered or IN_STEM.search(block.body))]
    if _numbers(waiting) == {entry.number for entry in group.entries}:
        blocks = waiting
    by_number: dict[int | None, list[Block]] = {}
    for block in blocks:
        by_number.setdefault(block.number, []).append(block)
    wanted = [entry.number for entry in group.entries]
    sound = (
        len(set(wanted)) == len(wanted) == len(blocks)
        and set(wanted) == set(by_number)
        and all(len(each) == 1 for each in by_number.values())
    )
    warnings = []
    for entry in group.entries:
        targets = by_number.get(entry.number, [])
        if len(targets) == 1:
            targets[0].key_entries.append(entry)
        else:
            warnings.append(
                _(
                    "第 %(line)d 行的答案“%(number)d. %(text)s”找不到唯一对应的题目。",
                    line=entry.line,
                    number=entry.number,
                    text=entry.text[:30],
                )
            )
    for block in blocks:
        taken.add(id(block))
        if not sound:
            block.key_mismatch = (len(wanted), len(blocks))
    return warnings
