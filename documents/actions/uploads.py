"""Changes of uploads: a long file is put aside at once and read in the background."""

from __future__ import annotations

import time
from datetime import datetime

from accounts.models import Member
from core import clock, jobs
from core.db import atomic, db
from core.errors import Refusal
from documents import office
from documents.actions.storing import LONGEST_NAME, store_document
from documents.jailed_reading import ensure_readable
from documents.models import Document, DocumentUpload

READ_AT_ONCE_BYTES = 2**20
"""Files up to this size are read while the person waits."""
_LONGEST_REFUSAL = 500
_TELL_EVERY_S = 0.7
JOB = "documents.read_upload"


def takes_long(name: str, raw: bytes) -> bool:
    """Tell whether a file is read in the background: it is large, or must be converted first."""
    return len(raw) > READ_AT_ONCE_BYTES or office.is_old_word(name)


def put_aside(actor: Member, name: str, raw: bytes, *, now: datetime) -> DocumentUpload:
    """Keep an uploaded file and queue its reading; raises Invalid when its kind or size is wrong from the start."""
    ensure_readable(name, raw)
    upload = _keep(actor, name, raw, now=now)
    jobs.enqueue(JOB, upload_id=upload.id)
    return upload


@jobs.job(JOB)
def read_upload(upload_id: int) -> None:
    """Read a waiting upload and store it, or note why it was refused; a second run finds nothing to do."""
    upload = db.session.get(DocumentUpload, upload_id)
    if upload is None or upload.content is None:
        return
    document: Document | None = None
    refusal = ""
    try:
        document = store_document(
            upload.uploaded_by, upload.file_name, upload.content, now=clock.now(), progress=_Telling(upload_id)
        )
    except Refusal as refused:
        refusal = str(refused.sentence)
    _finish(upload_id, document, refusal, now=clock.now())


class _Telling:
    """Writes down how far a reading is, not more often than a page asks; its end always, for storing follows."""

    def __init__(self, upload_id: int) -> None:
        self._upload_id, self._told = upload_id, 0.0

    def __call__(self, done: int, total: int) -> None:
        if done == total or time.monotonic() - self._told >= _TELL_EVERY_S:
            self._told = time.monotonic()
            _note_progress(self._upload_id, done, total)


@atomic
def _keep(actor: Member, name: str, raw: bytes, *, now: datetime) -> DocumentUpload:
    upload = DocumentUpload(
        file_name=name[-LONGEST_NAME:], content=raw, uploaded_by_id=actor.id, uploaded_at=now, document_id=None,
        finished_at=None,
    )  # fmt: skip
    db.session.add(upload)
    db.session.flush()
    return upload


@atomic
def _note_progress(upload_id: int, done: int, total: int) -> None:
    upload = db.session.get_one(DocumentUpload, upload_id)
    upload.pages_read, upload.pages = done, total


@atomic
def _finish(upload_id: int, document: Document | None, refusal: str, *, now: datetime) -> None:
    upload = db.session.get_one(DocumentUpload, upload_id)
    upload.document_id = document.id if document else None
    upload.refusal = refusal[:_LONGEST_REFUSAL]
    upload.content, upload.finished_at = None, now
