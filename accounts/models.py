"""Tables of people, units, role grants and the audit log."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Instant, Key, db


class Line(StrEnum):
    """The two trees a person sits in."""

    PARTY = "party"
    ADMIN = "admin"


class UnitKind(StrEnum):
    """What a unit is; the first four stand on the party line, the rest on the administrative line."""

    COMMITTEE = "committee"
    GENERAL_BRANCH = "general_branch"
    BRANCH = "branch"
    GROUP = "group"
    COMPANY = "company"
    FARM = "farm"
    DEPARTMENT = "department"
    TEAM = "team"


class PoliticalStatus(StrEnum):
    """政治面貌 as registered by the organisation (DOMAIN 2.2)."""

    MEMBER = "member"
    PROBATIONARY = "probationary"
    YOUTH_LEAGUE = "youth_league"
    DEMOCRATIC = "democratic"
    MASSES = "masses"


class PartyPost(StrEnum):
    """Party posts that change what a person must learn and may see."""

    NONE = "none"
    SECRETARY = "secretary"
    DEPUTY = "deputy"
    COMMITTEE_MEMBER = "committee_member"
    GROUP_LEADER = "group_leader"


class Unit(db.Model):
    """A unit of the party line or the administrative line."""

    __tablename__ = "unit"
    __table_args__ = (CheckConstraint("line IN ('party', 'admin')", name="line"), Index("ix_unit_path", "path"))

    id: Mapped[Key]
    line: Mapped[str] = mapped_column(String(8))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(40))
    sort_no: Mapped[int] = mapped_column(SmallInteger, default=0)
    path: Mapped[str] = mapped_column(String(200), default="/")
    """Ids from the root to this unit, such as /1/4/9/; a subtree is a prefix."""
    active: Mapped[bool] = mapped_column(default=True)

    parent: Mapped[Unit | None] = relationship(remote_side="Unit.id")

    def __str__(self) -> str:
        return self.short_name


class Member(UserMixin, db.Model):
    """A person: the minimum of data the work needs, and no identity number (DOMAIN 2.2, 8)."""

    __tablename__ = "member"

    id: Mapped[Key]
    staff_no: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    party_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    admin_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    political_status: Mapped[str] = mapped_column(String(16), default=PoliticalStatus.MASSES)
    party_post: Mapped[str] = mapped_column(String(20), default=PartyPost.NONE)
    post: Mapped[str] = mapped_column(String(40), default="")
    gender: Mapped[str] = mapped_column(String(8), default="")
    birth_year: Mapped[int | None] = mapped_column(SmallInteger)
    phone: Mapped[str] = mapped_column(String(20), default="")

    # signing in
    password_hash: Mapped[str] = mapped_column(String(120), default="")
    must_change_password: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=1)
    """Raised to end all sessions of this person."""
    failed_sign_ins: Mapped[int] = mapped_column(SmallInteger, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    """An account of the demonstration unit: signs in on this machine only."""

    # preferences
    locale: Mapped[str] = mapped_column(String(8), default="zh")
    large_type: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)

    party_unit: Mapped[Unit | None] = relationship(foreign_keys=[party_unit_id])
    admin_unit: Mapped[Unit | None] = relationship(foreign_keys=[admin_unit_id])
    grants: Mapped[list[RoleGrant]] = relationship(
        primaryjoin="and_(Member.id == RoleGrant.member_id, RoleGrant.revoked_at.is_(None))",
        foreign_keys="RoleGrant.member_id",
        viewonly=True,
    )

    @property
    def is_active(self) -> bool:
        """Tell flask-login whether this person may be signed in."""
        return self.active

    def __str__(self) -> str:
        return f"{self.name}（{self.staff_no}）"


class RoleGrant(db.Model):
    """A role given to a person over a unit and everything below it; revoked, never deleted."""

    __tablename__ = "role_grant"
    __table_args__ = (Index("uq_role_grant_live", "member_id", "role", "unit_id", "live", unique=True),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    role: Mapped[str] = mapped_column(String(24))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    live: Mapped[bool | None] = mapped_column(default=True)
    """True while granted, NULL afterwards: makes a second live grant of the same role impossible."""
    granted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    granted_at: Mapped[datetime] = mapped_column(Instant)
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    member: Mapped[Member] = relationship(foreign_keys=[member_id])


class AuditEntry(db.Model):
    """One privileged change; the database refuses to alter or delete a row."""

    __tablename__ = "audit_entry"

    id: Mapped[Key]
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    actor_name: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(60), index=True)
    thing: Mapped[str] = mapped_column(String(60), index=True)
    thing_name: Mapped[str] = mapped_column(String(160))
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    address: Mapped[str] = mapped_column(String(64), default="")
    previous_digest: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64), unique=True)


class Installation(db.Model):
    """Facts about this installation, one row a name."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    setting: Mapped[str] = mapped_column(String(200))
