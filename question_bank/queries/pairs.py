"""Reads of pairs of questions: enemies, and those that say the same."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from core import db as database
from core.db import db
from core.paging import Page, paginate
from question_bank import rules
from question_bank.duplicates import Text
from question_bank.giveaways import Told, giveaways, texts_of
from question_bank.models import Enmity, Question, QuestionRevision, State, TwinCheck, TwinPair, TwinVerdict

MOST_COMPARED = 2000
"""Questions of a topic, the newest, that are looked through for giveaways."""
MOST_SUGGESTED = 20
PAIRS_ON_PAGE = 10
_ENEMIES = select(Enmity.low_id, Enmity.high_id)


def all_enemies() -> dict[int, set[int]]:
    """For each question that has enemies, their ids."""
    return _both_ways(database.rows(_ENEMIES))


def _both_ways(pairs: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for low, high in pairs:
        found.setdefault(low, set()).add(high)
        found.setdefault(high, set()).add(low)
    return found


def clash_among(revision_ids: Collection[int]) -> tuple[int, int] | None:
    """Two enemies among the questions of some revisions, or None."""
    if not revision_ids:
        return None
    ids = select(QuestionRevision.question_id).where(QuestionRevision.id.in_(revision_ids))
    row = db.session.execute(_ENEMIES.where(Enmity.low_id.in_(ids), Enmity.high_id.in_(ids)).limit(1)).first()
    return (row[0], row[1]) if row else None


def enemies_of(question_id: int) -> list[tuple[Enmity, Question]]:
    """The enemies of a question with why and by whom they were marked."""
    other = or_(
        (Enmity.low_id == question_id) & (Question.id == Enmity.high_id),
        (Enmity.high_id == question_id) & (Question.id == Enmity.low_id),
    )
    query = select(Enmity, Question).join(Question, other).order_by(Question.id)
    query = query.options(joinedload(Question.latest), joinedload(Enmity.marked_by))
    return [(enmity, question) for enmity, question in db.session.execute(query)]


def suggested_enemies(question: Question) -> list[tuple[Question, str]]:
    """Questions of the same topic that give a question away or are given away by it, not marked yet, with the text."""
    known = all_enemies().get(question.id, set())
    query = select(Question.id, QuestionRevision).join(QuestionRevision, Question.latest_id == QuestionRevision.id)
    near = query.where(
        Question.topic_id == question.topic_id, Question.state != State.RETIRED, Question.id != question.id
    )
    others = db.session.execute(near.order_by(Question.id.desc()).limit(MOST_COMPARED))
    told = (_told(other_id, revision) for other_id, revision in others if other_id not in known)
    found = dict(giveaways(_told(question.id, question.latest), told)[:MOST_SUGGESTED])
    rows = select(Question).where(Question.id.in_(found)).options(joinedload(Question.latest)).order_by(Question.id)
    return [(each, found[each.id]) for each in db.session.scalars(rows)]


def _told(question_id: int, revision: QuestionRevision) -> Told:
    meaning = rules.key_meaning(revision.kind, revision.body)
    return Told(question_id, revision.stem, tuple(texts_of(meaning)))


def texts_in_use() -> Iterator[Text]:
    """Every question in use as it is compared with others, a part in memory at a time."""
    statement = (
        select(Question.id, QuestionRevision.kind, QuestionRevision.stem, QuestionRevision.body_json,
               QuestionRevision.digest)
        .join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        .where(Question.state != State.RETIRED)
        .order_by(Question.id)
    )  # fmt: skip
    for question_id, kind, stem, body_json, digest in database.rows(statement):
        yield text_of(question_id, kind, stem, json.loads(body_json), digest)


def text_of(ref: int, kind: str, stem: str, body: dict[str, Any], digest: str) -> Text:
    """A question as it is compared with others."""
    meaning = json.dumps(rules.key_meaning(kind, body), ensure_ascii=False, sort_keys=True, default=sorted)
    return Text(ref, stem, tuple(rules.wording_of(kind, body)), digest, meaning)


def last_twin_check() -> TwinCheck | None:
    """The latest search of the bank for questions that say the same."""
    last: TwinCheck | None = db.session.scalar(select(TwinCheck).order_by(TwinCheck.id.desc()).limit(1))
    return last


def twin_pairs(likeness: str, number: int) -> Page[tuple[TwinPair, Question, Question]]:
    """One page of the pairs of the last search that nobody has decided on, conflicts first."""
    low, high = aliased(Question), aliased(Question)
    kept = exists().where(
        TwinVerdict.low_id == TwinPair.low_id,
        TwinVerdict.high_id == TwinPair.high_id,
        TwinVerdict.low_revision_id == low.latest_id,
        TwinVerdict.high_revision_id == high.latest_id,
    )
    query = (
        select(TwinPair)
        .join(low, low.id == TwinPair.low_id)
        .join(high, high.id == TwinPair.high_id)
        .where(low.state != State.RETIRED, high.state != State.RETIRED, ~kept)
    )
    query = query.where(TwinPair.likeness == likeness) if likeness else query
    # conflict, exact, near happen to stand in the order of the alphabet
    order = (TwinPair.likeness, TwinPair.permille.desc(), TwinPair.low_id, TwinPair.high_id)
    page = paginate(query.order_by(*order), number, PAIRS_ON_PAGE)
    asked = _by_id([one for pair in page.items for one in (pair.low_id, pair.high_id)])
    items = [(pair, asked[pair.low_id], asked[pair.high_id]) for pair in page.items]
    return Page(items, page.total, page.number, page.size)


def _by_id(ids: Sequence[int]) -> dict[int, Question]:
    query = select(Question).where(Question.id.in_(ids))
    query = query.options(joinedload(Question.latest), joinedload(Question.topic))
    return {question.id: question for question in db.session.scalars(query)}
