"""What contests know of a question, beside the question on its own page: where it was asked and may be asked."""

from __future__ import annotations

from flask import render_template

from accounts.permissions import Permission
from contests.queries.uses import contests_with
from core.beside import QUESTION, Beside
from core.db import db
from core.i18n import _l
from question_bank.models import Question


def contests(question_id: int) -> str:
    """List the contests on whose papers a question stood or may stand; empty when there is none."""
    found = contests_with(db.session.get_one(Question, question_id))
    return render_template("contests/_question_uses.html", uses=found) if found else ""


BESIDE = (Beside(QUESTION, _l("用于竞赛"), Permission.CONTEST_EDIT, contests),)
