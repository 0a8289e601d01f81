"""Tables of source documents, their articles, sections, paragraphs and what was left out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db

_SET_OFF = tuple("章节条编篇")
"""Last signs of numbers after which a heading is set off by a blank."""


class Document(db.Model):
    """A file as it was stored: its whole text is kept, so that every reading can be checked."""

    __tablename__ = "document"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(200))
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    """Of the bytes of the file; the same file is never stored twice."""
    file_kind: Mapped[str] = mapped_column(String(20))
    """Name of the reader in documents.readers."""
    text: Mapped[str] = mapped_column(Text)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(Instant)

    uploaded_by: Mapped[Member | None] = relationship()
    articles: Mapped[list[Article]] = relationship(back_populates="document", order_by="Article.ordinal")

    def __str__(self) -> str:
        return self.title


class Article(db.Model):
    """One article of a document."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("document_id", "ordinal"),)

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(200))
    authors: Mapped[str] = mapped_column(String(200), default="")
    """Names in the order of the byline, parted by 、."""
    unit_name: Mapped[str] = mapped_column(String(200), default="")
    kind: Mapped[str] = mapped_column(String(20))
    characters: Mapped[int] = mapped_column(default=0)
    """Of all paragraphs, white space not counted."""
    doubts: Mapped[str] = mapped_column(String(120), default="")
    """Names of documents.reasons.Doubt, parted by blanks."""

    document: Mapped[Document] = relationship(back_populates="articles")
    sections: Mapped[list[Section]] = relationship(order_by="Section.ordinal")
    dropped: Mapped[list[DroppedText]] = relationship(order_by="DroppedText.ordinal")

    def __str__(self) -> str:
        return self.title


class Section(db.Model):
    """A heading of an article; depth 0 is the text before the first heading."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("article_id", "ordinal"),)

    id: Mapped[Key]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    depth: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[str] = mapped_column(String(40), default="")
    """The mark as written: 一、 （一） 1.1 一是."""
    heading: Mapped[str] = mapped_column(String(300), default="")
    ending: Mapped[str] = mapped_column(String(8), default="")
    """The mark between a heading and a text that runs on behind it."""

    paragraphs: Mapped[list[Paragraph]] = relationship(order_by="Paragraph.ordinal")

    @property
    def shown(self) -> str:
        """The number and the heading as a page shows them."""
        gap = " " if self.heading and (self.number[-1:].isdigit() or self.number[-1:] in _SET_OFF) else ""
        return f"{self.number}{gap}{self.heading}"


class Paragraph(db.Model):
    """One paragraph, quoted by its anchor, which stays the same when the file is read again."""

    __tablename__ = "paragraph"
    __table_args__ = (UniqueConstraint("article_id", "anchor"), UniqueConstraint("article_id", "ordinal"))

    id: Mapped[Key]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    ordinal: Mapped[int]
    """Counted through the whole article."""
    anchor: Mapped[str] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(Text)


class DroppedText(db.Model):
    """Text that was kept out of the body, with the reason."""

    __tablename__ = "dropped_text"
    __table_args__ = (UniqueConstraint("article_id", "ordinal"),)

    id: Mapped[Key]
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    ordinal: Mapped[int]
    line_no: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(20))
    """Name of a documents.reasons.Reason."""
