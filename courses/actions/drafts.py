"""Starting drafts, changing what stands at their head, giving them up."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import update

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from courses import queries
from courses.builder.drafting import DraftedCourse, DraftedLesson, draft_course
from courses.models import (
    Course,
    CourseDraft,
    DraftArticle,
    DraftEdit,
    DraftLesson,
    DraftLessonSource,
    DraftQuestion,
    DraftState,
    Lesson,
    Origin,
    Tier,
)

LONGEST_WHY = 200


@dataclass(frozen=True)
class DraftHead:
    """What stands at the head of a course."""

    title: str
    summary: str
    tier: Tier


def start_draft(
    actor: Member, article_ids: Collection[int], section_ids: Collection[int] | None, *, now: datetime
) -> CourseDraft:
    """Draft a course from articles, or from some of their sections; refuses when they hold nothing to teach."""
    material = queries.material_of(article_ids, section_ids)
    drafted = draft_course(material)  # before the transaction: a long document takes seconds
    if not drafted.lessons:
        raise Invalid(_("所选内容里没有可以讲授的正文，请另选文章或章节。"), field="sections")
    return _store(actor, drafted, now=now)


@atomic
def _store(actor: Member, drafted: DraftedCourse, *, now: datetime) -> CourseDraft:
    draft = CourseDraft(
        title=drafted.title,
        summary=drafted.summary,
        tier=drafted.advice.tier,
        tier_reasons="\n".join(drafted.advice.reasons),
        state=DraftState.WRITING,
        created_by_id=actor.id,
        created_at=now,
        changed_at=now,
    )
    db.session.add(draft)
    db.session.flush()
    article_ids = dict.fromkeys(lesson.article.article_id for lesson in drafted.lessons)
    db.session.add_all(
        DraftArticle(draft_id=draft.id, article_id=each, ordinal=place) for place, each in enumerate(article_ids, 1)
    )
    for place, lesson in enumerate(drafted.lessons, start=1):
        _store_lesson(actor, draft, place, lesson, now)
    audit.record(actor, "course_draft.start", draft, after={"lessons": len(drafted.lessons)})
    return draft


def _store_lesson(actor: Member, draft: CourseDraft, place: int, drafted: DraftedLesson, now: datetime) -> None:
    lesson = DraftLesson(
        draft_id=draft.id,
        slug=f"lesson-{place}",
        ordinal=place,
        title=drafted.title,
        body=drafted.body,
        minutes=drafted.minutes,
        key_points="\n".join(drafted.key_points),
        key_terms="\n".join(drafted.key_terms),
        objectives="\n".join(drafted.objectives),
        source_title=drafted.article.title[:200],
        source_section=drafted.section,
        source_author=drafted.article.authors[:80],
    )
    db.session.add(lesson)
    db.session.flush()
    add_edit(actor, lesson, now)
    spots = ((paragraph.article_id, paragraph.anchor) for paragraph in drafted.paragraphs)
    add_sources(lesson, list(spots))
    for ordinal, each in enumerate(drafted.questions, start=1):
        db.session.add(
            DraftQuestion(
                lesson_id=lesson.id, ordinal=ordinal, origin=Origin.RULES, maker=each.maker, kind=each.kind,
                stem=each.stem, body_json=json.dumps(each.body, ensure_ascii=False), quote=each.quote,
                why=each.why[:LONGEST_WHY], article_id=each.paragraph.article_id, anchor=each.paragraph.anchor,
            )
        )  # fmt: skip
    db.session.flush()


def add_sources(lesson: DraftLesson, spots: list[tuple[int, str]]) -> None:
    """Let a draft lesson rest on further paragraphs, inside a running action."""
    held = {(source.article_id, source.anchor) for source in lesson.sources}
    for place, (article_id, anchor) in enumerate(dict.fromkeys(spots), start=len(held) + 1):
        if (article_id, anchor) not in held:
            db.session.add(DraftLessonSource(lesson_id=lesson.id, article_id=article_id, anchor=anchor, ordinal=place))
    db.session.flush()
    db.session.expire(lesson, ["sources"])


def add_edit(actor: Member, lesson: DraftLesson, now: datetime) -> None:
    """Keep the text of a draft lesson as it is now, inside a running action."""
    db.session.add(
        DraftEdit(
            lesson_id=lesson.id, number=lesson.number, title=lesson.title, body=lesson.body,
            key_points=lesson.key_points, objectives=lesson.objectives, edited_by_id=actor.id, edited_at=now,
        )
    )  # fmt: skip
    db.session.flush()


@atomic
def start_revision(actor: Member, course: Course, *, now: datetime) -> CourseDraft:
    """Draft the next version of a course from its current one; one such draft at a time."""
    open_draft = queries.open_draft_of(course.id)
    version = course.current_version
    if open_draft is not None:
        raise Refusal(_("这门课程已有一份修订稿“%(title)s”，请在那里继续。", title=open_draft.title))
    if version is None:
        raise Refusal(_("这门课程还没有发布过的版本。"))
    draft = CourseDraft(
        course_id=course.id, title=version.title, summary=version.summary, tier=course.tier,
        state=DraftState.WRITING, created_by_id=actor.id, created_at=now, changed_at=now,
    )  # fmt: skip
    db.session.add(draft)
    db.session.flush()
    spots = queries.lesson_sources_of([lesson.id for lesson in version.lessons])
    for lesson in version.lessons:
        _copy_lesson(actor, draft, lesson, spots.get(lesson.id, []), now)
    articles = dict.fromkeys(article_id for found in spots.values() for article_id, _anchor in found)
    db.session.add_all(
        DraftArticle(draft_id=draft.id, article_id=each, ordinal=place) for place, each in enumerate(articles, 1)
    )
    audit.record(actor, "course_draft.revise", draft, after={"course": course.slug, "version": version.number})
    return draft


def _copy_lesson(
    actor: Member, draft: CourseDraft, lesson: Lesson, spots: list[tuple[int, str]], now: datetime
) -> None:
    copy = DraftLesson(
        draft_id=draft.id, slug=lesson.slug, ordinal=lesson.ordinal, title=lesson.title, body=lesson.body,
        minutes=lesson.minutes, key_points=lesson.key_points, objectives_confirmed=True,
        source_title=lesson.source_title, source_section=lesson.source_section, source_author=lesson.source_author,
        topic_path=lesson.topic_path, self_check_count=lesson.self_check_count,
    )  # fmt: skip
    db.session.add(copy)
    db.session.flush()
    add_edit(actor, copy, now)
    add_sources(copy, spots)


@atomic
def change_head(actor: Member, draft: CourseDraft, head: DraftHead, *, now: datetime) -> CourseDraft:
    """Give a draft another title, summary or tier."""
    draft = lock_writing(draft)
    before, after = audit.changed_fields(draft, asdict(head) | {"tier": head.tier.value})
    if after:
        draft.changed_at = now
        audit.record(actor, "course_draft.change", draft, before, after)
    return draft


@atomic
def discard_draft(actor: Member, draft: CourseDraft, *, now: datetime) -> None:
    """Give a draft up; its text stays stored, questions already in the bank stay there."""
    draft = lock_writing(draft)
    draft.state, draft.changed_at = DraftState.DISCARDED, now
    audit.record(actor, "course_draft.discard", draft, {"state": DraftState.WRITING}, {"state": DraftState.DISCARDED})


def lock_writing(draft: CourseDraft) -> CourseDraft:
    """The draft locked for a change inside a running action; refuses one that is not being written."""
    locked = db.session.get_one(CourseDraft, draft.id, with_for_update=True)
    sentences = {
        DraftState.IN_REVIEW: _("草稿正在审核，不能修改。请先撤回或等审核人退回。"),
        DraftState.PUBLISHED: _("草稿已经发布，不能再改。要修改请从课程页开始一份修订稿。"),
        DraftState.DISCARDED: _("这份草稿已经放弃。"),
    }
    if locked.state != DraftState.WRITING:
        raise Refusal(sentences[DraftState(locked.state)])
    return locked


def touch(draft_id: int, now: datetime) -> None:
    """Note that a draft changed, inside a running action."""
    db.session.execute(update(CourseDraft).where(CourseDraft.id == draft_id).values(changed_at=now))
