"""Making the paper of a contest for the desk."""

from __future__ import annotations

from accounts import audit
from accounts.models import Member
from assessment.printing import printed_paper
from contests.models import Contest
from core.db import atomic
from core.errors import Refusal
from core.i18n import _
from question_bank.queries import exported_revisions
from question_bank.writing.word import paper_set


@atomic
def print_paper(actor: Member, contest: Contest, *, seed: int) -> bytes:
    """Draw one paper from the contest's blueprint and hand out its A and B versions with answers, on record."""
    if not contest.paper_rows:
        raise Refusal(_("这次竞赛还没有组卷，请先在“组卷”一步写明知识点、题型和题数。"))
    questions = exported_revisions(printed_paper(contest.paper_rows, seed))
    audit.record(actor, "contest.print_paper", contest, after={"questions": len(questions), "seed": seed})
    return paper_set(questions, contest.title, seed=seed, minutes=contest.duration_minutes)
