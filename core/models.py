"""Tables that belong to no package: what can be found by search."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Instant, Key, db

LONGEST_TITLE, LONGEST_HEADING = 300, 400


class SearchEntry(db.Model):
    """One thing that can be found, as it is shown in a result and as it is matched."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "ref"), CheckConstraint("audience IN ('all', 'staff')", name="audience"))

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(60))
    """What the kind's own package knows the thing by."""
    audience: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Instant)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    heading: Mapped[str] = mapped_column(String(LONGEST_HEADING))
    body: Mapped[str] = mapped_column(Text)
    title_tokens: Mapped[str] = mapped_column(Text)
    heading_tokens: Mapped[str] = mapped_column(Text)
    body_tokens: Mapped[str] = mapped_column(Text)
