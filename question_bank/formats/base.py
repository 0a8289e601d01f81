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
class ReadPicture:
    """A picture a question shows; its texts refer to it as `![alt](picture:NAME)`."""

    name: str
    alt: str = ""
    content: str = ""
    """The file in base64."""


@dataclass(frozen=True)
class ReadQuestion:
    """One question as found in a file. `options` are texts in order; A is the first. `line` counts from 1.

    A question of kind "material" has the shared text as its stem and its sub-questions in `parts`.
    """

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
    parts: tuple[ReadQuestion, ...] = ()
    pictures: tuple[ReadPicture, ...] = ()
    body: dict[str, Any] | None = None
    """The body in the terms of its type, where options and key cannot say all of it."""

    def with_issues(self, *issues: Issue) -> ReadQuestion:
        """The same question with further reasons, its status following the gravest, its parts' included."""
        if not issues and not self.parts:
            return self
        every = (*self.issues, *(issue for issue in issues if issue not in self.issues))
        return replace(self, issues=every, status=worst((gravest(every), *(part.status for part in self.parts))))

    @property
    def asked(self) -> tuple[ReadQuestion, ...]:
        """The questions a candidate answers: the parts of a material, else the question itself."""
        return self.parts or (self,)

    def as_json(self) -> dict[str, Any]:
        """The question as `flask questions read --json` prints it."""
        printed = {
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
        if self.pictures:
            printed["pictures"] = [{"name": each.name, "alt": each.alt} for each in self.pictures]
        return printed

    def as_printed(self) -> list[dict[str, Any]]:
        """The question, or each of its parts with the shared text as `material`, as JSON lists them."""
        if not self.parts:
            return [self.as_json()]
        return [self._part_as_json(part) for part in self.parts]

    def _part_as_json(self, part: ReadQuestion) -> dict[str, Any]:
        shared = [issue.sentence for issue in self.issues]
        printed = part.as_json()
        status = str(worst((part.status, gravest(self.issues))))
        return {**printed, "status": status, "issues": [*printed["issues"], *shared], "material": self.stem}


def gravest(issues: tuple[Issue, ...]) -> Status:
    """The status that follows from a question's issues."""
    return worst(tuple(issue.status for issue in issues))


def worst(found: tuple[Status, ...]) -> Status:
    """The gravest of several states; ready when there is none."""
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
        """How many questions are ready, doubtful and rejected; a material counts as one with its parts."""
        found = Counter(question.status for question in self.questions)
        return {str(status): found[status] for status in Status}

    def as_json(self) -> dict[str, Any]:
        """The reading as `flask questions read --json` prints it."""
        printed = [each for question in self.questions for each in question.as_printed()]
        found = Counter(each["status"] for each in printed)
        return {
            "format": self.format,
            "encoding": self.encoding,
            "counts": {str(status): found[status] for status in Status},
            "questions": printed,
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
