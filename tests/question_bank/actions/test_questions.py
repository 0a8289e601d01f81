"""Writing, revising and the life of a question."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core import clock
from core.db import atomic, db
from core.errors import Forbidden, Invalid, Refusal
from question_bank import actions, queries
from question_bank.models import QuestionRevision, RevisionIsFinal, State
from tests.question_bank.makers import draft, make_question


def audit_actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_new_question_is_a_draft_with_its_first_revision(cast):
    question = make_question(cast.organizer)

    latest = queries.question_for(cast.organizer, question.id).latest
    assert (question.state, latest.number, latest.stem) == (State.DRAFT, 1, "森林火警电话是（  ）。")
    assert audit_actions() == ["question.create"]


@pytest.mark.parametrize(
    "changes",
    [
        {"stem": "  "},
        {"body": {"options": [], "key": []}},
        {"difficulty": 9},
        {"topic_id": 999},
        {"kind": "nonsense", "body": {}},
    ],
)
def test_a_question_that_could_not_be_asked_is_refused_and_nothing_is_kept(cast, changes):
    with pytest.raises(Invalid):
        actions.create_question(cast.organizer, draft(**{"kind": "single", **changes}) if changes.get("kind") != "nonsense" else
                                draft().__class__(**{**draft().__dict__, **changes}), now=clock.now())  # fmt: skip

    assert db.session.scalar(select(QuestionRevision.id)) is None


def test_a_revision_is_added_and_the_old_one_stays(cast):
    question = make_question(cast.organizer, state=State.READY)

    actions.revise_question(cast.organizer, question, draft(stem="全国森林火警电话是（  ）。"), now=clock.now())

    changed = queries.question_for(cast.organizer, question.id)
    assert [revision.stem for revision in queries.history(changed)] == [
        "全国森林火警电话是（  ）。",
        "森林火警电话是（  ）。",
    ]
    assert (changed.latest.number, changed.state) == (2, State.DRAFT)


def test_saving_without_a_change_makes_no_revision(cast):
    question = make_question(cast.organizer, state=State.READY)

    actions.revise_question(cast.organizer, question, draft(), now=clock.now())

    unchanged = queries.question_for(cast.organizer, question.id)
    assert (unchanged.latest.number, unchanged.state) == (1, State.READY)


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_a_revision_can_be_neither_altered_nor_deleted(cast, deed):
    revision_id = make_question(cast.organizer).latest_id

    @atomic
    def meddle() -> None:
        revision = db.session.get_one(QuestionRevision, revision_id)
        if deed == "update":
            revision.stem = "改过的题干"
        else:
            db.session.delete(revision)
        db.session.flush()

    with pytest.raises(RevisionIsFinal):
        meddle()


def test_a_question_goes_through_review_to_ready_by_another_person(cast):
    question = make_question(cast.organizer)

    actions.move_question(cast.organizer, question, State.IN_REVIEW, now=clock.now())
    actions.move_question(cast.reviewer, question, State.READY, now=clock.now())

    assert queries.question_for(cast.organizer, question.id).state == State.READY
    assert audit_actions()[-2:] == ["question.in_review", "question.ready"]


def test_nobody_reviews_a_question_they_wrote_any_revision_of(cast):
    question = make_question(cast.reviewer)
    actions.revise_question(cast.organizer, question, draft(stem="改由他人修订的题干。"), now=clock.now())
    actions.move_question(cast.organizer, question, State.IN_REVIEW, now=clock.now())

    for author in (cast.reviewer, cast.organizer):
        with pytest.raises(Forbidden):
            actions.move_question(author, question, State.READY, now=clock.now())


def test_sending_back_needs_a_reason(cast):
    question = make_question(cast.organizer)
    actions.move_question(cast.organizer, question, State.IN_REVIEW, now=clock.now())

    with pytest.raises(Invalid):
        actions.move_question(cast.reviewer, question, State.DRAFT, now=clock.now())
    actions.move_question(cast.reviewer, question, State.DRAFT, reason="选项B含糊", now=clock.now())

    assert db.session.scalars(select(AuditEntry.reason).order_by(AuditEntry.id.desc())).first() == "选项B含糊"


def test_a_step_that_life_does_not_have_is_refused(cast):
    question = make_question(cast.organizer)

    with pytest.raises(Refusal):
        actions.move_question(cast.reviewer, question, State.READY, now=clock.now())


def test_a_topic_is_made_with_its_parents_once(cast):
    first = actions.ensure_topic("课程 / 课名")
    again = actions.ensure_topic("课程／课名")

    assert (first.id, first.path) == (again.id, "课程/课名")
    assert [topic.path for topic in queries.topics()] == ["课程", "课程/课名"]
    assert queries.topic_by_path("课程/课名").id == first.id


def test_renaming_a_topic_moves_the_paths_below_it(cast):
    actions.ensure_topic("课程/课名/小节")

    actions.rename_topic(cast.organizer, queries.topic_by_path("课程"), "新课程")

    assert [topic.path for topic in queries.topics()] == ["新课程", "新课程/课名", "新课程/课名/小节"]


def test_ready_questions_are_found_by_topic_and_kind_with_the_topics_below(cast):
    ready = make_question(cast.organizer, state=State.READY)
    make_question(cast.organizer, stem="还是草稿的一道题。")
    make_question(
        cast.organizer,
        kind="true_false",
        stem="另一个知识点的题。",
        state=State.READY,
        topic_id=actions.ensure_topic("防火1").id,
    )
    parent = queries.topic_by_path("防火")

    assert [ref.question_id for ref in queries.ready_revisions(parent.id, "single")] == [ready.id]
    assert queries.ready_revisions(parent.id, "single", include_subtopics=False) == []
    assert queries.ready_revisions(parent.id, "true_false") == []
    assert list(queries.revisions([ready.latest_id, 999])) == [ready.latest_id]
