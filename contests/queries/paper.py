"""What the question bank holds for a blueprint."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from assessment import queries as assessment
from contests.models import Contest
from contests.rules import CellFill
from core.db import db
from question_bank.models import Topic


def topic_choices() -> list[tuple[int, str]]:
    """Return (id, name) of all topics, each below the one it belongs to, names with their parents."""
    topics = db.session.scalars(select(Topic).order_by(Topic.sort_no, Topic.id)).all()
    children: dict[int | None, list[Topic]] = {}
    for topic in topics:
        children.setdefault(topic.parent_id, []).append(topic)
    found: list[tuple[int, str]] = []
    waiting = [(topic, topic.name) for topic in reversed(children.get(None, []))]
    while waiting:
        topic, name = waiting.pop()
        found.append((topic.id, name))
        waiting.extend((child, f"{name} / {child.name}") for child in reversed(children.get(topic.id, [])))
    return found


def cells_of(rows: Sequence[Any], at: datetime | None = None) -> list[CellFill]:
    """Return for each blueprint row (stored or typed) what it wants and what is ready in the bank, now or later."""
    return [CellFill(cell.label, cell.wanted, cell.available) for cell in assessment.capacity(rows, at)]


def paper_fits(contest: Contest, at: datetime | None = None) -> bool:
    """Tell whether all rows together can be filled without using a question twice."""
    return bool(contest.paper_rows) and assessment.can_be_drawn(contest.paper_rows, at)
