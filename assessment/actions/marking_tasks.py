"""Putting answers into the queue of those who mark."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import select

from assessment.models import Attempt, MarkingTask
from core.db import db


def open_tasks(attempt: Attempt, waiting: Iterable[tuple[int, int, str, int]]) -> None:
    """Put what waits for a person into the queue: item, revision, place and what it is worth; what stands there stays."""
    held = set(
        db.session.execute(
            select(MarkingTask.item_no, MarkingTask.place).where(MarkingTask.attempt_id == attempt.id)
        ).tuples()
    )
    for item_no, revision_id, place, milli_full in waiting:
        if (item_no, place) not in held:
            db.session.add(
                MarkingTask(
                    exam_id=attempt.exam_id,
                    attempt_id=attempt.id,
                    item_no=item_no,
                    place=place,
                    revision_id=revision_id,
                    milli_full=milli_full,
                    shuffle=_lot(attempt, item_no, place),
                )
            )
    db.session.flush()


def _lot(attempt: Attempt, item_no: int, place: str) -> int:
    digest = hashlib.sha256(f"{attempt.paper_seed}|{attempt.id}|{item_no}|{place}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> 1
