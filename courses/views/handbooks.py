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
from courses.forms import HandbookForm
from courses.labels import OUTCOME_LABELS
from courses.models import Checklist, HandbookVersion

bp = Blueprint("handbooks", __name__, url_prefix="/handbooks")
MENU = (MenuItem(_l("清单检查"), "handbooks.runs", Permission.CHECKLIST_RUN, _l("教学"), "check"),)


@bp.before_request
def stand_under_runs() -> None:
    """Have the forms of the staff stand under the checklists in the menu; members read handbooks under their tab."""
    if request.endpoint in {"handbooks.new", "handbooks.edit", "handbooks.publish"}:
        stand_under("handbooks.runs")


@bp.get("/")
@requires(Permission.LEARN)
def index() -> str:
    """List the handbooks in force."""
    may_edit = can(current_user, Permission.COURSE_EDIT)
    return render_template("courses/handbooks.html", handbooks=queries.handbooks(), may_edit=may_edit)


@bp.get("/new")
@requires(Permission.COURSE_EDIT)
def new() -> str:
    """Show the form of a new handbook."""
    return render_template("courses/handbook_form.html", form=HandbookForm(formdata=None), handbook=None)


@bp.post("/")
@requires(Permission.COURSE_EDIT)
def publish() -> Response | tuple[str, int]:
    """Publish a handbook, or the next version of one."""
    form = HandbookForm()
    if not form.validate_on_submit():
        return render_template("courses/handbook_form.html", form=form, handbook=None), 422
    version = actions.publish_handbook(current_user, form.source_text(), form.reason.data or "", now=clock.now())
    flash(_("已发布第 %(number)s 版。", number=version.number), "success")
    return redirect(url_for("handbooks.show", slug=form.slug.data), code=303)


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


@bp.get("/<slug>/edit")
@requires(Permission.COURSE_EDIT)
def edit(slug: str) -> str:
    """Show the form of the next version, filled with the one in force."""
    version = queries.handbook_version(slug)
    form = HandbookForm(formdata=None, slug=slug, title=version.title, source=version.source, body=version.body)
    return render_template("courses/handbook_form.html", form=form, handbook=version.handbook)


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
        may_edit=can(current_user, Permission.COURSE_EDIT),
    )


def _checklist_page(checklist: Checklist) -> str:
    may_run = can(current_user, Permission.CHECKLIST_RUN)
    in_force = checklist.version_id == checklist.version.handbook.current_version_id
    units = queries.checking_units(current_user) if may_run and in_force else []
    return render_template(
        "courses/checklist.html", checklist=checklist, units=units, in_force=in_force, outcome_labels=OUTCOME_LABELS
    )
