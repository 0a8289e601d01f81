"""Opening, closing, publishing, retracting and withdrawing a contest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from assessment import actions as assessment
from assessment.actions import DraftRow, ExamDraft
from assessment.deadlines import SETTLE_MARGIN_MS
from assessment.models import Attempt, Release
from contests import states
from contests.actions.snapshots import make_snapshot, refresh_stale
from contests.models import Contest, Kind
from contests.queries import readiness
from contests.queries.progress import unfinished
from contests.states import Event, State
from core import clock
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _

AFTER_END = timedelta(seconds=60, milliseconds=SETTLE_MARGIN_MS)
"""How long after the hard end a contest is closed by itself: all grace times and the settle margin have passed."""


class NotReady(Refusal):
    """The contest cannot be opened or published yet; names every reason at once."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(_("现在还不能这样做：%(faults)s", faults=" ".join(faults)))
        self.faults = tuple(faults)


@atomic
def open_contest(actor: Member, contest: Contest, *, now: datetime) -> None:
    """Fix the rules, make the exam and let members in from the opening time; raises NotReady with all reasons."""
    following = states.after(State(contest.state), Event.OPEN)
    faults = readiness.opening_faults(contest, now)
    if faults:
        raise NotReady(faults)
    if contest.has_paper:
        contest.exam = assessment.create_exam(actor, _exam_draft(contest), now=now)
        assessment.open_exam(actor, contest.exam, now=now)
    contest.opened_at = now
    _move(actor, contest, following, "contest.open")


def _exam_draft(contest: Contest) -> ExamDraft:
    return ExamDraft(
        title=contest.title,
        opens_at=contest.opens_at,
        last_start_at=contest.last_start_at,
        hard_end_at=contest.hard_end_at,
        duration_s=contest.duration_minutes * 60,
        attempts_allowed=contest.attempts_allowed,
        multiple_rule=contest.multiple_rule,
        pass_permille=contest.pass_permille,
        release=Release.NONE,
        rows=tuple(
            DraftRow(row.topic_id, row.kind, row.question_count, row.milli_points) for row in contest.paper_rows
        ),
    )


@atomic
def close_contest(actor: Member, contest: Contest, reason: str, *, now: datetime) -> None:
    """End a contest by hand: papers in progress are collected with the reason, then the first ranking is made."""
    following = states.after(State(contest.state), Event.CLOSE)
    running = unfinished(contest)
    early = contest.hard_end_at is not None and now < contest.hard_end_at
    if (running or (early and contest.has_paper)) and not reason.strip():
        raise Invalid(_("提前结束或收取未交的答卷，请填写原因。"), field="reason")
    _end_exam(actor, contest, running, reason, now)
    contest.closed_at = now
    _move(actor, contest, following, "contest.close", reason)
    make_snapshot(actor, contest, now=now)


def _end_exam(actor: Member | None, contest: Contest, running: Sequence[Attempt], reason: str, now: datetime) -> None:
    if contest.exam is None:
        return
    for attempt in running:
        assert actor is not None
        assessment.force_close(actor, attempt, reason, now=now)
        assessment.grade_attempt(attempt, now=now)
    assessment.close_exam(actor, contest.exam, now=now)


@atomic
def force_close_attempt(actor: Member, contest: Contest, attempt_id: int, reason: str, *, now: datetime) -> None:
    """Collect the running paper of one member of this contest, with the reason on record."""
    attempt = db.session.scalar(
        select(Attempt).where(
            Attempt.id == attempt_id, Attempt.exam_id == (contest.exam_id or 0), Attempt.running_key == 1
        )
    )
    if attempt is None:
        raise Refusal(_("这份答卷已经交卷，或不属于本次竞赛。"))
    assessment.force_close(actor, attempt, reason, now=now)


@atomic
def publish_contest(actor: Member, contest: Contest, *, now: datetime) -> None:
    """Make the final ranking and release results as announced; raises NotReady while papers or sheets are open."""
    following = states.after(State(contest.state), Event.PUBLISH)
    faults = readiness.publishing_faults(contest)
    if faults:
        raise NotReady(faults)
    snapshot = make_snapshot(actor, contest, now=now)
    if contest.exam is not None:
        assessment.release_results(actor, contest.exam, Release(contest.release), now=now)
    contest.published_at = now
    _move(actor, contest, following, "contest.publish", extra={"digest": snapshot.digest})


@atomic
def retract_contest(actor: Member, contest: Contest, reason: str, *, now: datetime) -> None:
    """Take published results back, so that they can be corrected and published anew."""
    following = states.after(State(contest.state), Event.RETRACT)
    _ensure_reason(reason)
    if contest.exam is not None:
        assessment.release_results(actor, contest.exam, Release.NONE, now=now)
    contest.published_at = None
    _move(actor, contest, following, "contest.retract", reason)


@atomic
def withdraw_contest(actor: Member, contest: Contest, reason: str, *, now: datetime) -> None:
    """Call a contest off for good; papers in progress are collected, nothing is published."""
    following = states.after(State(contest.state), Event.WITHDRAW)
    _ensure_reason(reason)
    if contest.state == State.OPEN:
        _end_exam(actor, contest, unfinished(contest), reason, now)
    contest.withdrawn_reason = reason.strip()
    contest.closed_at = contest.closed_at or now
    _move(actor, contest, following, "contest.withdraw", reason)


def _ensure_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid(_("请填写原因，学员会看到。"), field="reason")


def _move(
    actor: Member | None,
    contest: Contest,
    following: State,
    action: str,
    reason: str = "",
    extra: dict[str, str] | None = None,
) -> None:
    before, contest.state = contest.state, following
    after = {"state": following.value, **(extra or {})}
    audit.record(actor, action, contest, before={"state": before}, after=after, reason=reason.strip())


def tend() -> None:
    """Close contests that are over and bring rankings up to date; what the worker calls about every two seconds."""
    now = clock.now()
    close_ended(now)
    refresh_stale(now)


def close_ended(now: datetime) -> int:
    """Close every knowledge contest whose end has passed and whose papers are all in; how many were closed."""
    over = db.session.scalars(
        select(Contest.id).where(
            Contest.state == State.OPEN, Contest.kind == Kind.KNOWLEDGE, Contest.hard_end_at < now - AFTER_END
        )
    ).all()
    return sum(_close_if_all_in(contest_id, now) for contest_id in over)


@atomic
def _close_if_all_in(contest_id: int, now: datetime) -> bool:
    contest = db.session.get_one(Contest, contest_id, with_for_update=True)
    if contest.state != State.OPEN or unfinished(contest):
        return False
    _end_exam(None, contest, [], "", now)
    contest.closed_at = contest.hard_end_at
    _move(None, contest, State.CLOSED, "contest.close", _("到时自动结束"))
    make_snapshot(None, contest, now=now)
    return True
