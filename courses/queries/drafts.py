"""Reads of course drafts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Member
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from courses.checklist import LessonFacts
from courses.models import (
    CourseDraft,
    DraftArticle,
    DraftComment,
    DraftEdit,
    DraftLesson,
    DraftQuestion,
    DraftReview,
    DraftState,
    SuggestionState,
)
from documents.models import Article, Document, Paragraph, Section
from question_bank.models import Question


def drafts_page(state: str = "", page: int = 1) -> Page[CourseDraft]:
    """One page of drafts, those changed last first; those given up only when asked for."""
    query = select(CourseDraft).options(joinedload(CourseDraft.created_by), selectinload(CourseDraft.lessons))
    query = query.where(CourseDraft.state == state) if state else query.where(CourseDraft.state != DraftState.DISCARDED)
    return paginate(query.order_by(CourseDraft.changed_at.desc(), CourseDraft.id.desc()), page)


def draft(draft_id: int) -> CourseDraft:
    """A draft with its lessons, or NotFound."""
    found = db.session.get(
        CourseDraft,
        draft_id,
        options=[
            joinedload(CourseDraft.created_by),
            selectinload(CourseDraft.lessons).selectinload(DraftLesson.sources),
            selectinload(CourseDraft.articles).joinedload(DraftArticle.article),
        ],
    )
    if found is None:
        raise NotFound
    return found


def draft_lesson(lesson_id: int) -> DraftLesson:
    """A lesson of a draft with its draft, or NotFound."""
    found = db.session.get(DraftLesson, lesson_id, options=[joinedload(DraftLesson.draft)])
    if found is None:
        raise NotFound
    return found


def draft_question(question_id: int) -> DraftQuestion:
    """A suggested question with its lesson, or NotFound."""
    options = [joinedload(DraftQuestion.lesson).joinedload(DraftLesson.draft)]
    found = db.session.get(DraftQuestion, question_id, options=options)
    if found is None:
        raise NotFound
    return found


def draft_comment(comment_id: int) -> DraftComment:
    """A remark, or NotFound."""
    found = db.session.get(DraftComment, comment_id)
    if found is None:
        raise NotFound
    return found


def open_draft_of(course_id: int) -> CourseDraft | None:
    """The draft in which the next version of a course is being written or reviewed, if there is one."""
    states = (DraftState.WRITING, DraftState.IN_REVIEW)
    return db.session.scalar(
        select(CourseDraft).where(CourseDraft.course_id == course_id, CourseDraft.state.in_(states)).limit(1)
    )


def questions_of(lesson: DraftLesson) -> list[DraftQuestion]:
    """The suggested questions of a lesson: open ones first, then accepted, then declined."""
    order = [SuggestionState.OPEN, SuggestionState.ACCEPTED, SuggestionState.DECLINED]
    rows = db.session.scalars(
        select(DraftQuestion)
        .where(DraftQuestion.lesson_id == lesson.id)
        .order_by(DraftQuestion.ordinal, DraftQuestion.id)
    )
    return sorted(rows, key=lambda row: order.index(SuggestionState(row.state)))


def suggestion_count(lesson_id: int) -> int:
    """How many suggestions of a lesson are not declined."""
    query = select(func.count()).where(
        DraftQuestion.lesson_id == lesson_id, DraftQuestion.state != SuggestionState.DECLINED
    )
    return db.session.scalar(query) or 0


def accepted_counts(draft: CourseDraft) -> dict[int, int]:
    """How many questions of each lesson were accepted."""
    rows = db.session.execute(
        select(DraftQuestion.lesson_id, func.count().label("many"))
        .join(DraftQuestion.lesson)
        .where(DraftLesson.draft_id == draft.id, DraftQuestion.state == SuggestionState.ACCEPTED)
        .group_by(DraftQuestion.lesson_id)
    )
    return {row.lesson_id: row.many for row in rows}


def accepted_questions(draft: CourseDraft, lesson: DraftLesson | None = None) -> list[Question]:
    """The questions in the bank that were accepted in a draft, or in one of its lessons; removed lessons left out."""
    query = (
        select(Question)
        .join(DraftQuestion, DraftQuestion.question_id == Question.id)
        .join(DraftLesson, DraftLesson.id == DraftQuestion.lesson_id)
        .where(DraftLesson.draft_id == draft.id, DraftLesson.ordinal.is_not(None))
        .options(joinedload(Question.latest))
        .order_by(DraftLesson.ordinal, DraftQuestion.ordinal)
    )
    return list(db.session.scalars(query if lesson is None else query.where(DraftLesson.id == lesson.id)))


def comments_of(draft_id: int) -> list[DraftComment]:
    """The remarks on a draft, open ones first, in the order in which they were written."""
    rows = db.session.scalars(
        select(DraftComment)
        .where(DraftComment.draft_id == draft_id)
        .options(joinedload(DraftComment.author), joinedload(DraftComment.lesson))
        .order_by(DraftComment.id)
    )
    return sorted(rows, key=lambda row: row.settled_at is not None)


def open_comments(draft_id: int) -> int:
    """How many remarks on a draft wait to be dealt with."""
    query = select(func.count()).where(DraftComment.draft_id == draft_id, DraftComment.settled_at.is_(None))
    return db.session.scalar(query) or 0


def reviews_of(draft_id: int) -> list[DraftReview]:
    """The reviews of a draft, the latest first."""
    query = select(DraftReview).where(DraftReview.draft_id == draft_id).options(joinedload(DraftReview.reviewer))
    return list(db.session.scalars(query.order_by(DraftReview.id.desc())))


def authors_of(draft: CourseDraft) -> set[int]:
    """Everybody who started, wrote or handed in a draft."""
    wrote = select(DraftEdit.edited_by_id).join(DraftLesson, DraftLesson.id == DraftEdit.lesson_id)
    found = set(db.session.scalars(wrote.where(DraftLesson.draft_id == draft.id).distinct()))
    return found | {draft.created_by_id} | ({draft.handed_in_by_id} if draft.handed_in_by_id else set())


def last_editor(lesson_id: int) -> str:
    """The name of who saved a draft lesson last."""
    query = select(Member.name).join(DraftEdit, DraftEdit.edited_by_id == Member.id)
    return (
        db.session.scalar(query.where(DraftEdit.lesson_id == lesson_id).order_by(DraftEdit.number.desc()).limit(1))
        or ""
    )


def edits_of(lesson_id: int) -> list[DraftEdit]:
    """The kept texts of a draft lesson, the latest first."""
    query = select(DraftEdit).where(DraftEdit.lesson_id == lesson_id).options(joinedload(DraftEdit.edited_by))
    return list(db.session.scalars(query.order_by(DraftEdit.number.desc())))


def lesson_facts(draft: CourseDraft) -> list[LessonFacts]:
    """What the checklist looks at, lesson by lesson."""
    counts = accepted_counts(draft)
    return [
        LessonFacts(
            title=lesson.title, body=lesson.body, key_points=lesson.key_points, minutes=lesson.minutes,
            objectives=lesson.objectives or ("-" if draft.course_id else ""), source_title=lesson.source_title,
            sources=len(lesson.sources) or bool(draft.course_id), checks=max(lesson.self_check_count, counts.get(lesson.id, 0)),
            objectives_confirmed=lesson.objectives_confirmed,
        )
        for lesson in draft.lessons
    ]  # fmt: skip


def paragraph_texts(spots: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The texts of paragraphs by article and anchor; those that do not exist are left out."""
    wanted = list(dict.fromkeys(spots))
    rows = db.session.execute(
        select(Paragraph.article_id, Paragraph.anchor, Paragraph.body).where(
            tuple_(Paragraph.article_id, Paragraph.anchor).in_(wanted)
        )
    )
    return {(article_id, anchor): body for article_id, anchor, body in rows}


def material_of(article_ids: Collection[int], section_ids: Collection[int] | None = None) -> list[SourceArticle]:
    """Articles as the builder takes them, with all sections or only the given ones."""
    rows = db.session.scalars(
        select(Article)
        .where(Article.id.in_(article_ids))
        .options(
            joinedload(Article.document).defer(Document.text),
            selectinload(Article.sections).selectinload(Section.paragraphs),
        )
        .order_by(Article.document_id, Article.ordinal)
    )
    return [_as_material(article, section_ids) for article in rows]


def _as_material(article: Article, section_ids: Collection[int] | None) -> SourceArticle:
    sections = [section for section in article.sections if section_ids is None or section.id in section_ids]
    return SourceArticle(
        article.id,
        article.title,
        article.authors,
        tuple(
            SourceSection(
                section.depth,
                section.number,
                section.heading,
                tuple(SourceParagraph(article.id, each.anchor, each.body) for each in section.paragraphs),
            )
            for section in sections
        ),
    )


def article_ids_of(document_id: int) -> list[int]:
    """The articles of a document in their order; NotFound for a document without any."""
    query = select(Article.id).where(Article.document_id == document_id).order_by(Article.ordinal)
    found = list(db.session.scalars(query))
    if not found:
        raise NotFound
    return found


def source_articles(article_ids: Collection[int]) -> list[Article]:
    """Articles with their sections and paragraphs for the source side of the workbench."""
    return list(
        db.session.scalars(
            select(Article)
            .where(Article.id.in_(article_ids))
            .options(
                joinedload(Article.document).defer(Document.text),
                selectinload(Article.sections).selectinload(Section.paragraphs),
            )
        )
    )
