"""What every question type is made of: body, answer, verdict and the contract they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Protocol

Body = dict[str, Any]
Answer = dict[str, Any] | None
Sent = Callable[[str], Sequence[str]]
"""What a plain HTML form sent for a field: gives the values for the name after the question's own prefix."""
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Verdict:
    """How right an answer is; points are the marking rule's business.

    `share` is 1 for a wholly right answer and 0 for an empty or wrong one; `right` and `wrong` count chosen
    elements, `key_size` how many elements the key has. `by_rule` asks for the paper's rule for several right options;
    `parts` holds (weight, verdict) of the questions inside a question; `needs_person` means that the share is what a
    machine can vouch for and a person has the last word.
    """

    share: Fraction
    right: int
    wrong: int
    key_size: int
    answered: bool
    needs_person: bool = False
    by_rule: bool = False
    parts: tuple[tuple[Fraction, Verdict], ...] = ()


@dataclass(frozen=True)
class Line:
    """One element of an answer held against the key, for result pages; `right` is None where a person decides."""

    label: str
    given: str
    wanted: str
    right: bool | None


class Readable(Protocol):
    """What an importer knows of a question; formats.base.ReadQuestion is one."""

    @property
    def kind(self) -> str:
        """The name of the question type."""

    @property
    def stem(self) -> str:
        """The stem; of a material question the shared text."""

    @property
    def options(self) -> tuple[str, ...]:
        """Texts offered beside the key, in order."""

    @property
    def key(self) -> Any:
        """The key as `key_of` gives it."""


@dataclass(frozen=True)
class Read:
    """A Readable made by hand, for editors and for the questions inside a question."""

    kind: str = ""
    stem: str = ""
    options: tuple[str, ...] = ()
    key: Any = None
    parts: tuple[Readable, ...] = ()
    picture: dict[str, Any] | None = None


class QuestionType(Protocol):
    """One question type. `name` is stored in the database and never renamed."""

    name: str
    label: Any
    shows: str
    """How an answer is shown again: `choices` (options with marks), `lines` (see `lines`), `text` or `parts`."""
    is_marked_by_people: bool
    """True when every answer waits for a person, however it reads."""
    is_marked_by_rule: bool
    """True when the paper's rule for several right options says what a part of the key is worth."""
    stands_in_stem: bool
    """True when the answer is written into the blanks of the stem; `public` then tells their `count`."""
    explains: Any
    """One sentence for the candidate on what a part of the answer is worth; empty where right is right."""

    @property
    def example(self) -> Body:
        """A sound body."""

    @property
    def right_answer(self) -> Answer:
        """A wholly right answer to the example."""

    def faults(self, body: Body) -> list[str]:
        """Sentences on what is wrong with a body; empty when it can be asked."""

    def public(self, body: Body) -> Body:
        """The part of a body a candidate may see: never the key, nor an order that tells it."""

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Judge an answer of sound shape; None is an empty answer."""

    def needs_people(self, body: Body) -> bool:
        """Whether answers usually wait for a person, so that the question cannot be marked on the spot."""

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on what is wrong with the shape of a candidate's answer."""

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The answer a plain form sent; None when nothing was filled in. Its shape is still to be checked."""

    def describe_key(self, body: Body) -> str:
        """The key in words for reviewers and result pages, such as `B` or `正确`."""

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """An answer of sound shape in the words of the key; empty for an empty answer."""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """The answer element by element beside what was wanted."""

    def texts_of(self, body: Body) -> list[str]:
        """The texts offered beside the key, as an importer reads `options`."""

    def key_of(self, body: Body) -> Any:
        """The key as an importer writes it; docs/howto/add-a-question-type.md lists the shapes."""

    def body_of(self, read: Readable) -> Body:
        """Build a body from what an importer reads; `body_of` of `texts_of` and `key_of` is the body again."""

    def key_text(self, key: Any) -> str:
        """A key in the form a person writes it into one field."""

    def key_from(self, text: str) -> Any:
        """The key a person wrote into one field; None when it cannot be read."""

    def wording(self, body: Body) -> list[str]:
        """Every text of the body that makes the question what it is, without the key: for search and duplicates."""

    def meaning(self, body: Body) -> Any:
        """The key in terms of texts, comparable between bodies whose ids and order differ."""

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The ids of what may move, in the order one candidate sees them; empty when nothing may."""

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """The body with its lists in a candidate's order."""

    def printed(self, body: Body) -> list[str]:
        """What stands on paper under the stem, line by line, without the key."""

    def part_ids(self, body: Body) -> list[str]:
        """The ids of the questions inside the question; none for most types."""

    def weights(self, body: Body) -> dict[str, Fraction]:
        """What part of the whole each question inside it is worth."""

    def inside(self, stem: str, body: Body, answer: Answer, place: str) -> tuple[str, str, Body, Answer]:
        """Kind, stem, body and answer of the question at a place: of a part by its id, of the whole for ""."""


class Basic:
    """What most types have in common; each overrides where it differs."""

    name = ""
    shows = "lines"
    is_marked_by_people = False
    is_marked_by_rule = False
    stands_in_stem = False
    explains: Any = ""

    def needs_people(self, body: Body) -> bool:
        """Only what people mark always."""
        return self.is_marked_by_people

    def texts_of(self, body: Body) -> list[str]:
        """Nothing is offered beside the key."""
        return []

    def wording(self, body: Body) -> list[str]:
        """The stem says it all."""
        return []

    def key_text(self, key: Any) -> str:
        """The key as it stands."""
        return str(key or "")

    def key_from(self, text: str) -> Any:
        """The text as it stands."""
        return text.strip() or None

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Nothing may move."""
        return []

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """Nothing moves."""
        return body

    def printed(self, body: Body) -> list[str]:
        """Nothing stands under the stem."""
        return []

    def part_ids(self, body: Body) -> list[str]:
        """No questions inside."""
        return []

    def weights(self, body: Body) -> dict[str, Fraction]:
        """No questions inside."""
        return {}

    def inside(self, stem: str, body: Body, answer: Answer, place: str) -> tuple[str, str, Body, Answer]:
        """The question itself, whatever the place."""
        return self.name, stem, body, answer

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """No elements."""
        return []


def unanswered(key_size: int, *, by_rule: bool = False) -> Verdict:
    """The verdict on an empty answer."""
    return Verdict(Fraction(0), 0, 0, key_size, answered=False, by_rule=by_rule)


def counted(right: int, wrong: int, size: int, share: Fraction | None = None, *, near: bool = False) -> Verdict:
    """The verdict on an answer of which so many elements are right; the share is their part unless given."""
    return Verdict(
        Fraction(right, size) if share is None else share, right, wrong, size, answered=True, needs_person=near
    )


def ordered(things: Iterable[dict[str, Any]], order: Sequence[str]) -> list[dict[str, Any]]:
    """Things with ids in the given order; what the order does not name stands last, as it stood."""
    places = {each: place for place, each in enumerate(order)}
    return sorted(things, key=lambda thing: places.get(thing["id"], len(places)))


def holds_only(answer: Any, *names: str) -> bool:
    """Whether an answer is an object with no other names than these, the first of them present."""
    return isinstance(answer, dict) and names[0] in answer and set(answer) <= set(names)
