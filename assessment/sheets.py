"""What the answer page and its requests show: pure shapes of papers, questions and receipts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from assessment import receipts
from assessment.models import Attempt
from assessment.papers import Paper
from assessment.receipts import Receipt
from assessment.saving import Outcome
from core import clock
from core.i18n import _
from question_bank import types


@dataclass(frozen=True)
class SheetItem:
    """One question as the candidate sees it: never its key."""

    item_no: int
    kind: str
    kind_label: str
    stem: str
    milli_points: int
    explains: Any
    """How its points follow from an answer that is partly right; empty where the paper's rule says it."""
    by_rule: bool
    has_letters: bool
    shown: dict[str, Any]


@dataclass(frozen=True)
class AnswerSheet:
    """A paper ready to be answered; times in UTC milliseconds."""

    title: str
    deadline_at: int
    epoch: int
    items: list[SheetItem]


def answer_sheet(attempt: Attempt, paper: Paper) -> AnswerSheet:
    """The paper of an attempt without anything that would help to guess its key."""
    items = []
    for line in paper.lines.values():
        kind = types.BY_NAME[line.question.kind]
        body = kind.arranged(line.question.body, line.option_ids)
        items.append(
            SheetItem(
                line.item_no,
                kind.name,
                kind.label,
                line.question.stem,
                line.milli_points,
                kind.explains,
                kind.is_marked_by_rule,
                kind.shows == "choices",
                kind.public(body),
            )
        )
    return AnswerSheet(attempt.exam.title, clock.to_ms(attempt.deadline_at), attempt.epoch, items)


def duration_words(length: timedelta) -> str:
    """A length of time in words: 12 分 05 秒, or 1 小时 02 分."""
    minutes, seconds = divmod(max(0, int(length.total_seconds())), 60)
    if minutes < 60:
        return str(_("%(minutes)d 分 %(seconds)02d 秒", minutes=minutes, seconds=seconds))
    return str(_("%(hours)d 小时 %(minutes)02d 分", hours=minutes // 60, minutes=minutes % 60))


def clock_words(left: timedelta) -> str:
    """The time left as the answer page shows it before its script runs: 31:42 or 1:05:00."""
    seconds = max(0, math.ceil(left.total_seconds()))
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60:02d}:{rest % 60:02d}"


def receipt(outcome: Outcome, key: bytes) -> dict[str, Any]:
    """The answer to one event: a signed receipt when it was stored, else the sentence that says why not."""
    if outcome.verdict is None or outcome.op_id is None:
        return {"op_id": outcome.op_id, "status": outcome.status, "sentence": outcome.sentence}
    facts = Receipt(outcome.op_id, outcome.verdict, outcome.arrived_at, outcome.deadline_at, outcome.epoch)
    return {
        "op_id": outcome.op_id,
        "status": outcome.status,
        "verdict": outcome.verdict,
        "reason": outcome.reason,
        "t_arr": outcome.arrived_at,
        "deadline_at": outcome.deadline_at,
        "epoch": outcome.epoch,
        "receipt": receipts.sign(facts, key),
    }
