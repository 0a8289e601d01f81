"""The bank as a list: narrowing, one page in few statements, the neighbours of a question in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import Select, bindparam, func, or_, select

from core import clock, search
from core.db import db, rows
from core.paging import LARGEST_PAGE, Page
from question_bank.models import FaultReport, Question, QuestionRevision, QuestionWord, State, Topic, WordKind
from question_bank.searching import QUESTIONS

PAGE = 20
REMEMBERED_SECONDS = 5.0
"""How long a count of a large bank may be behind."""
SOON = timedelta(days=30)


@dataclass(frozen=True)
class Filters:
    """What a list of questions is narrowed to; empty values do not narrow."""

    topic_id: int | None = None
    kind: str = ""
    state: str = ""
    words: str = ""
    batch_id: int | None = None
    difficulty: int | None = None
    tier: int | None = None
    tag: str = ""
    post: str = ""
    lasting: str = ""
    """past, soon (ends within SOON) or dated: by the last day on which questions may be drawn."""
    faulty: bool = False
    """Only questions with a reported fault that waits for an answer."""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out beside retired questions."""
        return self != Filters()


@dataclass(frozen=True)
class Line:
    """A question as a list shows it."""

    id: int
    kind: str
    state: str
    tier: int
    valid_until: date | None
    topic: str
    stem: str
    difficulty: int

    def ends(self, today: date) -> str:
        """Past when its last day is over, soon when it is near, else empty."""
        if self.valid_until is None:
            return ""
        return "past" if self.valid_until < today else "soon" if self.valid_until <= today + SOON else ""


_LINES = (
    select(
        Question.id, Question.kind, Question.state, Question.tier, Question.valid_until, Topic.path,
        func.substr(QuestionRevision.stem, 1, 200), QuestionRevision.difficulty,
    )
    .join(QuestionRevision, Question.latest_id == QuestionRevision.id)
    .join(Topic, Topic.id == Question.topic_id)
)  # fmt: skip


_TOPICS = select(Topic.id, Topic.path)
_OPEN_FAULTS = select(func.count()).select_from(FaultReport).where(FaultReport.open_key == 1)


class _Remembered:
    """Counts of a large bank, counted again every few seconds rather than for every page."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[float, Any]] = {}

    def get(self, key: Hashable, count: Callable[[], Any]) -> Any:
        now = time.monotonic()
        until, value = self._known.get(key, (0.0, None))
        if now < until:
            return value
        value = count()
        if not current_app.config["SETTINGS"].testing:
            self._known = {each: kept for each, kept in self._known.items() if kept[0] > now}
            self._known[key] = (now + REMEMBERED_SECONDS, value)
        return value


_counts = _Remembered()


def questions_page(filters: Filters, number: int) -> Page[Line]:
    """One page of the bank, the newest first; retired questions only when asked for."""
    total = _counts.get(astuple(filters), lambda: _count(ids_of(filters)))
    last = max(1, -(-total // PAGE))
    number = min(max(1, number), last, LARGEST_PAGE)
    kept = not (filters.words.strip() or filters.lasting)  # these conditions depend on the database and on today
    statement = _kept_statement(filters) if kept else _statement(filters)
    found = rows(statement, {"begin": (number - 1) * PAGE})
    return Page([Line(*row) for row in found], total, number, PAGE)


def _statement(filters: Filters) -> Select[Any]:
    """Build the statement of one page of a list, from the place `begin` on."""
    shown = ids_of(filters).order_by(Question.id.desc()).limit(PAGE).offset(bindparam("begin")).subquery()
    return _LINES.join(shown, shown.c.id == Question.id).order_by(Question.id.desc())


_kept_statement = lru_cache(maxsize=500)(_statement)


def _count(ids: Select[Any]) -> int:
    return rows(select(func.count()).select_from(ids.subquery())).scalar() or 0


def matching_count(filters: Filters) -> int:
    """How many questions a list holds, counted now."""
    return _count(ids_of(filters))


def neighbours(filters: Filters, question_id: int) -> tuple[int | None, int | None]:
    """The questions before and after one in the narrowed list, newest first."""
    ids = ids_of(filters)
    before = rows(ids.where(Question.id > question_id).order_by(Question.id).limit(1)).scalar()
    after = rows(ids.where(Question.id < question_id).order_by(Question.id.desc()).limit(1)).scalar()
    return before, after


def ids_of(filters: Filters) -> Select[Any]:
    """The ids of the questions a list holds, without an order: for lists, counts and changes of many."""
    query = select(Question.id)
    query = (
        query.where(Question.state == filters.state) if filters.state else query.where(Question.state != State.RETIRED)
    )
    for condition in _conditions(filters):
        query = query.where(condition)
    if filters.difficulty is not None:
        query = query.join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        query = query.where(QuestionRevision.difficulty == filters.difficulty)
    return query


def _conditions(filters: Filters) -> Sequence[Any]:
    asked: list[tuple[bool, Callable[[], Any]]] = [
        (filters.topic_id is not None, lambda: in_topic(filters.topic_id or 0)),
        (bool(filters.kind), lambda: Question.kind == filters.kind),
        (filters.batch_id is not None, lambda: Question.batch_id == filters.batch_id),
        (filters.tier is not None, lambda: Question.tier == filters.tier),
        (bool(filters.tag), lambda: _bears(WordKind.TAG, filters.tag)),
        (bool(filters.post), lambda: _bears(WordKind.POST, filters.post)),
        (bool(filters.lasting), lambda: _lasts(filters.lasting)),
        (filters.faulty, lambda: Question.id.in_(select(FaultReport.question_id).where(FaultReport.open_key == 1))),
        (bool(filters.words.strip()), lambda: _holds(filters.words)),
    ]
    return [condition() for wanted, condition in asked if wanted]


def in_topic(topic_id: int, include_subtopics: bool = True) -> Any:
    """The condition that a question stands under a topic."""
    path = select(Topic.path).where(Topic.id == topic_id).scalar_subquery()
    if not include_subtopics:
        return Question.topic_id == topic_id
    # A prefix is compared by substr, so that % and _ in names need no escaping.
    below = select(Topic.id).where(
        or_(Topic.id == topic_id, func.substr(Topic.path, 1, func.length(path) + 1) == path + "/")
    )
    return Question.topic_id.in_(below)


def _bears(kind: str, word: str) -> Any:
    return Question.id.in_(select(QuestionWord.question_id).where(QuestionWord.kind == kind, QuestionWord.word == word))


def _holds(words: str) -> Any:
    found = search.matching(QUESTIONS, words)
    return Question.id.in_(found) if found is not None else Question.id < 0


def _lasts(lasting: str) -> Any:
    today = clock.local(clock.now()).date()
    if lasting == "past":
        return Question.valid_until < today
    if lasting == "soon":
        return Question.valid_until.between(today, today + SOON)
    return Question.valid_until.is_not(None)


def is_current() -> Any:
    """The condition that a question's last day is not over."""
    return or_(Question.valid_until.is_(None), Question.valid_until >= clock.local(clock.now()).date())


def state_counts() -> dict[str, int]:
    """How many questions are in each state, at most a few seconds behind."""
    return _counts.get("states", _state_counts)  # type: ignore[no-any-return]


def _state_counts() -> dict[str, int]:
    found = dict(rows(select(Question.state, func.count()).group_by(Question.state)).all())
    return {str(state): found.get(state, 0) for state in State}


def open_fault_count() -> int:
    """How many reported faults wait for an answer, at most a few seconds behind."""
    found: int = _counts.get("faults", lambda: rows(_OPEN_FAULTS).scalar() or 0)
    return found


def ending_counts() -> tuple[int, int]:
    """How many questions in use are past their last day, and how many soon will be; at most seconds behind."""
    return _ending("past"), _ending("soon")


def _ending(word: str) -> int:
    found: int = _counts.get(("lasting", word), lambda: matching_count(Filters(lasting=word)))
    return found


def topic_choices() -> tuple[tuple[int, str], ...]:
    """All topics as (id, path) in the order of the tree, at most a few seconds behind."""
    return _counts.get("topics", _topics)  # type: ignore[no-any-return]


def _topics() -> tuple[tuple[int, str], ...]:
    found = rows(_TOPICS).all()
    return tuple(sorted(((row[0], row[1]) for row in found), key=lambda topic: topic[1].split("/")))


def topic_owners(topic_id: int) -> int:
    """How many questions of any state stand directly under a topic."""
    return db.session.scalar(select(func.count()).where(Question.topic_id == topic_id)) or 0
