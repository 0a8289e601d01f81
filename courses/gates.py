"""What stands between a member and a course: stored conditions weighed for one candidate (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.errors import Invalid
from core.i18n import _
from courses.entry import BY_NAME, Candidate

PRIOR = "prior_course"


@dataclass(frozen=True)
class Condition:
    """One stored condition of a course."""

    id: int
    course_id: int
    kind: str
    terms: Mapping[str, str]
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the condition is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def describe(self, titles: Mapping[str, str]) -> str:
        """Say the condition in one sentence."""
        return BY_NAME[self.kind].describe(self.terms, titles)


def lacks(conditions: Iterable[Condition], candidate: Candidate) -> list[str]:
    """Return one sentence for each condition in force that the candidate does not meet; empty means open."""
    found = (
        BY_NAME[condition.kind].lack(condition.terms, candidate)
        for condition in conditions
        if condition.holds_on(candidate.today)
    )
    return [sentence for sentence in found if sentence]


def courses_named(conditions: Iterable[Condition]) -> set[str]:
    """Return the slugs of the courses that conditions look at."""
    return {condition.terms["course"] for condition in conditions if condition.terms.get("course")}


def ensure_no_circle(slug: str, wanted: str, prior: Mapping[str, Sequence[str]]) -> None:
    """Refuse a prior course that, through its own prior courses, waits for this one."""
    seen: set[str] = set()
    waiting = [wanted]
    while waiting:
        each = waiting.pop()
        if each == slug:
            raise Invalid(_("这样两门课程会互相等待，谁也开不了。请换一门先修课程。"), field="course")
        if each not in seen:
            seen.add(each)
            waiting.extend(prior.get(each, ()))
