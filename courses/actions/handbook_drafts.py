"""Writing the next version of a handbook, handing it in, reviewing it: published by a second person."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member
from accounts.permissions import Permission, can
from core.db import atomic, db, refusing
from core.errors import Forbidden, Invalid, NotFound, Refusal
from core.i18n import _
from courses import handbook_rules, queries
from courses.actions.handbooks import ensure_has_checklists, publish_handbook
from courses.case_files import HandbookSource
from courses.models import HandbookDraft, HandbookDraftState, HandbookEvent, HandbookText

MOST_WORDS = 1000


@atomic
def start_handbook(actor: Member, source: HandbookSource, reason: str, *, now: datetime) -> HandbookDraft:
    """Begin the next version of a handbook; refuses while another is being written."""
    draft = HandbookDraft(
        slug=source.slug, open_slug=source.slug, state=HandbookDraftState.WRITING, version_id=None,
        handed_in_by_id=None, changed_at=now,
    )  # fmt: skip
    with refusing(Refusal(_("这本手册的下一版已经有人在写，请在“手册编写”里打开那一稿。"))):
        db.session.add(draft)
    _write(actor, draft, source, reason, 1, now)
    audit.record(actor, "handbook_draft.start", draft, after={"slug": source.slug, "title": source.title})
    return draft


@atomic
def revise_handbook(
    actor: Member, draft: HandbookDraft, source: HandbookSource, reason: str, *, seen: int, now: datetime
) -> HandbookText:
    """Save a new text of a draft; `seen` is the number of the text the writer began from."""
    draft = _locked(draft)
    handbook_rules.ensure_writing(HandbookDraftState(draft.state))
    source = HandbookSource(draft.slug, source.title, source.source, source.body)
    if (source.digest, reason) == (draft.latest.digest, draft.latest.reason):
        raise Refusal(_("内容没有变化，不需要保存。"))
    if seen != draft.latest.number:
        raise _overtaken(draft)
    text = _write(actor, draft, source, reason, seen + 1, now)
    audit.record(actor, "handbook_draft.revise", draft, after={"number": text.number, "title": text.title})
    return text


@atomic
def move_handbook(actor: Member, draft: HandbookDraft, verb: str, words: str = "", *, now: datetime) -> HandbookDraft:
    """Hand a draft in, take it back, return, publish or drop it; who wrote it never reviews it."""
    if verb not in handbook_rules.WAYS:
        raise NotFound
    draft = _locked(draft)
    _ensure_may_move(actor, draft, verb)
    if verb in handbook_rules.NEEDS_WORDS and not words:
        raise Invalid(_("请写明理由，作者会看到。"), field="words")
    before, after = draft.state, handbook_rules.next_state(HandbookDraftState(draft.state), verb)
    if verb == "submit":
        draft.handed_in_by_id = actor.id
    with refusing(Forbidden(_("不能审核自己编写或送审的手册，请换一位审核人。"))):
        _note(draft, verb, actor, words=words, now=now)
    if verb == "approve":
        draft.version_id = publish_handbook(actor, source_of(draft), draft.latest.reason, now=now).id
    draft.state, draft.changed_at = after, now
    draft.open_slug = draft.slug if after in handbook_rules.OPEN else None
    audit.record(actor, f"handbook_draft.{verb}", draft, {"state": before}, {"state": draft.state}, words)
    return draft


@atomic
def remark_on_handbook(actor: Member, draft: HandbookDraft, words: str, place: str = "", *, now: datetime) -> None:
    """Write a remark on a draft, or on one of its sections."""
    if not words:
        raise Invalid(_("请写下意见。"), field="words")
    if draft.state not in handbook_rules.OPEN:
        raise Refusal(_("这一稿已经结束，不能再写意见。"))
    _note(draft, "remark", actor, words=words[:MOST_WORDS], place=place[:120], now=now)
    audit.record(actor, "handbook_draft.remark", draft, after={"place": place[:120]})


def source_of(draft: HandbookDraft) -> HandbookSource:
    """What a draft says, in the shape in which handbooks are published."""
    return HandbookSource(draft.slug, draft.latest.title, draft.latest.source, draft.latest.body)


def _locked(draft: HandbookDraft) -> HandbookDraft:
    return db.session.get_one(HandbookDraft, draft.id, populate_existing=True, with_for_update={"of": HandbookDraft})


def _overtaken(draft: HandbookDraft) -> Refusal:
    latest = draft.latest
    return Refusal(
        _(
            "%(name)s 刚刚也保存了这一稿。您写的内容还在页面上：请另存到别处，打开最新的一稿后再合进去。",
            name=latest.written_by.name,
        )
    )


def _write(
    actor: Member, draft: HandbookDraft, source: HandbookSource, reason: str, number: int, now: datetime
) -> HandbookText:
    ensure_has_checklists(source.body)
    text = HandbookText(
        draft_id=draft.id, number=number, title=source.title, source=source.source, body=source.body, reason=reason,
        digest=source.digest, written_by_id=actor.id, written_at=now,
    )  # fmt: skip
    with refusing(Refusal(_("刚刚有人也保存了这一稿，请打开最新的一稿后再改。"))):
        db.session.add(text)
    draft.latest_id, draft.changed_at = text.id, now
    db.session.flush()
    db.session.expire(draft, ["latest"])
    return text


def _ensure_may_move(actor: Member, draft: HandbookDraft, verb: str) -> None:
    needed = Permission.COURSE_REVIEW if verb in handbook_rules.REVIEWING else Permission.COURSE_WRITE
    if not can(actor, needed):
        raise Forbidden
    if verb in handbook_rules.REVIEWING:
        handbook_rules.ensure_other_person(queries.handbook_authors(draft), actor.id)


def _note(draft: HandbookDraft, verb: str, actor: Member, *, words: str = "", place: str = "", now: datetime) -> None:
    db.session.add(
        HandbookEvent(
            draft_id=draft.id, verb=verb, place=place, words=words, author_id=draft.handed_in_by_id,
            actor_id=actor.id, happened_at=now,
        )
    )  # fmt: skip
    db.session.flush()
