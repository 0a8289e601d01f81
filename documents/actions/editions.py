"""Recording that a document supersedes another, and what that makes of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import delete, insert, select

from accounts import audit
from accounts.models import Member
from core.clock import localize
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from documents import queries
from documents.alignment import Aligned, Fate, align
from documents.citations import Spot
from documents.editions import Edge, ensure_may_supersede
from documents.models import Document, Outcome, ParagraphChange, Supersession

OUTCOMES = {Fate.UNCHANGED: Outcome.UNCHANGED, Fate.EDITED: Outcome.EDITED, Fate.REMOVED: Outcome.REMOVED}


@atomic
def supersede(
    actor: Member | None, older: Document, newer: Document, in_force_on: date, *, now: datetime
) -> Supersession:
    """Let a document take the place of another from the start of a day on.

    Refuses itself, circles, and a second successor from the same day. What rests on paragraphs of the older one (or
    of what that one had superseded) follows them into the newer one; what was edited or removed is to be looked at
    again from that day on.
    """
    in_force_at = localize(datetime.combine(in_force_on, time()))
    ensure_may_supersede(Edge(older.id, newer.id, in_force_at), queries.edges())
    recorded = Supersession(
        older_id=older.id,
        newer_id=newer.id,
        in_force_at=in_force_at,
        recorded_by_id=actor.id if actor else None,
        recorded_at=now,
    )
    with refusing(Refusal(_("这份文档从这一天起已有新版本，或这两份文档的更替已经登记过。"), field="in_force_on")):
        db.session.add(recorded)
    _note_changes(recorded)
    _carry_on(recorded)
    audit.record(
        actor, "document.supersede", older,
        after={"newer": f"document:{newer.id}", "title": newer.title, "from": in_force_on.isoformat()},
    )  # fmt: skip
    return recorded


@atomic
def withdraw_supersession(actor: Member, recorded: Supersession, reason: str) -> None:
    """Take back a supersession that was recorded by mistake; what it made stale is as before."""
    if not reason.strip():
        raise Invalid(_("请写明理由，理由会记入审计日志。"), field="reason")
    before = {"newer": f"document:{recorded.newer_id}", "from": recorded.in_force_at.isoformat()}
    older = db.session.get_one(Document, recorded.older_id)
    later = _downstream(recorded)
    db.session.execute(delete(Supersession).where(Supersession.id == recorded.id))
    for step in later:  # what reached them only over this step ends here
        _forget_carried(step)
    for step in later:
        _carry(step)
    audit.record(actor, "document.withdraw_supersession", older, before, None, reason.strip())


def _note_changes(recorded: Supersession) -> None:
    old, new = (queries.paragraphs_of(document_id) for document_id in (recorded.older_id, recorded.newer_id))
    pairs = align([text for _spot, text in old], [text for _spot, text in new])
    rows = [_row(recorded.id, old[pair.old][0], pair, new) for pair in pairs if pair.old is not None]
    if rows:
        db.session.execute(insert(ParagraphChange), rows)


def _row(supersession_id: int, spot: Spot, pair: Aligned, new: Sequence[tuple[Spot, str]]) -> dict[str, object]:
    reached = new[pair.new][0] if pair.new is not None else (None, None)
    return {
        "supersession_id": supersession_id,
        "article_id": spot[0],
        "anchor": spot[1],
        "outcome": str(OUTCOMES[pair.fate]),
        "similarity": round(pair.similarity * 1000),
        "new_article_id": reached[0],
        "new_anchor": reached[1],
    }


def _carry_on(recorded: Supersession) -> None:
    """Let the step, and then the steps that follow it, be felt by what earlier editions led to."""
    for step in [recorded, *_downstream(recorded)]:
        _carry(step)


def _downstream(recorded: Supersession) -> list[Supersession]:
    """The steps that follow a step, nearest first."""
    found: list[Supersession] = []
    waiting = [recorded.newer_id]
    while waiting:
        steps = db.session.scalars(select(Supersession).where(Supersession.older_id == waiting.pop(0))).all()
        fresh = [step for step in steps if step not in found]
        found += fresh
        waiting += [step.newer_id for step in fresh]
    return found


def _carry(step: Supersession) -> None:
    own = {
        (change.article_id, change.anchor): change
        for change in db.session.scalars(select(ParagraphChange).where(ParagraphChange.supersession_id == step.id))
    }
    earlier = db.session.scalars(
        select(ParagraphChange)
        .join(ParagraphChange.supersession)
        .where(Supersession.newer_id == step.older_id, ParagraphChange.new_anchor.is_not(None))
        .order_by(ParagraphChange.id)
    )
    rows: dict[Spot, dict[str, object]] = {}
    for change in earlier:
        spot = (change.article_id, change.anchor)
        next_change = own.get(change.new_spot) if change.new_spot else None
        if next_change is not None and spot not in own:
            rows[spot] = _carried(step.id, spot, next_change)
    if rows:
        db.session.execute(insert(ParagraphChange), list(rows.values()))


def _carried(supersession_id: int, spot: Spot, change: ParagraphChange) -> dict[str, object]:
    return {
        "supersession_id": supersession_id,
        "article_id": spot[0],
        "anchor": spot[1],
        "outcome": change.outcome,
        "similarity": change.similarity,
        "new_article_id": change.new_article_id,
        "new_anchor": change.new_anchor,
    }


def _forget_carried(step: Supersession) -> None:
    own = [spot for spot, _text in queries.paragraphs_of(step.older_id)]
    articles = {article_id for article_id, _anchor in own}
    db.session.execute(
        delete(ParagraphChange).where(
            ParagraphChange.supersession_id == step.id, ParagraphChange.article_id.not_in(articles)
        )
    )
