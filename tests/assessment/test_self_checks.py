"""Self-checks: a whole attempt in one transaction."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from accounts.models import Member
from assessment import actions, queries
from assessment.models import Attempt, Exam
from assessment.rules import DraftRow
from core.db import db
from core.errors import Invalid, Refusal
from question_bank import types
from question_bank.actions import QuestionDraft, create_question
from question_bank.models import State, Topic
from tests.assessment.makers import RIGHT, WRONG, make_bank, make_exam
from tests.cast import NOON, Cast


@pytest.fixture
def exam(cast: Cast) -> Exam:
    topic = make_bank(cast.organizer, 2)
    return make_exam(
        cast.organizer, topic, purpose="self_check", opens_at=None, hard_end_at=None, duration_s=None,
        attempts_allowed=None, rows=(DraftRow(topic.id, None, 3, 1000),),
    )  # fmt: skip


def answers(member: Member, exam: Exam, given: dict) -> dict:
    return {item.revision_id: given[item.kind] for item in queries.self_check_paper(member, exam)}


def test_a_right_self_check_passes_and_explains_every_question(exam, cast):
    outcome = actions.take_self_check(cast.alice, exam, answers(cast.alice, exam, RIGHT), now=NOON)

    assert (outcome.passed, outcome.milli_points, outcome.milli_total) == (True, 3000, 3000)
    assert [item.is_right for item in outcome.review] == [True, True, True]
    assert all(item.explanation for item in outcome.review)
    assert queries.results(exam.id)[0].passed


def test_a_wrong_self_check_fails_and_may_be_taken_again_with_other_questions(exam, cast):
    first = [item.revision_id for item in queries.self_check_paper(cast.alice, exam)]
    outcome = actions.take_self_check(cast.alice, exam, answers(cast.alice, exam, WRONG), now=NOON)

    papers = set()
    for _ in range(4):
        papers.add(tuple(item.revision_id for item in queries.self_check_paper(cast.alice, exam)))
        actions.take_self_check(cast.alice, exam, answers(cast.alice, exam, RIGHT), now=NOON)

    assert not outcome.passed
    assert any(list(paper) != first for paper in papers)
    assert [each.attempt_no for each in queries.attempts_of(cast.alice, exam.id)] == [1, 2, 3, 4, 5]


def test_the_questions_stay_the_same_until_they_are_answered(exam, cast):
    assert queries.self_check_paper(cast.alice, exam) == queries.self_check_paper(cast.alice, exam)


def test_unanswered_questions_are_wrong_and_not_an_error(exam, cast):
    nothing = dict.fromkeys(answers(cast.alice, exam, RIGHT))

    outcome = actions.take_self_check(cast.alice, exam, nothing, now=NOON)

    assert (outcome.passed, [item.answered for item in outcome.review]) == (False, [False] * 3)


def test_answers_to_other_questions_are_refused_and_nothing_is_kept(exam, cast):
    with pytest.raises(Refusal, match="自测题目已有更新"):
        actions.take_self_check(cast.alice, exam, {99_999: None}, now=NOON)

    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_an_answer_of_the_wrong_shape_is_refused_and_nothing_is_kept(exam, cast):
    broken = {number: {"score": 100} for number in answers(cast.alice, exam, RIGHT)}

    with pytest.raises(Invalid):
        actions.take_self_check(cast.alice, exam, broken, now=NOON)

    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def hold(owner: Member, topic: Topic, kind: str, body: dict) -> None:
    draft = QuestionDraft(kind, f"{kind} 一题", body, topic.id, "依据《中国共产党章程》。", "《中国共产党章程》", 2)
    create_question(owner, draft, state=State.READY, now=NOON)


def test_nothing_that_waits_for_a_person_is_drawn(cast):
    topic = make_bank(cast.organizer, 1)
    part = {"id": "p1", "kind": "short_answer", "stem": "怎么办？", "body": types.BY_NAME["short_answer"].example}
    choice = {"id": "p1", "kind": "true_false", "stem": "应当上报。", "body": {"key": True}}
    for kind in ("short_answer", "essay"):
        hold(cast.organizer, topic, kind, types.BY_NAME[kind].example)
    hold(cast.organizer, topic, "material", {"material": "甲站发现烟点。", "parts": [part]})
    hold(cast.organizer, topic, "material", {"material": "乙站发现烟点。", "parts": [choice]})
    whole = {
        "purpose": "self_check",
        "opens_at": None,
        "hard_end_at": None,
        "duration_s": None,
        "attempts_allowed": None,
    }
    exam = make_exam(cast.organizer, topic, rows=(DraftRow(topic.id, None, 4, 1000),), **whole)

    drawn = queries.self_check_paper(cast.alice, exam)

    assert sorted(item.kind for item in drawn) == ["material", "multiple", "single", "true_false"]
    assert [item.body["material"] for item in drawn if item.kind == "material"] == ["乙站发现烟点。"]


def test_a_contest_cannot_be_taken_as_a_self_check(cast):
    contest = make_exam(cast.organizer, make_bank(cast.organizer))

    with pytest.raises(Refusal, match="不是课后自测"):
        actions.take_self_check(cast.alice, contest, {}, now=NOON)
