"""Recording study outside the system, and agreeing to it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.models import Member, Unit
from accounts.permissions import Permission, requires
from core import clock
from core.db import db
from core.i18n import _
from core.paging import asked_page
from learning import actions
from learning.actions.back_entries import Session
from learning.forms import BackEntryForm, ReviewForm
from learning.hours import BY_NAME
from learning.queries import manage
from learning.queries.hours import conversions_on
from learning.queries.people import people, unit_for, units_for
from learning.views.blueprint import bp

STATES = ("waiting", "accepted", "returned")
MOST_LISTED = 500


@bp.get("/hours/back-entries")
@requires(Permission.HOURS_EDIT)
def back_entries() -> str:
    """List back-entries: waiting, accepted, returned."""
    state = request.args.get("state", STATES[0])
    state = state if state in STATES else STATES[0]
    page = manage.back_entries(current_user, state, asked_page(request.args.get("page")))
    return render_template("learning/back_entries.html", page=page, state=state, rules=BY_NAME)


@bp.get("/hours/back-entries/new")
@requires(Permission.HOURS_EDIT)
def new_back_entry() -> str:
    """Show the form for a session outside the system."""
    unit = _asked_unit()
    form = BackEntryForm(formdata=None)
    _offer_people(form, unit)
    return _form_page(form, unit)


@bp.post("/hours/back-entries")
@requires(Permission.HOURS_EDIT)
def record_back_entry() -> Response | tuple[str, int]:
    """Record a session for those who were there."""
    unit, form = _asked_unit(), BackEntryForm()
    offered = _offer_people(form, unit)
    if not form.validate_on_submit():
        return _form_page(form, unit), 422
    session = Session(
        form.activity.data, form.title.data, form.happened_on.data, form.minutes.data, form.place.data,
        form.evidence.data,
    )  # fmt: skip
    chosen = [member for member in offered if member.id in set(form.members.data)]
    actions.record_back_entries(current_user, chosen, session, now=clock.now())
    flash(_("已为 %(count)s 人提交补录，待另一位管理员审核。", count=len(chosen)), "success")
    return redirect(url_for("learning.back_entries"), code=303)


@bp.post("/hours/back-entries/<int:record_id>/review")
@requires(Permission.HOURS_EDIT)
def review_back_entry(record_id: int) -> Response | tuple[str, int]:
    """Accept or return a back-entry."""
    record, form = manage.back_entry_for(current_user, record_id), ReviewForm()
    if not form.validate_on_submit():
        page = manage.back_entries(current_user, STATES[0], 1)
        return render_template("learning/back_entries.html", page=page, state=STATES[0], rules=BY_NAME,
                               errors=[form.errors_text()]), 422  # fmt: skip
    accepted = form.verdict.data == "accept"
    actions.review_back_entry(current_user, record, accepted=accepted, reason=form.reason.data or "", now=clock.now())
    flash(_("已通过，学时已计入。") if accepted else _("已退回，理由已记下。"), "success")
    return redirect(url_for("learning.back_entries"), code=303)


def _asked_unit() -> Unit | None:
    asked = request.values.get("unit", "")
    if not asked.isdecimal() or len(asked) >= 12:
        return None
    return unit_for(current_user, int(asked), Permission.HOURS_EDIT)


def _offer_people(form: BackEntryForm, unit: Unit | None) -> list[Member]:
    """Offer the people of a unit in the form; nobody before a unit is chosen."""
    query = people(current_user, Permission.HOURS_EDIT, unit=unit).limit(MOST_LISTED)
    offered = list(db.session.scalars(query)) if unit else []
    form.members.choices = [(member.id, f"{member.name}（{member.staff_no}）") for member in offered]
    return offered


def _form_page(form: BackEntryForm, unit: Unit | None) -> str:
    units = units_for(current_user, Permission.HOURS_EDIT)
    return render_template(
        "learning/back_entry_form.html",
        form=form,
        unit=unit,
        unit_options=[("", _("请选择")), *((each.id, each.full_name) for each in units)],
        conversions=conversions_on(clock.local(clock.now()).date()),
    )
