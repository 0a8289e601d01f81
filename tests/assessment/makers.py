"""Makers for exams: a small bank, an open exam, a browser that answers."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from accounts.models import Member
from assessment import actions, queries
from assessment.models import Attempt, Exam
from assessment.op_ids import new_op_id
from assessment.rules import DraftRow, ExamDraft
from core import clock
from core.db import atomic, db
from question_bank.models import Question, QuestionRevision, Topic

PHONE = "a" * 32
TABLET = "b" * 32
BODIES: dict[str, dict[str, Any]] = {
    "single": {"options": [{"id": x, "text": f"选项{n}"} for n, x in enumerate("abcd", 1)], "key": ["b"]},
    "multiple": {"options": [{"id": x, "text": f"选项{n}"} for n, x in enumerate("abcd", 1)], "key": ["a", "c"]},
    "true_false": {"key": True},
}
RIGHT: dict[str, dict[str, Any]] = {
    "single": {"chosen": ["b"]},
    "multiple": {"chosen": ["a", "c"]},
    "true_false": {"value": True},
}
WRONG: dict[str, dict[str, Any]] = {
    "single": {"chosen": ["a"]},
    "multiple": {"chosen": ["a", "b"]},
    "true_false": {"value": False},
}


@atomic
def make_topic(name: str = "党章党规") -> Topic:
    """A topic without a parent, the same one for the same name."""
    topic = db.session.scalar(select(Topic).where(Topic.path == name))
    if topic is None:
        topic = Topic(name=name, path=name, sort_no=1)
        db.session.add(topic)
        db.session.flush()
    return topic


@atomic
def make_questions(topic: Topic, owner: Member, kind: str, count: int) -> list[int]:
    """Ready questions of a kind, all with the same key; their revision ids."""
    revisions = []
    for n in range(1, count + 1):
        question = Question(kind=kind, topic_id=topic.id, state="ready", owner_id=owner.id, created_at=clock.now())
        db.session.add(question)
        db.session.flush()
        revision = QuestionRevision(
            question_id=question.id,
            number=1,
            kind=kind,
            stem=f"{kind} 第{n}题（　）。",
            body_json=json.dumps(BODIES[kind], ensure_ascii=False),
            explanation="依据《中国共产党章程》。",
            source="《中国共产党章程》",
            difficulty=n % 3 + 1,
            digest=f"{kind}-{topic.id}-{n}",
            created_by_id=owner.id,
            created_at=clock.now(),
        )
        db.session.add(revision)
        db.session.flush()
        question.latest_id = revision.id
        revisions.append(revision.id)
    return revisions


def make_bank(owner: Member, per_kind: int = 6) -> Topic:
    """A topic with as many ready questions of each kind."""
    topic = make_topic()
    for kind in BODIES:
        make_questions(topic, owner, kind, per_kind)
    return topic


def make_exam(owner: Member, topic: Topic, **changes: Any) -> Exam:
    """An open exam of two questions of each kind, 30 minutes long, ending in two hours."""
    now = clock.now()
    rows = (
        DraftRow(topic.id, "single", 2, 2000),
        DraftRow(topic.id, "multiple", 2, 3000),
        DraftRow(topic.id, "true_false", 2, 1000),
    )
    values: dict[str, Any] = {
        "title": "党纪知识竞赛（初赛）",
        "opens_at": now - timedelta(hours=1),
        "hard_end_at": now + timedelta(hours=2),
        "duration_s": 1800,
        "rows": rows,
    }
    exam = actions.create_exam(owner, ExamDraft(**(values | changes)), now=now)
    actions.open_exam(owner, exam, now=now)
    return exam


def make_attempt(member: Member, owner: Member, **changes: Any) -> Attempt:
    """A member's attempt just started at an exam of its own, held by the phone."""
    exam = make_exam(owner, make_bank(owner), **changes)
    attempt = actions.start_attempt(member, exam, now=clock.now())
    return actions.lease_attempt(member, attempt, PHONE, take_over=False, now=clock.now())


def event(seq: int, item_no: int, payload: Any, *, epoch: int = 1, **changes: Any) -> dict[str, Any]:
    """One raw event as a browser sends it."""
    raw = {"op_id": new_op_id(1_780_000_000_000 + seq), "item_no": item_no, "epoch": epoch, "client_seq": seq}
    return raw | {"payload": payload, "client_wall": 1, "client_mono": 2} | changes


def save(browser: FlaskClient, attempt_id: int, *events: dict[str, Any], client_id: str = PHONE) -> Any:
    """Send events as the answer page does."""
    return browser.post(f"/attempts/{attempt_id}/events", json={"client_id": client_id, "events": list(events)})


def submit(browser: FlaskClient, attempt_id: int, *answers: dict[str, Any], **more: Any) -> Any:
    """Hand a paper in as the answer page does."""
    client_id = more.pop("client_id", PHONE)
    last = max((answer["client_seq"] for answer in answers), default=0)
    headers = {"Idempotency-Key": more.pop("key")} if "key" in more else {}
    body = {"client_id": client_id, "epoch": 1, "answers": list(answers), "vector": {client_id: last}} | more
    return browser.post(f"/attempts/{attempt_id}/submission", json=body, headers=headers)


def right_answers(attempt: Attempt) -> list[dict[str, Any]]:
    """An event with the right answer for every question of a paper."""
    lines = queries.paper_lines(attempt.id)
    return [event(n, line.item_no, RIGHT[line.question.kind]) for n, line in enumerate(lines, start=1)]
