"""Questions of a contest whose sources changed: what organizers are told before, while and after it runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from assessment import queries as assessment
from contests import rules
from contests.models import Contest
from contests.queries.paper import cells_of, paper_fits
from contests.states import State
from core import clock


@dataclass(frozen=True)
class Standing:
    """Stems by question, and what keeps further papers from being drawn."""

    left_out: dict[int, str] = field(default_factory=dict)
    """Not drawn until somebody has looked at them again."""
    on_papers: dict[int, str] = field(default_factory=dict)
    """Drawn before their sources changed."""
    shortages: list[str] = field(default_factory=list)
    """Of an open contest: why nobody else can start."""

    def __bool__(self) -> bool:
        return bool(self.left_out or self.on_papers or self.shortages)


def drawn_from(contest: Contest, now: datetime) -> datetime:
    """The moment from which papers are drawn: what will have changed by then counts already."""
    return max(now, contest.opens_at) if contest.opens_at else now


def standing(contest: Contest, now: datetime) -> Standing:
    """What changed sources mean for a contest, as long as something can be done about it."""
    if not contest.has_paper or contest.state not in (State.DRAFT, State.OPEN, State.CLOSED):
        return Standing()
    on_papers = assessment.waiting_on_papers(contest.exam_id, now) if contest.exam_id else {}
    if contest.state == State.CLOSED or not _is_still_drawn(contest, now):
        return Standing(on_papers=on_papers)
    at = drawn_from(contest, now)
    shortages = []
    if contest.state == State.OPEN:
        shortages = rules.paper_faults(cells_of(contest.paper_rows, at), fits_together=paper_fits(contest, at))
    return Standing(assessment.left_out(contest.paper_rows, at), on_papers, shortages)


def _is_still_drawn(contest: Contest, now: datetime) -> bool:
    window = rules.Window(contest.opens_at, contest.last_start_at, contest.hard_end_at)
    return window.last_start is None or now <= window.last_start


def standing_now(contest: Contest) -> Standing:
    """What changed sources mean for a contest at this moment, for its pages."""
    return standing(contest, clock.now())
