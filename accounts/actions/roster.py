"""Importing a roster: kept after the upload, applied as a whole after the preview."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update

from accounts import audit, queries
from accounts.actions.members import UNIT_FIELDS, told_values
from accounts.models import Member, RosterImport
from accounts.roster.planning import Plan, plan_import
from accounts.roster.reading import Reading, loaded
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _

KEPT = timedelta(days=1)


@atomic
def stage_roster(actor: Member, file_name: str, reading: Reading, *, now: datetime) -> RosterImport:
    """Keep a roster for its preview; what others left lying for a day is dropped."""
    stale = update(RosterImport).where(RosterImport.uploaded_at < now - KEPT, RosterImport.reading != "")
    db.session.execute(stale.values(reading="").execution_options(synchronize_session=False))
    roster = RosterImport(uploaded_by_id=actor.id, uploaded_at=now, file_name=file_name, reading=reading.dumped())
    db.session.add(roster)
    db.session.flush()
    return roster


@atomic
def apply_roster(actor: Member, roster: RosterImport, seen: str, *, now: datetime) -> RosterImport:
    """Import a roster as a whole, exactly as previewed; `seen` is the digest of the previewed plan.

    Refuses when a row is faulty, when it was imported before, or when people changed since the preview.
    """
    plan = plan_import(actor, kept_reading(roster), now=now)
    if plan.counts["faulty"]:
        raise Invalid(_("还有 %(count)s 行需要修改；名册只能整份导入。", count=plan.counts["faulty"]))
    if plan.digest != seen:
        raise Refusal(_("预览之后学员或单位有了变动，尚未导入任何一行。请核对新的预览后再确认。"))
    roster.applied_at, roster.reading = now, ""
    roster.added, roster.changed = _add_new(actor, plan, now), _change_known(actor, plan)
    roster.unchanged = plan.counts["unchanged"]
    told = {"added": roster.added, "changed": roster.changed, "unchanged": roster.unchanged}
    audit.record(actor, "roster.import", f"roster_import:{roster.id}", after=told, reason=roster.file_name)
    return roster


def kept_reading(roster: RosterImport) -> Reading:
    """Return the rows of a roster that waits for its confirmation, or refuse when it no longer does."""
    if not roster.reading:
        raise Refusal(_("这份名册已经导入或已过期，请重新上传。"))
    return loaded(roster.reading)


def _add_new(actor: Member, plan: Plan, now: datetime) -> int:
    rows = [_row(entry.values, now) for entry in plan.of("new")]
    if not rows:
        return 0
    with refusing(Refusal(_("预览之后学员或单位有了变动，尚未导入任何一行。请核对新的预览后再确认。"))):
        db.session.execute(insert(Member), rows)
    added = queries.members_by_staff_no({row["staff_no"] for row in rows}).values()
    return audit.record_many(actor, "member.add", [audit.Change(member, after=told_values(member)) for member in added])


def _row(values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Return the columns of a new person; a unit becomes its id."""
    plain = {name: value for name, value in values.items() if name not in UNIT_FIELDS}
    units = {f"{name}_id": values[name].id if values.get(name) else None for name in UNIT_FIELDS}
    return {**plain, **units, "created_at": now}


def _change_known(actor: Member, plan: Plan) -> int:
    changes = []
    for entry in plan.of("changed"):
        assert entry.member is not None
        before, after = audit.changed_fields(entry.member, entry.values)
        changes.append(audit.Change(entry.member, before, after))
    return audit.record_many(actor, "member.change", changes)


@atomic
def note_export(actor: Member, count: int) -> None:
    """Record that a person took a roster out of the house."""
    audit.record(actor, "roster.export", "member", after={"people": count})
