"""How a question looks to a candidate, and how one answer to it is marked; pure."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from question_bank.types import BY_NAME, Body, Line, Sent, Verdict


@dataclass(frozen=True)
class Tried:
    """What came of one try."""

    faults: list[str]
    verdict: Verdict | None
    lines: list[Line]
    chosen: str
    right: str
    written: bool

    @property
    def percent(self) -> int:
        """The share a machine can vouch for, in hundredths."""
        return int(self.verdict.share * 100) if self.verdict else 0


def shown(kind_name: str, stem: str, body: Body, seed: int) -> Body:
    """What a candidate sees of a question, in an order that stays the same for the same seed."""
    kind = BY_NAME[kind_name]
    return kind.public(kind.arranged(body, kind.order_of(stem, body, Random(seed), shuffle=False)))


def tried(kind_name: str, body: Body, sent: Sent) -> Tried:
    """Read an answer out of a plain form and mark it."""
    kind = BY_NAME[kind_name]
    answer = kind.answer_of(body, sent)
    faults = kind.answer_faults(body, answer)
    if faults:
        return Tried(faults, None, [], "", kind.describe_key(body), written=False)
    return Tried(
        [],
        kind.mark(body, answer),
        kind.lines(body, answer),
        kind.describe_answer(body, answer),
        kind.describe_key(body),
        written=kind.shows == "text",
    )
