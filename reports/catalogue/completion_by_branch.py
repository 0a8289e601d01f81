"""One row a branch: who reached the hours, required courses, exams, overdue work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.permissions import Scope
from core.i18n import _, _l
from core.text import number, percent
from reports.catalogue.base import Content, Figure, Filters, ReportColumn, ReportRow
from reports.catalogue.notes import rule_notes
from reports.facts import PersonFacts, facts_of
from reports.tally import Tally, tally


class CompletionByBranch:
    """How far each branch is with hours, required courses and exams of a year."""

    name = "completion"
    label = _l("年度学习完成情况（按支部）")
    about = _l("各支部的学时达标、必修完成和考试合格情况。")

    def content(self, scope: Scope, filters: Filters, *, now: datetime) -> Content:
        """Return one row for each branch with people in the scope."""
        facts = list(facts_of(scope, filters))
        whole = tally(facts)
        rows = _rows(facts, filters)
        return Content(
            columns=_columns(),
            rows=rows,
            totals=_values(_("合计（%(count)s 个支部）", count=len(rows)), whole),
            figures=_figures(whole),
            notes=rule_notes(facts),
        )


def _columns() -> Sequence[ReportColumn]:
    return (
        ReportColumn(_("党支部"), "text", 24),
        ReportColumn(_("应训"), "number"),
        ReportColumn(_("免修"), "number"),
        ReportColumn(_("学时达标"), "share"),
        ReportColumn(_("人均学时"), "decimal"),
        ReportColumn(_("必修完成"), "share"),
        ReportColumn(_("考试合格率"), "share"),
        ReportColumn(_("逾期"), "number"),
    )


def _rows(facts: Sequence[PersonFacts], filters: Filters) -> list[ReportRow]:
    branches: dict[int | None, tuple[str, Tally]] = {}
    for each in facts:
        name = each.person.branch or _("未编入支部")
        branches.setdefault(each.person.branch_id, (name, Tally()))[1].add(each)
    words = filters.words()
    return [
        ReportRow(
            _values(name, total),
            ("reports.show", {"name": "people", **words, "unit": branch_id}) if branch_id else None,
        )
        for branch_id, (name, total) in branches.items()
    ]


def _values(name: str, total: Tally) -> tuple[Any, ...]:
    return (
        name, total.people, total.exempt, total.met_share, total.mean_hours, total.completed_share,
        total.passed_share, total.overdue,
    )  # fmt: skip


def _figures(whole: Tally) -> Sequence[Figure]:
    return (
        Figure(_("应训人数"), str(whole.people), _("免修 %(count)s", count=whole.exempt)),
        Figure(_("学时达标率"), percent(whole.met_share), _("人均 %(hours)s 学时", hours=number(whole.mean_hours))),
        Figure(_("必修完成率"), percent(whole.completed_share)),
        Figure(_("必修逾期"), str(whole.overdue), _("门次"), "red" if whole.overdue else ""),
    )
