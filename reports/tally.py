"""Adding up people into branches and branches into a whole (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reports.facts import PersonFacts


@dataclass
class Tally:
    """Running totals over people."""

    people: int = 0
    """Measured against a policy."""
    exempt: int = 0
    unmeasured: int = 0
    """Of whom no policy asks hours."""
    met: int = 0
    hours: float = 0.0
    required: int = 0
    completed: int = 0
    overdue: int = 0
    exams: int = 0
    passed: int = 0

    def add(self, facts: PersonFacts) -> None:
        """Take one person in."""
        self.exempt += bool(facts.standing.exempt)
        self.unmeasured += facts.standing.required_hours is None and not facts.standing.exempt
        if facts.counts:
            self.people += 1
            self.met += facts.standing.met
            self.hours += facts.standing.earned_hours
        self.required += facts.required
        self.completed += facts.completed
        self.overdue += facts.overdue
        self.exams += facts.exams
        self.passed += facts.passed

    @property
    def met_share(self) -> float | None:
        """Return the share of measured people who reached their hours, None without any."""
        return share(self.met, self.people)

    @property
    def mean_hours(self) -> float | None:
        """Return the mean hours of measured people."""
        return self.hours / self.people if self.people else None

    @property
    def completed_share(self) -> float | None:
        """Return the share of required courses that are complete."""
        return share(self.completed, self.required)

    @property
    def passed_share(self) -> float | None:
        """Return the share of exams sat that were passed."""
        return share(self.passed, self.exams)


def share(part: int, whole: int) -> float | None:
    """Return part of whole as 0..1, None when there is no whole."""
    return part / whole if whole else None


def tally(facts: Iterable[PersonFacts]) -> Tally:
    """Add up people."""
    total = Tally()
    for each in facts:
        total.add(each)
    return total
