"""What an entry rule is: the terms it takes, and what somebody still lacks to begin a course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

Terms = Mapping[str, str]


@dataclass(frozen=True)
class Standing:
    """Where somebody stands in another course; `percent` is their score in it, empty while there is none."""

    title: str
    lessons: int
    completed: int
    waived: bool = False
    percent: int | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether the course was completed, or waived by a placement test."""
        return self.waived or self.completed >= self.lessons > 0


@dataclass(frozen=True)
class Candidate:
    """Somebody who wants to begin a course, as the rules look at them."""

    today: date
    political_status: str
    party_post: str
    post: str
    courses: Mapping[str, Standing]
    """By slug; a course that no longer exists is missing."""


@dataclass(frozen=True)
class EntryTerm:
    """One thing a manager fills in. kind: course, number, date, text, or choice among `choices`."""

    name: str
    label: Any
    kind: str
    choices: tuple[tuple[str, Any], ...] = ()
    help: Any = ""


class EntryRule(Protocol):
    """One kind of condition. `name` is stored in the database and never renamed."""

    name: str
    label: Any
    terms: tuple[EntryTerm, ...]
    example: dict[str, str]

    def fault(self, terms: Terms) -> str:
        """Say what is wrong with the terms, or nothing."""

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say what is missing and what opens the course, or nothing when nothing is missing."""

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Say the condition in one sentence; `titles` gives names of courses by slug."""


def course_fault(terms: Terms, unchosen: str) -> str:
    """Say that no course was chosen, where none was."""
    return "" if terms.get("course") else unchosen
