"""Setting a skills contest up: rounds with rubrics, judges, teams, contestants, awards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from accounts.models import Member, Unit
from accounts.permissions import Permission, Role, requires, scope
from contests import actions, drafts, forms, grids, queries
from contests.models import Board, Contest, Judge, Kind, PracticalRound, Team
from contests.queries import skills
from contests.views.base import bp
from contests.views.drafting import Answer, editor, go_on, host_choices, publishing_form, show_step
from core import clock
from core.db import db
from core.errors import Invalid, NotFound, Refusal
from core.forms import Form
from core.i18n import _


@editor("rounds")
def edit_rounds(contest: Contest) -> Answer:
    """Show the rounds and save their weights."""
    form = _weighing_form(contest)
    if not form.is_submitted():
        return _rounds(contest, form)
    try:
        _ensure_valid(form)
        weighing = drafts.Weighing(form.written_percent.data * 10, form.team_top.data)
        actions.save_weighing(current_user, contest, weighing)
    except Refusal as refusal:
        return _rounds(contest, form, int(refusal.status), refusal.sentence)
    return go_on(contest, "rounds")


def _weighing_form(contest: Contest) -> forms.WeighingForm:
    return forms.WeighingForm(data={"written_percent": contest.written_permille // 10, "team_top": contest.team_top})


def _rounds(contest: Contest, form: forms.WeighingForm, status: int = 200, refusal: str = "") -> Answer:
    weights = sum(each.weight_permille for each in contest.rounds) + contest.written_permille
    return show_step(contest, "rounds", status, refusal, form=form, weights=weights)


def _ensure_valid(form: Form) -> None:
    if not form.validate():
        raise Invalid(form.errors_text())


@bp.route("/skills/manage/<int:contest_id>/rounds/new", methods=["GET", "POST"])
@requires(Permission.CONTEST_EDIT)
def new_round(contest_id: int) -> Answer:
    """Add a practical round with its rubric."""
    return _edit_round(queries.edited_contest_for(current_user, contest_id, Kind.SKILLS), None)


@bp.route("/skills/manage/<int:contest_id>/rounds/<int:round_id>", methods=["GET", "POST"])
@requires(Permission.CONTEST_EDIT)
def edit_round(contest_id: int, round_id: int) -> Answer:
    """Change a practical round and its rubric."""
    contest = queries.edited_contest_for(current_user, contest_id, Kind.SKILLS)
    return _edit_round(contest, skills.round_for(contest, round_id))


def _edit_round(contest: Contest, practical: PracticalRound | None) -> Answer:
    known = {"title": practical.title, "weight_percent": practical.weight_permille // 10} if practical else {}
    form = forms.RoundForm(data=known)
    if not form.is_submitted():
        return _round_page(contest, practical, form)
    try:
        _ensure_valid(form)
        draft = drafts.Round(form.title.data, form.weight_percent.data * 10, grids.read_items(request.form))
        actions.save_round(current_user, contest, practical, draft)
    except Refusal as refusal:
        return _round_page(contest, practical, form, int(refusal.status), refusal.sentence)
    return _back(contest, "rounds")


def _round_page(
    contest: Contest, practical: PracticalRound | None, form: forms.RoundForm, status: int = 200, refusal: str = ""
) -> Answer:
    stored = practical.items if practical else []
    items: list[Any] = [
        {"item_title": item.title, "item_max": forms.points_text(item.milli_max), "item_hint": item.hint}
        for item in stored
        if not item.is_veto
    ]
    vetoes = [item.title for item in stored if item.is_veto]
    if form.is_submitted():
        items = [row for _n, row in grids.read_grid(request.form, ("item_title", "item_max", "item_hint"))]
        vetoes = request.form.getlist("veto_title")
    return show_step(
        contest, "rounds", status, refusal, form=form, practical=practical, items=items, vetoes=vetoes, editing=True
    )


@bp.post("/skills/manage/<int:contest_id>/rounds/<int:round_id>/removal")
@requires(Permission.CONTEST_EDIT)
def remove_round(contest_id: int, round_id: int) -> Answer:
    """Remove a practical round."""
    contest = queries.edited_contest_for(current_user, contest_id, Kind.SKILLS)
    practical = skills.round_for(contest, round_id)
    try:
        actions.remove_round(current_user, contest, practical)
    except Refusal as refusal:
        return _rounds(contest, _weighing_form(contest), int(refusal.status), refusal.sentence)
    return _back(contest, "rounds")


@editor("people")
def edit_people(contest: Contest) -> Answer:
    """Show judges, teams and contestants; each is added and removed by its own small form."""
    if request.method == "POST":
        return go_on(contest, "people")
    return _people(contest)


def _people(contest: Contest, status: int = 200, refusal: str = "") -> Answer:
    team_form, contestant_form = forms.TeamForm(formdata=None), forms.ContestantForm(formdata=None)
    team_form.unit.choices = host_choices()
    entries = skills.entries_of(contest)
    contestant_form.team.choices = _team_choices(contest)
    contestant_form.start_no.data = max((entry.start_no for entry in entries), default=0) + 1
    return show_step(
        contest,
        "people",
        status,
        refusal,
        judge_form=forms.JudgeForm(formdata=None),
        team_form=team_form,
        contestant_form=contestant_form,
        entries=entries,
        granted=_granted_judges(contest),
    )


def _team_choices(contest: Contest) -> list[tuple[int, str]]:
    return [(0, _("个人参赛")), *((team.id, team.name) for team in contest.teams)]


def _granted_judges(contest: Contest) -> list[Member]:
    """Return the people with the role of a judge over the host unit who are not on the panel yet."""
    named = {judge.member_id for judge in contest.judges}
    candidates = db.session.scalars(
        select(Member).join(Member.grants).where(Member.active, Member.grants.any(role=Role.JUDGE)).distinct()
    ).all()
    covers = [member for member in candidates if scope(member, Permission.CONTEST_JUDGE).covers_unit(contest.unit)]
    return [member for member in covers if member.id not in named]


def _member_by_number(staff_no: str) -> Member:
    """Return the active person with this staff number within the organizer's units; raises Invalid."""
    within = scope(current_user, Permission.CONTEST_EDIT).member_filter()
    member: Member | None = db.session.scalar(select(Member).where(Member.staff_no == staff_no, Member.active, within))
    if member is None:
        raise Invalid(_("您管理的单位内没有工号为“%(no)s”的在册人员，请核对工号。", no=staff_no), field="staff_no")
    return member


@bp.post("/skills/manage/<int:contest_id>/judges")
@requires(Permission.CONTEST_EDIT)
def create_judge(contest_id: int) -> Answer:
    """Name a judge."""

    def act(contest: Contest) -> None:
        form = forms.JudgeForm()
        _ensure_valid(form)
        member = _member_by_number(form.staff_no.data)
        actions.add_judge(current_user, contest, member, is_chief=form.is_chief.data, now=clock.now())

    return _on_people(contest_id, act)


@bp.post("/skills/manage/<int:contest_id>/judges/<int:judge_id>/removal")
@requires(Permission.CONTEST_EDIT)
def remove_judge(contest_id: int, judge_id: int) -> Answer:
    """Take a judge off the panel."""
    return _on_people(
        contest_id,
        lambda contest: actions.remove_judge(current_user, contest, _one(contest.judges, judge_id)),
    )


@bp.post("/skills/manage/<int:contest_id>/teams")
@requires(Permission.CONTEST_EDIT)
def create_team(contest_id: int) -> Answer:
    """Add a team."""

    def act(contest: Contest) -> None:
        form = forms.TeamForm()
        form.unit.choices = host_choices()
        _ensure_valid(form)
        actions.add_team(current_user, contest, form.name.data, db.session.get_one(Unit, form.unit.data))

    return _on_people(contest_id, act)


@bp.post("/skills/manage/<int:contest_id>/teams/<int:team_id>/removal")
@requires(Permission.CONTEST_EDIT)
def remove_team(contest_id: int, team_id: int) -> Answer:
    """Remove a team."""
    return _on_people(
        contest_id, lambda contest: actions.remove_team(current_user, contest, _one(contest.teams, team_id))
    )


@bp.post("/skills/manage/<int:contest_id>/contestants")
@requires(Permission.CONTEST_EDIT)
def create_contestant(contest_id: int) -> Answer:
    """Enter a contestant."""

    def act(contest: Contest) -> None:
        form = forms.ContestantForm()
        form.team.choices = _team_choices(contest)
        _ensure_valid(form)
        member = _member_by_number(form.staff_no.data)
        team = db.session.get_one(Team, form.team.data) if form.team.data else None
        actions.add_contestant(current_user, contest, member, team, start_no=form.start_no.data or 0, now=clock.now())

    return _on_people(contest_id, act)


@bp.post("/skills/manage/<int:contest_id>/contestants/<int:entry_id>/removal")
@requires(Permission.CONTEST_EDIT)
def remove_contestant(contest_id: int, entry_id: int) -> Answer:
    """Remove a contestant."""
    return _on_people(
        contest_id,
        lambda contest: actions.remove_contestant(current_user, contest, skills.entry_for(contest, entry_id)),
    )


def _on_people(contest_id: int, act: Callable[[Contest], Any]) -> Answer:
    contest = queries.edited_contest_for(current_user, contest_id, Kind.SKILLS)
    try:
        act(contest)
    except NotFound:
        raise
    except Refusal as refusal:
        return _people(contest, int(refusal.status), refusal.sentence)
    return _back(contest, "people")


def _one(things: list[Any], thing_id: int) -> Judge | Team | Any:
    found = next((thing for thing in things if thing.id == thing_id), None)
    if found is None:
        raise NotFound
    return found


@editor("awards")
def edit_awards(contest: Contest) -> Answer:
    """Show the awards of both boards and what is released; save what is released."""
    form = publishing_form(contest)
    if not form.is_submitted():
        return _awards(contest, form)
    try:
        publishing = drafts.Publishing(
            request.form.get("release", ""), contest.ranking_rule, contest.branch_rule, contest.branch_top
        )
        actions.save_publishing(current_user, contest, publishing)
    except Refusal as refusal:
        return _awards(contest, form, int(refusal.status), refusal.sentence)
    return go_on(contest, "awards")


def _awards(contest: Contest, form: forms.PublishingForm, status: int = 200, refusal: str = "") -> Answer:
    boards = {board.value: skills.awards_of(contest, board) for board in (Board.PERSON, Board.TEAM)}
    return show_step(contest, "awards", status, refusal, form=form, boards=boards)


@bp.post("/skills/manage/<int:contest_id>/awards/<board>")
@requires(Permission.CONTEST_EDIT)
def save_awards(contest_id: int, board: str) -> Answer:
    """Replace the awards of one board."""
    contest = queries.edited_contest_for(current_user, contest_id, Kind.SKILLS)
    if board not in (Board.PERSON, Board.TEAM):
        raise NotFound
    try:
        actions.save_awards(current_user, contest, Board(board), grids.read_awards(request.form))
    except Refusal as refusal:
        return _awards(contest, publishing_form(contest), int(refusal.status), refusal.sentence)
    return _back(contest, "awards")


def _back(contest: Contest, step: str) -> Response:
    return redirect(url_for("contests.edit", contest_id=contest.id, step=step), code=303)
