"""Totals of a skills contest, and the way from every total down to its sheets."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from contests import actions, queries, totals
from contests.models import Board, Contest, Entry, Judge, Kind, PracticalRound
from contests.queries import skills
from contests.states import State
from contests.views.base import bp
from contests.views.judging import judging_page
from core import clock
from core.db import db
from core.errors import NotFound, Refusal
from core.forms import clean_text
from core.i18n import _


@bp.get("/skills/manage/<int:contest_id>/totals")
@requires(Permission.CONTEST_WATCH)
def totals_of(contest_id: int) -> str:
    """Show totals, places and awards as they follow from the sheets handed in so far."""
    contest = queries.watched_contest_for(current_user, contest_id)
    if contest.kind != Kind.SKILLS or not queries.watches_all(current_user, contest):
        raise NotFound
    return _totals(contest)


def _totals(contest: Contest, refusal: str = "") -> str:
    scores = skills.entry_scores(contest)
    return render_template(
        "contests/totals.html",
        refusal=refusal,
        contest=contest,
        placed=skills.placed_entries(scores),
        teams=skills.placed_teams(contest, scores),
        person_awards=skills.awards_of(contest, Board.PERSON),
        team_awards=skills.awards_of(contest, Board.TEAM),
        award_for=totals.award_for,
        total_words=totals.explain_total(skills.blank_parts(contest)),
        tie_words=totals.explain_ties(),
        missing={each.id: skills.missing_sheets(contest, each) for each in contest.rounds},
        is_complete=all(each.unlocked_at for each in contest.rounds),
        is_editor=queries.may_edit(current_user, contest),
    )


@bp.get("/skills/<int:contest_id>/totals/<int:entry_id>")
@requires(Permission.CONTEST_ENTER)
def total_of(contest_id: int, entry_id: int) -> str:
    """Show one total down to its sheets; to those who watch the contest, and after publishing to the contestant."""
    contest = queries.contest_for(current_user, contest_id)
    entry = skills.entry_for(contest, entry_id)
    is_staff = queries.watches_all(current_user, contest)
    _ensure_may_open(contest, entry, is_staff=is_staff)
    score = next(each for each in skills.entry_scores(contest) if each.entry.id == entry.id)
    return render_template(
        "contests/total.html",
        contest=contest,
        score=score,
        sheets={each.id: _sheets(each, entry) for each in contest.rounds},
        weighed=[(part, totals.weighed(part)) for part in score.parts],
        total_words=totals.explain_total(score.parts),
        is_staff=is_staff,
        judge_numbers={judge.id: number for number, judge in enumerate(contest.judges, start=1)},
    )


def _ensure_may_open(contest: Contest, entry: Entry, *, is_staff: bool) -> None:
    own = entry.member_id == current_user.id and contest.state == State.PUBLISHED
    if not (is_staff or own):
        raise NotFound


def _sheets(practical: PracticalRound, entry: Entry) -> list[object]:
    if practical.unlocked_at is None:
        return []
    return list(skills.all_sheets(practical, entry))


@bp.post("/skills/<int:contest_id>/rounds/<int:round_id>/unlocking")
@requires(Permission.CONTEST_ENTER)
def unlock_round(contest_id: int, round_id: int) -> Response | tuple[str, int]:
    """Unseal a round: the chief judge or an organizer of the contest."""
    contest, seat = _unlockable_contest(contest_id)
    practical = skills.round_for(contest, round_id)
    reason = clean_text(request.form.get("reason"))[:300]
    try:
        actions.unlock_round(current_user, contest, practical, reason, now=clock.now())
    except Refusal as refusal:
        page = judging_page(contest, seat, refusal.sentence) if seat else _totals(contest, refusal.sentence)
        return page, int(refusal.status)
    flash(_("“%(title)s”已解封。", title=practical.title), "success")
    back = "contests.judging" if seat else "contests.totals_of"
    return redirect(url_for(back, contest_id=contest_id), code=303)


def _unlockable_contest(contest_id: int) -> tuple[Contest, Judge | None]:
    """Return a contest for its chief judge (with the seat) or its organizer; NotFound for everybody else."""
    contest = db.session.get(Contest, contest_id)
    if contest is None:
        raise NotFound
    if queries.may_edit(current_user, contest):
        return contest, None
    contest, seat = queries.judged_contest_for(current_user, contest_id)
    if not seat.is_chief:
        raise NotFound
    return contest, seat
