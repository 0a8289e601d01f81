"""Learners report faults of the questions they were asked, and see what became of it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from assessment import actions, queries
from assessment.views.blueprint import bp
from core import clock
from core.errors import NotFound, Refusal
from core.forms import clean_text
from core.i18n import _, _l
from core.paging import asked_page
from question_bank import actions as bank
from question_bank import queries as held
from question_bank.models import FaultOutcome

OUTCOMES = {
    FaultOutcome.CORRECTED: _l("已改正"),
    FaultOutcome.RETIRED: _l("已停用"),
    FaultOutcome.REJECTED: _l("题目无误"),
}


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Let result pages show what their reader reported, and what became of it."""
    return {"fault_outcomes": OUTCOMES, "reported_faults": _reported}


def _reported(review: list[queries.ReviewItem]) -> dict[int, Any]:
    return held.own_faults(current_user.id, [item.revision_id for item in review])


@bp.get("/faults")
@requires(Permission.ATTEMPT_OWN)
def faults() -> str:
    """List what this person reported, with the answers."""
    page = held.own_faults_page(current_user.id, asked_page(request.args.get("page")))
    return render_template("assessment/faults.html", page=page)


@bp.post("/<int:attempt_id>/items/<int:item_no>/fault")
@requires(Permission.ATTEMPT_OWN)
def report_fault(attempt_id: int, item_no: int) -> Response:
    """Take in what a person says is wrong with a question of a paper of theirs."""
    attempt = queries.attempt_for(current_user, attempt_id)
    if not actions.close_if_over(attempt, now=clock.now()):
        raise Refusal(_("交卷以后才能报告题目有误。"))
    line = next((line for line in queries.paper_lines(attempt_id) if line.item_no == item_no), None)
    if line is None:
        raise NotFound
    revision = held.revisions([line.question.revision_id])[line.question.revision_id]
    bank.report_fault(current_user, revision, clean_text(request.form.get("body", "")), now=clock.now())
    flash(_("已收到，题目负责人会答复您。"), "success")
    return redirect(url_for("assessment.faults"), code=303)
