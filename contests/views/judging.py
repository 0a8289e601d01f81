"""The judge's pages: whom to score, and one sheet at a time. A judge sees only own sheets."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from contests import actions, drafts, queries
from contests.forms import points_text, read_points
from contests.models import Contest, Entry, Judge, PracticalRound
from contests.queries import skills
from contests.states import State
from contests.views.base import bp
from core import clock
from core.db import db
from core.errors import NotFound, Refusal
from core.forms import clean_text
from core.i18n import _


@bp.get("/skills/judging")
@requires(Permission.CONTEST_ENTER)
def judging_index() -> str:
    """List the contests on whose panel one sits."""
    seats = db.session.scalars(
        select(Judge)
        .join(Contest, Contest.id == Judge.contest_id)
        .where(Judge.member_id == current_user.id, Contest.state.not_in([State.DRAFT, State.WITHDRAWN]))
        .order_by(Contest.id.desc())
    ).all()
    return render_template("contests/judging_index.html", seats=seats)


@bp.get("/skills/<int:contest_id>/judging")
@requires(Permission.CONTEST_ENTER)
def judging(contest_id: int) -> str:
    """Show a judge the rounds and contestants, and how far the own sheets are."""
    contest, seat = queries.judged_contest_for(current_user, contest_id)
    return judging_page(contest, seat)


def judging_page(contest: Contest, seat: Judge, refusal: str = "") -> str:
    """Render the list of a judge, with the sentence of a refusal."""
    return render_template(
        "contests/judging.html",
        contest=contest,
        seat=seat,
        entries=skills.entries_of(contest),
        heads=skills.own_heads(seat, contest),
        missing={each.id: skills.missing_sheets(contest, each) for each in contest.rounds} if seat.is_chief else {},
        refusal=refusal,
    )


@bp.route("/skills/<int:contest_id>/judging/<int:round_id>/<int:entry_id>", methods=["GET", "POST"])
@requires(Permission.CONTEST_ENTER)
def score(contest_id: int, round_id: int, entry_id: int) -> str | Response | tuple[str, int]:
    """Show or hand in one's own sheet for a contestant in a round."""
    contest, seat = queries.judged_contest_for(current_user, contest_id)
    practical, entry = skills.round_for(contest, round_id), skills.entry_for(contest, entry_id)
    if request.method == "GET":
        return _sheet(contest, seat, practical, entry)
    try:
        _submit(seat, practical, entry)
    except Refusal as refusal:
        return _sheet(contest, seat, practical, entry, refusal), int(refusal.status)
    flash(_("已提交：%(name)s。", name=entry.member.name), "success")
    return redirect(url_for("contests.judging", contest_id=contest_id), code=303)


def _submit(seat: Judge, practical: PracticalRound, entry: Entry) -> None:
    reason, recusal = clean_text(request.form.get("reason"))[:300], request.form.get("recusal") == "1"
    lines = [] if recusal else _typed_lines(practical)
    actions.submit_sheet(seat, practical, entry, lines, now=clock.now(), reason=reason, is_recusal=recusal)


def _typed_lines(practical: PracticalRound) -> list[drafts.Line]:
    lines = []
    for item in practical.items:
        if item.is_veto:
            lines.append(drafts.Line(item.id, veto=request.form.get(f"veto-{item.id}") == "1"))
            continue
        text = request.form.get(f"item-{item.id}", "").strip()
        if text:
            lines.append(drafts.Line(item.id, read_points(text, item.title)))
    return lines


def _sheet(
    contest: Contest, seat: Judge, practical: PracticalRound, entry: Entry, refusal: Refusal | None = None
) -> str:
    if entry.member_id == seat.member_id:
        raise NotFound
    versions = skills.own_sheets(seat, practical, entry)
    latest = versions[0] if versions else None
    typed = {line.item_id: points_text(line.milli_points) for line in latest.lines} if latest else {}
    vetoes = {line.item_id for line in latest.lines if line.veto} if latest else set()
    if refusal is not None:
        typed = {item.id: request.form.get(f"item-{item.id}", "") for item in practical.items}
        vetoes = {item.id for item in practical.items if request.form.get(f"veto-{item.id}") == "1"}
    return render_template(
        "contests/score.html",
        contest=contest,
        practical=practical,
        entry=entry,
        versions=versions,
        typed=typed,
        vetoes=vetoes,
        refusal=refusal,
        needs_reason=bool(versions) or practical.unlocked_at is not None,
        can_score=contest.state in (State.OPEN, State.CLOSED),
        reason=request.form.get("reason", ""),
        points_text=points_text,
    )
