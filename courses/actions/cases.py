"""Contributing, reviewing and withdrawing cases, and linking them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from accounts import audit
from accounts.models import Member, Unit
from accounts.permissions import Permission, can, scope
from core.db import atomic, db, refusing
from core.errors import Forbidden, Invalid, NotFound, Refusal
from core.i18n import _
from courses import case_rules, queries, searching
from courses.case_files import CaseText, text_faults
from courses.models import Case, CaseEvent, CaseKind, CaseLesson, CaseQuestion, CaseRevision, CaseState, CaseTopic
from question_bank.models import Question


@atomic
def contribute_case(
    actor: Member, unit: Unit, kind: CaseKind, topic: CaseTopic, text: CaseText, *, now: datetime
) -> Case:
    """Write a first draft of a case for a unit of the actor's scope."""
    if not can(actor, Permission.CASE_EDIT, unit):
        raise Forbidden(_("“%(unit)s”不在您管理的范围内。", unit=unit.short_name))
    case = Case(kind=kind, topic=topic, state=CaseState.DRAFT, unit_id=unit.id, created_at=now)
    db.session.add(case)
    db.session.flush()
    write_revision(actor, case, text, now)
    audit.record(actor, "case.contribute", case, after={"title": text.title, "unit": unit.short_name})
    return case


@atomic
def revise_case(actor: Member, case: Case, text: CaseText, *, now: datetime) -> CaseRevision:
    """Write a new revision; members read the approved one until this one is approved too."""
    _ensure_may_edit(actor, case)
    if case.state == CaseState.WITHDRAWN:
        raise Refusal(_("它已撤下，请先重新发布再修改。"))
    if text.digest == case.latest.digest:
        raise Refusal(_("内容没有变化，不需要保存。"))
    row = write_revision(actor, case, text, now)
    case.state = CaseState.DRAFT
    audit.record(actor, "case.revise", case, after={"number": row.number, "title": text.title})
    return row


def write_revision(actor: Member | None, case: Case, text: CaseText, now: datetime) -> CaseRevision:
    """Append a revision and make it the latest; for use inside an action."""
    faults = text_faults(vars(text))
    if faults or not text.title:
        raise Invalid("；".join(faults) or _("请填写标题。"))
    last = db.session.scalar(select(func.max(CaseRevision.number)).where(CaseRevision.case_id == case.id)) or 0
    row = CaseRevision(
        case_id=case.id, number=last + 1, digest=text.digest, created_by_id=actor.id if actor else None,
        created_at=now, **vars(text),
    )  # fmt: skip
    with refusing(Refusal(_("刚刚有人也修改了它，请刷新页面后重试。"))):
        db.session.add(row)
    case.latest_id = row.id
    db.session.flush()
    db.session.expire(case, ["latest"])
    return row


@atomic
def move_case(actor: Member, case: Case, verb: str, reason: str = "", *, now: datetime) -> None:
    """Hand a case in, approve, return, withdraw or offer it again; who wrote the text never approves it.

    Offered again it is a draft: it is read by members once a reviewer has approved it.
    """
    if verb not in case_rules.WAYS:
        raise NotFound
    _ensure_may_move(actor, case, verb)
    if verb in case_rules.NEEDS_REASON and not reason:
        raise Invalid(_("请写明理由，作者会看到。"), field="reason")
    before, case.state = case.state, case_rules.next_state(CaseState(case.state), verb)
    if verb == "approve":
        case_rules.ensure_other_person(case.latest.created_by_id, actor.id)
        case.shown_id = case.latest_id
    if verb == "restore":
        case.shown_id = None
    note_event(case, verb, actor, reason, now)
    searching.feed_case(case)
    audit.record(actor, f"case.{verb}", case, {"state": before}, {"state": case.state}, reason)


def note_event(case: Case, verb: str, actor: Member | None, reason: str, now: datetime) -> None:
    """Append what happened to a case; for use inside an action."""
    db.session.add(
        CaseEvent(case_id=case.id, revision_id=case.latest_id, verb=verb, reason=reason,
                  actor_id=actor.id if actor else None, happened_at=now)
    )  # fmt: skip


def _ensure_may_move(actor: Member, case: Case, verb: str) -> None:
    if verb not in case_rules.REVIEWING:
        _ensure_may_edit(actor, case)
    elif case.unit is None:
        if not can(actor, Permission.CASE_REVIEW):
            raise Forbidden
    elif not can(actor, Permission.CASE_REVIEW, case.unit):
        raise Forbidden


def _ensure_may_edit(actor: Member, case: Case) -> None:
    if case.unit is None and not scope(actor, Permission.CASE_REVIEW).paths:
        raise Forbidden
    if case.unit is not None and not can(actor, Permission.CASE_EDIT, case.unit):
        raise Forbidden


@atomic
def link_lesson(actor: Member, case: Case, course_slug: str, lesson_slug: str) -> None:
    """Link a case to a lesson, whatever version of the course is current."""
    _ensure_may_edit(actor, case)
    wanted = {(each.slug, each.lesson_slug): each for each in queries.linkable_lessons()}.get(
        (course_slug, lesson_slug)
    )
    if wanted is None:
        raise Invalid(_("请从列表中选择一课。"), field="lesson")
    with refusing(Refusal(_("已经关联这一课。"))):
        db.session.add(CaseLesson(case_id=case.id, course_id=wanted.course_id, lesson_slug=lesson_slug))
    audit.record(actor, "case.link_lesson", case, after={"lesson": f"{course_slug}/{lesson_slug}"})


@atomic
def unlink_lesson(actor: Member, case: Case, course_id: int, lesson_slug: str) -> None:
    """Take the link to a lesson away."""
    _ensure_may_edit(actor, case)
    db.session.execute(
        delete(CaseLesson).where(
            CaseLesson.case_id == case.id, CaseLesson.course_id == course_id, CaseLesson.lesson_slug == lesson_slug
        )
    )
    audit.record(actor, "case.unlink_lesson", case, before={"lesson": f"{course_id}/{lesson_slug}"})


@atomic
def link_question(actor: Member, case: Case, question_id: int) -> None:
    """Link a case to a question of the bank by its number."""
    _ensure_may_edit(actor, case)
    if db.session.get(Question, question_id) is None:
        raise Invalid(_("没有编号为 %(number)s 的题目。", number=question_id), field="question")
    with refusing(Refusal(_("已经关联这道题。"))):
        db.session.add(CaseQuestion(case_id=case.id, question_id=question_id))
    audit.record(actor, "case.link_question", case, after={"question": question_id})


@atomic
def unlink_question(actor: Member, case: Case, question_id: int) -> None:
    """Take the link to a question away."""
    _ensure_may_edit(actor, case)
    db.session.execute(
        delete(CaseQuestion).where(CaseQuestion.case_id == case.id, CaseQuestion.question_id == question_id)
    )
    audit.record(actor, "case.unlink_question", case, before={"question": question_id})
