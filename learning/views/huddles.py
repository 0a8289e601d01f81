"""Talks before the shift (班前会): list, open, answer together, close."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from core.paging import asked_page
from learning import actions
from learning.models import Huddle
from learning.queries import huddles as queries
from learning.views.blueprint import bp


@bp.get("/huddles")
@requires(Permission.HUDDLE_LEAD)
def huddles() -> str:
    """List the talks of the teams in scope."""
    page, present = queries.huddles_page(current_user, asked_page(request.args.get("page")))
    return render_template("learning/huddles.html", page=page, present=present)


@bp.get("/huddles/new")
@requires(Permission.HUDDLE_LEAD)
def new_huddle() -> str:
    """Choose the team and the lesson of a talk."""
    return render_template(
        "learning/huddle_form.html",
        teams=[(unit.id, unit.full_name) for unit in queries.teams_of(current_user)],
        subjects=queries.subjects(),
    )


@bp.post("/huddles")
@requires(Permission.HUDDLE_LEAD)
def open_huddle() -> Response:
    """Open a talk."""
    unit = queries.team_for(current_user, request.form.get("unit", 0, int))
    lesson = queries.subject(request.form.get("lesson", 0, int))
    huddle = actions.open_huddle(current_user, unit, lesson, now=clock.now())
    return redirect(url_for("learning.huddle", huddle_id=huddle.id), code=303)


@bp.get("/huddles/<int:huddle_id>")
@requires(Permission.HUDDLE_LEAD)
def huddle(huddle_id: int) -> str:
    """Show a talk in large type, wherever it stands."""
    return _huddle_page(queries.huddle_for(current_user, huddle_id), [])


@bp.post("/huddles/<int:huddle_id>/answer")
@requires(Permission.HUDDLE_LEAD)
def answer_huddle(huddle_id: int) -> Response | tuple[str, int]:
    """Take the team's answer and those who are there."""
    found = queries.huddle_for(current_user, huddle_id)
    try:
        actions.answer_huddle(found, request.form.getlist("answer"), _present(), now=clock.now())
    except Invalid as invalid:
        return _huddle_page(queries.huddle_for(current_user, huddle_id), [invalid.sentence]), 422
    return redirect(url_for("learning.huddle", huddle_id=huddle_id), code=303)


@bp.post("/huddles/<int:huddle_id>/closing")
@requires(Permission.HUDDLE_LEAD)
def close_huddle(huddle_id: int) -> Response:
    """Close a talk."""
    found = queries.huddle_for(current_user, huddle_id)
    count = actions.close_huddle(current_user, found, _present(), now=clock.now())
    flash(_("班前会已结束，%(count)s 人到会，已记录。", count=count), "success")
    return redirect(url_for("learning.huddle", huddle_id=huddle_id), code=303)


def _present() -> list[int]:
    return request.form.getlist("present", int)


def _huddle_page(found: Huddle, faults: list[str]) -> str:
    return render_template(
        "learning/huddle.html",
        huddle=found,
        question=queries.question_of(found),
        people=queries.people_of(found.unit),
        there={presence.member_id for presence in found.presences} or set(_present()),
        chosen=set(request.form.getlist("answer")),
        faults=faults,
    )
