"""Who may begin which course, and what opens it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import and_, func, select

from accounts.models import Member
from assessment.models import Attempt, AttemptGrade, GradeRun
from core import clock
from core.db import db
from courses import gates
from courses.entry import Candidate, Standing
from courses.gates import Condition
from courses.models import Course, CourseVersion, Lesson
from courses.queries import conditions, conditions_of
from learning.models import CourseWaiver, Enrolment, LessonCompletion


def lacks_for(member: Member, course_id: int) -> list[str]:
    """Return what a member lacks to begin a course, one sentence each; empty means open."""
    listed = conditions_of(course_id)
    return gates.lacks(listed, candidate_of(member, listed)) if listed else []


def all_lacks(member: Member) -> dict[int, list[str]]:
    """Return what a member lacks for each course with conditions, by course id; open courses have an empty list."""
    listed = conditions()
    if not listed:
        return {}
    candidate = candidate_of(member, [each for found in listed.values() for each in found])
    return {course_id: gates.lacks(found, candidate) for course_id, found in listed.items()}


def candidate_of(member: Member, listed: Sequence[Condition], today: date | None = None) -> Candidate:
    """Return a member as the entry rules look at them, in three statements at most."""
    named = gates.courses_named(listed)
    return Candidate(
        today=today or clock.local(clock.now()).date(),
        political_status=member.political_status,
        party_post=member.party_post,
        post=member.post,
        courses=standings(member.id, named) if named else {},
    )


def standings(member_id: int, slugs: Collection[str]) -> Mapping[str, Standing]:
    """Return where a member stands in some courses, in the version they learn or would learn, by slug."""
    learnt = func.coalesce(Enrolment.version_id, Course.current_version_id)
    rows = db.session.execute(
        select(Course.slug, CourseVersion.title, func.count(Lesson.id), func.count(LessonCompletion.id),
               func.max(CourseWaiver.percent))
        .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.member_id == member_id))
        .join(CourseVersion, CourseVersion.id == learnt)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .outerjoin(LessonCompletion,
                   and_(LessonCompletion.lesson_id == Lesson.id, LessonCompletion.member_id == member_id))
        .outerjoin(CourseWaiver, and_(CourseWaiver.course_id == Course.id, CourseWaiver.member_id == member_id))
        .where(Course.slug.in_(slugs))
        .group_by(Course.slug, CourseVersion.title)
    ).all()  # fmt: skip
    scores = _scores(member_id, slugs)
    return {
        slug: Standing(title, lessons, completed, waived is not None, _percent(scores.get(slug), waived))
        for slug, title, lessons, completed, waived in rows
    }


def _percent(mean: int | None, waived: int | None) -> int | None:
    found = [percent for percent in (mean, waived) if percent is not None]
    return max(found) if found else None


def _scores(member_id: int, slugs: Collection[str]) -> dict[str, int]:
    """Return the mean of the best self-checks of each course; a check not taken counts as nothing."""
    learnt = func.coalesce(Enrolment.version_id, Course.current_version_id)
    rows = db.session.execute(
        select(Course.slug, Lesson.id, func.max(1000 * AttemptGrade.milli_points / AttemptGrade.milli_total))
        .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.member_id == member_id))
        .join(Lesson, Lesson.version_id == learnt)
        .outerjoin(Attempt, and_(Attempt.exam_id == Lesson.exam_id, Attempt.member_id == member_id))
        .outerjoin(AttemptGrade, and_(
            AttemptGrade.attempt_id == Attempt.id, AttemptGrade.milli_total > 0,
            AttemptGrade.run_id.in_(select(GradeRun.id).where(GradeRun.current_key == 1))))
        .where(Course.slug.in_(slugs), Lesson.exam_id.is_not(None))
        .group_by(Course.slug, Lesson.id)
    )  # fmt: skip
    best: dict[str, list[int | None]] = {}
    for slug, _lesson_id, permille in rows:
        best.setdefault(slug, []).append(None if permille is None else int(permille))
    return {
        slug: sum(each or 0 for each in found) // (10 * len(found))
        for slug, found in best.items()
        if any(each is not None for each in found)
    }


def waived_courses(member_id: int) -> dict[int, CourseWaiver]:
    """Return the waivers of a member by course id."""
    rows = db.session.scalars(select(CourseWaiver).where(CourseWaiver.member_id == member_id))
    return {row.course_id: row for row in rows}
