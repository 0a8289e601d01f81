"""A question while it is being understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats.base import Issue, Key
from question_bank.formats.options import Options
from question_bank.formats.stems import Stem

TRUTH_WORD = re.compile(
    r"^\s*[○●◯□■◇◆☐☑⊙]?\s*[(\[]?[A-B]?[)\]]?\s*[.、:)\-]?\s*(正确|错误|对|错|是|否|√|×|✓|✗)\s*[。.;]?\s*$"
)

TEXT_KINDS = (
    "short_answer",
    "essay",
    "material",
    "matching",
    "ordering",
    "classification",
    "hotspot",
    "find_error",
    "numeric",
)


@dataclass
class Draft:
    """A question while it is being understood; sources of the key are kept apart until they are compared."""

    kind: str | None
    stem: Stem
    options: Options | None = None
    truth_options: list[str] = field(default_factory=list)
    keys: list[tuple[str, Key]] = field(default_factory=list)  # where it was found, what it says
    notes: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    a_is_true: bool = False
    body: str = ""  # the question's text before anything was taken out of it
    looks: str = ""  # how each character of the question's text is set off, where the file tells
    by_index: bool = False  # whether a figure as key plainly counts the options

    @property
    def texts(self) -> tuple[str, ...]:
        """The option texts."""
        return self.options.texts if self.options else ()


def letters_of(texts: tuple[str, ...]) -> list[str]:
    """The letters A, B, C of so many options."""
    return [chr(ord("A") + place) for place in range(len(texts))]
