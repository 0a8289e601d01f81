"""A contest while it runs and after: progress, collecting papers, closing, publishing, taking back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from assessment.queries.marking import waiting_count
from contests import actions, forms, queries
from contests.models import Contest
from contests.queries import readiness
from contests.queries.progress import STAGE_LABELS, Progress, Stage
from contests.queries.standing import standing_now
from contests.states import LABELS, Event, State, can_happen
from contests.views.base import bp, phase_of, placed
from core import clock
from core.errors import Invalid, Refusal
from core.i18n import _
from core.paging import asked_page

POLL_SECONDS = 5


@bp.get("/contests/manage/<int:contest_id>/progress")
@requires(Permission.CONTEST_WATCH)
def progress(contest_id: int) -> str:
    """Show how far the people of a contest are, by branch and by person."""
    return _progress(placed(queries.watched_contest_for(current_user, contest_id)))


def _progress(contest: Contest, refusal: str = "") -> str:
    total, branches = queries.progress_of(current_user, contest)
    stage, words = request.args.get("stage", ""), request.args.get("q", "").strip()[:40]
    state = State(contest.state)
    return render_template(
        "contests/progress.html",
        contest=contest,
        phase=phase_of(contest),
        total=total,
        waiting_marks=waiting_count(contest.exam_id) if contest.exam_id else 0,
        branches=branches,
        people=queries.member_progress(
            current_user, contest, asked_page(request.args.get("page")), stage=stage, words=words
        ),
        stage=stage if stage in set(Stage) else "",
        stages=STAGE_LABELS,
        asked=words,
        is_editor=queries.may_edit(current_user, contest),
        events={event.value for event in Event if can_happen(state, event)},
        publishing_faults=_faults(contest),
        standing=standing_now(contest),
        has_snapshot=queries.current_snapshot(contest) is not None,
        poll_seconds=POLL_SECONDS,
        refusal=refusal,
        now_ms=clock.now_ms(),
    )


@bp.get("/contests/manage/<int:contest_id>/progress.json")
@requires(Permission.CONTEST_WATCH)
def progress_state(contest_id: int) -> Response:
    """Give the counts for refreshing the page; answers 304 while nothing has changed."""
    contest = placed(queries.watched_contest_for(current_user, contest_id))
    total, branches = queries.progress_of(current_user, contest)
    body = json.dumps(
        {
            "state": contest.state,
            "phase": phase_of(contest),
            "faults": len(_faults(contest)),
            "total": _counts(total),
            "branches": {str(branch.unit_id or 0): _counts(branch) for branch in branches},
        }
    )
    response = Response(body, mimetype="application/json")
    response.set_etag(hashlib.sha256(body.encode()).hexdigest()[:24])
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)


def _faults(contest: Contest) -> list[str]:
    """What still keeps the results of a closed contest from being published."""
    return readiness.publishing_faults(contest) if contest.state == State.CLOSED else []


def _counts(progress: Progress) -> dict[str, int]:
    return {"people": progress.people, **{stage.value: progress.counts[stage] for stage in Stage}}


@bp.post("/contests/manage/<int:contest_id>/attempts/<int:attempt_id>/collection")
@requires(Permission.CONTEST_EDIT)
def collect_attempt(contest_id: int, attempt_id: int) -> Response | tuple[str, int]:
    """Collect the running paper of one person, with the reason on record."""
    return _step(
        contest_id,
        lambda contest, reason: actions.force_close_attempt(current_user, contest, attempt_id, reason, now=clock.now()),
    )


@bp.post("/contests/manage/<int:contest_id>/closing")
@requires(Permission.CONTEST_EDIT)
def close_contest(contest_id: int) -> Response | tuple[str, int]:
    """End a contest by hand."""
    return _step(
        contest_id, lambda contest, reason: actions.close_contest(current_user, contest, reason, now=clock.now())
    )


@bp.post("/contests/manage/<int:contest_id>/publication")
@requires(Permission.CONTEST_EDIT)
def publish_contest(contest_id: int) -> Response | tuple[str, int]:
    """Publish the results."""
    return _step(contest_id, lambda contest, _reason: actions.publish_contest(current_user, contest, now=clock.now()))


@bp.post("/contests/manage/<int:contest_id>/retraction")
@requires(Permission.CONTEST_EDIT)
def retract_contest(contest_id: int) -> Response | tuple[str, int]:
    """Take published results back."""
    return _step(
        contest_id, lambda contest, reason: actions.retract_contest(current_user, contest, reason, now=clock.now())
    )


@bp.post("/contests/manage/<int:contest_id>/withdrawal")
@requires(Permission.CONTEST_EDIT)
def withdraw_contest(contest_id: int) -> Response | tuple[str, int]:
    """Call a contest off."""
    return _step(
        contest_id, lambda contest, reason: actions.withdraw_contest(current_user, contest, reason, now=clock.now())
    )


@bp.post("/contests/manage/<int:contest_id>/snapshots")
@requires(Permission.CONTEST_EDIT)
def create_snapshot(contest_id: int) -> Response | tuple[str, int]:
    """Make the ranking of a closed contest anew."""
    return _step(contest_id, lambda contest, _reason: actions.refresh_snapshot(current_user, contest, now=clock.now()))


def _step(contest_id: int, act: Callable[[Contest, str], Any]) -> Response | tuple[str, int]:
    """Load the contest, read the reason, act, and come back to the progress page with the outcome."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    form = forms.ReasonForm()
    try:
        if not form.validate_on_submit():
            raise Invalid(form.errors_text(), field="reason")
        act(contest, form.reason.data or "")
    except Refusal as refusal:
        return _progress(contest, refusal.sentence), int(refusal.status)
    flash(_("已完成。竞赛目前状态：%(state)s。", state=LABELS[State(contest.state)]), "success")
    return redirect(url_for("contests.progress", contest_id=contest_id), code=303)
