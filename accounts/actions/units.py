"""Changing the two trees of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from accounts import audit, queries, rules
from accounts.models import Member, Unit, UnitKind
from accounts.permissions import Permission, can
from accounts.rules import Place
from core.db import atomic, db, refusing
from core.errors import Forbidden, Refusal
from core.i18n import _


@dataclass(frozen=True)
class UnitDraft:
    """A unit to be created; the line follows from the kind."""

    code: str
    full_name: str
    short_name: str
    kind: UnitKind
    sort_no: int = 0


@atomic
def add_unit(actor: Member, draft: UnitDraft, parent: Unit) -> Unit:
    """Create a unit below another one within the actor's reach."""
    _ensure_reach(actor, parent)
    _ensure_active(parent)
    rules.ensure_may_stand_below(draft.kind, _place(parent))
    unit = place_new(draft, parent)
    told = {"code": unit.code, "full_name": unit.full_name, "kind": unit.kind, "parent": str(parent)}
    audit.record(actor, "unit.add", unit, after=told)
    return unit


def place_new(draft: UnitDraft, parent: Unit | None) -> Unit:
    """Add a unit at its place in its tree; call it inside an @atomic action."""
    unit = Unit(
        code=draft.code,
        full_name=draft.full_name,
        short_name=draft.short_name,
        kind=draft.kind,
        line=rules.line_of(draft.kind),
        parent_id=parent.id if parent else None,
        sort_no=draft.sort_no,
    )
    with refusing(Refusal(_("单位编码“%(code)s”已被使用，请换一个。", code=draft.code), field="code")):
        db.session.add(unit)
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    if len(unit.path) > rules.LONGEST_PATH:
        raise Refusal(_("单位层级过深，请移到较高的上级之下。"), field="parent_id")
    _renumber()
    return unit


@atomic
def change_unit(actor: Member, unit: Unit, values: Mapping[str, Any]) -> Unit:
    """Change the names (`full_name`, `short_name`) or the sort number (`sort_no`) of a unit."""
    _ensure_reach(actor, unit)
    before, after = audit.changed_fields(unit, values)
    if after:
        audit.record(actor, "unit.change", unit, before, after)
        _renumber()
    return unit


@atomic
def move_unit(actor: Member, unit: Unit, parent: Unit) -> Unit:
    """Move a unit with all below it under another parent of the same line.

    Everybody's reach follows with the next request, because it is computed from the paths.
    """
    _ensure_reach(actor, unit)
    _ensure_reach(actor, parent)
    _ensure_active(parent)
    if unit.parent_id is None:
        raise Refusal(_("根单位不能移动。"), field="parent_id")
    subtree = Unit.path.startswith(unit.path, autoescape=True)
    deepest = db.session.scalar(select(Unit.path).where(subtree).order_by(func.length(Unit.path).desc()).limit(1))
    rules.ensure_may_move(_place(unit), _place(parent), deepest or unit.path)
    told = {"parent": str(unit.parent)}, {"parent": str(parent)}
    old, new = unit.path, f"{parent.path}{unit.id}/"
    unit.parent_id = parent.id
    db.session.flush()
    moved = update(Unit).where(subtree).values(path=new + func.substr(Unit.path, len(old) + 1))
    db.session.execute(moved.execution_options(synchronize_session=False))
    db.session.expire_all()
    audit.record(actor, "unit.move", unit, *told)
    _renumber()
    return unit


@atomic
def deactivate_unit(actor: Member, unit: Unit) -> Unit:
    """Take a unit out of use, refusing while people or units in use stand in or below it."""
    _ensure_reach(actor, unit)
    if unit.parent_id is None:
        raise Refusal(_("根单位不能停用。"))
    people = queries.people_in_unit(unit)
    below = select(func.count()).select_from(Unit).where(Unit.parent_id == unit.id, Unit.active)
    units = db.session.scalar(below) or 0
    if people or units:
        raise Refusal(
            _(
                "“%(unit)s”还有 %(people)s 名学员、%(units)s 个下级单位，请先移走再停用。",
                unit=unit,
                people=people,
                units=units,
            )
        )
    _switch(actor, unit, active=False)
    return unit


@atomic
def activate_unit(actor: Member, unit: Unit) -> Unit:
    """Take a unit into use again."""
    _ensure_reach(actor, unit)
    if unit.parent is not None:
        _ensure_active(unit.parent)
    _switch(actor, unit, active=True)
    return unit


def _switch(actor: Member, unit: Unit, *, active: bool) -> None:
    before, after = audit.changed_fields(unit, {"active": active})
    if after:
        audit.record(actor, "unit.activate" if active else "unit.deactivate", unit, before, after)


def _ensure_reach(actor: Member, unit: Unit) -> None:
    if not can(actor, Permission.UNIT_EDIT, unit):
        raise Forbidden


def _ensure_active(unit: Unit) -> None:
    if not unit.active:
        raise Refusal(_("“%(unit)s”已停用，不能作为上级单位。", unit=unit), field="parent_id")


def _place(unit: Unit) -> Place:
    return Place(UnitKind(unit.kind), unit.path)


def _renumber() -> None:
    """Write the place of every unit in the official order anew, where it changed."""
    columns = select(Unit.id, Unit.parent_id, Unit.line, Unit.sort_no, Unit.code, Unit.position)
    db.session.flush()
    rows = db.session.execute(columns).all()
    places = rules.positions(rules.Branching(*row[:5]) for row in rows)
    for row in rows:
        if row.position != places[row.id]:
            changed = update(Unit).where(Unit.id == row.id).values(position=places[row.id])
            db.session.execute(changed.execution_options(synchronize_session=False))
    db.session.expire_all()
