"""Table of question files that are still being read."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import db


class ImportUpload(db.Model):
    """A file on its way through the worker; gone when it has been read, kept with its reason when it cannot be."""

    __tablename__ = "import_upload"

    staged_id: Mapped[int] = mapped_column(ForeignKey("staged_import.id", ondelete="CASCADE"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    refusal: Mapped[str] = mapped_column(String(400), default="")

    @property
    def percent(self) -> int:
        """How far the reading is, 0 to 99."""
        return min(99, 100 * self.done // self.total) if self.total > 0 else 0
