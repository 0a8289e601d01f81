"""What the answer page and its requests show: pure shapes of papers, questions and receipts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessment import receipts, showing
from assessment.models import Attempt
from assessment.papers import Paper
from assessment.receipts import Receipt
from assessment.saving import Outcome
from assessment.showing import Choice
from core import clock
from question_bank import types


@dataclass(frozen=True)
class SheetItem:
    """One question as the candidate sees it: never its key."""

    item_no: int
    kind: str
    kind_label: str
    stem: str
    milli_points: int
    choices: list[Choice]


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
        shown = showing.choices(kind.public(line.question.body), line.option_ids)
        items.append(
            SheetItem(line.item_no, kind.name, kind.label, line.question.stem, line.milli_points, shown)
        )
    return AnswerSheet(attempt.exam.title, clock.to_ms(attempt.deadline_at), attempt.epoch, items)


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
