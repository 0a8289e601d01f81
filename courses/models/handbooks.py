"""Tables of branch handbooks: immutable versions, their checklists, and the runs of a checklist."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member, Unit
from core.db import Instant, Key, db


class Handbook(db.Model):
    """A branch handbook (规范化手册) under one name; what it says stands in its versions."""

    __tablename__ = "handbook"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    current_version_id: Mapped[int | None]
    """Version in force; not a foreign key, because versions already point here."""
    created_at: Mapped[datetime] = mapped_column(Instant)

    current: Mapped[HandbookVersion | None] = relationship(
        primaryjoin="foreign(Handbook.current_version_id) == HandbookVersion.id", viewonly=True, lazy="joined"
    )
    versions: Mapped[list[HandbookVersion]] = relationship(
        back_populates="handbook", order_by="HandbookVersion.number.desc()"
    )

    def __str__(self) -> str:
        return self.current.title if self.current else self.slug


class HandbookVersion(db.Model):
    """The text of a handbook as it was published once; never changed afterwards."""

    __tablename__ = "handbook_version"
    __table_args__ = (UniqueConstraint("handbook_id", "number"),)

    id: Mapped[Key]
    handbook_id: Mapped[int] = mapped_column(ForeignKey("handbook.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(Text)
    """Markdown; `## 清单：…` with `- [ ] …` below is a checklist."""
    reason: Mapped[str] = mapped_column(String(200), default="")
    """What changed against the version before."""
    digest: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    handbook: Mapped[Handbook] = relationship(back_populates="versions")
    published_by: Mapped[Member | None] = relationship()
    checklists: Mapped[list[Checklist]] = relationship(back_populates="version", order_by="Checklist.ordinal")

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Checklist(db.Model):
    """A checklist of one version."""

    __tablename__ = "handbook_checklist"
    __table_args__ = (UniqueConstraint("version_id", "ordinal"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("handbook_version.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    items: Mapped[str] = mapped_column(Text)
    """One a line; an item is known by its number, from 1."""

    version: Mapped[HandbookVersion] = relationship(back_populates="checklists")

    @property
    def item_lines(self) -> list[str]:
        """Return the items, one a line."""
        return self.items.split("\n")

    def __str__(self) -> str:
        return self.title


class ChecklistRun(db.Model):
    """A branch went through a checklist once: who, when, for which unit. A correction is another run."""

    __tablename__ = "checklist_run"
    __table_args__ = (Index("ix_checklist_run_unit_id_run_at", "unit_id", "run_at"),)

    id: Mapped[Key]
    checklist_id: Mapped[int] = mapped_column(ForeignKey("handbook_checklist.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    run_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    run_at: Mapped[datetime] = mapped_column(Instant)
    remark: Mapped[str] = mapped_column(String(300), default="")

    checklist: Mapped[Checklist] = relationship()
    unit: Mapped[Unit] = relationship()
    run_by: Mapped[Member] = relationship()
    marks: Mapped[list[ChecklistMark]] = relationship(order_by="ChecklistMark.item_no")

    def __str__(self) -> str:
        return f"{self.checklist} · {self.unit}"


class ChecklistMark(db.Model):
    """How one item was found in a run."""

    __tablename__ = "checklist_mark"
    __table_args__ = (CheckConstraint("outcome IN ('done', 'open', 'none')", name="outcome"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("checklist_run.id"), primary_key=True)
    item_no: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    outcome: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(String(120), default="")
