"""Changing the dated rows of hours: requirements by year, conversions by day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from learning import hours
from learning.audiences import Audience
from learning.hours.base import default_terms
from learning.models import HourConversion, HourPolicy

FIRST_YEAR = 2020
FIRST_DAY = date(FIRST_YEAR, 1, 1)


@dataclass(frozen=True)
class Requirement:
    """Hours that an audience needs in each year from one on; `online_cap_quarters` None for no limit."""

    name: str
    audience: Audience
    required_quarters: int
    online_cap_quarters: int | None
    basis: str
    from_year: int


SHIPPED = (
    Requirement(
        "党员", Audience.PARTY_MEMBERS, 32 * 4, None,
        "《中国共产党党员教育管理工作条例》（2019）第二十条：党员每年集中学习培训时间一般不少于 32 学时", FIRST_YEAR,
    ),
    Requirement(
        "支部书记和班子成员", Audience.BRANCH_LEADERS, 56 * 4, None,
        "2019—2023 年全国党员教育培训工作规划：基层党组织书记和班子成员每年不少于 56 学时；"
        "2024—2028 年规划的数字请按上级党组织文件核对", FIRST_YEAR,
    ),
)  # fmt: skip


@atomic
def load_shipped_policies(actor: Member | None, *, now: datetime) -> int:
    """Enter the shipped requirements and conversions where a name has none yet; return how many rows were added."""
    audiences = set(db.session.scalars(select(HourPolicy.audience)))
    activities = set(db.session.scalars(select(HourConversion.activity)))
    wanted = [item for item in SHIPPED if item.audience not in audiences]
    for requirement in wanted:
        add_policy(actor, requirement, now=now)
    rules = [rule for rule in hours.ALL if rule.name not in activities]
    for rule in rules:
        set_conversion(
            actor, rule.name, default_terms(rule), active=rule.on_by_default, basis=rule.basis, valid_from=FIRST_DAY,
            now=now,
        )  # fmt: skip
    return len(wanted) + len(rules)


@atomic
def add_policy(actor: Member | None, requirement: Requirement, *, now: datetime) -> HourPolicy:
    """Add a requirement from a year on; the one before it for the same audience ends the year before."""
    before = db.session.scalar(
        select(HourPolicy).where(HourPolicy.audience == requirement.audience, HourPolicy.to_year.is_(None))
    )
    if before is not None and before.from_year >= requirement.from_year:
        raise Invalid(_("起始年份应晚于现行标准的 %(year)s 年。", year=before.from_year), field="from_year")
    row = HourPolicy(
        name=requirement.name,
        audience=requirement.audience,
        required_quarters=requirement.required_quarters,
        online_cap_quarters=requirement.online_cap_quarters,
        basis=requirement.basis,
        from_year=requirement.from_year,
        created_by_id=actor.id if actor else None,
        created_at=now,
    )
    if before is not None:
        before.to_year = requirement.from_year - 1
    with refusing(Refusal(_("这一对象在该年份已有标准。"))):
        db.session.add(row)
    audit.record(
        actor, "hour_policy.add", row,
        before={"required_quarters": before.required_quarters, "from_year": before.from_year} if before else None,
        after={"required_quarters": row.required_quarters, "from_year": row.from_year}, reason=row.basis,
    )  # fmt: skip
    return row


@atomic
def set_conversion(
    actor: Member | None, activity: str, terms: Mapping[str, int], *, active: bool, basis: str, valid_from: date,
    now: datetime,
) -> HourConversion:  # fmt: skip
    """Let an activity be converted by new terms from a day on; entries made before keep what they were given."""
    rule = hours.BY_NAME.get(activity)
    if rule is None:
        raise Invalid(_("不认识这种培训形式。"), field="activity")
    for term in rule.terms:
        if not 0 <= terms.get(term.name, -1) <= term.highest:
            raise Invalid(
                _("“%(label)s”应为 0 到 %(most)s 学时。", label=term.label, most=term.highest // 4), field=term.name
            )
    row = HourConversion(
        activity=activity,
        terms=json.dumps({term.name: terms[term.name] for term in rule.terms}),
        active=active,
        basis=basis,
        valid_from=valid_from,
        created_by_id=actor.id if actor else None,
        created_at=now,
    )
    with refusing(Refusal(_("“%(label)s”在这一天已有折算标准，请换一个起始日期。", label=rule.label))):
        db.session.add(row)
    audit.record(actor, "hour_conversion.set", row, after={"terms": row.terms, "active": active}, reason=basis)
    return row
