"""Faults that learners reported, for those who look after questions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.forms import clean_text
from core.i18n import _, _l
from core.paging import asked_page
from question_bank import actions, queries
from question_bank.models import FaultOutcome
from question_bank.views.blueprint import bp

ANSWERS = [
    (str(FaultOutcome.CORRECTED), _l("属实，题目已改正")),
    (str(FaultOutcome.RETIRED), _l("属实，停用这道题")),
    (str(FaultOutcome.REJECTED), _l("题目无误，说明理由")),
]


@bp.app_context_processor
def words() -> dict[str, object]:
    """Give templates the ways of answering a reported fault."""
    return {"fault_answers": ANSWERS}


@bp.get("/faults")
@requires(Permission.QUESTION_READ)
def faults() -> str:
    """List reported faults that wait, or those answered; of one's own questions or of all."""
    mine, answered = request.args.get("mine") == "1", request.args.get("show") == "answered"
    page = queries.faults_page(
        is_open=not answered,
        owner_id=current_user.id if mine else None,
        number=asked_page(request.args.get("page")),
    )
    return render_template(
        "question_bank/faults.html", page=page, mine=mine, answered=answered,
        may_edit=can(current_user, Permission.QUESTION_EDIT),
    )  # fmt: skip


@bp.post("/faults/<int:fault_id>/answer")
@requires(Permission.QUESTION_EDIT)
def answer_fault(fault_id: int) -> Response:
    """Answer a reported fault."""
    fault = queries.fault_for(current_user, fault_id)
    outcome, answer = request.form.get("outcome", ""), clean_text(request.form.get("answer", ""))
    actions.answer_fault(current_user, fault, outcome, answer, now=clock.now())
    flash(_("已答复，报告人能看到。"), "success")
    return redirect(url_for("questions.faults"), code=303)
