"""Table of long files that wait to be read in the background."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db


class DocumentUpload(db.Model):
    """An uploaded file, its bytes kept until they are read; afterwards the document, or the sentence that refused it."""

    __tablename__ = "document_upload"

    id: Mapped[Key]
    file_name: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None]
    pages_read: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    """0 while nothing is known; thousandths of the work where a file has no pages."""
    refusal: Mapped[str] = mapped_column(String(500), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    uploaded_by: Mapped[Member] = relationship()

    def __str__(self) -> str:
        return self.file_name
