"""The dated rows by which hours are required and counted."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import NotFound
from core.forms import Form
from core.i18n import _
from learning import actions
from learning.actions.policies import Requirement
from learning.audiences import AUDIENCE_LABELS, Audience
from learning.completion import RULES
from learning.forms import PolicyForm, conversion_form, in_quarters
from learning.hours import ALL, BY_NAME, HourRule
from learning.queries.hours import as_conversion, conversion_history, conversions_on, policy_history
from learning.views.blueprint import bp


@bp.get("/hours/policies")
@requires(Permission.HOURS_READ)
def policies() -> str:
    """Show requirements and conversions with their history."""
    return render_template(
        "learning/policies.html",
        policies=policy_history(),
        conversions=conversions_on(clock.local(clock.now()).date()),
        history=[(row, as_conversion(row)) for row in conversion_history() if row.activity in BY_NAME],
        rules=ALL,
        completion_rules=RULES,
        audience_labels=AUDIENCE_LABELS,
        may_edit=can(current_user, Permission.HOURS_EDIT),
        this_year=clock.local(clock.now()).year,
    )


@bp.post("/hours/policies/shipped")
@requires(Permission.HOURS_EDIT)
def load_shipped() -> Response:
    """Enter the shipped rows where there are none."""
    added = actions.load_shipped_policies(current_user, now=clock.now())
    flash(_("已载入 %(count)s 条默认标准，请按上级党组织文件核对。", count=added), "success")
    return redirect(url_for("learning.policies"), code=303)


@bp.get("/hours/policies/new")
@requires(Permission.HOURS_EDIT)
def new_policy() -> str:
    """Show the form for a new requirement."""
    form = PolicyForm(formdata=None, from_year=clock.local(clock.now()).year + 1)
    return render_template("learning/policy_form.html", form=form)


@bp.post("/hours/policies")
@requires(Permission.HOURS_EDIT)
def add_policy() -> Response | tuple[str, int]:
    """Add a requirement from a year on."""
    form = PolicyForm()
    if not form.validate_on_submit():
        return render_template("learning/policy_form.html", form=form), 422
    requirement = Requirement(
        form.name.data, Audience(form.audience.data), in_quarters(form.required_hours.data) or 0,
        in_quarters(form.online_cap.data), form.basis.data, form.from_year.data,
    )  # fmt: skip
    actions.add_policy(current_user, requirement, now=clock.now())
    flash(_("已新增学时标准，从 %(year)s 年起执行。", year=form.from_year.data), "success")
    return redirect(url_for("learning.policies"), code=303)


@bp.get("/hours/policies/conversions/<activity>")
@requires(Permission.HOURS_EDIT)
def edit_conversion(activity: str) -> str:
    """Show the form for a new conversion of an activity, filled with the one in force."""
    rule = _rule(activity)
    form = conversion_form(rule)(formdata=None)
    today = clock.local(clock.now()).date()
    now = conversions_on(today).get(activity)
    form.active.data, form.valid_from.data = (now.active if now else rule.on_by_default), today  # type: ignore[attr-defined]
    form.basis.data = now.basis if now else rule.basis  # type: ignore[attr-defined]
    for term in rule.terms:
        form[f"term_{term.name}"].data = (now.terms[term.name] if now else term.default) / 4
    return _conversion_page(rule, form)


@bp.post("/hours/policies/conversions/<activity>")
@requires(Permission.HOURS_EDIT)
def set_conversion(activity: str) -> Response | tuple[str, int]:
    """Let an activity be converted by new terms from a day on."""
    rule = _rule(activity)
    form = conversion_form(rule)()
    if not form.validate_on_submit():
        return _conversion_page(rule, form), 422
    terms = {term.name: in_quarters(form[f"term_{term.name}"].data) or 0 for term in rule.terms}
    actions.set_conversion(
        current_user, activity, terms, active=form["active"].data, basis=form["basis"].data,
        valid_from=form["valid_from"].data, now=clock.now(),
    )  # fmt: skip
    flash(_("“%(label)s”的折算标准已更新，此前的学时不变。", label=rule.label), "success")
    return redirect(url_for("learning.policies"), code=303)


def _rule(activity: str) -> HourRule:
    rule = BY_NAME.get(activity)
    if rule is None:
        raise NotFound
    return rule


def _conversion_page(rule: HourRule, form: Form) -> str:
    return render_template("learning/conversion_form.html", rule=rule, form=form)
