"""What stands behind an hour entry: lesson and credits, self-check, back-entry, contest, correction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from assessment.models import Attempt
from assessment.queries import grade_of
from contests.queries import MemberResult, results_of
from core.db import db
from courses.models import CourseVersion, Lesson
from learning.completion import CompletionRule, rule_of_version
from learning.crediting import LONGEST_GAP
from learning.models import (
    BackEntry,
    BackEntryReview,
    HourConversion,
    HourEntry,
    Huddle,
    LessonCompletion,
    LessonProgress,
    StudyCredit,
)
from learning.queries.hours import Conversion, as_conversion


@dataclass(frozen=True)
class Sitting:
    """Credits of one stretch of reading, put together: from, to, milliseconds credited, number of credits."""

    from_at: datetime
    to_at: datetime
    milliseconds: int
    credits: int


@dataclass(frozen=True)
class LessonEvidence:
    """A completed lesson: the completion, its rule, the stretches of reading, where the end was reached."""

    completion: LessonCompletion
    lesson: Lesson
    rule: CompletionRule
    sittings: list[Sitting]
    end_reached_at: datetime | None


@dataclass(frozen=True)
class CheckEvidence:
    """A passed self-check."""

    attempt: Attempt
    milli_points: int
    milli_total: int


@dataclass(frozen=True)
class EntryEvidence:
    """An entry with its conversion, who recorded it, and the facts it rests on (those of its kind)."""

    entry: HourEntry
    conversion: Conversion | None
    recorded_by: Member | None
    lesson: LessonEvidence | None = None
    check: CheckEvidence | None = None
    back_entry: BackEntry | None = None
    contest: MemberResult | None = None
    huddle: Huddle | None = None
    reversal: HourEntry | None = None
    """The correction that took this entry back."""
    corrected: HourEntry | None = None
    """The entry that this one takes back."""


def evidence_of(entry: HourEntry) -> EntryEvidence:
    """Return an entry with everything it rests on."""
    row = db.session.get(HourConversion, entry.conversion_id) if entry.conversion_id else None
    return EntryEvidence(
        entry=entry,
        conversion=as_conversion(row) if row else None,
        recorded_by=db.session.get(Member, entry.recorded_by_id) if entry.recorded_by_id else None,
        lesson=_lesson(entry) if entry.evidence_kind == "completion" else None,
        check=_check_of_entry(entry),
        back_entry=_back_entry(entry) if entry.evidence_kind == "back_entry" else None,
        contest=_contest(entry) if entry.evidence_kind == "contest" else None,
        huddle=db.session.get(Huddle, entry.evidence_id) if entry.evidence_kind == "huddle" else None,
        reversal=_reversal(entry),
        corrected=db.session.get(HourEntry, entry.evidence_id) if entry.evidence_kind == "correction" else None,
    )


def _lesson(entry: HourEntry) -> LessonEvidence | None:
    completion = db.session.get(LessonCompletion, entry.evidence_id)
    if completion is None:
        return None
    lesson = db.session.get(Lesson, completion.lesson_id, options=[joinedload(Lesson.version)
                                                                   .joinedload(CourseVersion.course)])  # fmt: skip
    progress = db.session.get(LessonProgress, (entry.member_id, completion.lesson_id))
    assert lesson is not None
    return LessonEvidence(
        completion, lesson, rule_of_version(completion.rule_version), sittings(entry.member_id, lesson.id),
        progress.end_reached_at if progress else None,
    )  # fmt: skip


def sittings(member_id: int, lesson_id: int) -> list[Sitting]:
    """Return the credits of a lesson put together into stretches without a gap."""
    rows = db.session.scalars(
        select(StudyCredit)
        .where(StudyCredit.member_id == member_id, StudyCredit.lesson_id == lesson_id)
        .order_by(StudyCredit.from_at, StudyCredit.id)
    )
    found: list[Sitting] = []
    for row in rows:
        last = found[-1] if found else None
        if last is not None and row.from_at - last.to_at <= LONGEST_GAP:
            found[-1] = Sitting(last.from_at, row.to_at, last.milliseconds + row.milliseconds, last.credits + 1)
        else:
            found.append(Sitting(row.from_at, row.to_at, row.milliseconds, 1))
    return found


def _check_of_entry(entry: HourEntry) -> CheckEvidence | None:
    attempt_id: int | None = None
    if entry.evidence_kind in {"self_check", "placement"}:
        attempt_id = entry.evidence_id
    elif entry.evidence_kind == "completion":
        completion = db.session.get(LessonCompletion, entry.evidence_id)
        attempt_id = completion.attempt_id if completion else None
    attempt = db.session.get(Attempt, attempt_id) if attempt_id else None
    grade = grade_of(attempt) if attempt else None
    return CheckEvidence(attempt, grade.milli_points, grade.milli_total) if attempt and grade else None


def _back_entry(entry: HourEntry) -> BackEntry | None:
    return db.session.get(
        BackEntry,
        entry.evidence_id,
        options=[
            joinedload(BackEntry.recorded_by),
            joinedload(BackEntry.review).joinedload(BackEntryReview.reviewed_by),
        ],
    )


def _contest(entry: HourEntry) -> MemberResult | None:
    results = results_of([entry.member_id], entry.year).get(entry.member_id, [])
    return next((result for result in results if result.contest_id == entry.evidence_id), None)


def _reversal(entry: HourEntry) -> HourEntry | None:
    return db.session.scalar(
        select(HourEntry).where(HourEntry.evidence_kind == "correction", HourEntry.evidence_id == entry.id)
    )
