"""How the questions and the paper of a contest did, for its organizers."""

from __future__ import annotations

from flask import render_template, request
from flask_login import current_user

from accounts.permissions import Permission, requires
from assessment.queries.outcomes import AskedItem, asked_in_exam, matrix_of
from assessment.statistics import latent
from assessment.statistics.advice import ENOUGH, advice
from assessment.statistics.analysis import ENOUGH_FOR_MODELS, Analysis
from assessment.statistics.observations import figures_of
from assessment.statistics.papers import paper_figures
from contests import queries
from contests.states import State
from contests.views.base import bp, placed
from core.errors import NotFound
from core.i18n import _
from question_bank import types
from question_bank.types import choices

MODEL = "two_pl"


@bp.get("/contests/manage/<int:contest_id>/statistics")
@requires(Permission.CONTEST_EDIT)
def statistics(contest_id: int) -> str:
    """Show the reliability of the paper and the figures of every question, from the marked papers."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    if contest.exam is None or contest.state not in (State.CLOSED, State.PUBLISHED):
        raise NotFound(_("竞赛结束并判分后，才有题目和试卷的统计。"))
    asked = asked_in_exam(contest.exam.id)
    found = _analysis(asked, contest.exam.pass_permille / 1000, with_models="models" in request.args)
    model = found.models.get(MODEL)
    return render_template(
        "contests/statistics.html",
        contest=contest,
        paper=found.paper,
        lines=[(item, figures, advice(figures)) for item, figures in zip(asked, found.items, strict=True)],
        estimates=list(zip(asked, model.items, strict=True)) if model else [],
        asked_models="models" in request.args,
        kinds=types.BY_NAME,
        enough=ENOUGH,
        enough_for_models=ENOUGH_FOR_MODELS,
    )


def _analysis(asked: list[AskedItem], pass_share: float, *, with_models: bool) -> Analysis:
    matrix = matrix_of(asked)
    figures = tuple(
        figures_of(str(item.revision.question_id), item.observations, item.keys, _options(item)) for item in asked
    )
    models = {}
    if with_models and matrix.persons >= ENOUGH_FOR_MODELS and (model := latent.fit(matrix.shares, MODEL)):
        models[MODEL] = model
    return Analysis(paper_figures(matrix, pass_share), figures, models)


def _options(item: AskedItem) -> int:
    body = item.revision.body
    return len(choices.option_ids(body)) if "options" in body else 0
