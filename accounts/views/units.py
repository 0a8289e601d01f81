"""The two trees of units."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import labels, queries
from accounts.actions import units as actions
from accounts.forms import NewUnitForm, ParentForm, UnitForm, unit_choices
from accounts.models import Line, Unit
from accounts.permissions import Permission, can, requires, scope
from accounts.sessions import signed_in_member
from accounts.views.blueprint import bp
from core.errors import Refusal
from core.i18n import _


@bp.get("/units")
@requires(Permission.UNIT_READ)
def units() -> str:
    """Show the units of one line as a tree."""
    viewer = signed_in_member()
    line = Line.ADMIN if request.args.get("line") == Line.ADMIN else Line.PARTY
    rows = queries.unit_tree(scope(viewer, Permission.UNIT_READ), line)
    return render_template(
        "accounts/units.html", rows=rows, line=line, labels=labels, may_edit=can(viewer, Permission.UNIT_EDIT)
    )


@bp.get("/units/new")
@requires(Permission.UNIT_EDIT)
def new_unit() -> str:
    """Show the form for a new unit."""
    return render_template("accounts/unit_new.html", form=_new_form())


@bp.post("/units/new")
@requires(Permission.UNIT_EDIT)
def add_unit() -> Any:
    """Create a unit."""
    form = _new_form()
    if not form.validate_on_submit():
        return render_template("accounts/unit_new.html", form=form), 422
    actor = signed_in_member()
    parent = queries.unit_for(actor, int(form.parent_id.data), Permission.UNIT_EDIT)
    draft = actions.UnitDraft(
        form.code.data, form.full_name.data, form.short_name.data, form.chosen_kind, form.sort_no.data
    )
    try:
        unit = actions.add_unit(actor, draft, parent)
    except Refusal as refusal:
        form[refusal.field or "parent_id"].errors = [refusal.sentence]
        return render_template("accounts/unit_new.html", form=form), 422
    flash(_("已新增单位“%(unit)s”。", unit=unit), "success")
    return redirect(url_for("accounts.units", line=unit.line), code=303)


@bp.get("/units/<int:unit_id>")
@requires(Permission.UNIT_READ)
def unit(unit_id: int) -> str:
    """Show one unit."""
    found = queries.unit_for(signed_in_member(), unit_id)
    return _page(found, UnitForm(formdata=None, obj=found), _parent_form(found))


@bp.post("/units/<int:unit_id>")
@requires(Permission.UNIT_EDIT)
def change_unit(unit_id: int) -> Any:
    """Rename a unit or change its place among its siblings."""
    actor, form = signed_in_member(), UnitForm()
    found = queries.unit_for(actor, unit_id, Permission.UNIT_EDIT)
    if not form.validate_on_submit():
        return _page(found, form, _parent_form(found)), 422
    actions.change_unit(actor, found, {name: form[name].data for name in ("full_name", "short_name", "sort_no")})
    flash(_("已保存。"), "success")
    return _back(found)


@bp.post("/units/<int:unit_id>/move")
@requires(Permission.UNIT_EDIT)
def move_unit(unit_id: int) -> Any:
    """Move a unit with all below it under another parent."""
    actor = signed_in_member()
    found = queries.unit_for(actor, unit_id, Permission.UNIT_EDIT)
    form = _parent_form(found)
    if not form.validate_on_submit():
        return _page(found, UnitForm(formdata=None, obj=found), form), 422
    parent = queries.unit_for(actor, int(form.parent_id.data), Permission.UNIT_EDIT)
    try:
        actions.move_unit(actor, found, parent)
    except Refusal as refusal:
        form.parent_id.errors = [refusal.sentence]
        return _page(found, UnitForm(formdata=None, obj=found), form), 422
    flash(_("已移动单位“%(unit)s”。", unit=found), "success")
    return _back(found)


@bp.post("/units/<int:unit_id>/deactivation")
@requires(Permission.UNIT_EDIT)
def deactivate_unit(unit_id: int) -> Response:
    """Take a unit out of use."""
    actor = signed_in_member()
    found = queries.unit_for(actor, unit_id, Permission.UNIT_EDIT)
    actions.deactivate_unit(actor, found)
    flash(_("已停用单位“%(unit)s”。", unit=found), "success")
    return _back(found)


@bp.post("/units/<int:unit_id>/activation")
@requires(Permission.UNIT_EDIT)
def activate_unit(unit_id: int) -> Response:
    """Take a unit into use again."""
    actor = signed_in_member()
    found = queries.unit_for(actor, unit_id, Permission.UNIT_EDIT)
    actions.activate_unit(actor, found)
    flash(_("已恢复单位“%(unit)s”。", unit=found), "success")
    return _back(found)


def _new_form() -> NewUnitForm:
    form = NewUnitForm(
        formdata=request.form if request.method == "POST" else None, parent_id=request.args.get("parent")
    )
    form.parent_id.choices = unit_choices(queries.units_in(scope(signed_in_member(), Permission.UNIT_EDIT)))
    return form


def _parent_form(unit: Unit) -> ParentForm:
    form = ParentForm(formdata=request.form if request.method == "POST" else None, parent_id=str(unit.parent_id or ""))
    reach = scope(signed_in_member(), Permission.UNIT_EDIT)
    others = [other for other in queries.units_in(reach, line=Line(unit.line)) if not other.path.startswith(unit.path)]
    form.parent_id.choices = unit_choices(others)
    return form


def _page(unit: Unit, form: UnitForm, parent_form: ParentForm) -> str:
    return render_template(
        "accounts/unit.html",
        unit=unit,
        labels=labels,
        form=form,
        parent_form=parent_form,
        people=queries.people_in_unit(unit),
        may_edit=can(signed_in_member(), Permission.UNIT_EDIT, unit),
    )


def _back(unit: Unit) -> Response:
    return redirect(url_for("accounts.unit", unit_id=unit.id), code=303)
