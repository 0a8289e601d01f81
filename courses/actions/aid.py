"""Taking suggestions of the writing aid into a draft, each marked as such."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import func, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Refusal
from core.i18n import _
from courses import queries
from courses.actions.drafts import lock_writing
from courses.aid.answers import AidAnswer, instructions, read_answer
from courses.aid.asking import AidFailed, Endpoint, ask
from courses.models import DraftComment, DraftLesson, DraftQuestion, Origin

MOST_PARAGRAPHS = 40
Spot = tuple[int, str]


def consult_aid(actor: Member, lesson: DraftLesson, endpoint: Endpoint, *, now: datetime) -> AidAnswer:
    """Ask the writing aid about a lesson and keep what passes the checks; raises AidFailed when nothing does."""
    texts = ensure_has_ground(lesson)
    spots, paragraphs = list(texts), list(texts.values())
    answer = read_answer(ask(endpoint, instructions(lesson.title, paragraphs)), paragraphs)  # outside any transaction
    if answer is None or not (answer.points or answer.questions):
        raise AidFailed(_("写作助手这次没有给出可用的建议：它的话在原文里找不到依据。"))
    _keep(actor, lesson, answer, spots, now=now)
    return answer


def ensure_has_ground(lesson: DraftLesson) -> dict[Spot, str]:
    """Return the paragraphs the writing aid is shown, in the order of the lesson; refuses a lesson without any."""
    spots = [(source.article_id, source.anchor) for source in lesson.sources][:MOST_PARAGRAPHS]
    texts = queries.paragraph_texts(spots)
    if not texts:
        raise Refusal(_("请先给这一课列出依据的段落，写作助手只能依据原文提建议。"))
    return {spot: texts[spot] for spot in spots if spot in texts}


@atomic
def _keep(actor: Member, lesson: DraftLesson, answer: AidAnswer, spots: list[Spot], *, now: datetime) -> None:
    lock_writing(lesson.draft)
    query = select(func.max(DraftQuestion.ordinal)).where(DraftQuestion.lesson_id == lesson.id)
    known = {row.stem for row in queries.questions_of(lesson)}
    fresh = [each for each in answer.questions if each.stem not in known]
    for place, each in enumerate(fresh, start=(db.session.scalar(query) or 0) + 1):
        article_id, anchor = spots[each.paragraph]
        db.session.add(
            DraftQuestion(
                lesson_id=lesson.id, ordinal=place, origin=Origin.AID, maker="aid", kind=each.kind, stem=each.stem,
                body_json=json.dumps(each.body, ensure_ascii=False), quote=each.quote, why=each.quote[:200],
                article_id=article_id, anchor=anchor,
            )
        )  # fmt: skip
    for point in answer.points:
        told = _("建议由写作助手生成。要点：%(text)s（原文：“%(quote)s”）", text=point.text, quote=point.quote)
        db.session.add(
            DraftComment(
                draft_id=lesson.draft_id, lesson_id=lesson.id, anchor=spots[point.paragraph][1], body=told,
                author_id=actor.id, written_at=now,
            )
        )  # fmt: skip
    counted = {"questions": len(answer.questions), "points": len(answer.points), "refused": answer.refused}
    audit.record(actor, "course_draft.aid", lesson.draft, after=counted)
