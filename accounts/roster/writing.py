"""Rosters as workbooks: the template, the export, the faulty rows, and first passwords."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from accounts import labels, rules
from accounts.models import Member, Unit
from accounts.permissions import Scope
from accounts.roster.columns import BY_NAME, FIELDS, Field, shown
from accounts.roster.planning import Entry, Plan
from accounts.roster.reading import Reading
from core.i18n import _
from core.xlsx import Column, Sheet, write_workbook


def template_workbook(units: Sequence[Unit]) -> bytes:
    """Return an empty roster with drop-downs, and a second sheet with the codes of the units."""
    notes = (
        _("带 * 的列必填；党组织编码与行政单位编码至少填一个，编码见第二张表“单位编码”。"),
        _("再次导入时按工号更新已有学员；留空的单元格会清空原有内容，不需要更新的列请整列删去。"),
    )
    return write_workbook([Sheet(_("名册"), _columns(starred=True), (), notes=notes), _codes(units)])


def roster_workbook(members: Iterable[Member], units: Sequence[Unit], *, reach: Scope) -> bytes:
    """Return people in the columns of the template, so that the file can be imported again.

    Phone numbers of people outside `reach` (whom the reader may see but not edit) are masked.
    """
    return write_workbook([Sheet(_("名册"), _columns(), _rows(members, reach)), _codes(units)])


def faults_workbook(reading: Reading, plan: Plan) -> bytes:
    """Return the faulty rows as they were, each with its line and the reasons beside it."""
    columns = [Column(_("原行号"), "number", 8), Column(_("问题"), width=60)]
    columns += [Column(heading or _("（无表头）"), width=16) for heading in reading.headings]
    cells = dict(reading.lines)
    rows = [[entry.row.line, reasons(entry), *cells[entry.row.line]] for entry in plan.of("faulty")]
    return write_workbook([Sheet(_("需要修改的行"), columns, rows)])


def passwords_workbook(issued: Sequence[tuple[Member, str]]) -> bytes:
    """Return the one-time passwords of people, by unit, to be handed out and destroyed."""
    notes = (_("一次性密码首次登录后必须修改。请逐人交付，用后销毁本文件。"),)
    headings = (_("党组织"), _("行政单位"), _("工号"), _("姓名"), _("一次性密码"))
    rows = [
        [str(member.party_unit or ""), str(member.admin_unit or ""), member.staff_no, member.name, password]
        for member, password in issued
    ]
    return write_workbook([Sheet(_("一次性密码"), [Column(heading, width=20) for heading in headings], rows, notes)])


def reasons(entry: Entry) -> str:
    """Return all faults of a row as one text, each with the heading of its column."""
    return "\n".join(f"{BY_NAME[fault.column].heading}：{fault.sentence}" for fault in entry.row.faults)


def _columns(*, starred: bool = False) -> list[Column]:
    return [Column(_heading(field, starred), width=field.width, choices=_choices(field)) for field in FIELDS]


def _heading(field: Field, starred: bool) -> str:
    return f"{field.heading} *" if starred and field.name in {"staff_no", "name"} else str(field.heading)


def _choices(field: Field) -> tuple[str, ...]:
    return tuple(str(label) for value, label in field.choices.items() if value) if field.choices else ()


def _rows(members: Iterable[Member], reach: Scope) -> Iterator[list[Any]]:
    for member in members:
        may_edit = reach.covers(member)
        yield [_cell(member, field.name, may_edit=may_edit) for field in FIELDS]


def _cell(member: Member, name: str, *, may_edit: bool) -> Any:
    value = getattr(member, name)
    if isinstance(value, Unit):
        return value.code
    if name == "phone" and not may_edit:
        return rules.masked_phone(value)
    return value if name == "birth_year" else shown(name, value)


def _codes(units: Sequence[Unit]) -> Sheet:
    headings = (_("编码"), _("简称"), _("全称"), _("类型"), _("所在的线"))
    rows = [
        [unit.code, unit.short_name, unit.full_name, str(labels.KINDS[unit.kind]), str(labels.LINES[unit.line])]
        for unit in units
    ]
    return Sheet(_("单位编码"), [Column(heading, width=22) for heading in headings], rows)
