"""Setting a skills contest up: rounds and rubrics, judges, teams, contestants, awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from accounts import audit
from accounts.models import Member, Unit
from assessment.models import Attempt
from contests import drafts, totals
from contests.actions.drafting import ensure_draft
from contests.models import AwardRule, Board, Contest, Entry, Judge, PracticalRound, RubricItem, ScoreSheet, Team
from contests.states import State
from contests.totals import Award
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _

MOST_ITEMS = 30


@atomic
def save_round(
    actor: Member, contest: Contest, practical: PracticalRound | None, draft: drafts.Round
) -> PracticalRound:
    """Add a practical round or replace one with its rubric, while the contest is a draft."""
    ensure_draft(contest)
    _ensure_sound_round(draft)
    if practical is None:
        number = max((each.ordinal for each in contest.rounds), default=0) + 1
        practical = PracticalRound(ordinal=number)
        contest.rounds.append(practical)
    practical.title = draft.title
    practical.weight_permille = draft.weight_permille
    practical.items.clear()
    db.session.flush()
    practical.items.extend(
        RubricItem(ordinal=n, title=item.title, hint=item.hint, milli_max=item.milli_max, is_veto=item.is_veto)
        for n, item in enumerate(draft.items, start=1)
    )
    after = {"title": draft.title, "weight": draft.weight_permille, "items": len(draft.items)}
    audit.record(actor, "contest.round", contest, after=after)
    return practical


def _ensure_sound_round(draft: drafts.Round) -> None:
    if not 0 < draft.weight_permille <= totals.WHOLE:
        raise Invalid(_("权重应大于 0 且不超过 100。"), field="weight_percent")
    if not any(not item.is_veto for item in draft.items):
        raise Invalid(_("请至少填写一个评分项。"), field="items")
    if len(draft.items) > MOST_ITEMS:
        raise Invalid(_("评分项最多 %(most)s 行。", most=MOST_ITEMS), field="items")
    for number, item in enumerate(draft.items, start=1):
        if not item.is_veto and not 0 < item.milli_max <= totals.FULL * 10:
            raise Invalid(_("评分项第 %(row)s 行：满分应大于 0 且不超过 1000。", row=number), field="items")


@atomic
def remove_round(actor: Member, contest: Contest, practical: PracticalRound) -> None:
    """Remove a practical round while the contest is a draft."""
    ensure_draft(contest)
    audit.record(actor, "contest.round_remove", contest, before={"title": practical.title})
    contest.rounds.remove(practical)


@atomic
def add_judge(actor: Member, contest: Contest, member: Member, *, is_chief: bool, now: datetime) -> Judge:
    """Name a judge; refuses one who is already named, who competes, or a second chief."""
    _ensure_unfinished(contest)
    if is_chief and any(judge.is_chief for judge in contest.judges):
        raise Refusal(_("已经有裁判长，一场比武只设一名裁判长。"))
    if _entry_of(contest, member) is not None:
        raise Refusal(_("%(name)s 是参赛人员，不能同时担任评委。", name=member.name))
    judge = Judge(contest_id=contest.id, member_id=member.id, is_chief=is_chief, named_at=now)
    with refusing(Refusal(_("%(name)s 已经是评委。", name=member.name))):
        db.session.add(judge)
    audit.record(actor, "contest.judge", contest, after={"judge": str(member), "chief": is_chief})
    return judge


@atomic
def remove_judge(actor: Member, contest: Contest, judge: Judge) -> None:
    """Take a judge off the panel who has not scored anybody yet."""
    _ensure_unfinished(contest)
    if db.session.scalar(select(ScoreSheet.id).where(ScoreSheet.judge_id == judge.id).limit(1)) is not None:
        raise Refusal(_("%(name)s 已经提交评分，不能移出；需要更改的评分请由评委更正。", name=judge.member.name))
    audit.record(actor, "contest.judge_remove", contest, before={"judge": str(judge.member)})
    contest.judges.remove(judge)


@atomic
def add_team(actor: Member, contest: Contest, name: str, unit: Unit) -> Team:
    """Add a team sent by a unit."""
    _ensure_unfinished(contest)
    team = Team(contest_id=contest.id, name=name, unit_id=unit.id)
    with refusing(Refusal(_("已有同名的参赛队“%(name)s”。", name=name))):
        db.session.add(team)
    audit.record(actor, "contest.team", contest, after={"team": name})
    return team


@atomic
def remove_team(actor: Member, contest: Contest, team: Team) -> None:
    """Remove a team without contestants."""
    _ensure_unfinished(contest)
    if team.entries:
        raise Refusal(_("参赛队“%(name)s”还有参赛人员，请先移出。", name=team.name))
    audit.record(actor, "contest.team_remove", contest, before={"team": team.name})
    contest.teams.remove(team)


@atomic
def add_contestant(
    actor: Member, contest: Contest, member: Member, team: Team | None, *, start_no: int, now: datetime
) -> Entry:
    """Enter a contestant; refuses one who is entered already or sits on the panel."""
    _ensure_unfinished(contest)
    if any(judge.member_id == member.id for judge in contest.judges):
        raise Refusal(_("%(name)s 是评委，不能同时参赛。", name=member.name))
    entry = Entry(
        contest_id=contest.id, member_id=member.id, team_id=team.id if team else None, start_no=start_no, entered_at=now
    )
    with refusing(Refusal(_("%(name)s 已在参赛名单中。", name=member.name))):
        db.session.add(entry)
    audit.record(actor, "contest.contestant", contest, after={"contestant": str(member)})
    return entry


@atomic
def remove_contestant(actor: Member, contest: Contest, entry: Entry) -> None:
    """Remove a contestant who has neither a paper nor a sheet."""
    _ensure_unfinished(contest)
    scored = db.session.scalar(select(ScoreSheet.id).where(ScoreSheet.entry_id == entry.id).limit(1))
    own = Attempt.member_id == entry.member_id
    sat = db.session.scalar(select(Attempt.id).where(Attempt.exam_id == (contest.exam_id or 0), own).limit(1))
    if scored is not None or sat is not None:
        raise Refusal(_("%(name)s 已有成绩记录，不能移出参赛名单。", name=entry.member.name))
    audit.record(actor, "contest.contestant_remove", contest, before={"contestant": str(entry.member)})
    db.session.delete(entry)


@atomic
def save_awards(actor: Member, contest: Contest, board: Board, awards: Sequence[Award]) -> None:
    """Replace the awards of a board; refuses ranges upside down or overlapping."""
    _ensure_unfinished(contest)
    faults = totals.award_faults(awards)
    if faults:
        raise Invalid("".join(faults), field="awards")
    before = [[row.name, row.first_place, row.last_place] for row in contest.awards if row.board == board]
    contest.awards = [row for row in contest.awards if row.board != board]
    db.session.flush()
    contest.awards.extend(
        AwardRule(board=board, name=award.name, first_place=award.first, last_place=award.last) for award in awards
    )
    after = [[award.name, award.first, award.last] for award in awards]
    if before != after:
        audit.record(actor, "contest.awards", contest, before={board: before}, after={board: after})


def _ensure_unfinished(contest: Contest) -> None:
    if contest.state in (State.PUBLISHED, State.WITHDRAWN):
        raise Refusal(_("成绩已公布或竞赛已取消，不能再改。"))


def _entry_of(contest: Contest, member: Member) -> Entry | None:
    return db.session.scalar(select(Entry).where(Entry.contest_id == contest.id, Entry.member_id == member.id))
