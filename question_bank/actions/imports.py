"""Taking read questions into the bank, and taking a batch back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import NotFound, Refusal
from core.i18n import _
from core.search import take_out
from question_bank import queries, searching, staging
from question_bank.actions.illustrating import illustrated
from question_bank.actions.questions import QuestionDraft, add_question
from question_bank.actions.sources import tie_questions
from question_bank.actions.topics import ensure_topic
from question_bank.actions.uploads import CHUNK, chunked, digest
from question_bank.formats import Reading, ReadQuestion
from question_bank.formats.base import Status
from question_bank.models import ImportBatch, Question, QuestionRevision, StagedImport, StagedQuestion, State
from question_bank.staging import Correction


@dataclass(frozen=True)
class Decision:
    """How an importer wants a file taken in."""

    topic: str = ""
    """Topic path for questions that name none."""
    ready: bool = False
    """True when the importer confirms that the questions may be drawn at once."""


@atomic
def import_reading(
    actor: Member | None,
    reading: Reading,
    *,
    only_ready: bool = True,
    file_name: str = "",
    decision: Decision | None = None,
    now: datetime,
) -> ImportBatch:
    """Take all sound questions of a reading into the bank, or none when `only_ready` is False and one is not sound.

    Questions the bank already holds are counted as skipped. Without a decision they become ready at once.
    """
    sound = [question for question in reading.questions if question.status == Status.READY]
    if not only_ready and len(sound) < len(reading.questions):
        raise Refusal(
            _("有 %(count)d 道题待确认或有错误，没有导入任何题目。", count=len(reading.questions) - len(sound))
        )
    return _take_in(actor, sound, file_name or reading.format, reading.format, decision or Decision(ready=True), now)


def _take_in(
    actor: Member | None,
    sound: Iterable[ReadQuestion],
    file_name: str,
    file_format: str,
    decision: Decision,
    now: datetime,
) -> ImportBatch:
    batch = ImportBatch(
        file_name=file_name[:160],
        file_format=file_format,
        question_count=0,
        skipped_count=0,
        imported_by_id=actor.id if actor else None,
        imported_at=now,
    )
    db.session.add(batch)
    db.session.flush()
    intake = _Intake(actor, batch, decision, now)
    for chunk in chunked(sound):
        intake.take(chunk)
        if len(chunk) == CHUNK:
            _forget_questions()
    tie_questions(actor, intake.added)
    searching.feed(Question.batch_id == batch.id)
    audit.record(
        actor,
        "question.import",
        batch,
        after={"questions": batch.question_count, "skipped": batch.skipped_count, "ready": decision.ready},
    )
    return batch


@dataclass
class _Intake:
    """One import while it runs: what was added, what is known of topics and of questions already seen."""

    actor: Member | None
    batch: ImportBatch
    decision: Decision
    now: datetime
    topics: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    added: list[int] = field(default_factory=list)

    def take(self, chunk: list[ReadQuestion]) -> None:
        """Add the questions of a chunk that the bank does not hold yet."""
        marks = [digest(question) for question in chunk]
        held = queries.held_keys(marks)
        for question, mark in zip(chunk, marks, strict=True):
            if held.get(mark) or mark in self.seen:
                self.batch.skipped_count += 1
                continue
            self.seen.add(mark)
            shown = illustrated(self.actor, question, self.now)
            draft = draft_of(shown, self._topic(question.topic or self.decision.topic))
            state = _state(self.decision)
            added = add_question(self.actor, draft, now=self.now, batch_id=self.batch.id, state=state)
            self.added.append(added.id)
            self.batch.question_count += 1

    def _topic(self, path: str) -> int:
        if path not in self.topics:
            self.topics[path] = ensure_topic(path).id
        return self.topics[path]


def _forget_questions() -> None:
    """Let go of what was written, so that a long file needs no more memory than a short one."""
    db.session.flush()
    for thing in list(db.session):
        if isinstance(thing, (Question, QuestionRevision)):
            db.session.expunge(thing)


def _state(decision: Decision) -> State:
    return State.READY if decision.ready else State.DRAFT


def draft_of(question: ReadQuestion, topic_id: int) -> QuestionDraft:
    """What the bank writes down of a question that was read."""
    return QuestionDraft(
        kind=question.kind,
        stem=question.stem,
        body=staging.body_of(question),
        topic_id=topic_id,
        explanation=question.explanation,
        source=question.source[:400],
        difficulty=question.difficulty or 2,
    )


@atomic
def correct_staged(
    actor: Member, item: StagedQuestion, correction: Correction, *, part: int | None = None
) -> StagedQuestion:
    """Write a person's correction over one question of a file that waits, or over one part of a material."""
    item = db.session.get_one(StagedQuestion, item.id, with_for_update=True)
    _ensure_open(db.session.get_one(StagedImport, item.staged_id))
    found = staging.from_text(item.question_json)
    if part is not None and not 0 <= part < len(found.parts):
        raise NotFound
    whole = part is None
    fresh = staging.corrected(found, correction) if whole else staging.corrected_part(found, part or 0, correction)
    held = queries.held_keys([digest(fresh)])
    fresh = staging.against_bank(fresh, held.get(digest(fresh), []))
    item.question_json, item.status, item.corrected = staging.as_text(fresh), str(fresh.status), True
    return item


@atomic
def import_staged(actor: Member, staged: StagedImport, decision: Decision, *, now: datetime) -> ImportBatch:
    """Take the sound questions of a file that waits into the bank, in one transaction, once."""
    staged = db.session.get_one(StagedImport, staged.id, with_for_update=True)
    _ensure_open(staged)
    rows = select(StagedQuestion.question_json).where(
        StagedQuestion.staged_id == staged.id, StagedQuestion.status == Status.READY
    )
    if db.session.scalar(rows.limit(1)) is None:
        raise Refusal(_("没有可导入的题目，请先改正待确认和有错误的题目。"))
    sound = (staging.from_text(text) for text in queries.staged_texts(staged, Status.READY))
    batch = _take_in(actor, sound, staged.file_name, staged.file_format, decision, now)
    staged.batch_id = batch.id
    return batch


def _ensure_open(staged: StagedImport) -> None:
    if staged.batch_id is not None:
        raise Refusal(_("这份文件已经导入过了。"))


@atomic
def discard_staged(actor: Member, staged: StagedImport) -> None:
    """Throw a file that waits away; nothing in the bank changes."""
    _ensure_open(db.session.get_one(StagedImport, staged.id, with_for_update=True))
    db.session.execute(delete(StagedQuestion).where(StagedQuestion.staged_id == staged.id))
    db.session.execute(delete(StagedImport).where(StagedImport.id == staged.id))


@atomic
def undo_batch(actor: Member, batch: ImportBatch, *, now: datetime) -> ImportBatch:
    """Take a whole batch out of the bank again; refused when any of its questions stands in a paper or was revised.

    Whether a question is used is the database's answer: whatever points at it keeps it.
    """
    batch = db.session.get_one(ImportBatch, batch.id, with_for_update=True)
    if batch.taken_back_at is not None:
        raise Refusal(_("这一批题目已经撤回过了。"))
    ids = select(Question.id).where(Question.batch_id == batch.id)
    if db.session.scalar(
        select(QuestionRevision.id).where(QuestionRevision.question_id.in_(ids), QuestionRevision.number > 1).limit(1)
    ):
        raise Refusal(_("这一批里有题目已经修改过，不能整批撤回；可以逐题停用。"))
    held = list(db.session.scalars(ids))
    with refusing(Refusal(_("这一批里有题目已经用在试卷里，不能撤回；可以逐题停用。"))):
        db.session.execute(
            delete(QuestionRevision)
            .where(QuestionRevision.question_id.in_(ids))
            .execution_options(synchronize_session=False)
        )
        db.session.execute(
            delete(Question).where(Question.batch_id == batch.id).execution_options(synchronize_session=False)
        )
    take_out(searching.QUESTIONS, [str(question_id) for question_id in held])
    batch.taken_back_at, batch.taken_back_by_id = now, actor.id
    audit.record(actor, "question.undo_import", batch, {"questions": batch.question_count}, {"questions": 0})
    return batch
