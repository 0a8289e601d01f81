"""Publishing course versions, tying their self-checks, withdrawing courses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from assessment.actions import DraftRow, ExamDraft, create_exam, open_exam
from assessment.models import Purpose
from core.db import atomic, db, refusing
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from courses import queries, searching
from courses.actions.sources import carry_sources, tie_lessons
from courses.micro import micro_fault
from courses.models import Course, CourseState, CourseTerm, CourseVersion, Lesson
from courses.sources import CourseSource, LessonSource, read_courses
from question_bank.queries import ready_revisions, topic_by_path

CHECK_MINUTES = 60
MILLI_POINTS = 1000


@dataclass
class Loaded:
    """What loading a folder did: slugs of courses by outcome, and lessons whose self-check lacks its topic."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    without_check: list[str] = field(default_factory=list)


def load_starter(folder: Path, *, actor: Member | None, now: datetime) -> Loaded:
    """Publish every course of a folder whose text differs from its current version; all or none.

    Loading the same files again changes nothing. A changed course gets a new version; whoever began
    an older one keeps it. Raises Invalid with one sentence a fault, naming file, line and field.
    """
    return publish_courses(actor, read_courses(folder), now=now)


@atomic
def publish_courses(actor: Member | None, sources: list[CourseSource], *, now: datetime) -> Loaded:
    """Publish the given courses and tie their self-checks, in one transaction."""
    loaded = Loaded()
    for source in sources:
        outcome = _publish(actor, source, now)
        getattr(loaded, outcome).append(source.slug)
    tie_self_checks(actor, now=now)
    loaded.without_check = [f"{lesson.version.title} / {lesson.title}" for lesson in queries.lessons_without_check()]
    return loaded


def _publish(actor: Member | None, source: CourseSource, now: datetime) -> str:
    too_long = micro_fault(source.kind, [lesson.minutes for lesson in source.lessons])
    if too_long:
        raise Invalid(too_long)
    course = db.session.scalar(select(Course).where(Course.slug == source.slug))
    before = course.current_version if course else None
    if course and before and before.digest == source.digest:
        course.sort_no = source.sort_no
        return "unchanged"
    if course is None:
        course = Course(slug=source.slug, tier=source.tier, created_at=now, state=CourseState.PUBLISHED)
        with refusing(Refusal(_("课程 %(slug)s 刚刚已由他人载入，请再试一次。", slug=source.slug))):
            db.session.add(course)
    course.tier, course.sort_no = source.tier, source.sort_no
    version = _add_version(actor, course, source, before, now)
    if before:
        carry_sources(before, version)
    tie_lessons(actor, version)
    course.current_version_id = version.id
    db.session.flush()
    db.session.expire(course, ["current_version"])
    searching.feed(course)
    audit.record(
        actor, "course.publish", course,
        before={"version": before.number} if before else None, after={"version": version.number},
    )  # fmt: skip
    return "changed" if before else "new"


def _add_version(
    actor: Member | None, course: Course, source: CourseSource, before: CourseVersion | None, now: datetime
) -> CourseVersion:
    version = CourseVersion(
        course_id=course.id,
        number=before.number + 1 if before else 1,
        kind=source.kind,
        title=source.title,
        summary=source.summary,
        sources="\n".join(source.sources),
        digest=source.digest,
        published_at=now,
        published_by_id=actor.id if actor else None,
    )
    kept = queries.exam_ids_of([before.id]) if before else {}
    version.lessons = [_lesson(lesson, place, kept) for place, lesson in enumerate(source.lessons, start=1)]
    db.session.add(version)
    db.session.flush()
    db.session.add_all(
        CourseTerm(version_id=version.id, ordinal=place, term=term, meaning=meaning)
        for place, (term, meaning) in enumerate(source.terms, start=1)
    )
    return version


def _lesson(source: LessonSource, place: int, kept: dict[tuple[str, int], int]) -> Lesson:
    return Lesson(
        slug=source.slug,
        ordinal=place,
        title=source.title,
        body=source.body,
        minutes=source.minutes,
        key_points="\n".join(source.key_points),
        source_title=source.source_title,
        source_section=source.source_section,
        source_author=source.source_author,
        topic_path=source.topic_path,
        self_check_count=source.self_check_count,
        exam_id=kept.get((source.topic_path, source.self_check_count)),
    )


@atomic
def tie_self_checks(actor: Member | None, *, now: datetime) -> int:
    """Give every lesson that asks for a self-check its exam, as soon as its topic has enough questions; return how many."""
    tied = 0
    for lesson in queries.lessons_without_check():
        topic_id = _topic_with_questions(lesson)
        if topic_id is not None:
            lesson.exam_id = _make_check(actor, lesson, topic_id, now)
            tied += 1
    db.session.flush()
    return tied


def _topic_with_questions(lesson: Lesson) -> int | None:
    """Return the topic of a lesson once it holds enough ready questions for its self-check."""
    try:
        topic = topic_by_path(lesson.topic_path)
    except NotFound:
        return None
    return topic.id if len(ready_revisions(topic.id, None)) >= lesson.self_check_count else None


def _make_check(actor: Member | None, lesson: Lesson, topic_id: int, now: datetime) -> int:
    draft = ExamDraft(
        title=lesson.title,
        purpose=Purpose.SELF_CHECK,
        rows=(DraftRow(topic_id=topic_id, kind=None, count=lesson.self_check_count, milli_points=MILLI_POINTS),),
        duration_s=CHECK_MINUTES * 60,
        attempts_allowed=None,
        pass_permille=600,
        release="answers",
        device_policy="merge",
    )
    exam = create_exam(actor, draft, now=now)
    open_exam(actor, exam, now=now)
    return exam.id


@atomic
def withdraw_course(actor: Member, course: Course, reason: str, *, now: datetime) -> None:
    """Take a course out of the members' list; what they learned and earned stays."""
    _move(actor, course, CourseState.WITHDRAWN, reason, _("这门课程已经撤下。"))


@atomic
def publish_course(actor: Member, course: Course, reason: str, *, now: datetime) -> None:
    """Offer a withdrawn course again in its current version."""
    _move(actor, course, CourseState.PUBLISHED, reason, _("这门课程已在发布中。"))


def _move(actor: Member, course: Course, state: CourseState, reason: str, already: str) -> None:
    if not reason:
        raise Invalid(_("请写明理由，理由会记入审计日志。"), field="reason")
    if course.state == state:
        raise Refusal(already)
    before, course.state = course.state, state
    db.session.flush()
    searching.feed(course)
    verb = "withdraw" if state is CourseState.WITHDRAWN else "republish"
    audit.record(actor, f"course.{verb}", course, {"state": before}, {"state": state.value}, reason)
