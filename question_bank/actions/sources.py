"""Tying questions to the paragraphs they rest on."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import delete, insert, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Invalid
from core.i18n import _
from documents.citations import Spot, unique_spots
from documents.queries import cited_spots
from question_bank import queries
from question_bank.models import Question, QuestionRevision, QuestionSource


@atomic
def set_question_sources(actor: Member | None, question: Question, spots: Iterable[Spot]) -> list[Spot]:
    """Let a question rest on these paragraphs and no others; return them. Refuses a paragraph that does not exist."""
    wanted = unique_spots(spots)
    before = queries.sources_of([question.id]).get(question.id, [])
    if sorted(before) == sorted(wanted):
        return wanted
    db.session.execute(delete(QuestionSource).where(QuestionSource.question_id == question.id))
    with refusing(Invalid(_("有的段落不存在，请从文档的段落标记复制链接。"), field="sources")):
        _tie({question.id: wanted})
    audit.record(actor, "question.set_sources", question, {"sources": written(before)}, {"sources": written(wanted)})
    return wanted


@atomic
def tie_questions(actor: Member | None, question_ids: Collection[int] | None = None) -> int:
    """Tie questions without sources to the paragraphs that their 出处 names, if it names exactly one place; return how many.

    All questions unless some are given. Nothing is guessed: a title that two articles bear ties nothing.
    """
    cited = _untied(question_ids)
    spots = cited_spots(cited.values())
    found = {question_id: spots[source] for question_id, source in cited.items() if source in spots}
    _tie(found)
    if found and question_ids is None:
        audit.record(actor, "question.tie_by_citation", "question_source", after={"questions": len(found)})
    return len(found)


def _untied(question_ids: Collection[int] | None) -> dict[int, str]:
    query = (
        select(Question.id, QuestionRevision.source)
        .join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        .where(QuestionRevision.source != "", Question.id.not_in(select(QuestionSource.question_id)))
    )
    rows = db.session.execute(query).all()
    wanted = None if question_ids is None else set(question_ids)
    return {question_id: source for question_id, source in rows if wanted is None or question_id in wanted}


def _tie(found: dict[int, list[Spot]]) -> None:
    rows = [
        {"question_id": question_id, "article_id": article_id, "anchor": anchor}
        for question_id, spots in found.items()
        for article_id, anchor in spots
    ]
    if rows:
        db.session.execute(insert(QuestionSource), rows)


def written(spots: Iterable[Spot]) -> list[str]:
    """Paragraphs as the audit log holds them."""
    return [f"{article_id}#{anchor}" for article_id, anchor in spots]
