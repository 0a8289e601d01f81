"""Tables of pictures: the one store of the house, and where pictures stand in articles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Instant, Key, db


class Picture(db.Model):
    """A picture encoded anew by the product, named by the digest of its content and never changed.

    Documents, lessons and questions show it as `picture:DIGEST`.
    """

    __tablename__ = "picture"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    media_type: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    added_at: Mapped[datetime] = mapped_column(Instant)

    def __str__(self) -> str:
        return self.digest[:12]


class DocumentPicture(db.Model):
    """A picture as it stands in an article: in which section, behind which paragraph of it."""

    __tablename__ = "document_picture"
    __table_args__ = (
        UniqueConstraint("article_id", "ordinal"),
        ForeignKeyConstraint(
            ["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"], name="fk_document_picture_paragraph"
        ),
    )

    id: Mapped[Key]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    ordinal: Mapped[int]
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    anchor: Mapped[str | None] = mapped_column(String(20))
    """Of the paragraph it stands behind; None at the head of its section."""
    alt: Mapped[str] = mapped_column(Text, default="")
    digest: Mapped[str] = mapped_column(ForeignKey("picture.digest"), index=True)

    picture: Mapped[Picture] = relationship()

    @property
    def markdown(self) -> str:
        """How a lesson or a question shows it."""
        return f"![{self.alt.replace('[', '（').replace(']', '）')}](picture:{self.digest})"

    def __str__(self) -> str:
        return self.alt or self.digest[:12]
