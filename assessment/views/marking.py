"""Pages of those who mark: what waits, one answer after the other, the same question in a row."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from assessment import actions
from assessment.models import Exam, MarkingTask
from assessment.queries import marking as marking_queries
from assessment.views.blueprint import bp
from core import clock
from core.db import db
from core.errors import Forbidden, Invalid, NotFound
from core.forms import Form, clean_text
from core.i18n import _


@bp.get("/marking")
@requires(Permission.ANSWER_MARK)
def marking() -> str:
    """List what waits, exam by exam and question by question."""
    return render_template(
        "assessment/marking.html",
        exams=marking_queries.overview(current_user),
        may_set=can(current_user, Permission.CONTEST_EDIT),
        form=Form(formdata=None),
    )


@bp.get("/marking/exams/<int:exam_id>/questions/<int:revision_id>")
@requires(Permission.ANSWER_MARK)
def mark_next(exam_id: int, revision_id: int) -> Response:
    """Lead to the next answer to this question that waits, or back to the list when there is none."""
    task = marking_queries.next_task(current_user, exam_id, revision_id, request.args.get("place", "")[:20])
    if task is None:
        flash(_("这道题已没有等待您评阅的答案。"), "success")
        return redirect(url_for("assessment.marking"), code=303)
    return redirect(url_for("assessment.marking_task", task_id=task.id), code=303)


@bp.get("/marking/answers/<int:task_id>")
@requires(Permission.ANSWER_MARK)
def marking_task(task_id: int) -> str:
    """Show one answer beside its reference and rubric."""
    return _sheet(marking_queries.task_for(current_user, task_id), {}, None)


def _sheet(task: MarkingTask, given: dict[str, str], refusal: Invalid | None) -> str:
    return render_template(
        "assessment/marking_task.html",
        sheet=marking_queries.sheet(current_user, task),
        given=given,
        refusal=refusal,
        waiting=marking_queries.waiting_count(task.exam_id),
        form=Form(formdata=None),
    )


@bp.post("/marking/answers/<int:task_id>")
@requires(Permission.ANSWER_MARK)
def mark_answer(task_id: int) -> Response | tuple[str, int]:
    """Keep the points given, and go on to the next answer to the same question."""
    task = marking_queries.task_for(current_user, task_id)
    given = {name: value for name, value in request.form.items() if name not in ("csrf_token", "reason")}
    try:
        actions.mark_answer(
            current_user, task, given, reason=clean_text(request.form.get("reason", "")), now=clock.now()
        )
    except Invalid as refusal:
        return _sheet(task, given, refusal), 422
    flash(_("已保存。"), "success")
    address = url_for("assessment.mark_next", exam_id=task.exam_id, revision_id=task.revision_id, place=task.place)
    return redirect(address, code=303)


@bp.post("/marking/exams/<int:exam_id>/markers")
@requires(Permission.ANSWER_MARK)
def set_markers(exam_id: int) -> Response:
    """Decide how many people mark each answer of an exam."""
    if not can(current_user, Permission.CONTEST_EDIT):
        raise Forbidden
    exam = db.session.get(Exam, exam_id)
    if exam is None or exam_id not in {each.exam_id for each in marking_queries.overview(current_user)}:
        raise NotFound
    asked = request.form.get("markers", "")
    actions.ask_for_markers(current_user, exam, int(asked) if asked in ("1", "2", "3") else 0)
    flash(_("已保存。"), "success")
    return redirect(url_for("assessment.marking"), code=303)
