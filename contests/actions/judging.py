"""Handing score sheets in, and unlocking a round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from accounts import audit
from accounts.models import Member
from contests import drafts
from contests.models import Contest, Entry, Judge, PracticalRound, ScoreLine, ScoreSheet
from contests.queries import skills
from contests.states import State
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _


@atomic
def submit_sheet(
    seat: Judge,
    practical: PracticalRound,
    entry: Entry,
    lines: Sequence[drafts.Line],
    *,
    now: datetime,
    reason: str = "",
    is_recusal: bool = False,
) -> ScoreSheet:
    """Append a judge's sheet for a contestant; a correction is a further version and needs its reason.

    A recusal (回避) has no lines and needs its reason. Raises Invalid naming the line that does not fit.
    """
    _ensure_may_score(seat, entry)
    version = _last_version(seat, practical, entry) + 1
    if (version > 1 or is_recusal or practical.unlocked_at is not None) and not reason.strip():
        raise Invalid(_("请填写原因：更正评分、回避，以及解封后补交，都要说明原因。"), field="reason")
    sheet = ScoreSheet(
        round_id=practical.id,
        entry_id=entry.id,
        judge_id=seat.id,
        version_no=version,
        is_recusal=is_recusal,
        reason=reason.strip(),
        submitted_at=now,
        lines=[] if is_recusal else _lines(practical, lines),
    )
    with refusing(Refusal(_("这张评分表刚刚已经提交过，请刷新后查看。"))):
        db.session.add(sheet)
    if version > 1:
        audit.record(seat.member, "sheet.correct", sheet, before={"version": version - 1}, reason=reason.strip())
    return sheet


def _ensure_may_score(seat: Judge, entry: Entry) -> None:
    if seat.contest.state not in (State.OPEN, State.CLOSED):
        raise Refusal(_("成绩已公布或比武未开放，不能评分。"))
    if entry.member_id == seat.member_id:
        raise Refusal(_("不能给自己评分。"))


def _last_version(seat: Judge, practical: PracticalRound, entry: Entry) -> int:
    versions = select(func.max(ScoreSheet.version_no)).where(
        ScoreSheet.round_id == practical.id, ScoreSheet.entry_id == entry.id, ScoreSheet.judge_id == seat.id
    )
    return db.session.scalar(versions) or 0


def _lines(practical: PracticalRound, lines: Sequence[drafts.Line]) -> list[ScoreLine]:
    given = {line.item_id: line for line in lines}
    made = []
    for item in practical.items:
        line = given.get(item.id)
        if item.is_veto:
            made.append(ScoreLine(item_id=item.id, milli_points=0, veto=bool(line and line.veto)))
            continue
        if line is None:
            raise Invalid(_("“%(item)s”还没有打分。", item=item.title), field=f"item-{item.id}")
        if not 0 <= line.milli_points <= item.milli_max:
            raise Invalid(
                _("“%(item)s”应在 0 到 %(most)s 分之间。", item=item.title, most=_points(item.milli_max)),
                field=f"item-{item.id}",
            )
        made.append(ScoreLine(item_id=item.id, milli_points=line.milli_points, veto=False))
    return made


def _points(milli: int) -> str:
    return f"{milli / 1000:g}"


@atomic
def unlock_round(actor: Member, contest: Contest, practical: PracticalRound, reason: str, *, now: datetime) -> None:
    """Unseal the sheets of a round; while sheets are missing only with a reason. Cannot be undone."""
    if contest.state not in (State.OPEN, State.CLOSED):
        raise Refusal(_("比武未开放或已公布，不能解封。"))
    if practical.unlocked_at is not None:
        raise Refusal(_("“%(title)s”已经解封。", title=practical.title))
    missing = skills.missing_sheets(contest, practical)
    if missing and not reason.strip():
        raise Invalid(
            _("还有 %(n)s 张评分表没有提交。请等评委提交；确需现在解封的，请填写原因。", n=missing), field="reason"
        )
    practical.unlocked_at = now
    practical.unlocked_by_id = actor.id
    after = {"round": practical.title, "missing": missing}
    audit.record(actor, "contest.unlock", contest, after=after, reason=reason.strip())
