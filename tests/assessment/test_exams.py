"""Setting exams up: what is refused, and what can no longer be changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assessment import actions, queries, rules
from assessment.rules import DraftRow, ExamDraft
from core.errors import Invalid, Refusal
from tests.assessment.makers import make_attempt, make_bank
from tests.cast import NOON, Cast

SOUND = ExamDraft(
    "知识竞赛", opens_at=NOON, hard_end_at=NOON + timedelta(hours=1), rows=(DraftRow(1, "single", 5, 2000),)
)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"hard_end_at": None}, "hard_end_at"),
        ({"hard_end_at": NOON}, "hard_end_at"),
        ({"last_start_at": NOON + timedelta(hours=2)}, "last_start_at"),
        ({"last_start_at": NOON - timedelta(hours=2)}, "last_start_at"),
        ({"duration_s": 30}, "duration_s"),
        ({"duration_s": 90_000}, "duration_s"),
        ({"grace_s": 181}, "grace_s"),
        ({"grace_s": -1}, "grace_s"),
        ({"rows": ()}, "rows"),
        ({"rows": (DraftRow(1, "single", 0, 2000),)}, "rows"),
        ({"rows": (DraftRow(1, "single", 501, 2000),)}, "rows"),
        ({"rows": (DraftRow(1, "single", 5, 0),)}, "rows"),
        ({"multiple_rule": "generous"}, "multiple_rule"),
        ({"pass_permille": 1001}, "pass_permille"),
        ({"attempts_allowed": 0}, "attempts_allowed"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_exam_that_could_not_be_held_is_refused_by_field(app, change, field):
    with pytest.raises(Invalid) as refusal:
        rules.ensure_sound(replace(SOUND, **change))

    assert refusal.value.field == field


def test_a_sound_exam_is_accepted():
    rules.ensure_sound(SOUND)


@pytest.mark.parametrize(("points", "passed"), [(5999, False), (6000, True), (6001, True)])
def test_the_pass_mark_is_reached_exactly(points, passed):
    assert rules.has_passed(points, 10_000, 600) is passed


def test_a_paper_without_points_is_never_passed():
    assert not rules.has_passed(0, 0, 0)


def test_a_draft_can_be_changed_until_somebody_started(cast: Cast):
    topic = make_bank(cast.organizer)
    draft = replace(SOUND, rows=(DraftRow(topic.id, "single", 2, 1000),))
    exam = actions.create_exam(cast.organizer, draft, now=NOON)

    actions.change_exam(cast.organizer, exam, replace(draft, title="复赛"), now=NOON)

    assert (exam.title, [row.count for row in exam.blueprint]) == ("复赛", [2])


def test_an_exam_that_somebody_started_cannot_be_changed(cast: Cast):
    attempt = make_attempt(cast.alice, cast.organizer)

    with pytest.raises(Refusal, match="已有学员开始作答"):
        actions.change_exam(cast.organizer, attempt.exam, SOUND, now=NOON)


def test_progress_counts_started_running_and_handed_in(cast: Cast):
    attempt = make_attempt(cast.alice, cast.organizer)

    assert queries.exam_progress(attempt.exam_id) == queries.ExamProgress(1, 1, 0)


def test_rows_that_overlap_too_much_cannot_be_drawn_together(cast: Cast):
    topic = make_bank(cast.organizer)
    row = DraftRow(topic.id, "single", 4, 1000)

    assert queries.can_be_drawn([row])
    assert not queries.can_be_drawn([row, row])
