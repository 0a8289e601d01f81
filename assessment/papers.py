"""The papers of running attempts, kept in memory because they never change."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import current_app
from sqlalchemy import select

from assessment.models import Attempt, PaperItem
from core.db import db
from question_bank import types
from question_bank.models import QuestionRevision
from question_bank.types import Answer, Body

KEPT_PAPERS = 5_000
KEPT_QUESTIONS = 20_000


@dataclass(frozen=True)
class PrintedQuestion:
    """One revision of a question, read once."""

    revision_id: int
    number: int
    kind: str
    stem: str
    body: Body
    explanation: str
    source: str

    def answer_faults(self, answer: Answer) -> list[str]:
        """Sentences on an answer whose shape does not fit this question."""
        return types.BY_NAME[self.kind].answer_faults(self.body, answer)


@dataclass(frozen=True)
class PaperLine:
    """One numbered question on a paper."""

    item_no: int
    milli_points: int
    option_ids: tuple[str, ...]
    question: PrintedQuestion


@dataclass(frozen=True)
class Paper:
    """The questions of one attempt by number."""

    attempt_id: int
    member_id: int
    lines: dict[int, PaperLine]

    @property
    def milli_total(self) -> int:
        """Thousandths of a point for a faultless paper."""
        return sum(line.milli_points for line in self.lines.values())


class _Shelf:
    """A bounded memory of immutable things, oldest out first; safe for many threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[int, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, number: int) -> Any:
        return self._kept.get(number)

    def put(self, number: int, thing: Any) -> None:
        with self._lock:
            self._kept[number] = thing
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


def forget_papers() -> None:
    """Forget everything; for tests, which use the same numbers again for other papers."""
    current_app.extensions["assessment_shelves"] = (_Shelf(KEPT_PAPERS), _Shelf(KEPT_QUESTIONS))


def _shelves() -> tuple[_Shelf, _Shelf]:
    if "assessment_shelves" not in current_app.extensions:
        forget_papers()
    shelves: tuple[_Shelf, _Shelf] = current_app.extensions["assessment_shelves"]
    return shelves


def paper_of(attempt_id: int) -> Paper | None:
    """The paper of an attempt, or None when there is no such attempt; asks the database only the first time."""
    papers, _ = _shelves()
    paper: Paper | None = papers.get(attempt_id)
    if paper is None:
        paper = _read_paper(attempt_id)
        if paper is not None:
            papers.put(attempt_id, paper)
    return paper


def _read_paper(attempt_id: int) -> Paper | None:
    member_id = db.session.scalar(select(Attempt.member_id).where(Attempt.id == attempt_id))
    if member_id is None:
        return None
    rows = db.session.execute(
        select(PaperItem.item_no, PaperItem.milli_points, PaperItem.option_ids, PaperItem.revision_id)
        .where(PaperItem.attempt_id == attempt_id)
        .order_by(PaperItem.item_no)
    ).all()
    questions = printed_questions([row.revision_id for row in rows])
    lines = {
        row.item_no: PaperLine(
            row.item_no,
            row.milli_points,
            tuple(row.option_ids.split(",")) if row.option_ids else (),
            questions[row.revision_id],
        )
        for row in rows
    }
    return Paper(attempt_id, member_id, lines)


def printed_questions(revision_ids: list[int]) -> dict[int, PrintedQuestion]:
    """The revisions with these ids, read from the database only the first time."""
    _, shelf = _shelves()
    found = {number: shelf.get(number) for number in revision_ids}
    lacking = [number for number, question in found.items() if question is None]
    if lacking:
        for revision in db.session.scalars(select(QuestionRevision).where(QuestionRevision.id.in_(lacking))):
            question = _print(revision)
            shelf.put(revision.id, question)
            found[revision.id] = question
    return found


def _print(revision: QuestionRevision) -> PrintedQuestion:
    return PrintedQuestion(
        revision.id,
        revision.number,
        revision.kind,
        revision.stem,
        json.loads(revision.body_json),
        revision.explanation or "",
        revision.source or "",
    )
