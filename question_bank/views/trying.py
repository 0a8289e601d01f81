"""Trying a question out: answer it as a candidate would, and see how it is marked."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_login import current_user

from accounts.permissions import Permission, requires
from core.forms import Form
from question_bank import queries, trying
from question_bank.views.blueprint import bp


@bp.route("/<int:question_id>/try", methods=["GET"])
@requires(Permission.QUESTION_READ)
def try_out(question_id: int) -> str:
    """Ask the question."""
    return _page(question_id, None)


@bp.post("/<int:question_id>/try")
@requires(Permission.QUESTION_READ)
def mark_try(question_id: int) -> str | tuple[str, int]:
    """Mark what was answered; nothing is kept."""
    question = queries.question_for(current_user, question_id)
    tried = trying.tried(question.kind, question.latest.body, _sent)
    return _page(question_id, tried) if not tried.faults else (_page(question_id, tried), 422)


def _sent(suffix: str) -> list[str]:
    return request.form.getlist(f"try-{suffix}" if suffix else "try")


def _page(question_id: int, tried: trying.Tried | None) -> str:
    question: Any = queries.question_for(current_user, question_id)
    return render_template(
        "question_bank/try.html",
        question=question,
        shown=trying.shown(question.kind, question.latest.stem, question.latest.body, question.id),
        tried=tried,
        form=Form(formdata=None),
    )
