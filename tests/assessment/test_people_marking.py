"""Marking by people: what waits, who may mark, what follows from it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from accounts.permissions import Role
from assessment import actions, papers, queries
from assessment.actions import DraftRow
from assessment.models import Attempt, AttemptGrade, GradeRun, ItemMark, MarkingTask, Release
from assessment.queries import marking as marking_queries
from core import clock
from core.db import atomic, db
from core.errors import Invalid, NotFound, Refusal
from question_bank.types import BY_NAME
from tests.assessment import makers
from tests.assessment.makers import BODIES, make_exam, make_questions, make_topic, save, submit
from tests.cast import grant

ESSAY = "一要压实责任，二要早期处置。"


@pytest.fixture(autouse=True)
def open_questions(monkeypatch):
    """Let the makers make questions of these kinds, too."""
    for kind in ("essay", "material"):
        monkeypatch.setitem(BODIES, kind, BY_NAME[kind].example)


@pytest.fixture
def marker(cast):
    return made_marker(cast.judge, cast.committee)


@atomic
def made_marker(member, unit):
    grant(member, Role.MARKER, unit)
    db.session.refresh(member)
    return member


def sit(cast, sign_in, member=None, **changes) -> Attempt:
    member = member or cast.alice
    topic = make_topic()
    make_questions(topic, cast.organizer, "essay", 1)
    make_questions(topic, cast.organizer, "single", 1)
    rows = (DraftRow(topic.id, "essay", 1, 10_000), DraftRow(topic.id, "single", 1, 2_000))
    exam = changes.pop("exam", None) or make_exam(cast.organizer, topic, rows=rows, **changes)
    attempt = actions.start_attempt(member, exam, now=clock.now())
    papers.forget_paper(attempt.id)  # an earlier test had an attempt of this number
    actions.lease_attempt(member, attempt, makers.PHONE, take_over=False, now=clock.now())
    browser = sign_in(member)
    answers = {"essay": {"text": ESSAY}, "single": {"chosen": ["b"]}}
    events = [
        makers.event(n, line.item_no, answers[line.question.kind])
        for n, line in enumerate(queries.paper_lines(attempt.id), 1)
    ]
    save(browser, attempt.id, *events)
    submit(browser, attempt.id, *events)
    actions.grade_pending(clock.now())
    return db.session.get_one(Attempt, attempt.id)


def the_task() -> MarkingTask:
    return db.session.scalars(select(MarkingTask)).one()


def give(marker, first="6", second="3", **more):
    return actions.mark_answer(marker, the_task(), {"r1": first, "r2": second}, now=clock.now(), **more)


def test_an_essay_waits_and_the_attempt_is_neither_graded_nor_ranked(cast, sign_in):
    attempt = sit(cast, sign_in)

    assert queries.grade_of(attempt) is None
    assert queries.results(attempt.exam_id) == []
    assert (marking_queries.waiting_of(attempt), marking_queries.waiting_count(attempt.exam_id)) == (1, 1)
    assert actions.provisional_milli(attempt) == 2000
    assert actions.grade_pending(clock.now()) == 0


def test_the_grade_follows_from_the_points_given(cast, sign_in, marker):
    attempt = sit(cast, sign_in)

    mark = give(marker)

    grade = queries.grade_of(attempt)
    assert (mark.milli_points, grade.milli_points, grade.milli_total, grade.passed) == (9000, 11_000, 12_000, True)
    assert json.loads(mark.rows_json)[0] == ["观点明确，三个方面齐全", 6000, 6000]
    assert marking_queries.waiting_of(attempt) == 0


def test_marking_again_needs_a_reason_and_makes_a_run_of_its_own(cast, sign_in, marker):
    attempt = sit(cast, sign_in)
    give(marker)

    with pytest.raises(Invalid):
        give(marker, "1", "1")
    give(marker, "1", "1", reason="漏看了第二段")

    assert queries.grade_of(attempt).milli_points == 4000
    assert db.session.query(GradeRun).count() == db.session.query(AttemptGrade).count() == 2
    assert db.session.query(ItemMark).count() == 2


def test_released_results_are_not_marked_again(cast, sign_in, marker):
    attempt = sit(cast, sign_in)
    give(marker)
    actions.release_results(cast.organizer, attempt.exam, Release.SCORE, now=clock.now())

    with pytest.raises(Refusal):
        give(marker, "0", "0", reason="重判")


def test_with_two_markers_the_mean_counts_and_one_alone_is_not_enough(cast, sign_in, marker):
    attempt = sit(cast, sign_in)
    made_marker(cast.reviewer, cast.committee)
    actions.ask_for_markers(cast.organizer, attempt.exam, 2)

    give(marker, "6", "4")
    assert queries.grade_of(attempt) is None
    give(cast.reviewer, "3", "4")

    assert queries.grade_of(attempt).milli_points == 2000 + 8500


@pytest.mark.parametrize(("first", "second"), [("7", "1"), ("-1", "1"), ("", "1"), ("x", "1"), ("1.00001", "1")])
def test_points_out_of_range_are_refused(cast, sign_in, marker, first, second):
    sit(cast, sign_in)

    with pytest.raises(Invalid):
        give(marker, first, second)
    assert db.session.query(ItemMark).count() == 0


def test_nobody_marks_without_the_role_over_the_candidate_or_their_own_paper(cast, sign_in, marker):
    sit(cast, sign_in, member=cast.judge)

    with pytest.raises(NotFound):
        give(cast.bob)
    with pytest.raises(Refusal):
        give(marker)
    with pytest.raises(NotFound):
        marking_queries.task_for(marker, the_task().id)


def test_what_was_given_cannot_be_altered(cast, sign_in, marker):
    sit(cast, sign_in)
    give(marker)

    @atomic
    def alter() -> None:
        db.session.execute(text("UPDATE item_mark SET milli_points = 0"))

    with pytest.raises(DatabaseError):
        alter()


def test_a_part_of_a_material_question_is_marked_by_itself(cast, sign_in, marker):
    topic = make_topic("案例")
    kind = BY_NAME["material"]
    parts = [
        *kind.example["parts"],
        {"id": "p3", "kind": "essay", "stem": "谈谈看法", "body": BODIES["essay"], "points": "5"},
    ]
    BODIES["material"] = {**kind.example, "parts": parts}
    make_questions(topic, cast.organizer, "material", 1)
    exam = make_exam(cast.organizer, topic, rows=(DraftRow(topic.id, "material", 1, 10_000),))
    attempt = actions.start_attempt(cast.alice, exam, now=clock.now())
    papers.forget_paper(attempt.id)  # an earlier test had an attempt of this number
    actions.lease_attempt(cast.alice, attempt, makers.PHONE, take_over=False, now=clock.now())
    browser = sign_in(cast.alice)
    answer = {"parts": kind.right_answer["parts"] | {"p3": {"text": ESSAY}}}
    event = makers.event(1, 1, answer)
    reply = save(browser, attempt.id, event)
    assert reply.status_code == 200, reply.text
    submit(browser, attempt.id, event)
    actions.grade_pending(clock.now())

    assert (the_task().place, the_task().milli_full) == ("p3", 5000)
    give(marker, "3", "1")

    assert queries.grade_of(attempt).milli_points == 5000 + 4000


class TestPages:
    def test_the_list_leads_to_the_answer_and_on_to_the_next(self, cast, sign_in, marker):
        sit(cast, sign_in)
        browser = sign_in(marker)

        page = browser.get("/attempts/marking").text
        first = browser.get(f"/attempts/marking/exams/{the_task().exam_id}/questions/{the_task().revision_id}")
        sheet = browser.get(first.location).text

        assert "已评 0 / 1" in page
        assert first.location.endswith(f"/answers/{the_task().id}")
        assert ESSAY in sheet
        assert "观点明确，三个方面齐全" in sheet
        assert cast.alice.name not in sheet

    def test_points_are_kept_and_wrong_ones_explained(self, cast, sign_in, marker):
        sit(cast, sign_in)
        browser, address = sign_in(marker), f"/attempts/marking/answers/{the_task().id}"

        refused = browser.post(address, data={"r1": "99", "r2": "1"})
        kept = browser.post(address, data={"r1": "5", "r2": "1"})

        assert (refused.status_code, kept.status_code) == (422, 303)
        assert "0 到 6 之间" in refused.text
        assert db.session.query(ItemMark).one().milli_points == 6000
        assert browser.get(kept.location).location.endswith("/attempts/marking")

    def test_strangers_see_nothing(self, cast, sign_in, client, marker):
        sit(cast, sign_in)
        address = f"/attempts/marking/answers/{the_task().id}"
        made_marker(cast.bob, cast.other_branch)

        assert sign_in(cast.bob).get(address).status_code == 404
        assert sign_in(cast.secretary).get(address).status_code == 403
        assert client.get(address).status_code in (302, 303)
        assert sign_in(marker).put(address).status_code == 405
        assert sign_in(marker).post("/attempts/marking/exams/1/markers", data={"markers": "2"}).status_code == 403

    def test_the_organizer_decides_how_many_mark(self, cast, sign_in):
        attempt = sit(cast, sign_in)
        browser = sign_in(cast.organizer)

        assert (
            browser.post(f"/attempts/marking/exams/{attempt.exam_id}/markers", data={"markers": "2"}).status_code == 303
        )
        db.session.refresh(attempt.exam)
        assert attempt.exam.markers_needed == 2
        assert (
            browser.post(f"/attempts/marking/exams/{attempt.exam_id}/markers", data={"markers": "9"}).status_code == 422
        )
        assert browser.post("/attempts/marking/exams/9999/markers", data={"markers": "1"}).status_code == 404

    def test_the_candidate_is_told_what_waits(self, cast, sign_in):
        attempt = sit(cast, sign_in, release="answers")

        page = sign_in(cast.alice).get(f"/attempts/{attempt.id}/result").text

        assert "待阅卷 1 题" in page
        assert "逐题解析" not in page
