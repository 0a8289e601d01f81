"""What stands beside a question on its page: comments, labels, enemies, reported faults, differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from question_bank import actions, queries, rules
from question_bank.actions import Labels
from question_bank.differing import Difference, differences
from question_bank.models import Enmity, FaultReport, Question, QuestionComment, QuestionRevision
from question_bank.views.blueprint import bp


@dataclass(frozen=True)
class Life:
    """Everything about one question beside its wording."""

    comments: Sequence[QuestionComment]
    faults: Sequence[FaultReport]
    enemies: list[tuple[Enmity, Question]]
    suggested: list[tuple[Question, str]] | None
    words: dict[str, list[str]]
    changes: dict[int, list[Difference]]
    """For each revision but the first, by its number, what it changed."""
    today: date


def life_of(question: Question, history: Sequence[QuestionRevision]) -> Life:
    """Read what stands beside a question; `history` is its revisions, the newest first."""
    steps = pairwise(history)
    return Life(
        comments=queries.comments_on(question.id),
        faults=queries.faults_of(question.id),
        enemies=queries.enemies_of(question.id),
        suggested=queries.suggested_enemies(question) if "suggest" in request.args else None,
        words=queries.words_of([question.id]).get(question.id, {}),
        changes={newer.number: differences(older, newer) for newer, older in steps},
        today=clock.local(clock.now()).date(),
    )


def _page(question_id: int, anchor: str) -> Response:
    return redirect(url_for("questions.show", question_id=question_id, _anchor=anchor), code=303)


@bp.post("/<int:question_id>/comments")
@requires(Permission.QUESTION_READ)
def add_comment(question_id: int) -> Response:
    """Say something about a question."""
    question = queries.question_for(current_user, question_id)
    actions.comment(current_user, question, clean_text(request.form.get("body", "")), now=clock.now())
    return _page(question_id, "comments")


@bp.post("/<int:question_id>/labels")
@requires(Permission.QUESTION_EDIT)
def label(question_id: int) -> Response:
    """Write tier, last day, tags and posts."""
    question = queries.question_for(current_user, question_id)
    actions.label_question(current_user, question, _labels(request.form))
    flash(_("已保存。"), "success")
    return _page(question_id, "labels")


def _labels(sent: Any) -> Labels:
    tier = sent.get("tier", "0")
    if not (tier.isascii() and tier.isdecimal()):
        raise Invalid(_("请选择层级。"), field="tier")
    return Labels(
        tier=int(tier),
        valid_until=rules.last_day(sent.get("valid_until", "")),
        tags=rules.words_in(clean_text(sent.get("tags", ""))),
        posts=rules.words_in(clean_text(sent.get("posts", ""))),
    )


@bp.post("/<int:question_id>/enemies")
@requires(Permission.QUESTION_EDIT)
def add_enemy(question_id: int) -> Response:
    """Mark another question that must not stand on the same paper."""
    question = queries.question_for(current_user, question_id)
    other = request.form.get("other", "").strip()
    if not (other.isascii() and other.isdecimal() and len(other) < 10):
        raise Invalid(_("请填写另一道题的编号。"), field="other")
    reason = clean_text(request.form.get("reason", ""))
    actions.mark_enemies(current_user, question, int(other), reason, now=clock.now())
    flash(_("以后这两道题不会抽进同一份试卷。"), "success")
    return _page(question_id, "enemies")


@bp.post("/<int:question_id>/enemies/<int:other_id>/removal")
@requires(Permission.QUESTION_EDIT)
def remove_enemy(question_id: int, other_id: int) -> Response:
    """Let two questions stand on one paper again."""
    question = queries.question_for(current_user, question_id)
    actions.reconcile(current_user, question, other_id)
    return _page(question_id, "enemies")
