"""Drawing a paper from a blueprint: pure, repeatable from its seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from core.errors import Refusal
from core.i18n import _

Enemies = Mapping[int, Collection[int]]
"""For a question id, the ids of the questions that must not stand on the same paper."""
NO_ENEMIES: Enemies = {}
MOST_TRIES = 400
"""Papers tried before a blueprint counts as impossible without enemies."""


@dataclass(frozen=True)
class Cell:
    """One row of a blueprint: so many questions of a kind under a topic, each worth so many milli-points."""

    topic_id: int
    kind: str
    count: int
    milli_points: int
    label: str = ""


@dataclass(frozen=True)
class Candidate:
    """A question that may be drawn."""

    revision_id: int
    question_id: int
    kind: str
    difficulty: int = 2


@dataclass(frozen=True)
class Drawn:
    """A question on a paper and what it is worth."""

    revision_id: int
    question_id: int
    kind: str
    milli_points: int


@dataclass(frozen=True)
class Shortage:
    """A cell the bank cannot fill."""

    label: str
    wanted: int
    available: int


class TooFewQuestions(Refusal):
    """The bank cannot fill a blueprint; names each row that falls short."""

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        rows = "；".join(
            _("“%(row)s”需要 %(wanted)d 题，现有 %(available)d 题", row=s.label, wanted=s.wanted, available=s.available)
            for s in shortages
        )
        super().__init__(_("可用题目不足，无法组卷：%(rows)s。请补充题目或调整题数。", rows=rows))
        self.shortages = tuple(shortages)


class EnemiesInTheWay(TooFewQuestions):
    """A blueprint could be filled only by putting questions on one paper that give each other away."""

    def __init__(self, clash: tuple[int, int]) -> None:
        Refusal.__init__(self, _(
            "题目数量够，但去掉互相提示的题后无法组卷（例如题目 %(one)d 与 %(other)d 不能同卷）。"
            "请补充题目、减少题数或解除不必要的互斥。", one=clash[0], other=clash[1],
        ))  # fmt: skip
        self.shortages = ()
        self.clash = clash


def shortages(cells: Sequence[Cell], pools: Sequence[Sequence[Candidate]]) -> list[Shortage]:
    """The cells whose own pool is too small, in blueprint order."""
    return [
        Shortage(cell.label, cell.count, len(pool))
        for cell, pool in zip(cells, pools, strict=True)
        if len(pool) < cell.count
    ]


def draw(
    cells: Sequence[Cell], pools: Sequence[Sequence[Candidate]], seed: int, enemies: Enemies = NO_ENEMIES
) -> list[Drawn]:
    """One paper in blueprint order: every cell filled, no question twice, no two enemies, the same mix for every seed.

    Raises TooFewQuestions naming the rows that cannot be filled, also when rows share too few questions, and
    EnemiesInTheWay when only papers with questions that give each other away are left.
    """
    lacking = shortages(cells, pools)
    if lacking:
        raise TooFewQuestions(lacking)
    paper = _fill_all(cells, pools, seed, frozenset())
    clash = _clash(paper, enemies)
    return _apart(cells, pools, seed, enemies, clash) if clash else paper


def _apart(
    cells: Sequence[Cell], pools: Sequence[Sequence[Candidate]], seed: int, enemies: Enemies, clash: tuple[int, int]
) -> list[Drawn]:
    """The first paper without enemies: every such paper lacks one of two that clash, so leave out one, then the other."""
    random = Random(f"{seed}:apart")
    waiting = [frozenset({one}) for one in random.sample(clash, 2)]
    tried: set[frozenset[int]] = set()
    while waiting and len(tried) < MOST_TRIES:
        left_out = waiting.pop()
        if left_out in tried:
            continue
        tried.add(left_out)
        try:
            paper = _fill_all(cells, pools, seed, left_out)
        except TooFewQuestions:
            continue
        again = _clash(paper, enemies)
        if again is None:
            return paper
        waiting += [left_out | {one} for one in random.sample(again, 2)]
    raise EnemiesInTheWay(clash)


def _clash(paper: Sequence[Drawn], enemies: Enemies) -> tuple[int, int] | None:
    """The first two questions of a paper that are enemies."""
    for item in paper:
        if item.question_id in enemies:
            for other in paper:
                if other.question_id in enemies[item.question_id]:
                    return item.question_id, other.question_id
    return None


def _fill_all(
    cells: Sequence[Cell], pools: Sequence[Sequence[Candidate]], seed: int, left_out: Collection[int]
) -> list[Drawn]:
    taken: dict[int, int] = {}
    orders = [
        _preference(cell, pool, Random(f"{seed}:{n}"), left_out)
        for n, (cell, pool) in enumerate(zip(cells, pools, strict=True))
    ]
    for n in sorted(range(len(cells)), key=lambda n: len(pools[n]) - cells[n].count):
        _fill(n, cells[n], orders, taken)
    chosen: dict[int, list[Drawn]] = defaultdict(list)
    for n, order in enumerate(orders):
        worth = cells[n].milli_points
        chosen[n] = [Drawn(c.revision_id, c.question_id, c.kind, worth) for c in order if taken.get(c.question_id) == n]
    return [item for n in range(len(cells)) for item in chosen[n]]


def _preference(cell: Cell, pool: Sequence[Candidate], random: Random, left_out: Collection[int]) -> list[Candidate]:
    """The pool in random order, those that give the cell its fixed difficulty mix first.

    The mix follows the whole pool, so that it is the same for every seed whatever is left out.
    """
    groups: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in sorted(pool, key=lambda c: c.question_id):
        groups[candidate.difficulty].append(candidate)
    first: list[Candidate] = []
    rest: list[Candidate] = []
    quotas = proportional_quotas({d: len(group) for d, group in groups.items()}, cell.count)
    for difficulty, group in sorted(groups.items()):
        random.shuffle(group)
        kept = [candidate for candidate in group if candidate.question_id not in left_out]
        first += kept[: quotas[difficulty]]
        rest += kept[quotas[difficulty] :]
    random.shuffle(first)
    random.shuffle(rest)
    return first + rest


def proportional_quotas(sizes: Mapping[int, int], wanted: int) -> dict[int, int]:
    """How many of each group, in proportion to its size, by largest remainder; adds up to wanted."""
    total = sum(sizes.values())
    if not total:
        return {}
    quotas = {group: size * wanted // total for group, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda group: (-(sizes[group] * wanted % total), group))
    for group in by_remainder[: wanted - sum(quotas.values())]:
        quotas[group] += 1
    return quotas


def _fill(n: int, cell: Cell, orders: Sequence[Sequence[Candidate]], taken: dict[int, int]) -> None:
    for filled in range(cell.count):
        free = next((c for c in orders[n] if c.question_id not in taken), None)
        if free is not None:
            taken[free.question_id] = n
        elif not _make_room(n, orders, taken, set()):
            raise TooFewQuestions([Shortage(cell.label, cell.count, filled)])


def _make_room(n: int, orders: Sequence[Sequence[Candidate]], taken: dict[int, int], seen: set[int]) -> bool:
    """Move a question from another row to this one where that row can take a different one instead."""
    for candidate in orders[n]:
        owner = taken.get(candidate.question_id)
        if candidate.question_id in seen or owner == n:
            continue
        seen.add(candidate.question_id)
        if owner is None or _make_room(owner, orders, taken, seen):
            taken[candidate.question_id] = n
            return True
    return False


def in_sections(paper: Sequence[Drawn], seed: int, *, shuffle: bool) -> list[Drawn]:
    """The questions kind by kind in the order the kinds first appear, shuffled within a kind when asked."""
    sections: dict[str, list[Drawn]] = {}
    for item in paper:
        sections.setdefault(item.kind, []).append(item)
    if shuffle:
        for kind, section in sections.items():
            Random(f"{seed}:order:{kind}").shuffle(section)
    return [item for section in sections.values() for item in section]


def order_seed(seed: int, item_no: int) -> str:
    """What seeds the order in which a candidate sees the options of one question."""
    return f"{seed}:options:{item_no}"
