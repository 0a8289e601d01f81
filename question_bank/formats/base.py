"""What a reader of question files gives back: questions with their state, the reasons and the raw text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol

from question_bank.formats.wording import WORDING

Key = Any  # "B" · ["A", "C"] · True · [["32"], ["打小"]] · text · None when none was found


class Status(StrEnum):
    """How far a read question can be trusted."""

    READY = "ready"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Issue:
    """One reason against a question; `mark` is the text to point at in the line `line` of the file."""

    code: str
    status: Status
    values: dict[str, str] = field(default_factory=dict)
    line: int = 0
    mark: str = ""

    @property
    def sentence(self) -> str:
        """The reason in words."""
        return str(WORDING[self.code]) % self.values

    def with_value(self, name: str, value: Any) -> Issue:
        """The same issue with one more value for its sentence."""
        return replace(self, values={**self.values, name: str(value)})


def doubt(code: str, *, line: int = 0, mark: str = "", **values: Any) -> Issue:
    """A reason to look at a question before it is used."""
    return Issue(code, Status.DOUBTFUL, _texts(values), line, mark)


def error(code: str, *, line: int = 0, mark: str = "", **values: Any) -> Issue:
    """A reason why a question cannot be used as it stands."""
    return Issue(code, Status.REJECTED, _texts(values), line, mark)


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


@dataclass(frozen=True)
class ReadQuestion:
    """One question as found in a file. `options` are texts in order; A is the first. `line` counts from 1."""

    number: int
    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: Key = None
    explanation: str = ""
    points: float | None = None
    topic: str = ""
    source: str = ""
    difficulty: int | None = None
    line: int = 0
    last_line: int = 0
    sheet: str = ""
    status: Status = Status.READY
    issues: tuple[Issue, ...] = ()
    raw: str = ""

    def with_issues(self, *issues: Issue) -> ReadQuestion:
        """The same question with further reasons, its status following the gravest."""
        every = (*self.issues, *(issue for issue in issues if issue not in self.issues))
        return replace(self, issues=every, status=gravest(every))

    def as_json(self) -> dict[str, Any]:
        """The question as `flask questions read --json` prints it."""
        return {
            "number": self.number,
            "kind": self.kind,
            "stem": self.stem,
            "options": list(self.options),
            "key": self.key,
            "explanation": self.explanation,
            "points": self.points,
            "topic": self.topic,
            "line": self.line,
            "status": str(self.status),
            "issues": [issue.sentence for issue in self.issues],
        }


def gravest(issues: tuple[Issue, ...]) -> Status:
    """The status that follows from a question's issues."""
    found = {issue.status for issue in issues}
    return next((each for each in (Status.REJECTED, Status.DOUBTFUL) if each in found), Status.READY)


@dataclass(frozen=True)
class Reading:
    """All that was read from one file, with what was left out or does not add up in `warnings`."""

    format: str
    encoding: str
    questions: tuple[ReadQuestion, ...]
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many questions are ready, doubtful and rejected."""
        found = Counter(question.status for question in self.questions)
        return {str(status): found[status] for status in Status}

    def as_json(self) -> dict[str, Any]:
        """The reading as `flask questions read --json` prints it."""
        return {
            "format": self.format,
            "encoding": self.encoding,
            "counts": self.counts,
            "questions": [question.as_json() for question in self.questions],
            "warnings": list(self.warnings),
        }


class Reader(Protocol):
    """One file format: says whether a file is its own and reads it."""

    name: str
    label: Any
    extensions: tuple[str, ...]

    def claims(self, name: str, raw: bytes) -> bool:
        """Whether this reader should read the file of this name and these bytes."""

    def read(self, name: str, raw: bytes) -> Reading:
        """Read the file; raises Invalid with a sentence when it cannot be read at all."""
