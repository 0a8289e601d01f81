"""Who learns which version of a course, and moving them to the current one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.i18n import _
from courses.models import Course
from courses.queries import course as course_by_id
from learning import actions
from learning.forms import ReasonForm
from learning.queries import versions
from learning.views.blueprint import bp


@bp.get("/courses/<int:course_id>/learners")
@requires(Permission.HOURS_EDIT)
def learners(course_id: int) -> str:
    """Show how many people learn each version."""
    return _page(course_by_id(course_id), ReasonForm(formdata=None))


def _page(course: Course, form: ReasonForm) -> str:
    found = versions.learners_by_version(current_user, course)
    behind = sum(row.learners for row in found if row.version_id != course.current_version_id)
    return render_template("learning/learners.html", course=course, versions=found, behind=behind, form=form)


@bp.post("/courses/<int:course_id>/learners")
@requires(Permission.HOURS_EDIT)
def move_learners(course_id: int) -> Response | tuple[str, int]:
    """Move everybody in scope to the current version."""
    course, form = course_by_id(course_id), ReasonForm()
    if not form.validate_on_submit():
        return _page(course, form), 422
    moved = actions.move_learners(current_user, course, form.reason.data or "", now=clock.now())
    flash(_("已把 %(count)s 人转到现行版本，没有变化的课不用重学。", count=moved), "success")
    return redirect(url_for("learning.learners", course_id=course_id), code=303)
