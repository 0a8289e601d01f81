"""Asking the writing aid in the background: queued at once, answered by the worker, its troubles told in a sentence."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import current_app

from accounts.models import Member
from core import clock, jobs
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.i18n import _
from courses import queries
from courses.actions.aid import consult_aid, ensure_has_ground
from courses.actions.drafts import lock_writing
from courses.aid.answers import AidAnswer
from courses.aid.asking import Endpoint
from courses.models import AidRequest, DraftLesson

JOB = "courses.consult_aid"
GIVEN_UP = timedelta(minutes=5)
"""A request that nobody answered for so long was lost with its worker; another may be made."""
_LONGEST_REFUSAL = 500


def request_aid(actor: Member, lesson: DraftLesson, *, now: datetime) -> AidRequest:
    """Queue a question to the writing aid; refuses while one about the same lesson is under way."""
    request = _keep(actor, lesson, now=now)
    jobs.enqueue(JOB, request_id=request.id)
    return request


@atomic
def _keep(actor: Member, lesson: DraftLesson, *, now: datetime) -> AidRequest:
    lock_writing(lesson.draft)
    ensure_has_ground(lesson)
    open_one = queries.open_aid_request(lesson.id)
    if open_one and now - open_one.asked_at >= GIVEN_UP:
        _close(open_one, now=now, refusal=_("写作助手没有回应，请稍后再试；不用它也可以继续编写。"))
    request = AidRequest(
        lesson_id=lesson.id, open_lesson_id=lesson.id, asked_by_id=actor.id, asked_at=now, begun_at=None,
        finished_at=None,
    )  # fmt: skip
    with refusing(Refusal(_("写作助手正在处理这一课，请等它答完。"))):
        db.session.add(request)
    return request


@jobs.job(JOB)
def answer_request(request_id: int) -> None:
    """Ask the writing aid and keep what it suggests, or note why it gave nothing; a second run finds nothing to do."""
    request = _begin(request_id, now=clock.now())
    if request is None:
        return
    settings = current_app.config["SETTINGS"]
    endpoint = Endpoint(settings.aid_url, settings.aid_key, settings.aid_model)
    try:
        answer = consult_aid(request.asked_by, request.lesson, endpoint, now=clock.now())
    except Refusal as refused:
        _finish(request_id, now=clock.now(), refusal=str(refused.sentence))
    else:
        _finish(request_id, now=clock.now(), answer=answer)


@atomic
def _begin(request_id: int, *, now: datetime) -> AidRequest | None:
    request = db.session.get(AidRequest, request_id)
    if request is None or request.finished_at is not None:
        return None
    request.begun_at = now
    return request


@atomic
def _finish(request_id: int, *, now: datetime, answer: AidAnswer | None = None, refusal: str = "") -> None:
    request = db.session.get_one(AidRequest, request_id)
    if request.finished_at is None:
        _close(request, now=now, answer=answer, refusal=refusal)


def _close(request: AidRequest, *, now: datetime, answer: AidAnswer | None = None, refusal: str = "") -> None:
    request.finished_at, request.open_lesson_id, request.refusal = now, None, refusal[:_LONGEST_REFUSAL]
    if answer:
        request.points, request.questions, request.refused = len(answer.points), len(answer.questions), answer.refused
    db.session.flush()
