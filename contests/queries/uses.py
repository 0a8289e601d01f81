"""In which contests a question was asked or may be asked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from assessment.queries.uses import Used, exams_with, may_draw, papers_with
from contests.models import Contest, PaperRow
from contests.states import State
from core.db import db
from question_bank.models import Question

MOST = 30


@dataclass(frozen=True)
class Use:
    """A contest, and the papers a question stood on in it; none where it only may be drawn."""

    contest: Contest
    papers: Used | None


def contests_with(question: Question) -> list[Use]:
    """The contests on whose papers a question stood, and those not over from which it may be drawn, newest first."""
    papers = papers_with(question.id)
    drawing = select(PaperRow.contest_id).where(may_draw(PaperRow, question))
    ahead = Contest.state.in_([State.DRAFT, State.OPEN])
    query = select(Contest).where(
        or_(
            Contest.exam_id.in_(papers),
            ahead & Contest.id.in_(drawing),
            ahead & Contest.exam_id.in_(exams_with(question.id)),
        )
    )
    found = db.session.scalars(query.order_by(Contest.id.desc()).limit(MOST))
    return [Use(contest, papers.get(contest.exam_id or 0)) for contest in found]
