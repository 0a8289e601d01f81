"""Requiring courses of units (计划与任务)."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.forms import clean_text
from core.i18n import _
from core.paging import asked_page
from courses.queries import course as course_by_id
from courses.queries import published_courses
from learning import actions
from learning.audiences import AUDIENCE_LABELS, Audience
from learning.forms import AssignmentForm
from learning.queries import manage
from learning.queries.people import unit_for, units_for
from learning.views.blueprint import bp


@bp.get("/assignments")
@requires(Permission.HOURS_READ)
def assignments() -> str:
    """List what is required of the units in scope."""
    return render_template(
        "learning/assignments.html",
        page=manage.assignments_for(current_user, asked_page(request.args.get("page"))),
        may_edit=can(current_user, Permission.HOURS_EDIT),
        audience_labels=AUDIENCE_LABELS,
        current=clock.now(),
    )


@bp.get("/assignments/new")
@requires(Permission.HOURS_EDIT)
def new_assignment() -> str:
    """Show the form for a new requirement of a course."""
    form = _offered(AssignmentForm(formdata=None))
    return render_template("learning/assignment_form.html", form=form)


@bp.post("/assignments")
@requires(Permission.HOURS_EDIT)
def assign_course() -> Response | tuple[str, int]:
    """Require a course of a unit."""
    form = _offered(AssignmentForm())
    if not form.validate_on_submit():
        return render_template("learning/assignment_form.html", form=form), 422
    actions.assign_course(
        current_user,
        course_by_id(form.course.data),
        unit_for(current_user, form.unit.data, Permission.HOURS_EDIT),
        Audience(form.audience.data),
        clock.localize(form.due_at.data),
        note=form.note.data,
        now=clock.now(),
    )
    flash(_("任务已布置，学员在首页“待办”中可以看到。"), "success")
    return redirect(url_for("learning.assignments"), code=303)


@bp.post("/assignments/<int:assignment_id>/withdrawal")
@requires(Permission.HOURS_EDIT)
def withdraw_assignment(assignment_id: int) -> Response:
    """Require a course no longer."""
    found = manage.assignment_for(current_user, assignment_id)
    reason = clean_text(request.form.get("reason"))[:200]
    actions.withdraw_assignment(current_user, found, reason, now=clock.now())
    flash(_("任务已撤回，已有的学习记录不变。"), "success")
    return redirect(url_for("learning.assignments"), code=303)


def _offered(form: AssignmentForm) -> AssignmentForm:
    form.course.choices = [(card.course_id, card.title) for card in published_courses()]
    form.unit.choices = [(unit.id, unit.full_name) for unit in units_for(current_user, Permission.HOURS_EDIT)]
    return form
