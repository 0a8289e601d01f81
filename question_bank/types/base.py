"""What every question type is made of: body, answer, verdict and the contract they share."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

Body = dict[str, Any]
Answer = dict[str, Any] | None


@dataclass(frozen=True)
class Verdict:
    """How right an answer is; points are the marking rule's business.

    `share` is 1 for a wholly right answer and 0 for an empty or wrong one; `right` and `wrong` count chosen
    elements, `key_size` how many elements the key has.
    """

    share: Fraction
    right: int
    wrong: int
    key_size: int
    answered: bool


class QuestionType(Protocol):
    """One question type. `name` is stored in the database and never renamed."""

    name: str
    label: Any
    example: Body
    right_answer: Answer

    def faults(self, body: Body) -> list[str]:
        """Sentences on what is wrong with a body; empty when it can be asked."""

    def public(self, body: Body) -> Body:
        """The part of a body a candidate may see: never the key."""

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Judge an answer of sound shape; None is an empty answer."""

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on what is wrong with the shape of a candidate's answer."""

    def describe_key(self, body: Body) -> str:
        """The key in words for reviewers and result pages, such as `B` or `正确`."""

    def key_of(self, body: Body) -> Any:
        """The key as an importer writes it: letters for choices, a truth value for true/false."""

    def body_of(self, options: list[str], key: Any) -> Body:
        """Build a body from option texts and a key as an importer reads them."""


def unanswered(key_size: int) -> Verdict:
    """The verdict on an empty answer."""
    return Verdict(Fraction(0), 0, 0, key_size, answered=False)
