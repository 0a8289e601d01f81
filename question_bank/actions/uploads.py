"""Files on their way: kept, read by the worker, turned into rows that wait for a decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

from sqlalchemy import insert, update

from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.jobs import job
from question_bank import opening, queries, rules, staging
from question_bank.actions.illustrating import tried
from question_bank.formats import Reading, ReadQuestion
from question_bank.models import ImportUpload, StagedImport, StagedQuestion
from question_bank.queries.near import Near, near_in_bank

READ_UPLOAD = "question_bank.read_upload"
CHUNK = 500
"""Questions held in memory as rows at a time."""
_STEP = 4  # percent between two notes of progress


@atomic
def receive_upload(actor: Member, name: str, raw: bytes, *, now: datetime) -> StagedImport:
    """Keep a long file until the worker has read it."""
    staged = StagedImport(owner_id=actor.id, file_name=name[:160], file_format="", staged_at=now)
    db.session.add(staged)
    db.session.flush()
    db.session.add(ImportUpload(staged_id=staged.id, content=raw))
    return staged


def stage_reading(actor: Member, reading: Reading, file_name: str, *, now: datetime) -> StagedImport:
    """Keep a reading for its owner's decision, held against what the bank already has."""
    return _stage(actor, reading, file_name, near_in_bank(reading.questions), now=now)


@atomic
def _stage(actor: Member, reading: Reading, file_name: str, near: Near, *, now: datetime) -> StagedImport:
    staged = StagedImport(owner_id=actor.id, file_name=file_name[:160], file_format=reading.format, staged_at=now)
    db.session.add(staged)
    db.session.flush()
    _fill(staged, reading, near)
    return staged


@job(READ_UPLOAD)
def read_upload(staged_id: int) -> None:
    """Read a file that was kept, noting progress; a refusal stays with the file for its owner."""
    upload = db.session.get(ImportUpload, staged_id)
    if upload is None or upload.refusal:
        return
    name, raw = db.session.get_one(StagedImport, staged_id).file_name, upload.content
    db.session.rollback()
    noted = [0]

    def progress(done: int, total: int) -> None:
        if total > 0 and 100 * (done - noted[0]) >= _STEP * total:
            noted[0] = done
            _note_progress(staged_id, done, total)

    try:
        reading = opening.read_safely(name, raw, progress)
    except (Invalid, Refusal) as refusal:
        _refuse(staged_id, str(refusal.sentence))
    else:
        _finish(staged_id, reading, near_in_bank(reading.questions))


@atomic
def _note_progress(staged_id: int, done: int, total: int) -> None:
    db.session.execute(update(ImportUpload).where(ImportUpload.staged_id == staged_id).values(done=done, total=total))


@atomic
def _refuse(staged_id: int, sentence: str) -> None:
    changed = update(ImportUpload).where(ImportUpload.staged_id == staged_id)
    db.session.execute(changed.values(refusal=sentence[:400], content=b""))


@atomic
def _finish(staged_id: int, reading: Reading, near: Near) -> None:
    upload = db.session.get(ImportUpload, staged_id, with_for_update=True)
    if upload is None:
        return  # thrown away while it was read
    _fill(db.session.get_one(StagedImport, staged_id), reading, near)
    db.session.delete(upload)


def _fill(staged: StagedImport, reading: Reading, near: Near) -> None:
    staged.file_format, staged.encoding = reading.format, reading.encoding
    staged.warnings_json = json.dumps(list(reading.warnings), ensure_ascii=False)
    ordinal = 1
    for chunk in chunked(reading.questions):
        db.session.execute(insert(StagedQuestion), list(_rows(staged.id, ordinal, chunk, near)))
        ordinal += len(chunk)


def chunked(questions: Iterable[ReadQuestion]) -> Iterator[list[ReadQuestion]]:
    """The questions a chunk at a time."""
    left = iter(questions)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _rows(staged_id: int, first: int, chunk: list[ReadQuestion], near: Near) -> Iterator[dict[str, object]]:
    chunk = [tried(question) for question in chunk]
    digests = [digest(question) for question in chunk]
    held = queries.held_keys(digests)
    for ordinal, (question, mark) in enumerate(zip(chunk, digests, strict=True), start=first):
        compared = staging.against_bank(question, held.get(mark, []), near.get(ordinal))
        yield {
            "staged_id": staged_id,
            "ordinal": ordinal,
            "status": str(compared.status),
            "question_json": staging.as_text(compared),
            "corrected": False,
        }


def digest(question: ReadQuestion) -> str:
    """What a reading is told apart by: its stem and wording, as for stored questions."""
    return rules.digest_of(question.stem, staging.wording_of(question))
