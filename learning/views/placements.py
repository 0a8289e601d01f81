"""Taking a placement test (摸底测试)."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from assessment.models import Exam
from assessment.queries import attempt_for, attempts_of, grade_of, self_check_paper
from core import clock
from core.db import db
from core.errors import NotFound
from core.i18n import _
from courses import queries
from courses.labels import TIER_LABELS
from courses.models import Placement, Tier
from learning import actions
from learning.incoming import field_name, read_answers
from learning.queries.entry import waived_courses
from learning.views.blueprint import bp


@bp.get("/learn/placements/<int:placement_id>")
@requires(Permission.LEARN)
def placement(placement_id: int) -> str:
    """Show what a placement test asks for, and what came of the attempts so far."""
    found, exam = _open(placement_id)
    tried = [(attempt, grade_of(attempt)) for attempt in attempts_of(current_user, exam.id)]
    return render_template(
        "learning/placement.html",
        placement=found,
        exam=exam,
        title=_title(found),
        tried=tried,
        left=actions.attempts_left(current_user, exam),
        waived=[row for row in waived_courses(current_user.id).values() if row.placement_id == found.id],
    )


@bp.get("/learn/placements/<int:placement_id>/paper")
@requires(Permission.LEARN)
def placement_paper(placement_id: int) -> str | Response:
    """Show the questions of the next attempt; without attempts left, the page before."""
    found, exam = _open(placement_id)
    if actions.attempts_left(current_user, exam) == 0:
        return redirect(url_for("learning.placement", placement_id=placement_id), code=303)
    items = self_check_paper(current_user, exam)
    return render_template(
        "learning/placement_paper.html",
        placement=found, exam=exam, title=_title(found), items=items, field_name=field_name,
        left=actions.attempts_left(current_user, exam),
    )  # fmt: skip


@bp.post("/learn/placements/<int:placement_id>")
@requires(Permission.LEARN)
def take_placement(placement_id: int) -> Response:
    """Mark the answers of a placement test."""
    found, exam = _open(placement_id)
    answers = read_answers(self_check_paper(current_user, exam), request.form.getlist)
    outcome = actions.take_placement(current_user, found, answers, now=clock.now())
    address = url_for("learning.placement_result", placement_id=placement_id, attempt_id=outcome.check.attempt.id)
    return redirect(address, code=303)


@bp.get("/learn/placements/<int:placement_id>/attempts/<int:attempt_id>")
@requires(Permission.LEARN)
def placement_result(placement_id: int, attempt_id: int) -> str:
    """Show a marked attempt: the score and what it opened, never the answers."""
    found, exam = _open(placement_id)
    attempt = attempt_for(current_user, attempt_id)
    grade = grade_of(attempt)
    if attempt.exam_id != exam.id or grade is None:
        raise NotFound
    waived = [row for row in waived_courses(current_user.id).values() if row.attempt_id == attempt_id]
    return render_template(
        "learning/placement_result.html",
        placement=found, exam=exam, title=_title(found), grade=grade, waived=waived,
        left=actions.attempts_left(current_user, exam),
    )  # fmt: skip


def _open(placement_id: int) -> tuple[Placement, Exam]:
    found = queries.placement(placement_id)
    return found, db.session.get_one(Exam, found.exam_id)


def _title(found: Placement) -> str:
    if found.tier is None:
        return str(found.course)
    return _("整个层级：%(tier)s", tier=TIER_LABELS[Tier(found.tier)])
