"""The pages of a bank of 100,000 questions for an organizer, against saying hello."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import func, insert, select, update

from accounts.models import Member, RoleGrant
from accounts.permissions import Role
from app import create_app
from benchmarks import measure
from core import clock, search
from core.db import atomic, db
from installation.cli import prepare_installation
from question_bank import rules
from question_bank.models import Question, QuestionRevision, State, Topic
from question_bank.searching import QUESTIONS

COUNT = 100_000
TOPICS = 60
AT_ONCE = 5_000
PAGES = {"bank_page": "/questions/", "bank_page_topic": "/questions/?topic={topic}&kind=single",
         "bank_page_words": "/questions/?q=巡护%20{word}", "bank_page_deep": "/questions/?page=3000"}  # fmt: skip


def main() -> None:
    """Measure and print the list whole, narrowed, searched and far down."""
    with measure.data_folder():
        topic_id, cookie = _prepare(create_app())
        with measure.serve() as address:
            for name, pattern in PAGES.items():
                path = pattern.format(topic=topic_id, word="20260").replace("巡护", "%E5%B7%A1%E6%8A%A4")
                found = measure.alternate(address, measure.get(path, cookie), rounds=3)
                measure.report(name, found.ratio, f"{found.detail}, {COUNT} questions")


def _prepare(app: Flask) -> tuple[int, str]:
    with app.app_context():
        prepare_installation(demo=True)
        topic_id = _fill()
        organizer = db.session.scalars(
            select(Member).join(RoleGrant, RoleGrant.member_id == Member.id).where(RoleGrant.role == Role.ORGANIZER)
        ).first()
        assert organizer is not None
        now = clock.now_ms()
        signed_in = {
            "_user_id": str(organizer.id), "_fresh": True, "epoch": organizer.session_epoch, "since": now, "seen": now,
        }  # fmt: skip
        db.session.remove()
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(signed_in)
    browser.get("/questions/")
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return topic_id, f"session={cookie.value}"


@atomic
def _fill() -> int:
    topics = [Topic(name=f"知识点{n}", path=f"十万题/知识点{n}") for n in range(TOPICS)]
    db.session.add_all(topics)
    db.session.flush()
    first = (db.session.scalar(select(func.max(Question.id))) or 0) + 1
    rows = list(_rows(first, [topic.id for topic in topics]))
    for start in range(0, COUNT, AT_ONCE):
        part = rows[start : start + AT_ONCE]
        db.session.execute(insert(Question), [question for question, _revision in part])
        db.session.execute(insert(QuestionRevision), [revision for _question, revision in part])
    newest = select(QuestionRevision.id).where(QuestionRevision.question_id == Question.id).scalar_subquery()
    db.session.execute(
        update(Question).where(Question.id >= first).values(latest_id=newest)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    search.put(QUESTIONS, QUESTIONS.entries())
    return topics[0].id


def _rows(first: int, topics: list[int]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    now = clock.now()
    states = list(State)
    for number in range(COUNT):
        options = [{"id": letter, "text": f"第{number}题的选项{letter}"} for letter in "abcd"]
        stem = f"护林员巡护第 {20_000_000 + number} 号林班时，首先应当（  ）。"
        question = {
            "id": first + number, "kind": "single", "topic_id": topics[number % TOPICS],
            "state": states[number % len(states)], "created_at": now,
        }  # fmt: skip
        revision = {
            "question_id": first + number, "number": 1, "kind": "single", "stem": stem,
            "body_json": json.dumps({"options": options, "key": ["a"]}, ensure_ascii=False), "explanation": "",
            "source": "", "difficulty": number % 3 + 1, "created_at": now,
            "digest": rules.digest_of(stem, [option["text"] for option in options]),
        }  # fmt: skip
        yield question, revision


if __name__ == "__main__":
    main()
