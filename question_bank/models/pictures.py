"""Table of the pictures that questions show."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Instant, db


class QuestionPicture(db.Model):
    """A picture, named by the digest of its content and never changed; texts show it as `picture:DIGEST`."""

    __tablename__ = "question_picture"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)

    def __str__(self) -> str:
        return self.digest[:12]
