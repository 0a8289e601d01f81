"""What changed from one wording of a question to the next, readable for people. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.i18n import _l
from documents.differences import SAME, Segment, difference
from question_bank import rules
from question_bank.types import BY_NAME


class Wording(Protocol):
    """What is compared of a revision."""

    kind: str
    stem: str
    explanation: str
    source: str
    difficulty: int

    @property
    def body(self) -> dict[str, Any]:
        """Options and key."""


@dataclass(frozen=True)
class Difference:
    """One part of a question that reads otherwise than before."""

    label: Any
    segments: Sequence[Segment]


def differences(older: Wording, newer: Wording) -> list[Difference]:
    """The parts that changed from one revision to another, in the order of the page; parts that did not are left out."""
    pairs = zip(_parts(older), _parts(newer), strict=True)
    found = [Difference(label, difference(before, after)) for (label, before), (_same, after) in pairs]
    return [each for each in found if any(segment.kind != SAME for segment in each.segments)]


def _parts(wording: Wording) -> Iterator[tuple[Any, str]]:
    kind, body = BY_NAME[wording.kind], wording.body
    yield _l("题型"), str(kind.label)
    yield _l("题干"), wording.stem
    yield _l("选项与内容"), "\n".join(kind.printed(body))
    yield _l("答案"), str(kind.describe_key(body))
    yield _l("解析"), wording.explanation
    yield _l("出处"), wording.source
    yield _l("难度"), str(rules.DIFFICULTY_LABELS[wording.difficulty])
