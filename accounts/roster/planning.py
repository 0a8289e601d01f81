"""What importing a roster would change: compared row by row, before anything is changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from accounts import queries
from accounts.models import Line, Member, Unit
from accounts.permissions import Permission, Scope, scope
from accounts.roster.columns import BY_NAME, shown
from accounts.roster.reading import Fault, Reading, RosterRow, parse_rows
from core.i18n import _

Kind = Literal["new", "changed", "unchanged", "faulty"]
LINE_OF = {"party_unit": Line.PARTY, "admin_unit": Line.ADMIN}


@dataclass(frozen=True)
class FieldChange:
    """One field that would change, as shown: before and after."""

    heading: str
    before: str
    after: str


@dataclass
class Entry:
    """What would become of one row: values to store (units as rows), changes to show, faults."""

    row: RosterRow
    member: Member | None
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        """Tell what importing would do with the row."""
        if self.row.faults:
            return "faulty"
        if self.member is None:
            return "new"
        return "changed" if self.changes else "unchanged"


@dataclass(frozen=True)
class Plan:
    """All rows of a roster with what would become of them."""

    entries: Sequence[Entry]

    def of(self, kind: str) -> list[Entry]:
        """Return the entries of one kind in the order of the file."""
        return [entry for entry in self.entries if entry.kind == kind]

    @property
    def counts(self) -> Counter[str]:
        """Return how many rows are new, changed, unchanged, faulty."""
        return Counter(entry.kind for entry in self.entries)

    @property
    def digest(self) -> str:
        """Return a mark that differs as soon as importing would do anything else."""
        told = [(e.row.line, e.kind, [(c.heading, c.before, c.after) for c in e.changes]) for e in self.entries]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


class UnitDirectory:
    """The units of a line within somebody's reach, by code and by name where the name is unique."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._by_code = {(unit.line, unit.code.casefold()): unit for unit in units}
        names = Counter((unit.line, name) for unit in units for name in {unit.full_name, unit.short_name})
        self._by_name = {
            (unit.line, name): unit
            for unit in units
            for name in (unit.full_name, unit.short_name)
            if names[unit.line, name] == 1
        }

    def find(self, line: Line, text: str) -> Unit | None:
        """Return the unit that a cell names, or None."""
        return self._by_code.get((line, text.casefold())) or self._by_name.get((line, text))


def plan_import(importer: Member, reading: Reading, *, now: datetime) -> Plan:
    """Compare a roster with the people on record, in few statements however long it is."""
    reach = scope(importer, Permission.MEMBER_EDIT)
    units = UnitDirectory(queries.units_in(reach))
    rows = parse_rows(reading, now)
    members = queries.members_by_staff_no({row.staff_no for row in rows if row.staff_no})
    return Plan([_entry(row, members.get(row.staff_no), reach, units) for row in rows])


def _entry(row: RosterRow, member: Member | None, reach: Scope, units: UnitDirectory) -> Entry:
    entry = Entry(row, member)
    if member is not None and not reach.covers(member):
        row.faults.append(Fault("staff_no", _("此工号已有人使用，且不在您的管理范围内。")))
        return entry
    entry.values = dict(row.values)
    for name, line in LINE_OF.items():
        if name in row.values:
            entry.values[name] = _unit(entry, name, line, reach, units)
    _check_seat(entry)
    if not row.faults:
        entry.changes = _changes(member, entry.values)
    return entry


def _unit(entry: Entry, name: str, line: Line, reach: Scope, units: UnitDirectory) -> Unit | None:
    text = str(entry.row.values[name])
    present: Unit | None = getattr(entry.member, name) if entry.member else None
    if present is not None and text.casefold() in {present.code.casefold(), present.full_name, present.short_name}:
        return present
    found = units.find(line, text) if text else None
    if text and found is None:
        sentence = _("没有编码为“%(code)s”的单位，或它不在您的管理范围内。", code=text)
        entry.row.faults.append(Fault(name, sentence))
    elif present is not None and not reach.covers_unit(present):
        sentence = _("此人现在的单位“%(unit)s”不在您的管理范围内，不能调动。", unit=present)
        entry.row.faults.append(Fault(name, sentence))
    return found


def _check_seat(entry: Entry) -> None:
    seats = [entry.values.get(name, getattr(entry.member, name, None)) for name in LINE_OF]
    if not any(seats) and not any(fault.column in LINE_OF for fault in entry.row.faults):
        entry.row.faults.append(Fault("party_unit", _("党组织编码与行政单位编码至少要填一个。")))


def _changes(member: Member | None, values: Mapping[str, Any]) -> list[FieldChange]:
    found = []
    for name, new in values.items():
        old = getattr(member, name) if member else None
        if (old or new) and old != new:
            found.append(FieldChange(str(BY_NAME[name].heading), _shown(name, old), _shown(name, new)))
    return found


def _shown(name: str, value: Any) -> str:
    return str(value) if isinstance(value, Unit) else shown(name, value)
