"""What a report is: columns, rows, totals and the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from accounts.models import Unit
from accounts.permissions import Scope


@dataclass(frozen=True)
class Filters:
    """What the reader chose; an empty choice means everything in their scope."""

    year: int
    unit: Unit | None = None
    post: str = ""
    text: str = ""

    def words(self) -> dict[str, str]:
        """Return the choices as address arguments, without empty ones."""
        chosen = {"year": str(self.year), "unit": str(self.unit.id) if self.unit else "", "post": self.post}
        return {name: value for name, value in (chosen | {"q": self.text}).items() if value}


@dataclass(frozen=True)
class ReportColumn:
    """One column: heading, kind (text, word, number, decimal, share 0..1, instant) and width in characters.

    A `word` is a short text that must not be broken over lines.
    """

    heading: str
    kind: str = "text"
    width: int = 12


@dataclass(frozen=True)
class ReportRow:
    """One row: a value for each column, and where its evidence stands (endpoint and arguments)."""

    values: tuple[Any, ...]
    evidence: tuple[str, dict[str, Any]] | None = None


@dataclass(frozen=True)
class Figure:
    """One of the figures above a report."""

    label: str
    value: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Content:
    """A report for one reader and one choice: figures, columns, rows (may be a stream), totals, notes.

    `notes` say which rules stand behind the figures.
    """

    columns: Sequence[ReportColumn]
    rows: Iterator[ReportRow] | Sequence[ReportRow]
    totals: tuple[Any, ...] | None = None
    figures: Sequence[Figure] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)


class Report(Protocol):
    """One report of the catalogue; it only reads, and only inside the reader's scope."""

    name: str
    """Word in the address, never renamed."""
    label: Any
    about: Any
    """One sentence that says what question it answers."""

    def content(self, scope: Scope, filters: Filters, *, now: datetime) -> Content:
        """Return the report within a scope."""
        ...
