"""What a suggested question is, and the contract of everything that suggests some."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any, Protocol

from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from courses.builder.sentences import Passage, passages

BLANK = "____"
GAP = "（  ）"
LETTERS = "abcdefgh"
_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Suggestion:
    """A question for a person to judge: what it asks, where it stands, and why it was made."""

    maker: str
    kind: str
    stem: str
    body: dict[str, Any]
    paragraph: SourceParagraph
    quote: str
    """The sentence of the paragraph that the question rests on."""
    why: str
    """What in the sentence made it a question, in the words of the sentence."""
    worth: int
    """How good it probably is, from 0 to 100."""

    @property
    def answer(self) -> str:
        """The answer in words; empty for true/false."""
        if self.kind == "fill":
            return " ".join(blank["accepted"][0] for blank in self.body["blanks"])
        key = self.body["key"]
        return "" if isinstance(key, bool) else next(o["text"] for o in self.body["options"] if o["id"] in key)


@dataclass(frozen=True)
class Ground:
    """What suggestions are looked for in: some sections, and the whole article around them for comparison."""

    sections: tuple[SourceSection, ...]
    article: SourceArticle
    passages: tuple[Passage, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Cut the sections into sentences once for all who look."""
        found = tuple(passage for section in self.sections for passage in passages(section))
        object.__setattr__(self, "passages", found)


class Maker(Protocol):
    """One way of making questions. `name` is stored and never renamed."""

    name: str
    label: Any
    reason: Any
    """A sentence for the author on why such a question is worth asking."""

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """Suggest questions on the sections of a ground, none of them twice."""


def folded(text: str) -> str:
    """A text without marks and blanks, for comparing what two texts say."""
    return _WORDS.sub("", text).casefold()


def gives_itself_away(stem: str, answer: str) -> bool:
    """Tell whether an answer can be read in its own stem."""
    return bool(folded(answer)) and folded(answer) in folded(stem)


def toss(seed: str, sides: int) -> int:
    """A number from 0 to sides - 1 that is always the same for the same text."""
    return int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16) % sides


def choice_body(right: str, wrong: list[str], seed: str) -> dict[str, Any]:
    """A single-choice body with the right option at a place that depends on the text only."""
    texts = list(wrong)
    place = toss(seed, len(wrong) + 1)
    texts.insert(place, right)
    options = [{"id": letter, "text": text} for letter, text in zip(LETTERS, texts, strict=False)]
    return {"options": options, "key": [LETTERS[place]]}


def fill_body(accepted: list[str]) -> dict[str, Any]:
    """A body with one blank and every spelling that is right."""
    return {"blanks": [{"accepted": list(dict.fromkeys(accepted))}]}
