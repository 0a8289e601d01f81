"""Roles: who holds which over what, giving and taking them."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import queries
from accounts.actions import grants as actions
from accounts.forms import GrantForm, unit_choices
from accounts.models import Member
from accounts.permissions import ROLE_LABELS, Permission, Role, requires, scope
from accounts.sessions import signed_in_member
from accounts.views.blueprint import bp
from core import clock
from core.errors import Forbidden, Refusal
from core.i18n import _
from core.paging import asked_page, paginate


@bp.get("/grants")
@requires(Permission.GRANT_EDIT)
def grants() -> str:
    """List the roles held within one's scope."""
    reach = scope(signed_in_member(), Permission.GRANT_EDIT)
    role = request.args.get("role", "")
    page = paginate(queries.live_grants(reach, role), asked_page(request.args.get("page")), size=50)
    return render_template("accounts/grants.html", page=page, role=role, labels=ROLE_LABELS, viewer=signed_in_member())


@bp.get("/members/<int:member_id>/grants")
@requires(Permission.GRANT_EDIT)
def member_grants(member_id: int) -> str:
    """Show the roles of one person, past ones included, and the form to give another."""
    found = queries.member_for(signed_in_member(), member_id)
    return _page(found, _form())


@bp.post("/members/<int:member_id>/grants")
@requires(Permission.GRANT_EDIT)
def give_role(member_id: int) -> Any:
    """Give a person a role over a unit."""
    actor, form = signed_in_member(), _form()
    found = queries.member_for(actor, member_id)
    if not form.validate_on_submit():
        return _page(found, form), 422
    unit = queries.unit_for(actor, int(form.unit_id.data), Permission.GRANT_EDIT)
    try:
        actions.give_role(actor, found, Role(form.role.data), unit, now=clock.now())
    except Forbidden:
        raise
    except Refusal as refusal:
        form[refusal.field or "role"].errors = [refusal.sentence]
        return _page(found, form), 422
    flash(_("已授予角色，对方下次打开页面时生效。"), "success")
    return _back(found)


@bp.post("/grants/<int:grant_id>/revocation")
@requires(Permission.GRANT_EDIT)
def revoke_role(grant_id: int) -> Response:
    """Take a role away."""
    actor = signed_in_member()
    grant = queries.grant_for(actor, grant_id)
    actions.revoke_role(actor, grant, now=clock.now())
    flash(_("已撤销角色。"), "success")
    return _back(grant.member)


def _form() -> GrantForm:
    form = GrantForm()
    form.unit_id.choices = unit_choices(queries.units_in(scope(signed_in_member(), Permission.GRANT_EDIT)))
    return form


def _page(member: Member, form: GrantForm) -> str:
    viewer = signed_in_member()
    reach = scope(viewer, Permission.GRANT_EDIT)
    rows = [
        (grant, ROLE_LABELS[Role(grant.role)], reach.covers_unit(grant.unit)) for grant in queries.grants_of(member)
    ]
    return render_template(
        "accounts/member_grants.html", member=member, form=form, rows=rows, is_oneself=viewer.id == member.id
    )


def _back(member: Member) -> Response:
    return redirect(url_for("accounts.member_grants", member_id=member.id), code=303)
