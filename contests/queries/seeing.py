"""Loading a contest for somebody, or refusing as if it did not exist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import aliased, selectinload

from accounts.models import Member, Unit
from accounts.permissions import Permission, Scope, scope
from contests.models import Contest, ContestAudience, Entry, Judge, Kind
from contests.queries.people import is_invited, opens_to
from contests.states import State
from core.db import db
from core.errors import NotFound


def contest_for(member: Member, contest_id: int) -> Contest:
    """Return a contest this person may see as a member, or raise NotFound.

    Seen by its audience, its contestants and its judges once it is no longer a draft; and by those who watch it.
    """
    contest = db.session.scalar(select(Contest).where(Contest.id == contest_id, _is_seen_by(member)))
    return contest if contest is not None else watched_contest_for(member, contest_id)


def contests_to_see(member: Member, kind: Kind | None = None, *, most: int = 200) -> Sequence[Contest]:
    """Return the contests of a person as a member, latest first."""
    seen = select(Contest).where(_is_seen_by(member)).options(selectinload(Contest.paper_rows))
    if kind is not None:
        seen = seen.where(Contest.kind == kind)
    return db.session.scalars(seen.order_by(Contest.opens_at.desc(), Contest.id.desc()).limit(most)).all()


def _is_seen_by(member: Member) -> ColumnElement[bool]:
    takes_part = select(Entry.id).where(Entry.contest_id == Contest.id, Entry.member_id == member.id)
    judges = select(Judge.id).where(Judge.contest_id == Contest.id, Judge.member_id == member.id)
    return (Contest.state != State.DRAFT) & or_(opens_to(member), takes_part.exists(), judges.exists())


def edited_contest_for(member: Member, contest_id: int, kind: Kind | None = None) -> Contest:
    """Return a contest whose host unit lies where this person may edit contests, or raise NotFound."""
    contest = db.session.get(Contest, contest_id)
    if contest is None or not scope(member, Permission.CONTEST_EDIT).covers_unit(contest.unit):
        raise NotFound
    if kind is not None and contest.kind != kind:
        raise NotFound
    return contest


def watched_contest_for(member: Member, contest_id: int) -> Contest:
    """Return a contest that concerns the units this person watches, or raise NotFound.

    That is one hosted there, or one whose audience has people there. Drafts are seen by their editors only.
    """
    contest = db.session.get(Contest, contest_id)
    if contest is None or not (
        watches_all(member, contest) or _overlaps(scope(member, Permission.CONTEST_WATCH), contest)
    ):
        raise NotFound
    return contest


def watches_all(member: Member, contest: Contest) -> bool:
    """Tell whether a person sees everybody of a contest rather than only the people of their own units."""
    if scope(member, Permission.CONTEST_EDIT).covers_unit(contest.unit):
        return True
    return contest.state != State.DRAFT and scope(member, Permission.CONTEST_WATCH).covers_unit(contest.unit)


def _overlaps(watching: Scope, contest: Contest) -> bool:
    if contest.state == State.DRAFT:
        return False
    paths = [row.unit.path for row in contest.audience]
    return any(mine.startswith(theirs) or theirs.startswith(mine) for mine in watching.paths for theirs in paths)


def managed_contests(member: Member, kind: Kind, state: str = "", words: str = "") -> Select[tuple[Contest]]:
    """Return the query for the contests that concern the units this person edits or watches, latest first."""
    edits, watches = scope(member, Permission.CONTEST_EDIT), scope(member, Permission.CONTEST_WATCH)
    host = aliased(Unit)
    found = (
        select(Contest)
        .join(host, host.id == Contest.unit_id)
        .where(
            Contest.kind == kind,
            or_(
                _below(host.path, edits.paths),
                (Contest.state != State.DRAFT) & or_(_below(host.path, watches.paths), _has_people_in(watches.paths)),
            ),
        )
        .options(selectinload(Contest.unit), selectinload(Contest.paper_rows))
        .order_by(Contest.id.desc())
    )
    if state:
        found = found.where(Contest.state == state)
    return found.where(Contest.title.contains(words, autoescape=True)) if words else found


def _below(path: Any, roots: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(path.startswith(root, autoescape=True) for root in roots)) if roots else false()


def _has_people_in(roots: Sequence[str]) -> ColumnElement[bool]:
    if not roots:
        return false()
    above = {int(part) for root in roots for part in root.strip("/").split("/")}
    sitting = or_(Unit.id.in_(above), _below(Unit.path, roots))
    invited = select(ContestAudience.unit_id).join(Unit, Unit.id == ContestAudience.unit_id)
    return invited.where(ContestAudience.contest_id == Contest.id, sitting).exists()


def seat_of(member: Member, contest: Contest) -> Judge | None:
    """Return the place of a person on the panel of a contest, or None."""
    return db.session.scalar(select(Judge).where(Judge.contest_id == contest.id, Judge.member_id == member.id))


def judged_contest_for(member: Member, contest_id: int) -> tuple[Contest, Judge]:
    """Return an open or closed skills contest and this person's seat on its panel, or raise NotFound."""
    contest = db.session.get(Contest, contest_id)
    seat = seat_of(member, contest) if contest is not None else None
    if contest is None or seat is None or contest.state in (State.DRAFT, State.WITHDRAWN):
        raise NotFound
    return contest, seat


def may_edit(member: Member, contest: Contest) -> bool:
    """Tell whether a person may edit this contest."""
    return scope(member, Permission.CONTEST_EDIT).covers_unit(contest.unit)


def takes_part(member: Member, contest: Contest) -> bool:
    """Tell whether a person belongs to those who sit the paper of a contest."""
    if not contest.is_skills:
        return is_invited(member, contest)
    own = select(Entry.id).where(Entry.contest_id == contest.id, Entry.member_id == member.id)
    return db.session.scalar(own) is not None
