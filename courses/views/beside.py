"""What courses know of a question, beside the question on its own page: the lessons that check with it."""

from __future__ import annotations

from flask import render_template

from accounts.permissions import Permission
from core.beside import QUESTION, Beside
from core.db import db
from core.i18n import _l
from courses.queries.uses import lessons_with
from question_bank.models import Question


def lessons(question_id: int) -> str:
    """List the lessons in whose self-checks a question stood or may stand; empty when there is none."""
    found = lessons_with(db.session.get_one(Question, question_id))
    return render_template("courses/_question_uses.html", uses=found) if found else ""


BESIDE = (Beside(QUESTION, _l("用于课后自测"), Permission.COURSE_READ, lessons),)
