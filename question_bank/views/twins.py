"""Questions that say the same: search the bank, look at pairs side by side, decide."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.i18n import _, _l
from core.jobs import enqueue
from core.paging import asked_page
from question_bank import actions, queries
from question_bank.models import Likeness, State
from question_bank.views.blueprint import bp

LIKENESS = {
    Likeness.CONFLICT: _l("答案冲突"),
    Likeness.EXACT: _l("完全相同"),
    Likeness.NEAR: _l("相近"),
}


@bp.get("/twins")
@requires(Permission.QUESTION_READ)
def twins() -> str:
    """Show the pairs that the last search found and nobody has decided on."""
    asked = request.args.get("likeness", "")
    return render_template(
        "question_bank/twins.html",
        check=queries.last_twin_check(),
        page=queries.twin_pairs(asked if asked in LIKENESS else "", asked_page(request.args.get("page"))),
        likeness=LIKENESS,
        asked=asked,
        may_edit=can(current_user, Permission.QUESTION_EDIT),
    )


@bp.post("/twins")
@requires(Permission.QUESTION_EDIT)
def check_twins() -> Response:
    """Have the worker search the whole bank."""
    check = actions.ask_twin_check(current_user, now=clock.now())
    enqueue(actions.CHECK_TWINS, check_id=check.id)
    flash(_("正在查重，十万道题约需十几秒，完成后刷新本页即可看到。"))
    return redirect(url_for("questions.twins"), code=303)


@bp.post("/twins/<int:low_id>/<int:high_id>/keeping")
@requires(Permission.QUESTION_EDIT)
def keep_twins(low_id: int, high_id: int) -> Response:
    """Keep both questions of a pair."""
    pair = [queries.question_for(current_user, question_id) for question_id in (low_id, high_id)]
    actions.keep_both(current_user, pair[0], pair[1], now=clock.now())
    flash(_("两题都保留，任一题修改后会再次提示。"), "success")
    return redirect(url_for("questions.twins"), code=303)


@bp.post("/twins/<int:question_id>/retirement")
@requires(Permission.QUESTION_EDIT)
def retire_twin(question_id: int) -> Response:
    """Retire one question of a pair."""
    question = queries.question_for(current_user, question_id)
    actions.move_question(
        current_user, question, State.RETIRED, reason=str(_("查重时停用")), now=clock.now()
    )  # fmt: skip
    flash(_("题目 %(id)d 已停用。", id=question_id), "success")
    return redirect(url_for("questions.twins"), code=303)
