"""What tables have in common that tie a thing to paragraphs, and that note what people confirmed about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, RowNumber


class RestsOnParagraph:
    """A thing rests on a paragraph; the thing's own column completes the key."""

    article_id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False)
    anchor: Mapped[str] = mapped_column(String(20), primary_key=True)

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 - a directive is given the class
        """Tie the pair to its paragraph; find things by it."""
        return (
            ForeignKeyConstraint(["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"]),
            Index(f"ix_{cls.__tablename__}_article_id_anchor", "article_id", "anchor"),  # type: ignore[attr-defined]
        )


class ConfirmsChange:
    """Somebody looked at a changed paragraph and found that the thing still holds."""

    change_id: Mapped[int] = mapped_column(ForeignKey("paragraph_change.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(String(200))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime] = mapped_column(Instant)

    @declared_attr
    def confirmed_by(cls) -> Mapped[Member | None]:  # noqa: N805 - likewise
        """Who confirmed it."""
        return relationship(Member)
