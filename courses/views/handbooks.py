"""Branch handbooks: reading, publishing versions, going through checklists."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.navigation import stand_under
from accounts.permissions import Permission, can, requires
from core import clock, markdown
from core.errors import NotFound
from core.forms import clean_text
from core.i18n import _, _l
from core.menu import MenuItem
from core.paging import asked_page
from courses import actions, queries
from courses.differences import lesson_differences
from courses.handbook_text import sections_in
from courses.labels import OUTCOME_LABELS
from courses.models import Checklist, HandbookVersion
from documents.differences import text_difference

bp = Blueprint("handbooks", __name__, url_prefix="/handbooks")
MENU = (
    MenuItem(_l("手册编写"), "handbooks.manage", Permission.COURSE_DRAFT, _l("资料"), "document"),
    MenuItem(_l("清单检查"), "handbooks.runs", Permission.CHECKLIST_RUN, _l("教学"), "check"),
)


@bp.before_request
def stand_under_manage() -> None:
    """Have the form of a next version stand where versions are written; members read handbooks under their tab."""
    if request.endpoint == "handbooks.edit":
        stand_under("handbooks.manage")


@bp.get("/")
@requires(Permission.LEARN)
def index() -> str:
    """List the handbooks in force."""
    may_edit = can(current_user, Permission.COURSE_WRITE)
    return render_template("courses/handbooks.html", handbooks=queries.handbooks(), may_edit=may_edit)


@bp.get("/<slug>")
@requires(Permission.LEARN)
def show(slug: str) -> str:
    """Show the version in force."""
    return _version_page(queries.handbook_version(slug))


@bp.get("/<slug>/versions/<int:number>")
@requires(Permission.LEARN)
def show_version(slug: str, number: int) -> str:
    """Show one version."""
    return _version_page(queries.handbook_version(slug, number))


@bp.get("/<slug>/versions/<int:number>/differences")
@requires(Permission.LEARN)
def differences(slug: str, number: int) -> str:
    """Show what a version changed against an earlier one, section by section."""
    asked = request.args.get("against", "")
    against = int(asked) if asked.isdecimal() and len(asked) < 5 else number - 1
    after, before = queries.handbook_version(slug, number), queries.handbook_version(slug, against)
    return render_template(
        "courses/handbook_differences.html",
        before=before,
        after=after,
        title=text_difference(before.title, after.title),
        lessons=lesson_differences(sections_in(before.body), sections_in(after.body)),
    )


@bp.get("/checklists/<int:checklist_id>")
@requires(Permission.LEARN)
def show_checklist(checklist_id: int) -> str:
    """Show a checklist, ready to be printed and ticked."""
    return _checklist_page(queries.checklist(checklist_id))


@bp.post("/checklists/<int:checklist_id>/runs")
@requires(Permission.CHECKLIST_RUN)
def record_run(checklist_id: int) -> Response:
    """Write down how a branch stands against a checklist."""
    checklist = queries.checklist(checklist_id)
    unit_id = request.form.get("unit", 0, int)
    unit = next((unit for unit in queries.checking_units(current_user) if unit.id == unit_id), None)
    if unit is None:
        raise NotFound
    marks = {
        number: (request.form.get(f"outcome-{number}", ""), clean_text(request.form.get(f"note-{number}")))
        for number in range(1, len(checklist.item_lines) + 1)
    }
    remark = clean_text(request.form.get("remark"))
    run = actions.record_run(current_user, checklist, unit, marks, remark, now=clock.now())
    flash(_("已记录，可以打印存档。"), "success")
    return redirect(url_for("handbooks.show_run", run_id=run.id), code=303)


@bp.get("/runs")
@requires(Permission.CHECKLIST_RUN)
def runs() -> str:
    """List the runs of the units in scope."""
    page = queries.runs_page(current_user, asked_page(request.args.get("page")))
    return render_template("courses/checklist_runs.html", page=page, handbooks=queries.handbooks())


@bp.get("/runs/<int:run_id>")
@requires(Permission.CHECKLIST_RUN)
def show_run(run_id: int) -> str:
    """Show one run, item by item."""
    run = queries.run(current_user, run_id)
    return render_template("courses/checklist_run.html", run=run, outcome_labels=OUTCOME_LABELS)


def _version_page(version: HandbookVersion) -> str:
    return render_template(
        "courses/handbook.html",
        version=version,
        versions=queries.handbook(version.handbook.slug).versions,
        text=markdown.render(version.body),
        written=queries.draft_behind(version.id),
        may_edit=can(current_user, Permission.COURSE_WRITE),
    )


def _checklist_page(checklist: Checklist) -> str:
    may_run = can(current_user, Permission.CHECKLIST_RUN)
    in_force = checklist.version_id == checklist.version.handbook.current_version_id
    units = queries.checking_units(current_user) if may_run and in_force else []
    return render_template(
        "courses/checklist.html", checklist=checklist, units=units, in_force=in_force, outcome_labels=OUTCOME_LABELS
    )
