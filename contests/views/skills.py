"""Totals of a skills contest, and the way from every total down to its sheets."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from accounts.permissions import Permission, requires
from contests import queries, totals
from contests.models import Board, Contest, Entry, Kind, PracticalRound
from contests.queries import skills
from contests.states import State
from contests.views.base import bp
from core.errors import NotFound


@bp.get("/skills/<int:contest_id>/totals")
@requires(Permission.CONTEST_WATCH)
def totals_of(contest_id: int) -> str:
    """Show totals, places and awards as they follow from the sheets handed in so far."""
    contest = queries.watched_contest_for(current_user, contest_id)
    if contest.kind != Kind.SKILLS or not queries.watches_all(current_user, contest):
        raise NotFound
    scores = skills.entry_scores(contest)
    return render_template(
        "contests/totals.html",
        contest=contest,
        placed=skills.placed_entries(scores),
        teams=skills.placed_teams(contest, scores),
        person_awards=skills.awards_of(contest, Board.PERSON),
        team_awards=skills.awards_of(contest, Board.TEAM),
        award_for=totals.award_for,
        total_words=totals.explain_total(skills.blank_parts(contest)),
        tie_words=totals.explain_ties(),
        missing={each.id: skills.missing_sheets(contest, each) for each in contest.rounds},
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
