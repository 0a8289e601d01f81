"""What still stands in the way of opening or publishing a contest, all of it at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from assessment.models import Attempt, AttemptGrade, Exam
from assessment.queries.marking import waiting_count
from contests import rules, totals
from contests.models import Board, Contest, Entry
from contests.queries.paper import cells_of, paper_fits
from contests.queries.people import audience_size
from contests.queries.progress import unfinished
from contests.queries.skills import awards_of
from contests.queries.standing import drawn_from
from contests.rules import RoundShape
from core.db import db
from core.i18n import _

Checks = dict[str, list[str]]


def opening_checks(contest: Contest, now: datetime) -> Checks:
    """Return, for each step of the form, the sentences on what still has to be done there; empty lists are fine."""
    window = rules.Window(contest.opens_at, contest.last_start_at, contest.hard_end_at)
    checks: Checks = {"basics": []}
    if contest.has_paper:
        checks["times"] = rules.window_faults(window, contest.duration_minutes, now)
        at = drawn_from(contest, now)
        checks["paper"] = rules.paper_faults(cells_of(contest.paper_rows, at), fits_together=paper_fits(contest, at))
    if contest.is_skills:
        return checks | _skills_checks(contest)
    checks["audience"] = rules.audience_faults(len(contest.audience), audience_size(contest))
    return checks


def opening_faults(contest: Contest, now: datetime) -> list[str]:
    """Return every reason why a contest cannot be opened now."""
    return [fault for faults in opening_checks(contest, now).values() for fault in faults]


def _skills_checks(contest: Contest) -> Checks:
    shapes = [RoundShape(each.title, sum(not item.is_veto for item in each.items)) for each in contest.rounds]
    weights = [each.weight_permille for each in contest.rounds]
    if contest.written_permille:
        weights.append(contest.written_permille)
    entries = db.session.scalar(select(func.count()).select_from(Entry).where(Entry.contest_id == contest.id)) or 0
    return {
        "rounds": rules.round_faults(shapes) or totals.weight_faults(weights),
        "people": rules.people_faults(entries, len(contest.judges)),
        "awards": [fault for board in Board for fault in totals.award_faults(awards_of(contest, board))],
    }


def publishing_faults(contest: Contest) -> list[str]:
    """Return every reason why the results of a closed contest cannot be published now."""
    faults = []
    running = len(unfinished(contest))
    if running:
        faults.append(_("还有 %(n)s 份答卷没有交。", n=running))
    if contest.exam is not None and (unread := waiting_count(contest.exam.id)):
        faults.append(_("还有 %(n)s 份答案等待阅卷，评完后才能公布。", n=unread))
    elif contest.exam is not None and (waiting := unmarked(contest.exam)):
        faults.append(_("还有 %(n)s 份答卷正在判分，请稍候几秒再试。", n=waiting))
    sealed = [each.title for each in contest.rounds if each.unlocked_at is None] if contest.is_skills else []
    faults += [_("实操项目“%(title)s”的评分尚未解封。", title=title) for title in sealed]
    return faults


def unmarked(exam: Exam) -> int:
    """Return how many closed attempts of an exam still wait for their marks."""
    waiting = (
        select(func.count())
        .select_from(Attempt)
        .outerjoin(AttemptGrade, AttemptGrade.attempt_id == Attempt.id)
        .where(Attempt.exam_id == exam.id, Attempt.closed_at.is_not(None), AttemptGrade.attempt_id.is_(None))
    )
    return db.session.scalar(waiting) or 0
