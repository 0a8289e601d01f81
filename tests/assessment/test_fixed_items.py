"""Questions put on every paper by hand, when the paragraphs they rest on change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from assessment import actions, queries
from assessment.models import Exam, ExamState
from assessment.rules import DraftRow, ExamDraft, FixedItem
from core.db import atomic, db
from core.errors import Refusal
from documents.actions import supersede
from documents.models import Document
from question_bank import actions as bank
from question_bank.models import Question, QuestionRevision
from tests.assessment.makers import make_questions, make_topic
from tests.cast import NOON, Cast
from tests.documents.makers import REVISED, spot, stored

TODAY = date(2026, 6, 1)
HOUR = timedelta(hours=1)


@pytest.fixture
def trial(cast: Cast) -> Document:
    """Give the regulation whose rules change."""
    return stored(cast.manager)


def question_of(revision_id: int) -> Question:
    return db.session.get_one(Question, db.session.get_one(QuestionRevision, revision_id).question_id)


def resting(cast: Cast, trial: Document, revision_id: int) -> int:
    """Have a question rest on a rule that the revised regulation edits."""
    bank.set_question_sources(cast.organizer, question_of(revision_id), [spot(trial, "不少于十六学时")])
    return revision_id


def replaced(cast: Cast, trial: Document) -> None:
    supersede(cast.manager, trial, stored(cast.manager, REVISED, "修订.txt"), TODAY, now=NOON)


@atomic
def reworded(revision_id: int) -> int:
    """A newer wording of a ready question, in force at once."""
    old = db.session.get_one(QuestionRevision, revision_id)
    newer = QuestionRevision(
        question_id=old.question_id, number=2, kind=old.kind, stem="改过的题干", body_json=old.body_json,
        digest="2" * 64, difficulty=old.difficulty, created_at=NOON,
    )  # fmt: skip
    db.session.add(newer)
    db.session.flush()
    question_of(revision_id).latest_id = newer.id
    return newer.id


def created(cast: Cast, rows: tuple[DraftRow, ...], fixed: tuple[FixedItem, ...]) -> Exam:
    draft = ExamDraft(
        title="定卷", opens_at=NOON - HOUR, hard_end_at=NOON + 2 * HOUR, duration_s=1800, rows=rows, fixed_items=fixed
    )  # fmt: skip
    return actions.create_exam(cast.organizer, draft, now=NOON)


def paper_of(cast: Cast, exam: Exam) -> dict[int, int]:
    lines = queries.paper_lines(actions.start_attempt(cast.alice, exam, now=NOON).id)
    return {line.question.revision_id: line.milli_points for line in lines}


def test_another_question_is_drawn_in_its_place_worth_the_same(cast: Cast, trial: Document) -> None:
    topic = make_topic()
    revisions = make_questions(topic, cast.organizer, "single", 4)
    fixed = FixedItem(resting(cast, trial, revisions[0]), 5000)
    exam = created(cast, (DraftRow(topic.id, None, 2, 1000),), (fixed,))
    replaced(cast, trial)

    actions.open_exam(cast.organizer, exam, now=NOON)
    paper = paper_of(cast, exam)

    assert set(paper) == set(revisions[1:])
    assert sorted(paper.values()) == [1000, 1000, 5000]


def test_a_fixed_paper_opens_once_somebody_has_looked_again(cast: Cast, trial: Document) -> None:
    topic = make_topic()
    revisions = make_questions(topic, cast.organizer, "single", 2)
    fixed = tuple(FixedItem(revision, 5000) for revision in (revisions[0], resting(cast, trial, revisions[1])))
    exam = created(cast, (), fixed)
    replaced(cast, trial)

    with pytest.raises(Refusal, match="固定的第 2 题"):
        actions.open_exam(cast.organizer, exam, now=NOON)
    assert exam.state == ExamState.DRAFT
    bank.confirm_question(cast.organizer, question_of(revisions[1]), "答案不变", now=NOON)
    actions.open_exam(cast.organizer, exam, now=NOON)

    assert set(paper_of(cast, exam)) == set(revisions)


def test_a_row_of_another_topic_or_kind_replaces_nothing(cast: Cast, trial: Document) -> None:
    topic, other = make_topic(), make_topic("森林防火")
    fixed = (FixedItem(resting(cast, trial, make_questions(topic, cast.organizer, "single", 1)[0]), 5000),)
    make_questions(other, cast.organizer, "single", 2)
    make_questions(topic, cast.organizer, "multiple", 2)
    rows = (DraftRow(other.id, None, 1, 1000), DraftRow(topic.id, "multiple", 1, 1000))
    exam = created(cast, rows, fixed)
    replaced(cast, trial)

    with pytest.raises(Refusal, match="固定的第 1 题"):
        actions.open_exam(cast.organizer, exam, now=NOON)


def test_once_open_a_paper_without_replacement_stays_the_same_for_all(cast: Cast, trial: Document) -> None:
    topic = make_topic()
    revisions = make_questions(topic, cast.organizer, "single", 1)
    exam = created(cast, (), (FixedItem(resting(cast, trial, revisions[0]), 5000),))
    actions.open_exam(cast.organizer, exam, now=NOON)

    replaced(cast, trial)

    assert set(paper_of(cast, exam)) == set(revisions)


def test_an_exam_opens_with_the_wordings_in_force(cast: Cast, trial: Document) -> None:
    topic = make_topic()
    revisions = make_questions(topic, cast.organizer, "single", 1)
    exam = created(cast, (), (FixedItem(revisions[0], 5000),))
    newer = reworded(revisions[0])

    actions.open_exam(cast.organizer, exam, now=NOON)

    assert set(paper_of(cast, exam)) == {newer}
    assert db.session.scalar(select(AuditEntry.action).where(AuditEntry.action == "exam.reword"))
