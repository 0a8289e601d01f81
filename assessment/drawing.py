"""Drawing an exam's paper from the question bank: asks the bank, lets the pure rules decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any

from sqlalchemy import select

from assessment import assembly
from assessment.assembly import Candidate, Cell, Drawn
from assessment.fixed_items import fixed_items
from assessment.models import Exam, ExamItem, Purpose
from core import clock
from core.db import db
from core.i18n import _
from question_bank import types
from question_bank.models import QuestionRevision, Topic
from question_bank.queries import all_enemies, ready_revisions, revisions

WRITTEN = ("text", "parts")
"""How answers are shown again that may hold a text somebody wrote."""


def cells_and_pools(rows: Sequence[Any], at: datetime | None = None) -> tuple[list[Cell], list[list[Candidate]]]:
    """The blueprint rows (or draft rows) as cells, each with the questions it may be filled from (now, or later)."""
    names = _topic_names({row.topic_id for row in rows})
    cells = [
        Cell(row.topic_id, row.kind or "", row.count, row.milli_points, _label(names.get(row.topic_id, ""), row.kind))
        for row in rows
    ]
    return cells, [_pool(row.topic_id, row.kind, at) for row in rows]


def _topic_names(ids: set[int]) -> dict[int, str]:
    return dict(db.session.execute(select(Topic.id, Topic.path).where(Topic.id.in_(ids))).all()) if ids else {}


def _label(topic: str, kind: str | None) -> str:
    word = types.BY_NAME[kind].label if kind else _("任意题型")
    return f"{topic} · {word}"


def _pool(topic_id: int, kind: str | None, at: datetime | None) -> list[Candidate]:
    return [
        Candidate(ref.revision_id, ref.question_id, ref.kind, ref.difficulty)
        for ref in ready_revisions(topic_id, kind, at=at)
    ]


def draw_paper(exam: Exam, seed: int) -> list[dict[str, Any]]:
    """The lines of a paper for this seed: item_no, revision_id, milli_points and the option order as stored.

    Questions that give each other away never meet, nor does one drawn meet an enemy among those put on by hand.
    A question put on by hand whose source changed is replaced where a row allows (`fixed_items`).
    Raises TooFewQuestions, naming each row the bank cannot fill.
    """
    items = fixed_items(exam, clock.now())
    fixed = _fixed(items.kept)
    cells, pools = cells_and_pools([*exam.blueprint, *items.replaced])
    enemies = all_enemies()
    taken = {item.question_id for item in fixed}
    barred = taken.union(*(enemies.get(question_id, ()) for question_id in taken))
    barred |= _for_people(pools) if exam.purpose == Purpose.SELF_CHECK else set()
    pools = [[each for each in pool if each.question_id not in barred] for pool in pools]
    chosen = fixed + _drawn(exam, cells, pools, seed, enemies)
    drawn = assembly.in_sections(chosen, seed, shuffle=exam.shuffle_questions)
    wordings = revisions([item.revision_id for item in drawn])
    return [_line(n, item, wordings[item.revision_id], exam, seed) for n, item in enumerate(drawn, start=1)]


def _for_people(pools: list[list[Candidate]]) -> set[int]:
    """The questions whose answers wait for a person: a self-check is marked at once, so none is drawn into it."""
    written = {each.revision_id for pool in pools for each in pool if types.BY_NAME[each.kind].shows in WRITTEN}
    return {
        revision.question_id
        for revision in revisions(written).values()
        if types.BY_NAME[revision.kind].needs_people(revision.body)
    }


def _drawn(
    exam: Exam, cells: list[Cell], pools: list[list[Candidate]], seed: int, enemies: assembly.Enemies
) -> list[Drawn]:
    try:
        return assembly.draw(cells, pools, seed, enemies)
    except assembly.EnemiesInTheWay:
        if exam.purpose != Purpose.SELF_CHECK:
            raise
        # A lesson with few questions still has its self-check: nothing is decided by it.
        return assembly.draw(cells, pools, seed)


def _fixed(items: Sequence[ExamItem]) -> list[Drawn]:
    wordings = revisions([item.revision_id for item in items])
    return [
        Drawn(
            item.revision_id, wordings[item.revision_id].question_id, wordings[item.revision_id].kind, item.milli_points
        )
        for item in items
    ]


def _line(item_no: int, item: Drawn, revision: QuestionRevision, exam: Exam, seed: int) -> dict[str, Any]:
    random = Random(assembly.order_seed(seed, item_no))
    kind = types.BY_NAME[revision.kind]
    ids = kind.order_of(revision.stem, revision.body, random, shuffle=exam.shuffle_options)
    return {
        "item_no": item_no,
        "revision_id": item.revision_id,
        "milli_points": item.milli_points,
        "option_ids": ",".join(ids),
    }
