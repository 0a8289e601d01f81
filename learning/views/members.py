"""Managers on the hours of their people: the list, one person's ledger, corrections, exemptions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Member
from accounts.navigation import stand_under
from accounts.permissions import Permission, can, requires, scope
from core import clock
from core.forms import clean_text
from core.i18n import _
from core.paging import asked_page
from learning import actions
from learning.actions.policies import FIRST_YEAR
from learning.forms import ExemptionForm, ReasonForm
from learning.hours import BY_NAME
from learning.queries import evidence, manage
from learning.queries import hours as reading
from learning.queries.people import member_for, unit_for, units_for
from learning.views.blueprint import bp
from learning.views.hours import asked_year, ledger_values

STATES = (manage.MET, manage.UNMET, manage.EXEMPT)


@bp.get("/hours/members")
@requires(Permission.HOURS_READ)
def members() -> str:
    """List the people in scope with their standing of a year."""
    asked = request.args.get("unit", "")
    unit = unit_for(current_user, int(asked), Permission.HOURS_READ) if asked.isdecimal() and len(asked) < 12 else None
    state = request.args.get("state", "")
    year, this_year = asked_year(), clock.local(clock.now()).year
    units = units_for(current_user, Permission.HOURS_READ)
    overview = manage.hours_overview(
        current_user, year, asked_page(request.args.get("page")), unit=unit,
        search=clean_text(request.args.get("q"))[:40], state=state if state in STATES else "",
    )  # fmt: skip
    return render_template(
        "learning/members.html",
        overview=overview,
        year=year,
        year_options=[(each, _("%(year)s 年", year=each)) for each in range(this_year, FIRST_YEAR - 1, -1)],
        unit=unit,
        unit_options=[("", _("全部")), *((each.id, each.full_name) for each in units)],
        state=state,
        state_of=manage.state_of,
    )


@bp.get("/members/<int:member_id>/hours")
@requires(Permission.HOURS_READ)
def member_hours(member_id: int) -> str:
    """Show somebody's ledger of a year to a manager."""
    return _ledger_page(member_for(current_user, member_id), ExemptionForm(year=asked_year()))


@bp.get("/members/<int:member_id>/hours/<int:entry_id>")
@requires(Permission.HOURS_READ)
def member_entry(member_id: int, entry_id: int) -> str:
    """Show a manager what stands behind an entry of somebody's ledger."""
    return _entry_page(member_for(current_user, member_id), entry_id, ReasonForm())


@bp.post("/members/<int:member_id>/hours/<int:entry_id>/reversal")
@requires(Permission.HOURS_EDIT)
def reverse_entry(member_id: int, entry_id: int) -> Response | tuple[str, int]:
    """Take an entry back by a correcting one."""
    member = member_for(current_user, member_id, Permission.HOURS_EDIT)
    entry, form = reading.entry_for(member, entry_id), ReasonForm()
    if not form.validate_on_submit():
        return _entry_page(member, entry_id, form), 422
    actions.reverse_entry(current_user, entry, form.reason.data, now=clock.now())
    flash(_("已登记更正，原记录保留可查。"), "success")
    return redirect(url_for("learning.member_hours", member_id=member_id, year=entry.year), code=303)


@bp.post("/members/<int:member_id>/exemptions")
@requires(Permission.HOURS_EDIT)
def exempt(member_id: int) -> Response | tuple[str, int]:
    """Record that somebody need not fulfil the hours of a year."""
    member, form = member_for(current_user, member_id, Permission.HOURS_EDIT), ExemptionForm()
    if not form.validate_on_submit():
        return _ledger_page(member, form), 422
    actions.exempt(
        current_user, member, form.year.data, form.reason.data, form.approved_by.data, now=clock.now()
    )  # fmt: skip
    flash(_("已登记免学，%(name)s 不计入 %(year)s 年完成率。", name=member.name, year=form.year.data), "success")
    return redirect(url_for("learning.member_hours", member_id=member_id, year=form.year.data), code=303)


@bp.post("/members/<int:member_id>/exemptions/<int:year>/withdrawal")
@requires(Permission.HOURS_EDIT)
def withdraw_exemption(member_id: int, year: int) -> Response:
    """End the exemption of a year."""
    member = member_for(current_user, member_id, Permission.HOURS_EDIT)
    reason = clean_text(request.form.get("reason"))[:200]
    actions.withdraw_exemption(current_user, member, year, reason, now=clock.now())
    flash(_("已取消免学登记。"), "success")
    return redirect(url_for("learning.member_hours", member_id=member_id, year=year), code=303)


def _ledger_page(member: Member, form: ExemptionForm) -> str:
    stand_under("learning.members")
    found = reading.ledger(member, asked_year())
    return render_template(
        "learning/ledger.html", own=False, form=form, may_edit=_may_edit(member), **ledger_values(found)
    )


def _entry_page(member: Member, entry_id: int, form: ReasonForm) -> str:
    stand_under("learning.members")
    entry = reading.entry_for(member, entry_id)
    return render_template(
        "learning/entry.html",
        own=False,
        member=member,
        evidence=evidence.evidence_of(entry),
        rules=BY_NAME,
        form=form,
        may_edit=_may_edit(member) and member.id != current_user.id,
    )


def _may_edit(member: Member) -> bool:
    return can(current_user, Permission.HOURS_EDIT) and scope(current_user, Permission.HOURS_EDIT).covers(member)
