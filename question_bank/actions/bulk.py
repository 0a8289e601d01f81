"""Changes of many questions at once, each kind in few statements however many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, literal, select, update

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from core.search import AT_ONCE
from question_bank import rules, searching
from question_bank.models import Question, QuestionRevision, QuestionWord, State, Topic, WordKind

MOST = 20_000
"""Questions changed in one go."""


@dataclass(frozen=True)
class Labels:
    """What stands at a question beside its wording."""

    tier: int = 0
    valid_until: date | None = None
    tags: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


@atomic
def label_question(actor: Member, question: Question, labels: Labels) -> Question:
    """Write tier, last day, tags and posts of a question; its wording and its state stay."""
    question = db.session.get_one(Question, question.id, with_for_update=True)
    if labels.tier not in rules.TIER_LABELS:
        raise Invalid(_("请选择层级。"), field="tier")
    before, after = audit.changed_fields(question, {"tier": labels.tier, "valid_until": labels.valid_until})
    for kind, words in ((WordKind.TAG, labels.tags), (WordKind.POST, labels.posts)):
        old = set(db.session.scalars(select(QuestionWord.word).where(*_words_of(question.id, kind))))
        if old != set(words):
            before[kind], after[kind] = sorted(old), sorted(set(words))
            db.session.execute(delete(QuestionWord).where(*_words_of(question.id, kind)))
            db.session.add_all(QuestionWord(question_id=question.id, kind=kind, word=word) for word in set(words))
    if after:
        audit.record(actor, "question.label", question, before, after)
    return question


def _words_of(question_id: int, kind: str) -> tuple[ColumnElement[bool], ...]:
    return QuestionWord.question_id == question_id, QuestionWord.kind == kind


@dataclass(frozen=True)
class Change:
    """One change for many questions: what to do, and with what."""

    verb: str
    value: str = ""


@atomic
def change_many(actor: Member, ids: Any, change: Change, *, now: datetime) -> int:
    """Do one thing to all questions of a list of ids or of a statement that gives ids; return how many it changed.

    Questions in whose life the step does not stand are left as they are; one audit entry names all that changed.
    """
    if change.verb not in VERBS:
        raise Invalid(_("请选择要做的事。"), field="verb")
    chosen = sorted(set(ids if isinstance(ids, (list, tuple, set)) else db.session.scalars(ids.limit(MOST + 1))))
    if not chosen:
        raise Refusal(_("没有选中任何题目。"))
    if len(chosen) > MOST:
        raise Refusal(_("一次最多处理 %(most)d 题，请先缩小范围。", most=MOST))
    changed: list[int] = []
    for start in range(0, len(chosen), AT_ONCE):
        changed += VERBS[change.verb](actor, chosen[start : start + AT_ONCE], change.value, now)
    if changed:
        after = {"verb": change.verb, "value": change.value, "count": len(changed), "ids": changed}
        audit.record(actor, "question.change_many", f"question:{changed[0]}+{len(changed) - 1}", after=after)
    return len(changed)


def _set(part: Sequence[int], condition: Any, **values: Any) -> list[int]:
    hit = list(db.session.scalars(select(Question.id).where(Question.id.in_(part), condition).order_by(Question.id)))
    if hit:
        db.session.execute(update(Question).where(Question.id.in_(hit)).values(**values))
    return hit


def _move(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    if not value.isdecimal() or db.session.get(Topic, int(value)) is None:
        raise Invalid(_("请选择知识点。"), field="topic")
    moved = _set(part, Question.topic_id != int(value), topic_id=int(value))
    searching.feed(Question.id.in_(moved))
    return moved


def _tier(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    if not value.isdecimal() or int(value) not in rules.TIER_LABELS:
        raise Invalid(_("请选择层级。"), field="tier")
    return _set(part, Question.tier != int(value), tier=int(value))


def _valid_until(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    last_day = rules.last_day(value)
    return _set(part, Question.valid_until.is_distinct_from(last_day), valid_until=last_day)


def _step(target: State) -> Callable[[Member, Sequence[int], str, datetime], list[int]]:
    origins = [state for state, targets in rules.MOVES.items() if target in targets]

    def step(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
        return _set(part, Question.state.in_(origins), state=target)

    return step


def _tag(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    words = rules.words_in(value)
    if not words:
        raise Invalid(_("请填写标签。"), field="tags")
    changed: set[int] = set()
    for word in words:
        has = select(QuestionWord.question_id).where(QuestionWord.kind == WordKind.TAG, QuestionWord.word == word)
        lacking = select(Question.id).where(Question.id.in_(part), Question.id.not_in(has))
        missing = list(db.session.scalars(lacking))
        if missing:
            rows = [{"question_id": one, "kind": WordKind.TAG, "word": word} for one in missing]
            db.session.execute(insert(QuestionWord), rows)
        changed.update(missing)
    return sorted(changed)


def _untag(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    held = (
        QuestionWord.kind == WordKind.TAG,
        QuestionWord.word.in_(rules.words_in(value)),
        QuestionWord.question_id.in_(part),
    )
    hit = sorted(set(db.session.scalars(select(QuestionWord.question_id).where(*held))))
    db.session.execute(delete(QuestionWord).where(*held))
    return hit


def _difficulty(actor: Member, part: Sequence[int], value: str, now: datetime) -> list[int]:
    """Write the estimate as a new revision of each; as no word of it changes, the state stays."""
    if not value.isdecimal() or int(value) not in rules.DIFFICULTY_LABELS:
        raise Invalid(_("难度只能是易、中、难。"), field="difficulty")
    joined = select(Question.id).join(QuestionRevision, Question.latest_id == QuestionRevision.id)
    hit = list(db.session.scalars(joined.where(Question.id.in_(part), QuestionRevision.difficulty != int(value))))
    if not hit:
        return []
    old = QuestionRevision
    kept = (old.question_id, old.kind, old.stem, old.body_json, old.explanation, old.source, old.digest)
    copied = select(
        *kept, old.number + 1, literal(int(value)), literal(actor.id), literal(now, type_=old.created_at.type)
    )
    copied = copied.join(Question, Question.latest_id == old.id).where(Question.id.in_(hit))
    names = [column.key for column in kept] + ["number", "difficulty", "created_by_id", "created_at"]
    db.session.execute(insert(QuestionRevision).from_select(names, copied))
    newest = select(func.max(old.id)).where(old.question_id == Question.id).scalar_subquery()
    db.session.execute(
        update(Question).where(Question.id.in_(hit)).values(latest_id=newest)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    return sorted(hit)


VERBS: dict[str, Callable[[Member, Sequence[int], str, datetime], list[int]]] = {
    "topic": _move,
    "difficulty": _difficulty,
    "tier": _tier,
    "tag": _tag,
    "untag": _untag,
    "valid_until": _valid_until,
    "submit": _step(State.IN_REVIEW),
    "retire": _step(State.RETIRED),
}
