"""People: the list, one person, and changing them."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import labels, queries, rules
from accounts.actions import members as actions
from accounts.actions import sign_in
from accounts.forms import NOWHERE, MemberForm, unit_choices
from accounts.models import Line, Member, Unit
from accounts.permissions import ROLE_LABELS, Permission, Role, can, may_administer, requires, scope
from accounts.sessions import signed_in_member
from accounts.views.blueprint import bp
from core import clock
from core.errors import Forbidden, Refusal
from core.forms import clean_text
from core.i18n import _
from core.paging import asked_page, paginate

PLAIN_FIELDS = ("staff_no", "name", "political_status", "party_post", "post", "gender", "birth_year", "phone")
UNITS = {"party_unit": Line.PARTY, "admin_unit": Line.ADMIN}


@bp.get("/members")
@requires(Permission.MEMBER_READ)
def members() -> str:
    """List the people of one's scope, filtered and in the official order."""
    viewer = signed_in_member()
    reach = scope(viewer, Permission.MEMBER_READ)
    wanted = asked_filter(viewer)
    page = paginate(queries.filtered_members(reach, wanted), asked_page(request.args.get("page")), size=50)
    return render_template(
        "accounts/members.html",
        page=page,
        wanted=wanted,
        units=unit_choices(queries.units_in(reach), none=_("全部单位")),
        statuses=labels.STATUSES,
        posts=labels.PARTY_POSTS,
        may_edit=can(viewer, Permission.MEMBER_EDIT),
    )


def asked_filter(viewer: Member) -> queries.MemberFilter:
    """Return the filter that the address asks for; words that mean nothing do not narrow."""
    asked = request.args
    unit_id = asked.get("unit", "")
    unit = queries.unit_for(viewer, int(unit_id)) if _is_id(unit_id) and unit_id != NOWHERE else None
    status, post = asked.get("status", ""), asked.get("post", "")
    return queries.MemberFilter(
        unit=unit,
        political_status=status if status in labels.STATUSES else "",
        party_post=post if post in labels.PARTY_POSTS else "",
        text=clean_text(asked.get("q"))[:40],
        active={"closed": False, "all": None}.get(asked.get("state", ""), True),
    )


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16


@bp.get("/members/new")
@requires(Permission.MEMBER_EDIT)
def new_member() -> str:
    """Show the form for a new person."""
    return render_template("accounts/member_edit.html", form=_form(None), member=None)


@bp.post("/members/new")
@requires(Permission.MEMBER_EDIT)
def add_member() -> Any:
    """Create a person and show their one-time password, this once."""
    actor, form = signed_in_member(), _form(None)
    if not form.validate_on_submit():
        return render_template("accounts/member_edit.html", form=form, member=None), 422
    values = {name: form[name].data for name in PLAIN_FIELDS} | _chosen_units(actor, form, None)
    try:
        member, password = actions.add_member(actor, actions.MemberDraft(**values), now=clock.now())
    except Refusal as refusal:
        return _refused(form, None, refusal)
    return _password_page(member, password)


@bp.get("/members/<int:member_id>")
@requires(Permission.MEMBER_READ)
def member(member_id: int) -> str:
    """Show one person."""
    viewer = signed_in_member()
    found = queries.member_for(viewer, member_id)
    return render_template(
        "accounts/member.html",
        member=found,
        phone=rules.masked_phone(found.phone),
        labels=labels,
        roles=[(ROLE_LABELS[Role(grant.role)], grant.unit) for grant in found.grants],
        locked_until=sign_in.locked_until(found, clock.now()),
        may_edit=scope(viewer, Permission.MEMBER_EDIT).covers(found),
        may_administer=may_administer(viewer, found),
        may_grant=can(viewer, Permission.GRANT_EDIT),
    )


@bp.get("/members/<int:member_id>/edit")
@requires(Permission.MEMBER_EDIT)
def edit_member(member_id: int) -> str:
    """Show the form to change a person."""
    found = queries.member_for(signed_in_member(), member_id, Permission.MEMBER_EDIT)
    return render_template("accounts/member_edit.html", form=_form(found), member=found)


@bp.post("/members/<int:member_id>/edit")
@requires(Permission.MEMBER_EDIT)
def change_member(member_id: int) -> Any:
    """Change a person, or move them to other units."""
    actor = signed_in_member()
    found = queries.member_for(actor, member_id, Permission.MEMBER_EDIT)
    form = _form(found)
    if not form.validate_on_submit():
        return render_template("accounts/member_edit.html", form=form, member=found), 422
    values = {name: form[name].data for name in PLAIN_FIELDS} | _chosen_units(actor, form, found)
    try:
        actions.change_member(actor, found, values)
    except Refusal as refusal:
        return _refused(form, found, refusal)
    flash(_("已保存。"), "success")
    return _back(found)


@bp.post("/members/<int:member_id>/deactivation")
@requires(Permission.MEMBER_EDIT)
def deactivate_member(member_id: int) -> Response:
    """Close a person's account."""
    actor = signed_in_member()
    found = queries.member_for(actor, member_id, Permission.MEMBER_EDIT)
    actions.deactivate_member(actor, found)
    flash(_("已停用“%(member)s”，学习记录保留。", member=found), "success")
    return _back(found)


@bp.post("/members/<int:member_id>/activation")
@requires(Permission.MEMBER_EDIT)
def activate_member(member_id: int) -> Response:
    """Open a person's account again."""
    actor = signed_in_member()
    found = queries.member_for(actor, member_id, Permission.MEMBER_EDIT)
    actions.activate_member(actor, found)
    flash(_("已恢复“%(member)s”。", member=found), "success")
    return _back(found)


@bp.post("/members/<int:member_id>/password")
@requires(Permission.MEMBER_EDIT)
def reset_password(member_id: int) -> Response:
    """Give a person a one-time password and show it, this once."""
    actor = signed_in_member()
    found = queries.member_for(actor, member_id, Permission.MEMBER_EDIT)
    return _password_page(found, actions.reset_password(actor, found))


def _password_page(member: Member, password: str) -> Response:
    response = make_response(render_template("accounts/member_password.html", member=member, password=password))
    response.headers["Cache-Control"] = "no-store"
    return response


def _form(member: Member | None) -> MemberForm:
    form = MemberForm(formdata=request.form if request.method == "POST" else None, obj=member)
    reach = scope(signed_in_member(), Permission.MEMBER_EDIT)
    for name, line in UNITS.items():
        field = form[f"{name}_id"]
        present: Unit | None = getattr(member, name) if member else None
        units = list(queries.units_in(reach, line=line))
        if present is not None and present not in units:
            units.insert(0, present)
        field.choices = unit_choices(units, none=_("（无）"))
        if request.method != "POST":
            field.data = str(present.id) if present else NOWHERE
    return form


def _chosen_units(actor: Member, form: MemberForm, member: Member | None) -> dict[str, Unit | None]:
    chosen: dict[str, Unit | None] = {}
    for name in UNITS:
        value = form[f"{name}_id"].data
        present: Unit | None = getattr(member, name) if member else None
        if value == NOWHERE:
            chosen[name] = None
        elif present is not None and str(present.id) == value:
            chosen[name] = present
        else:
            chosen[name] = queries.unit_for(actor, int(value), Permission.MEMBER_EDIT)
    return chosen


def _refused(form: MemberForm, member: Member | None, refusal: Refusal) -> Any:
    if isinstance(refusal, Forbidden):
        raise refusal
    form[refusal.field or "staff_no"].errors = [refusal.sentence]
    return render_template("accounts/member_edit.html", form=form, member=member), 422


def _back(member: Member) -> Response:
    return redirect(url_for("accounts.member", member_id=member.id), code=303)
