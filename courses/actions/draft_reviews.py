"""Comments on drafts, handing them in, returning them, publishing them."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Forbidden, Invalid, Refusal
from core.i18n import _
from courses import queries
from courses.actions.drafts import lock_writing
from courses.actions.publishing import publish_courses
from courses.actions.sources import rest_on
from courses.checklist import Point, checklist
from courses.models import (
    CourseDraft,
    CourseVersion,
    DraftComment,
    DraftLesson,
    DraftReview,
    DraftState,
    Tier,
    Verdict,
)
from courses.sources import CourseSource, LessonSource
from courses.topics import topic_path
from question_bank.actions import QuestionDraft, ensure_topic, move_question, revise_question
from question_bank.models import Question, State

MOST_CHECKS = 5
OBJECTIVES_OPEN = "学完这一课，应当："
"""Part of the course's own text, so in its language."""


@atomic
def comment(
    actor: Member, draft: CourseDraft, body: str, *, lesson: DraftLesson | None = None, anchor: str = "", now: datetime
) -> DraftComment:
    """Write a remark on a draft, a lesson or a paragraph of its source."""
    if draft.state not in (DraftState.WRITING, DraftState.IN_REVIEW):
        raise Refusal(_("草稿已经发布或放弃，不能再写意见。"))
    row = DraftComment(
        draft_id=draft.id, lesson_id=lesson.id if lesson else None, anchor=anchor, body=body, author_id=actor.id,
        written_at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


@atomic
def settle_comment(actor: Member, row: DraftComment, *, now: datetime) -> None:
    """Mark a remark as dealt with; it stays to be read."""
    row = db.session.get_one(DraftComment, row.id, with_for_update=True)
    if row.settled_at is None:
        row.settled_at, row.settled_by_id = now, actor.id


def points_of(draft: CourseDraft) -> list[Point]:
    """The checklist of a draft as it stands."""
    return checklist(draft.title, draft.summary, queries.lesson_facts(draft), queries.open_comments(draft.id))


@atomic
def hand_in(actor: Member, draft: CourseDraft, *, now: datetime) -> CourseDraft:
    """Hand a draft and its accepted questions in for review; refuses while the checklist has gaps."""
    draft = lock_writing(draft)
    _refuse_gaps(draft)
    draft.state, draft.handed_in_by_id, draft.handed_in_at, draft.changed_at = DraftState.IN_REVIEW, actor.id, now, now
    for question in queries.accepted_questions(draft):
        if question.state == State.DRAFT:
            move_question(actor, question, State.IN_REVIEW, now=now)
    audit.record(actor, "course_draft.hand_in", draft, {"state": DraftState.WRITING}, {"state": DraftState.IN_REVIEW})
    return draft


def _refuse_gaps(draft: CourseDraft) -> None:
    gaps = [point for point in points_of(draft) if not point.met]
    if gaps:
        told = "；".join(f"{point.name}（{'、'.join(point.missing[:3])}）" for point in gaps)
        raise Invalid(_("还有几处没有完成：%(gaps)s。", gaps=told))


@atomic
def take_back(actor: Member, draft: CourseDraft, *, now: datetime) -> CourseDraft:
    """Let the author take a draft back from review to go on writing."""
    draft = _lock_in_review(draft)
    draft.state, draft.changed_at = DraftState.WRITING, now
    audit.record(actor, "course_draft.take_back", draft, {"state": DraftState.IN_REVIEW}, {"state": DraftState.WRITING})
    return draft


@atomic
def return_draft(actor: Member, draft: CourseDraft, note: str, *, now: datetime) -> CourseDraft:
    """Send a draft back to its author, with what is to be changed."""
    if not note:
        raise Invalid(_("退回时请写明要改什么。"), field="note")
    draft = _lock_in_review(draft)
    _review(actor, draft, Verdict.RETURNED, note, now)
    draft.state, draft.changed_at = DraftState.WRITING, now
    audit.record(
        actor, "course_draft.return", draft, {"state": DraftState.IN_REVIEW}, {"state": DraftState.WRITING}, note
    )
    return draft


def _lock_in_review(draft: CourseDraft) -> CourseDraft:
    locked = db.session.get_one(CourseDraft, draft.id, with_for_update=True)
    if locked.state != DraftState.IN_REVIEW:
        raise Refusal(_("这份草稿现在不在审核中，请刷新页面。"))
    return locked


def _review(actor: Member, draft: CourseDraft, verdict: Verdict, note: str, now: datetime) -> None:
    """Note a review; nobody judges what they wrote or handed in, and the database holds the last of it."""
    ensure_may_review(actor, draft)
    sentence = _("不能审核自己编写或提交的课程，请换一位审核人。")
    with refusing(Forbidden(sentence)):
        db.session.add(
            DraftReview(
                draft_id=draft.id, author_id=draft.handed_in_by_id or draft.created_by_id, reviewer_id=actor.id,
                verdict=verdict, note=note, reviewed_at=now,
            )
        )  # fmt: skip


def ensure_may_review(actor: Member, draft: CourseDraft) -> None:
    """Refuse a reviewer who wrote any of the draft, or handed it in."""
    if actor.id in queries.authors_of(draft):
        raise Forbidden(_("不能审核自己编写或提交的课程，请换一位审核人。"))


@atomic
def publish_draft(
    actor: Member, draft: CourseDraft, *, note: str = "", with_questions: bool, now: datetime
) -> CourseVersion:
    """Approve a draft and publish it as an immutable version; its questions become usable if the reviewer says so."""
    draft = _lock_in_review(draft)
    _review(actor, draft, Verdict.PUBLISHED, note, now)
    _refuse_gaps(draft)
    _settle_topics(actor, draft, now)
    if with_questions:
        for question in queries.accepted_questions(draft):
            if question.state == State.IN_REVIEW:
                move_question(actor, question, State.READY, now=now)
    source = course_source(draft)
    loaded = publish_courses(actor, [source], now=now)
    if loaded.unchanged:
        raise Refusal(_("内容与现行版本完全相同，没有可以发布的改动。"))
    course = queries.course_by_slug(source.slug)
    version = queries.version_by_id(course.current_version_id or 0)
    before = queries.version(course.id, version.number - 1) if version.number > 1 else None
    for lesson, written in zip(version.lessons, draft.lessons, strict=True):
        rest_on(actor, lesson, [(each.article_id, each.anchor) for each in written.sources], before, now=now)
    draft.state, draft.course_id, draft.version_id, draft.changed_at = (
        DraftState.PUBLISHED, course.id, version.id, now,
    )  # fmt: skip
    audit.record(
        actor, "course_draft.publish", draft, {"state": DraftState.IN_REVIEW},
        {"state": DraftState.PUBLISHED, "course": course.slug, "version": version.number}, note,
    )  # fmt: skip
    return version


def _settle_topics(actor: Member, draft: CourseDraft, now: datetime) -> None:
    """Give every lesson its topic for good, and bring the accepted questions there."""
    for lesson in draft.lessons:
        if not lesson.topic_path:
            lesson.topic_path = topic_path(draft.title, lesson.title)
        topic = ensure_topic(lesson.topic_path)
        for question in queries.accepted_questions(draft, lesson):
            if question.topic_id != topic.id:
                _move_to(actor, question, topic.id, now)
    db.session.flush()


def _move_to(actor: Member, question: Question, topic_id: int, now: datetime) -> None:
    latest = question.latest
    told = QuestionDraft(
        latest.kind, latest.stem, latest.body, topic_id, latest.explanation, latest.source, latest.difficulty
    )
    revise_question(actor, question, told, now=now)


def course_source(draft: CourseDraft) -> CourseSource:
    """A draft in the shape in which courses are published."""
    known = queries.course(draft.course_id) if draft.course_id else None
    titles = dict.fromkeys(lesson.source_title for lesson in draft.lessons)
    counts = queries.accepted_counts(draft)
    return CourseSource(
        slug=known.slug if known else f"course-{draft.id}",
        tier=Tier(draft.tier),
        sort_no=known.sort_no if known else 500,
        title=draft.title,
        summary=draft.summary,
        sources=tuple(titles),
        lessons=tuple(
            _lesson_source(lesson, place, counts.get(lesson.id, 0)) for place, lesson in enumerate(draft.lessons, 1)
        ),
    )


def _lesson_source(lesson: DraftLesson, place: int, accepted: int) -> LessonSource:
    return LessonSource(
        slug=lesson.slug,
        ordinal=place,
        title=lesson.title,
        body=with_objectives(lesson),
        minutes=lesson.minutes,
        key_points=tuple(line for line in lesson.key_points.split("\n") if line),
        source_title=lesson.source_title,
        source_section=lesson.source_section,
        source_author=lesson.source_author,
        topic_path=lesson.topic_path or topic_path(lesson.draft.title, lesson.title),
        self_check_count=max(lesson.self_check_count, min(accepted, MOST_CHECKS)),
    )


def with_objectives(lesson: DraftLesson) -> str:
    """The text of a lesson as members read it: what they will be able to do stands first."""
    lines = [line for line in lesson.objectives.split("\n") if line.strip()]
    if not lines:
        return lesson.body
    return OBJECTIVES_OPEN + "\n\n" + "\n".join(f"- {line}" for line in lines) + f"\n\n{lesson.body}"
