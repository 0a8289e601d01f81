"""One row a person: hours against the policy, required courses, exams, overdue work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from accounts.permissions import Scope
from core.i18n import _, _l
from core.text import percent
from reports.catalogue.base import Content, Figure, Filters, ReportColumn, ReportRow
from reports.catalogue.notes import rule_notes
from reports.facts import PersonFacts, facts_of
from reports.tally import Tally, tally


class CompletionByPerson:
    """How far each person is; every row opens the person's ledger."""

    name = "people"
    label = _l("年度学习完成情况（按人员）")
    about = _l("每个人的要求学时、已得学时、必修和考试情况，点开可看台账。")

    def content(self, scope: Scope, filters: Filters, *, now: datetime) -> Content:
        """Return one row for each person of the scope, in official order."""
        facts = list(facts_of(scope, filters))
        whole = tally(facts)
        return Content(
            columns=_columns(),
            rows=[_row(each, filters.year) for each in facts],
            totals=_totals(len(facts), whole),
            figures=(
                Figure(_("人数"), str(len(facts)), _("其中应训 %(count)s", count=whole.people)),
                Figure(_("已达标"), str(whole.met), percent(whole.met_share)),
                Figure(_("未达标"), str(whole.people - whole.met), tone="red" if whole.people > whole.met else ""),
                Figure(_("必修逾期"), str(whole.overdue), _("门次"), "red" if whole.overdue else ""),
            ),
            notes=rule_notes(facts),
        )


def _columns() -> Sequence[ReportColumn]:
    return (
        ReportColumn(_("姓名"), "text", 12),
        ReportColumn(_("工号"), "word", 12),
        ReportColumn(_("党支部"), "text", 22),
        ReportColumn(_("岗位"), "text", 14),
        ReportColumn(_("要求学时"), "decimal"),
        ReportColumn(_("已得学时"), "decimal"),
        ReportColumn(_("集中"), "decimal"),
        ReportColumn(_("网络"), "decimal"),
        ReportColumn(_("达标"), "word"),
        ReportColumn(_("必修"), "number"),
        ReportColumn(_("完成"), "number"),
        ReportColumn(_("逾期"), "number"),
        ReportColumn(_("考试"), "number"),
        ReportColumn(_("合格"), "number"),
    )


def _row(each: PersonFacts, year: int) -> ReportRow:
    standing = each.standing
    values: tuple[Any, ...] = (
        each.person.name, each.person.staff_no, each.person.branch, each.person.post, standing.required_hours,
        standing.earned_hours, standing.concentrated, standing.online, verdict(each), each.required, each.completed,
        each.overdue, each.exams, each.passed,
    )  # fmt: skip
    return ReportRow(values, ("learning.member_hours", {"member_id": each.person.id, "year": year}))


def verdict(each: PersonFacts) -> str:
    """Return in words whether a person reached the hours of the year."""
    if each.standing.exempt:
        return _("免修")
    if each.standing.required_hours is None:
        return _("无要求")
    return _("已达标") if each.standing.met else _("未达标")


def _totals(count: int, whole: Tally) -> tuple[Any, ...]:
    name = _("合计（%(count)s 人）", count=count)
    return (
        name, "", "", "", None, None, None, None, percent(whole.met_share), whole.required, whole.completed,
        whole.overdue, whole.exams, whole.passed,
    )  # fmt: skip
