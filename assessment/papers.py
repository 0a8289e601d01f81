"""The papers of running attempts, kept in memory because they never change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from flask import current_app
from sqlalchemy import select

from assessment.models import Attempt, PaperItem
from core.db import db
from question_bank import types
from question_bank.models import QuestionRevision
from question_bank.queries import revisions
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
    seed: int
    """The attempt's seed; whoever relies on a remembered paper compares it with the stored one."""
    lines: dict[int, PaperLine]

    questions: dict[int, PrintedQuestion] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "questions", {number: line.question for number, line in self.lines.items()})

    @property
    def milli_total(self) -> int:
        """Thousandths of a point for a faultless paper."""
        return sum(line.milli_points for line in self.lines.values())


class _Shelf:
    """A bounded memory of immutable things, oldest out first; safe for many threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Any:
        return self._kept.get(key)

    def put(self, key: Hashable, thing: Any) -> None:
        with self._lock:
            self._kept[key] = thing
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._kept.pop(key, None)


@dataclass(frozen=True)
class _Shelves:
    papers: _Shelf
    questions: _Shelf


def _shelves() -> _Shelves:
    shelves: _Shelves | None = current_app.extensions.get("assessment_shelves")
    if shelves is None:
        shelves = current_app.extensions["assessment_shelves"] = _Shelves(_Shelf(KEPT_PAPERS), _Shelf(KEPT_QUESTIONS))
    return shelves


def remembered(attempt_id: int) -> Paper | None:
    """The paper of an attempt if it is in memory; never asks the database."""
    paper: Paper | None = _shelves().papers.get(attempt_id)
    return paper


def paper_of(attempt_id: int) -> Paper | None:
    """The paper of a committed attempt, or None; asks the database only the first time."""
    paper = remembered(attempt_id)
    if paper is None:
        paper = read_paper(attempt_id, remember=True)
        if paper is not None:
            _shelves().papers.put(attempt_id, paper)
    return paper


def forget_paper(attempt_id: int) -> None:
    """Read the paper anew at the next call of paper_of."""
    _shelves().papers.drop(attempt_id)


def read_paper(attempt_id: int, *, remember: bool = False) -> Paper | None:
    """The paper of an attempt as it stands in the database, for marking and for attempts not committed yet.

    With `remember`, questions come from and go to memory; that is for what candidates send, never for marking.
    """
    attempt = db.session.execute(
        select(Attempt.member_id, Attempt.paper_seed).where(Attempt.id == attempt_id)
    ).one_or_none()
    if attempt is None:
        return None
    rows = db.session.execute(
        select(PaperItem.item_no, PaperItem.milli_points, PaperItem.option_ids, PaperItem.revision_id)
        .add_columns(QuestionRevision.digest)
        .join(QuestionRevision, QuestionRevision.id == PaperItem.revision_id)
        .where(PaperItem.attempt_id == attempt_id)
        .order_by(PaperItem.item_no)
    ).all()
    shelf = _shelves().questions if remember else _Shelf(0)
    questions = _printed_questions({row.revision_id: row.digest for row in rows}, shelf)
    lines = {
        row.item_no: PaperLine(row.item_no, row.milli_points, _split(row.option_ids), questions[row.revision_id])
        for row in rows
    }
    return Paper(attempt_id, attempt.member_id, attempt.paper_seed, lines)


def _split(option_ids: str) -> tuple[str, ...]:
    return tuple(option_ids.split(",")) if option_ids else ()


def _printed_questions(digests: dict[int, str], shelf: _Shelf) -> dict[int, PrintedQuestion]:
    found: dict[int, PrintedQuestion] = {
        number: question for number, digest in digests.items() if (question := shelf.get((number, digest)))
    }
    for number, revision in revisions(digests.keys() - found.keys()).items():
        found[number] = _print(revision)
        shelf.put((number, revision.digest), found[number])
    return found


def _print(revision: QuestionRevision) -> PrintedQuestion:
    """A revision as papers use it."""
    return PrintedQuestion(
        revision.id,
        revision.number,
        revision.kind,
        revision.stem,
        revision.body,
        revision.explanation,
        revision.source,
    )
