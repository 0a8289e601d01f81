"""The roster as an Excel file: template, import with preview, export, first passwords."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import queries
from accounts.actions import members as member_actions
from accounts.actions import roster as actions
from accounts.forms import RosterForm
from accounts.permissions import Permission, requires, scope
from accounts.roster import writing
from accounts.roster.planning import Plan, plan_import
from accounts.roster.reading import read_roster
from accounts.sessions import signed_in_member
from accounts.views.blueprint import bp, workbook_response
from accounts.views.members import asked_filter
from core import clock
from core.db import db
from core.errors import Refusal
from core.i18n import _
from core.paging import Page, asked_page
from core.text import file_day
from core.uploads import read_upload

KINDS = ("new", "changed", "faulty", "unchanged")
PAGE_SIZE = 50


@bp.get("/members/template.xlsx")
@requires(Permission.MEMBER_EDIT)
def roster_template() -> Response:
    """Download an empty roster with drop-downs."""
    units = queries.units_in(scope(signed_in_member(), Permission.MEMBER_EDIT))
    return workbook_response(writing.template_workbook(units), _("名册模板") + ".xlsx")


@bp.get("/members/export.xlsx")
@requires(Permission.MEMBER_READ)
def export_roster() -> Response:
    """Download the filtered people of one's scope as a roster that can be imported again."""
    viewer = signed_in_member()
    reach = scope(viewer, Permission.MEMBER_READ)
    found = db.session.scalars(queries.filtered_members(reach, asked_filter(viewer))).unique().all()
    editing = scope(viewer, Permission.MEMBER_EDIT)
    content = writing.roster_workbook(found, queries.units_in(reach), reach=editing)
    actions.note_export(viewer, len(found))
    return workbook_response(content, f"{_('名册')}-{file_day(clock.now())}.xlsx")


@bp.get("/members/import")
@requires(Permission.MEMBER_EDIT)
def import_roster() -> str:
    """Show where to upload a roster, and how many people still have no password."""
    return _upload_page(RosterForm())


@bp.post("/members/import")
@requires(Permission.MEMBER_EDIT)
def upload_roster() -> Any:
    """Read a roster and keep it for the preview; nothing is imported yet."""
    form = RosterForm()
    if not form.validate_on_submit():
        return _upload_page(form), 422
    limit = current_app.config["SETTINGS"].upload_megabytes * 2**20
    try:
        name, content = read_upload(request.files.get("file"), extensions={".xlsx"}, max_bytes=limit)
        reading = read_roster(content)
    except Refusal as refusal:
        form.file.errors = [refusal.sentence]
        return _upload_page(form), int(refusal.status)
    roster = actions.stage_roster(signed_in_member(), name, reading, now=clock.now())
    return redirect(url_for("accounts.roster_preview", import_id=roster.id), code=303)


@bp.get("/members/import/<int:import_id>")
@requires(Permission.MEMBER_EDIT)
def roster_preview(import_id: int) -> str:
    """Show what importing a roster would change, or what it changed."""
    viewer = signed_in_member()
    roster = queries.roster_import_for(viewer, import_id)
    if roster.applied_at is not None:
        waiting = queries.count(queries.without_password(scope(viewer, Permission.MEMBER_EDIT)))
        return render_template("accounts/roster_done.html", roster=roster, waiting=waiting)
    reading = actions.kept_reading(roster)
    plan = plan_import(viewer, reading, now=clock.now())
    kind = request.args.get("kind", "")
    shown = kind if kind in KINDS else _first_kind(plan)
    return render_template(
        "accounts/roster_preview.html",
        roster=roster,
        plan=plan,
        kinds=KINDS,
        kind=shown,
        page=_page(plan, shown),
        ignored=reading.ignored,
        reasons=writing.reasons,
    )


def _first_kind(plan: Plan) -> str:
    order = ("faulty", "new", "changed", "unchanged")
    return next((kind for kind in order if plan.counts[kind]), "unchanged")


def _page(plan: Plan, kind: str) -> Page[Any]:
    entries = plan.of(kind)
    last = max(1, -(-len(entries) // PAGE_SIZE))
    number = min(asked_page(request.args.get("page")), last)
    return Page(entries[(number - 1) * PAGE_SIZE : number * PAGE_SIZE], len(entries), number, PAGE_SIZE)


@bp.get("/members/import/<int:import_id>/faults.xlsx")
@requires(Permission.MEMBER_EDIT)
def roster_faults(import_id: int) -> Response:
    """Download the rows that have to be corrected, each with its reasons."""
    viewer = signed_in_member()
    reading = actions.kept_reading(queries.roster_import_for(viewer, import_id))
    content = writing.faults_workbook(reading, plan_import(viewer, reading, now=clock.now()))
    return workbook_response(content, _("需要修改的行") + ".xlsx")


@bp.post("/members/import/<int:import_id>/confirmation")
@requires(Permission.MEMBER_EDIT)
def apply_roster(import_id: int) -> Response:
    """Import a roster as previewed, all of it or nothing."""
    actor = signed_in_member()
    roster = queries.roster_import_for(actor, import_id)
    actions.apply_roster(actor, roster, request.form.get("seen", ""), now=clock.now())
    flash(_("名册已导入。"), "success")
    return redirect(url_for("accounts.roster_preview", import_id=roster.id), code=303)


@bp.post("/members/first-passwords")
@requires(Permission.MEMBER_EDIT)
def first_passwords() -> Response:
    """Download one-time passwords for everybody within reach who never had a password, this once."""
    issued = member_actions.issue_first_passwords(signed_in_member())
    if not issued:
        raise Refusal(_("您的管理范围内没有尚未设置密码的学员。"))
    return workbook_response(writing.passwords_workbook(issued), _("一次性密码") + ".xlsx")


def _upload_page(form: RosterForm) -> str:
    waiting = queries.count(queries.without_password(scope(signed_in_member(), Permission.MEMBER_EDIT)))
    return render_template("accounts/roster_import.html", form=form, waiting=waiting)
