"""Reading what waits for people to mark, and what they gave; anonymous throughout."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from accounts.models import Member
from accounts.permissions import Permission, scope
from assessment import rubrics
from assessment.models import Attempt, AttemptGrade, Exam, GradeRun, ItemMark, MarkingTask
from assessment.queries.attempts import answers_of
from assessment.rubrics import RubricRow
from core.db import db
from core.errors import NotFound
from question_bank import types
from question_bank.queries import revisions

MOST_EXAMS = 100


def latest_marks(task_ids: Iterable[int]) -> dict[int, dict[int, int]]:
    """For each task what each person gave last, thousandths of a point."""
    found: dict[int, dict[int, int]] = {}
    rows = select(ItemMark.task_id, ItemMark.marker_id, ItemMark.milli_points).where(
        ItemMark.task_id.in_(sorted(set(task_ids)))
    )
    for task_id, marker_id, milli_points in db.session.execute(rows.order_by(ItemMark.id)):
        found.setdefault(task_id, {})[marker_id] = milli_points
    return found


def given_marks(attempt: Attempt) -> dict[int, dict[str, int]]:
    """What people agreed on, by item and place; places that too few have marked are left out."""
    tasks = db.session.execute(
        select(MarkingTask.id, MarkingTask.item_no, MarkingTask.place).where(MarkingTask.attempt_id == attempt.id)
    ).all()
    marks = latest_marks(task.id for task in tasks) if tasks else {}
    found: dict[int, dict[str, int]] = {}
    for task in tasks:
        agreed = rubrics.agreed(list(marks.get(task.id, {}).values()), attempt.exam.markers_needed)
        if agreed is not None:
            found.setdefault(task.item_no, {})[task.place] = agreed
    return found


def rubric_of(task: MarkingTask) -> list[RubricRow]:
    """What to give points for in a task, worth what it is worth on that paper."""
    _kind, _stem, body, _answer = _inside(task, None)
    return rubrics.rows_of(body, task.milli_full)


def _inside(task: MarkingTask, answer: Any) -> tuple[str, str, dict[str, Any], Any]:
    revision = task.revision
    return types.BY_NAME[revision.kind].inside(revision.stem, revision.body, answer, task.place)


def waiting_count(exam_id: int) -> int:
    """How many answers of an exam still wait for a person."""
    return db.session.scalar(_waiting_tasks().where(MarkingTask.exam_id == exam_id)) or 0


def waiting_of(attempt: Attempt) -> int:
    """How many answers of one attempt still wait for a person."""
    return db.session.scalar(_waiting_tasks().where(MarkingTask.attempt_id == attempt.id)) or 0


def _waiting_tasks() -> Any:
    return (
        select(func.count())
        .select_from(MarkingTask)
        .join(Exam, Exam.id == MarkingTask.exam_id)
        .where(_markers_of() < Exam.markers_needed)
    )


def _markers_of() -> Any:
    return (
        select(func.count(ItemMark.marker_id.distinct()))
        .where(ItemMark.task_id == MarkingTask.id)
        .correlate(MarkingTask)
        .scalar_subquery()
    )


@dataclass
class Queue:
    """The answers to one question of an exam (or to one part of it)."""

    exam_id: int
    title: str
    markers_needed: int
    revision_id: int
    place: str
    total: int
    marked: int | None
    stem: str = ""
    kind_label: Any = ""

    @property
    def done(self) -> int:
        """How many are marked."""
        return int(self.marked or 0)

    @property
    def waiting(self) -> int:
        """How many still wait."""
        return self.total - self.done


@dataclass
class ExamQueues:
    """The questions of one exam that people mark."""

    exam_id: int
    title: str
    markers_needed: int
    queues: list[Queue] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many answers there are."""
        return sum(queue.total for queue in self.queues)

    @property
    def done(self) -> int:
        """How many are marked."""
        return sum(queue.done for queue in self.queues)


def overview(viewer: Member) -> list[ExamQueues]:
    """What a marker may mark, exam by exam and question by question, in two statements."""
    done = func.sum(_is_done())
    rows = db.session.execute(
        select(Exam.id, Exam.title, Exam.markers_needed, MarkingTask.revision_id, MarkingTask.place, func.count(), done)
        .join(MarkingTask, MarkingTask.exam_id == Exam.id)
        .join(Attempt, Attempt.id == MarkingTask.attempt_id)
        .join(Member, Member.id == Attempt.member_id)
        .where(_may_mark(viewer))
        .group_by(Exam.id, Exam.title, Exam.markers_needed, MarkingTask.revision_id, MarkingTask.place)
        .order_by(Exam.id.desc(), MarkingTask.revision_id, MarkingTask.place)
        .limit(MOST_EXAMS)
    )
    queues = [Queue(*row._tuple()) for row in rows]
    wordings = revisions({queue.revision_id for queue in queues})
    exams: dict[int, ExamQueues] = {}
    for queue in queues:
        revision = wordings[queue.revision_id]
        kind, stem, _body, _answer = types.BY_NAME[revision.kind].inside(
            revision.stem, revision.body, None, queue.place
        )
        queue.stem, queue.kind_label = stem, types.BY_NAME[kind].label
        exams.setdefault(queue.exam_id, ExamQueues(queue.exam_id, queue.title, queue.markers_needed)).queues.append(
            queue
        )
    return list(exams.values())


def _is_done() -> Any:
    return func.coalesce(
        select(1).where(_markers_of() >= Exam.markers_needed).correlate(MarkingTask, Exam).scalar_subquery(), 0
    )


def _may_mark(viewer: Member) -> ColumnElement[bool]:
    return and_(scope(viewer, Permission.ANSWER_MARK).member_filter(), Attempt.member_id != viewer.id)


def task_for(viewer: Member, task_id: int) -> MarkingTask:
    """An answer this person may mark; raises NotFound for everybody else."""
    task: MarkingTask | None = db.session.scalar(
        select(MarkingTask)
        .join(Attempt, Attempt.id == MarkingTask.attempt_id)
        .join(Member, Member.id == Attempt.member_id)
        .where(MarkingTask.id == task_id, _may_mark(viewer))
    )
    if task is None:
        raise NotFound
    return task


def next_task(viewer: Member, exam_id: int, revision_id: int, place: str) -> MarkingTask | None:
    """The next answer to a question that still wants a mark and has none by this person; None when there is none."""
    own = select(ItemMark.id).where(ItemMark.task_id == MarkingTask.id, ItemMark.marker_id == viewer.id)
    found: MarkingTask | None = db.session.scalar(
        select(MarkingTask)
        .join(Exam, Exam.id == MarkingTask.exam_id)
        .join(Attempt, Attempt.id == MarkingTask.attempt_id)
        .join(Member, Member.id == Attempt.member_id)
        .where(
            MarkingTask.exam_id == exam_id,
            MarkingTask.revision_id == revision_id,
            MarkingTask.place == place,
            _may_mark(viewer),
            ~own.exists(),
            _markers_of() < Exam.markers_needed,
        )
        .order_by(MarkingTask.shuffle, MarkingTask.id)
        .limit(1)
    )
    return found


@dataclass(frozen=True)
class Sheet:
    """One answer as a marker sees it: never whose it is."""

    task: MarkingTask
    number: int
    kind_label: Any
    shared: str
    stem: str
    answer: str
    reference: str
    lines: list[types.Line]
    rows: list[RubricRow]
    machine_milli: int
    own: ItemMark | None
    history: Sequence[ItemMark]


def sheet(viewer: Member, task: MarkingTask) -> Sheet:
    """An answer beside its reference, its rubric and what was given before."""
    event = answers_of(task.attempt_id).get(task.item_no)
    name, stem, body, answer = _inside(task, json.loads(event.payload) if event else None)
    kind, revision = types.BY_NAME[name], task.revision
    own_marks = select(ItemMark).where(ItemMark.task_id == task.id, ItemMark.marker_id == viewer.id)
    history = db.session.scalars(own_marks.order_by(ItemMark.id.desc())).all()
    return Sheet(
        task=task,
        number=task.shuffle % 9000 + 1000,
        kind_label=kind.label,
        shared="\n".join([revision.stem, revision.body.get("material", "")]).strip() if task.place else "",
        stem=stem,
        answer=kind.describe_answer(body, answer),
        reference=kind.describe_key(body),
        lines=kind.lines(body, answer),
        rows=rubrics.rows_of(body, task.milli_full),
        machine_milli=int(kind.mark(body, answer).share * task.milli_full),
        own=history[0] if history else None,
        history=history,
    )


def graded_count(exam_id: int) -> int:
    """How many attempts of an exam have a grade in the run that counts."""
    rows = (
        select(func.count())
        .select_from(AttemptGrade)
        .join(GradeRun, GradeRun.id == AttemptGrade.run_id)
        .where(GradeRun.exam_id == exam_id, GradeRun.current_key == 1)
    )
    return db.session.scalar(rows) or 0
