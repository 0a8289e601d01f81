"""Reads of uploads that wait to be read."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import defer

from accounts.models import Member
from core.db import db
from core.errors import NotFound
from documents.models import DocumentUpload


def upload_for(viewer: Member, upload_id: int) -> DocumentUpload:
    """An upload for the person who sent it, without its bytes; NotFound for anybody else."""
    query = select(DocumentUpload).where(DocumentUpload.id == upload_id, DocumentUpload.uploaded_by_id == viewer.id)
    upload: DocumentUpload | None = db.session.scalar(query.options(defer(DocumentUpload.content)))
    if upload is None:
        raise NotFound
    return upload
