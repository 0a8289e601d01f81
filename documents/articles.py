"""Parting the blocks of a file into its articles; a title may stand before or after its text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import Any, NamedTuple

from documents.cleaning import Dropped
from documents.joining import Block
from documents.labels import (
    UNIT_AND_DATE,
    Role,
    affiliation_in,
    after_label,
    byline_unit,
    is_latin,
    is_reference,
    signed_names,
    unit_and_names,
    unit_in,
    without_bracket,
    without_place,
)
from documents.lines import ends_sentence
from documents.names import names_in
from documents.numbering import find_mark, is_provision
from documents.offices import TITLE_TAIL
from documents.outline import FEWEST_PROVISIONS
from documents.reasons import Reason

_LABEL_REASONS = {
    Role.ABSTRACT: Reason.ABSTRACT,
    Role.KEYWORDS: Reason.KEYWORDS,
    Role.ENGLISH_ABSTRACT: Reason.ENGLISH,
    Role.ENGLISH_KEYWORDS: Reason.ENGLISH,
    Role.CATALOGUE: Reason.CATALOGUE,
    Role.NOTE: Reason.NOTE,
    Role.REFERENCES: Reason.REFERENCES,
    Role.ISSUE: Reason.ISSUE,
}
_BEHIND_DATE = re.compile(r"附\s*件?\s*[:：]|[（(]?\s*(?:联\s*系\s*(?:人|电话|方式)|此件)")
"""How a line begins that stands below unit and date and still belongs to the paper."""
_BODY = (Role.TEXT, Role.HEADING, Role.TABLE)
_ABSTRACT_REACH = 6  # blocks between 摘要 and 关键词
_LONGEST_LONE_WORD = 20  # characters
_ENGLISH_REACH = 6  # blocks of English title, authors and unit above Abstract


class ArticleKind(StrEnum):
    """What an article is: a paper with abstract or references, a regulation in articles, or an essay of practice."""

    PAPER = "paper"
    ESSAY = "essay"
    REGULATION = "regulation"


@dataclass
class Draft:
    """An article before its outline is read."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    unit: str = ""
    body: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    title_at_end: bool = False

    @property
    def kind(self) -> ArticleKind:
        """A regulation by its 第…条, a paper when an abstract, keywords or references came with the text."""
        provisions = sum(block.role is Role.HEADING and is_provision(find_mark(block.text)) for block in self.body)
        if provisions >= FEWEST_PROVISIONS:
            return ArticleKind.REGULATION
        scholarly = {Reason.ABSTRACT, Reason.KEYWORDS, Reason.REFERENCES}
        return ArticleKind.PAPER if scholarly & {gone.why for gone in self.dropped} else ArticleKind.ESSAY


@dataclass(frozen=True)
class Masthead:
    """Title, author and unit as they stand together."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Body:
    """A run of text between mastheads, up to the mark that ends an article."""

    blocks: tuple[Block, ...]


def part_articles(blocks: Sequence[Block]) -> list[Draft]:
    """The articles in the blocks of a file, in the order of their texts."""
    runs = _runs(blocks)
    mastheads = _matched(runs)
    drafts: list[Draft] = []
    for place, run in enumerate(runs):
        if isinstance(run, Body):
            drafts.append(_draft(runs, place, mastheads.get(place)))
    _keep_loose_mastheads(runs, mastheads, drafts)
    if len(drafts) == 1 and not drafts[0].authors and not drafts[0].unit:
        drafts[0].unit = _issuing_unit(drafts[0])
    return drafts


def _issuing_unit(draft: Draft) -> str:
    """The office whose name stands beside the date under the head of its only paper."""
    first = draft.body[0].line if draft.body else 0
    dated = (
        UNIT_AND_DATE.fullmatch(gone.text) for gone in draft.dropped if gone.line < first and gone.why is Reason.ISSUE
    )
    return next((affiliation_in(found["unit"]) or "" for found in dated if found), "")


def _runs(blocks: Sequence[Block]) -> list[Masthead | Body]:
    """Mastheads and bodies in turn; a body ends at a masthead or behind the unit or the references."""
    runs: list[Masthead | Body] = []
    current: list[Block] = []
    ended = in_references = False
    for place, block in enumerate(blocks):
        starts = _starts_masthead(blocks, place)
        goes_on = bool(runs) and isinstance(runs[-1], Masthead) and not current and _in_masthead(block)
        if goes_on and not starts:
            runs[-1] = Masthead((*runs[-1].blocks, block))
            continue
        in_references = block.role is Role.REFERENCES or (in_references and _stays_reference(block))
        text_again = block.role in _BODY and not in_references
        if current and (starts or (ended and text_again and _is_fresh_text(block))):
            runs.append(Body(tuple(current)))
            current, ended = [], False
        if starts:
            runs.append(Masthead((block,)))
            continue
        ended = ended or block.role in (Role.UNIT, Role.REFERENCES)
        current.append(block)
    if current:
        runs.append(Body(tuple(current)))
    return _without_lone_words(_with_tails_joined(_with_heads_joined(runs)))


def _starts_masthead(blocks: Sequence[Block], place: int) -> bool:
    block = blocks[place]
    if block.role is Role.TITLE:
        if TITLE_TAIL.fullmatch(block.text):
            return False
        return place == 0 or blocks[place - 1].role is not Role.AUTHOR or not _author_waits(blocks, place - 1)
    return block.role is Role.AUTHOR and _author_waits(blocks, place)


def _author_waits(blocks: Sequence[Block], place: int) -> bool:
    """Whether an author's line stands over its title rather than under it or at the end of a text."""
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    above = blocks[place - 1] if place else None
    if blocks[place].text[0] in "（(":
        return False
    return below is not None and below.role is Role.TITLE and (above is None or above.role is not Role.TITLE)


def _in_masthead(block: Block) -> bool:
    return block.role in (Role.AUTHOR, Role.UNIT, Role.TITLE)


def _stays_reference(block: Block) -> bool:
    return block.role is Role.TEXT and (is_reference(block.text) or is_latin(block.text))


def _is_fresh_text(block: Block) -> bool:
    return block.role is Role.HEADING or not (is_latin(block.text) or _BEHIND_DATE.match(block.text))


def _with_heads_joined(runs: list[Masthead | Body]) -> list[Masthead | Body]:
    """Markings and numbers above the first title belong to the text below it."""
    texts = [place for place, run in enumerate(runs) if isinstance(run, Body) and _has_text(run)]
    if not texts or not runs or not isinstance(runs[0], Body) or _has_text(runs[0]):
        return runs
    first = runs[texts[0]]
    return [*runs[1 : texts[0]], Body((*runs[0].blocks, *first.blocks)), *runs[texts[0] + 1 :]]


def _has_text(body: Body) -> bool:
    return any(block.role in _BODY for block in body.blocks)


def _with_tails_joined(runs: list[Masthead | Body]) -> list[Masthead | Body]:
    """Notes without any text behind a masthead at the end belong to the text before it."""
    joined: list[Masthead | Body] = []
    last: int | None = None
    for run in runs:
        if isinstance(run, Body) and last is not None and not _has_text(run):
            joined[last] = Body((*joined[last].blocks, *run.blocks))
            continue
        joined.append(run)
        last = len(joined) - 1 if isinstance(run, Body) else last
    return joined


def _without_lone_words(runs: list[Masthead | Body]) -> list[Masthead | Body]:
    """Words between mastheads that make no sentence (第一篇, 本期要目) are no text of an article."""
    kept: list[Masthead | Body] = []
    for place, run in enumerate(runs):
        before_masthead = place + 1 < len(runs) and isinstance(runs[place + 1], Masthead)
        if (
            isinstance(run, Body)
            and before_masthead
            and (len(runs) > 3 or not place)
            and all(map(_is_lone_word, run.blocks))
        ):
            kept.append(Masthead(run.blocks))
        else:
            kept.append(run)
    return kept


def _is_lone_word(block: Block) -> bool:
    if block.role is Role.ISSUE:
        return True
    short = len(block.text) <= _LONGEST_LONE_WORD and not ends_sentence(block.text)
    return short and block.role in (Role.TEXT, Role.HEADING)


def _matched(runs: Sequence[Masthead | Body]) -> dict[int, int]:
    """For each body, by place, the place of its masthead.

    As many bodies as possible get a neighbour; among equals the masthead before the text wins.
    What then remains over on both sides, in equal number, is matched in order.
    """
    states: dict[bool, _Choice] = {False: _Choice(0, None)}  # by whether the last masthead is taken
    for place, run in enumerate(runs):
        if isinstance(run, Body):
            states = _after_body(runs, place, states)
        elif place and isinstance(runs[place - 1], Masthead):
            states = {False: max(states.values(), key=lambda choice: choice.score)}
    chosen: dict[int, int] = {}
    link = max(states.values(), key=lambda choice: choice.score).link
    while link:
        body, masthead, link = link
        chosen[body] = masthead
    bodies = [place for place, run in enumerate(runs) if isinstance(run, Body) and place not in chosen]
    mastheads = _unmatched(runs, chosen)
    return chosen | (dict(zip(bodies, mastheads, strict=True)) if len(bodies) == len(mastheads) else {})


def _after_body(runs: Sequence[Masthead | Body], place: int, states: dict[bool, "_Choice"]) -> dict[bool, "_Choice"]:
    new: dict[bool, _Choice] = {}
    for taken, (score, link) in states.items():
        _keep_better(new, False, _Choice(score, link))
        if place and not taken and isinstance(runs[place - 1], Masthead):
            _keep_better(new, False, _Choice(score + 11, (place, place - 1, link)))
        if place + 1 < len(runs) and isinstance(runs[place + 1], Masthead):
            _keep_better(new, True, _Choice(score + 10, (place, place + 1, link)))
    return new


def _keep_better(states: dict[bool, "_Choice"], taken: bool, choice: "_Choice") -> None:
    if taken not in states or states[taken].score < choice.score:
        states[taken] = choice


def _unmatched(runs: Sequence[Masthead | Body], chosen: dict[int, int]) -> list[int]:
    used = set(chosen.values())
    return [place for place, run in enumerate(runs) if isinstance(run, Masthead) and place not in used]


def _draft(runs: Sequence[Masthead | Body], place: int, masthead: int | None) -> Draft:
    draft = Draft(title_at_end=masthead is not None and masthead > place)
    if masthead is not None:
        _read_masthead(draft, runs[masthead].blocks)
    _read_body(draft, runs[place].blocks)
    return draft


def _read_masthead(draft: Draft, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if block.role is Role.TITLE:
            title = block.text.rstrip("*＊※") or block.text
            draft.title = f"{draft.title}{_gap_before(title)}{title}" if draft.title else title
            if title != block.text:
                draft.dropped.append(Dropped(block.line, block.text[len(title) :], Reason.CITATION))
        elif block.role not in (Role.AUTHOR, Role.UNIT):
            draft.dropped.append(Dropped(block.line, block.text, _loose_reason(block)))
        else:
            _read_signature(draft, block)


def _gap_before(title: str) -> str:
    """What parts a further block of a title from what stands above it."""
    return "" if title.startswith(("（", "(", "—")) else " "


def _read_signature(draft: Draft, block: Block) -> None:
    """Take authors or unit from a block that holds them, keeping the block itself out of the body."""
    unit = ""
    if block.role is Role.AUTHOR:
        names, unit = signed_names(block.text), byline_unit(block.text)
        if not names:
            named, names = unit_and_names(block.text)
            unit = named or unit
        names = names or names_in(without_bracket(block.text))
        draft.authors += [name for name in names if name not in draft.authors]
    else:
        unit = unit_in(block.text) or affiliation_in(block.text) or without_place(block.text)
    if unit and unit not in draft.unit.split("；"):
        draft.unit = f"{draft.unit}；{unit}" if draft.unit else unit
    why = Reason.AUTHOR if block.role is Role.AUTHOR else Reason.UNIT
    draft.dropped.append(Dropped(block.line, block.text, why))


def _read_body(draft: Draft, blocks: Sequence[Block]) -> None:
    why = _apart_from_body(blocks)
    for place, block in enumerate(blocks):
        if block.role in (Role.AUTHOR, Role.UNIT):
            _read_signature(draft, block)
        elif place in why:
            draft.dropped.append(Dropped(block.line, block.text, why[place]))
        else:
            draft.body.append(block)


def _apart_from_body(blocks: Sequence[Block]) -> dict[int, Reason]:
    """Which blocks are abstract, keywords, references, notes or English matter, each with its reason."""
    why = {place: _LABEL_REASONS[block.role] for place, block in enumerate(blocks) if block.role in _LABEL_REASONS}
    for place in list(why):
        role = blocks[place].role
        if role is Role.ABSTRACT:
            why |= dict.fromkeys(_abstract_places(blocks, place), Reason.ABSTRACT)
        elif role is Role.REFERENCES:
            why |= dict.fromkeys(_reference_places(blocks, place), Reason.REFERENCES)
        elif role in (Role.ENGLISH_ABSTRACT, Role.ENGLISH_KEYWORDS):
            why |= dict.fromkeys(_english_places(blocks, place, why), Reason.ENGLISH)
        elif role is Role.KEYWORDS and not after_label(blocks[place].text):
            why |= dict.fromkeys(_following_text(blocks, place, 1), Reason.KEYWORDS)
    return why


def _abstract_places(blocks: Sequence[Block], label: int) -> list[int]:
    reach = range(label + 1, min(label + 1 + _ABSTRACT_REACH, len(blocks)))
    keywords = next((place for place in reach if blocks[place].role is Role.KEYWORDS), None)
    if keywords is not None and all(blocks[place].role is Role.TEXT for place in range(label + 1, keywords)):
        return list(range(label + 1, keywords))
    return [] if after_label(blocks[label].text) else _following_text(blocks, label, 1)


def _following_text(blocks: Sequence[Block], place: int, most: int) -> list[int]:
    following = range(place + 1, min(place + 1 + most, len(blocks)))
    return [spot for spot in following if blocks[spot].role is Role.TEXT]


def _reference_places(blocks: Sequence[Block], label: int) -> list[int]:
    found = []
    for place in range(label + 1, len(blocks)):
        if blocks[place].role is Role.REFERENCES:
            break
        if (blocks[place].role is Role.HEADING and is_reference(blocks[place].text)) or _stays_reference(blocks[place]):
            found.append(place)
        elif blocks[place].role in _BODY:
            break
    return found


def _english_places(blocks: Sequence[Block], label: int, why: dict[int, Reason]) -> list[int]:
    """English title, authors and unit above an English abstract, and what follows it in English."""
    found = []
    for step in (-1, 1):
        place = label + step
        while 0 <= place < len(blocks) and abs(place - label) <= _ENGLISH_REACH:
            latin = blocks[place].role in _BODY and is_latin(blocks[place].text)
            if not latin and place not in why:
                break
            if latin:
                found.append(place)
            place += step
    return found


def _keep_loose_mastheads(runs: Sequence[Masthead | Body], chosen: dict[int, int], drafts: list[Draft]) -> None:
    """A masthead without any text is listed with the article before it, or is all there is."""
    loose = _unmatched(runs, chosen)
    if not drafts and loose:
        drafts.append(Draft())
        _read_masthead(drafts[0], runs[loose.pop(0)].blocks)
    bodies = list(accumulate(isinstance(run, Body) for run in runs))
    for place in loose:
        home = drafts[max(0, bodies[place] - 1)]
        home.dropped += [Dropped(block.line, block.text, _loose_reason(block)) for block in runs[place].blocks]


def _loose_reason(block: Block) -> Reason:
    return _LABEL_REASONS.get(block.role, Reason.LOOSE_TITLE)


class _Choice(NamedTuple):
    """Which bodies got which mastheads so far, as a chain, and how good that is."""

    score: int
    link: tuple[int, int, Any] | None
