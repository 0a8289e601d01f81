"""Contests as members see them: the list, the page with its rules, the way to the paper."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from assessment import marking
from assessment import queries as assessment
from assessment.models import Attempt, Release
from contests import actions, queries, totals
from contests.models import Board, Contest, Kind, RankingRow
from contests.queries import skills
from contests.rules import Phase
from contests.states import State
from contests.views.base import bp, phase_of
from core import clock
from core.errors import Refusal

TABS = {
    "open": (Phase.RUNNING, Phase.NO_MORE_STARTS),
    "upcoming": (Phase.UPCOMING,),
    "finished": (Phase.OVER, Phase.PUBLISHED, Phase.WITHDRAWN),
}


@bp.get("/contests")
@requires(Permission.CONTEST_ENTER)
def index() -> str:
    """Show the contests a member may take part in: open now, upcoming, finished."""
    return _list(Kind.KNOWLEDGE, "contests/index.html")


@bp.get("/skills")
@requires(Permission.CONTEST_ENTER)
def skills_index() -> str:
    """Show the skills contests a member may follow, competes in or judges."""
    return _list(Kind.SKILLS, "contests/skills_index.html")


def _list(kind: Kind, template: str) -> str:
    contests = queries.contests_to_see(current_user, kind)
    groups = {name: [each for each in contests if phase_of(each) in phases] for name, phases in TABS.items()}
    groups["open"].sort(key=lambda each: (each.hard_end_at is None, each.hard_end_at, each.id))
    groups["upcoming"].sort(key=lambda each: (each.opens_at, each.id))
    asked = request.args.get("tab")
    tab = asked if asked in groups else next((name for name, group in groups.items() if group), "open")
    return render_template(template, groups=groups, tab=tab, places=_own_places(groups["finished"], tab))


def _own_places(contests: Sequence[Contest], tab: str) -> dict[int, RankingRow]:
    if tab != "finished":
        return {}
    return queries.own_published_rows(current_user.id, [contest.id for contest in contests])


@bp.get("/contests/<int:contest_id>")
@requires(Permission.CONTEST_ENTER)
def show(contest_id: int) -> str:
    """Show a contest with its rules in words, one's attempts and the one next step."""
    contest = queries.contest_for(current_user, contest_id)
    return _show(contest)


@bp.post("/contests/<int:contest_id>/entries")
@requires(Permission.CONTEST_ENTER)
def create_entry(contest_id: int) -> Response | tuple[str, int]:
    """Start one's paper, or go back to the one that is running."""
    contest = queries.contest_for(current_user, contest_id)
    try:
        attempt = actions.enter_contest(current_user, contest, now=clock.now())
    except Refusal as refusal:
        if int(refusal.status) != Refusal.status:
            raise
        return _show(contest, refusal.sentence), int(refusal.status)
    return redirect(url_for("assessment.show", attempt_id=attempt.id), code=303)


def _show(contest: Contest, refusal: str = "") -> str:
    attempts = assessment.attempts_of(current_user, contest.exam_id) if contest.exam_id else []
    running = next((each for each in attempts if each.running_key), None)
    takes_part = queries.takes_part(current_user, contest)
    phase = phase_of(contest)
    can_start = takes_part and phase is Phase.RUNNING and len(attempts) < contest.attempts_allowed
    row = queries.own_published_rows(current_user.id, [contest.id]).get(contest.id)
    return render_template(
        "contests/show_skills.html" if contest.is_skills else "contests/show.html",
        contest=contest,
        phase=phase,
        attempts=[(each, _points(contest, each)) for each in attempts],
        running=running,
        can_start=can_start and running is None and contest.exam_id is not None,
        takes_part=takes_part,
        own_row=row,
        multiple_rule=marking.BY_NAME[contest.multiple_rule],
        shows_points=_shows(contest, Release.SCORE, Release.ANSWERS),
        shows_answers=_shows(contest, Release.ANSWERS),
        seat=queries.seat_of(current_user, contest) if contest.is_skills else None,
        entries=skills.entries_of(contest) if contest.is_skills else [],
        total_words=totals.explain_total(skills.blank_parts(contest)) if contest.is_skills else "",
        boards=Board,
        refusal=refusal,
    )


def _shows(contest: Contest, *releases: Release) -> bool:
    return contest.state == State.PUBLISHED and contest.release in releases


def _points(contest: Contest, attempt: Attempt) -> object:
    if not _shows(contest, Release.SCORE, Release.ANSWERS):
        return None
    return assessment.grade_of(attempt)
