"""What assessment knows of a question, beside the question on its own page: how people answered it."""

from __future__ import annotations

from flask import render_template

from accounts.permissions import Permission
from assessment.queries.outcomes import AskedItem, asked_of_question
from assessment.statistics.advice import ENOUGH, advice
from assessment.statistics.observations import figures_of
from core.beside import QUESTION, Beside
from core.db import db
from core.i18n import _l
from question_bank import rules
from question_bank.models import Question
from question_bank.types import choices


def figures(question_id: int) -> str:
    """Show how a question did, each of its wordings for itself; empty when nobody was asked."""
    asked = asked_of_question(db.session.get_one(Question, question_id))
    lines = []
    for item in asked:
        found = figures_of(str(question_id), item.observations, item.keys, _options(item))
        lines.append((item.revision, found, advice(found), _class(found.facility)))
    return render_template("assessment/_question_figures.html", lines=lines, enough=ENOUGH) if lines else ""


def _options(item: AskedItem) -> int:
    body = item.revision.body
    return len(choices.option_ids(body)) if "options" in body else 0


def _class(facility: float | None) -> int | None:
    return None if facility is None else rules.facility_class(facility)


BESIDE = (Beside(QUESTION, _l("作答统计"), Permission.QUESTION_READ, figures),)
