"""The answer page, the four requests it makes, and the result page."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from typing import Any

from flask import current_app, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response

from accounts import sessions
from accounts.permissions import NotSignedIn, Permission, guarded_by_statement, requires
from assessment import (
    actions,
    incoming,
    marking,
    papers,
    queries,
    receipts,
    requests,
    saving,
    sheets,
    states,
    tokens,
)
from assessment.actions.sitting import HeldElsewhere
from assessment.actions.submitting import MissingEvents, StaleDevice
from assessment.deadlines import LATE_WINDOW_MS
from assessment.models import Attempt, Release
from assessment.papers import Paper
from assessment.queries import marking as marking_queries
from assessment.saving import Outcome, Writer
from assessment.states import IllegalStep, State
from assessment.views.blueprint import bp
from core import clock, group_commit
from core.db import db
from core.errors import NotFound, Refusal
from core.i18n import _

BUSY_RETRY_S = 3
AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
AFTERWARDS = timedelta(minutes=5)


class Busy(Refusal):
    """The database cannot take the answer just now; the browser keeps it and tries again."""

    status = 503  # type: ignore[assignment]


@bp.get("/<int:attempt_id>")
@requires(Permission.ATTEMPT_OWN)
def show(attempt_id: int) -> str | Response:
    """Show the answer page; a closed attempt leads to its result."""
    attempt = queries.attempt_for(current_user, attempt_id)
    if actions.close_if_over(attempt, now=clock.now()):
        return redirect(url_for("assessment.result", attempt_id=attempt_id), code=303)
    _keep_signed_in(attempt)
    return render_template(
        "assessment/show.html",
        attempt=attempt,
        sheet=sheets.answer_sheet(attempt, _paper(attempt_id)),
        rule=marking.BY_NAME[attempt.exam.multiple_rule],
        server_now=clock.now_ms(),
        time_left=sheets.clock_words(attempt.deadline_at - clock.now()),
        zone_offset=_zone_offset_minutes(),
    )


def _zone_offset_minutes() -> int:
    offset = clock.local(clock.now()).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def _keep_signed_in(attempt: Attempt) -> None:
    """Let the session outlive the last moment at which an answer may still arrive."""
    sessions.keep_until(attempt.deadline_at + timedelta(milliseconds=LATE_WINDOW_MS) + AFTERWARDS)


@bp.post("/<int:attempt_id>/events")
@guarded_by_statement(Permission.ATTEMPT_OWN)
def save_events(attempt_id: int) -> Response:
    """Store answer events and answer with a receipt for each, only after they are durable."""
    arrived_at = requests.arrival_ms()
    tokens.ensure_token()
    identity = sessions.cookie_identity()
    if identity is None:
        raise _signed_out()
    body, _text = requests.read_body()
    outcomes = _store(Writer(*identity), attempt_id, body, arrived_at)
    return _receipts(outcomes)


bp.record_once(lambda state: tokens.check_once(state, save_events))


def _store(writer: Writer, attempt_id: int, body: dict[str, Any], arrived_at: int) -> list[Outcome]:
    paper = _own_paper(writer, attempt_id)
    sound, faulty = requests.read_events(body, paper)
    stored: dict[str, Outcome] = {}
    if sound:
        try:
            stored = saving.store_events(
                writer, attempt_id, paper.seed, sound, arrived_at, group_commit.execute_durably
            )
        except saving.PaperChanged:
            papers.forget_paper(attempt_id)
            return _store(writer, attempt_id, body, arrived_at)
        except saving.SessionEnded:
            raise _signed_out() from None
        except (sqlite3.OperationalError, OperationalError) as error:
            current_app.logger.warning("answers of attempt %d could not be stored: %s", attempt_id, error)
            raise Busy(_("服务器暂时无法保存，答案仍在本机，将自动重试。"), retry_after=BUSY_RETRY_S) from error
    return [*stored.values(), *(saving.refused(fault) for fault in faulty)]


def _own_paper(writer: Writer, attempt_id: int) -> Paper:
    paper = papers.remembered(attempt_id)
    if paper is None:
        paper = _paper(attempt_id)
        db.session.rollback()  # What is read later in this request must show what the writer commits.
    if paper.member_id != writer.member_id:
        raise NotFound
    return paper


def _paper(attempt_id: int) -> Paper:
    paper = papers.paper_of(attempt_id)
    if paper is None:
        raise NotFound
    return paper


def _signed_out() -> NotSignedIn:
    return NotSignedIn(_("登录已失效，请重新登录；本机未上传的内容不会丢失。"))


def _receipts(outcomes: list[Outcome]) -> Response:
    """One receipt an event; the status is 200 as soon as one event was taken in."""
    key = receipts.receipt_key(current_app.config["SECRET_KEY"])
    statuses = {outcome.status for outcome in outcomes}
    text = AS_JSON({"events": [sheets.receipt(outcome, key) for outcome in outcomes]})
    status = 200 if 200 in statuses else min(statuses)
    return current_app.response_class(text, status=status, content_type="application/json")


@bp.post("/<int:attempt_id>/lease")
@requires(Permission.ATTEMPT_OWN)
def lease(attempt_id: int) -> Response:
    """Let this device write, and give it all answers stored so far."""
    attempt = queries.attempt_for(current_user, attempt_id)
    body, _text = requests.read_body()
    client_id = incoming.client_of(body)
    actions.lease_attempt(current_user, attempt, client_id, take_over=body.get("take_over") is True, now=clock.now())
    _keep_signed_in(attempt)
    answers = {event.item_no: json.loads(event.payload) for event in queries.answers_of(attempt_id).values()}
    vector = queries.known_vector(attempt_id)
    return jsonify(_standing(attempt) | {"answers": answers, "last_seq": vector.get(client_id, 0)})


@bp.get("/<int:attempt_id>/state")
@requires(Permission.ATTEMPT_OWN)
def state(attempt_id: int) -> Response:
    """Tell the page where the attempt stands; also its heartbeat."""
    attempt = queries.attempt_for(current_user, attempt_id)
    actions.close_if_over(attempt, now=clock.now())
    return jsonify(_standing(attempt) | {"holds_lease": attempt.lease_client == request.args.get("client_id")})


def _standing(attempt: Attempt) -> dict[str, Any]:
    return {
        "state": attempt.state,
        "epoch": attempt.epoch,
        "deadline_at": clock.to_ms(attempt.deadline_at),
        "server_now": clock.now_ms(),
    }


@bp.post("/<int:attempt_id>/submission")
@requires(Permission.ATTEMPT_OWN)
def submit(attempt_id: int) -> Response:
    """Hand the paper in with all its answers."""
    arrived_at = clock.from_ms(requests.arrival_ms())
    attempt = queries.attempt_for(current_user, attempt_id)
    body, text = requests.read_body()
    submission = requests.read_submission(body, _paper(attempt_id))
    key = request.headers.get("Idempotency-Key")
    answered = actions.submit_once(
        current_user, attempt, submission, key=key, body=text, arrived_at=arrived_at, now=clock.now()
    )
    return current_app.response_class(answered.text, status=answered.status, mimetype="application/json")


@bp.get("/<int:attempt_id>/result")
@requires(Permission.ATTEMPT_OWN)
def result(attempt_id: int) -> str | Response:
    """Show what has been released of a closed attempt; an attempt in progress leads back to its answer page."""
    attempt = queries.attempt_for(current_user, attempt_id)
    if not actions.close_if_over(attempt, now=clock.now()):
        return redirect(url_for("assessment.show", attempt_id=attempt_id), code=303)
    shows_answers = attempt.exam.release == Release.ANSWERS
    shows_score = shows_answers or attempt.exam.release == Release.SCORE
    grade = actions.grade_attempt(attempt, now=clock.now())
    return render_template(
        "assessment/result.html",
        attempt=attempt,
        state_label=states.LABELS[State(attempt.state)],
        grade=grade if shows_score else None,
        waiting=marking_queries.waiting_of(attempt) if shows_score and grade is None else 0,
        provisional=actions.provisional_milli(attempt) if shows_score and grade is None else 0,
        review=queries.attempt_review(attempt) if shows_answers and grade is not None else [],
        rule=marking.BY_NAME[attempt.exam.multiple_rule],
        used=sheets.duration_words(attempt.closed_at - attempt.started_at) if attempt.closed_at else "",
    )


@bp.errorhandler(HeldElsewhere)
@bp.errorhandler(StaleDevice)
@bp.errorhandler(MissingEvents)
@bp.errorhandler(IllegalStep)
def explain_conflict(refusal: Refusal) -> Response:
    """Answer 409 with what the page needs to go on: a code, and the state or the missing numbers."""
    codes = {
        HeldElsewhere: "held_elsewhere",
        StaleDevice: "stale_epoch",
        MissingEvents: "missing_events",
        IllegalStep: "illegal_step",
    }
    answer: dict[str, Any] = {"sentence": refusal.sentence, "status": 409, "code": codes[type(refusal)]}
    if isinstance(refusal, MissingEvents):
        answer["missing"] = refusal.missing
    if isinstance(refusal, IllegalStep):
        answer["state"] = refusal.state
    response = jsonify({"error": answer})
    response.status_code = 409
    return response
