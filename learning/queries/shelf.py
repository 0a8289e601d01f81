"""The courses a member can choose from: required or elective, micro, locked, waived, and the way in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from accounts.models import Member
from core.db import db
from courses.models import CourseKind, Placement, Tier
from courses.queries import CourseCard, placement_for
from learning.audiences import belongs
from learning.models import Assignment, CourseWaiver
from learning.queries.due import unit_ids_on_paths
from learning.queries.entry import all_lacks, lacks_for, waived_courses
from learning.queries.study import CourseProgress, course_offers

REQUIRED, ELECTIVE, MICRO = "required", "elective", "micro"


@dataclass(frozen=True)
class ShelfRow:
    """A published course in a member's list."""

    card: CourseCard
    progress: CourseProgress | None
    required: bool
    lacks: list[str]
    waiver: CourseWaiver | None

    @property
    def title(self) -> str:
        """Return the title in the version this member sees."""
        return self.progress.title if self.progress else self.card.title

    @property
    def is_locked(self) -> bool:
        """Tell whether the member cannot begin it yet; who began, or need not learn it, may always read it."""
        return bool(self.lacks) and self.progress is None and self.waiver is None


@dataclass(frozen=True)
class WayIn:
    """What stands before one course for one member, and the test that leads around it."""

    lacks: list[str]
    waiver: CourseWaiver | None
    placement: Placement | None
    required: bool
    enrolled: bool

    @property
    def is_locked(self) -> bool:
        """Tell whether the member cannot begin it yet."""
        return bool(self.lacks) and self.waiver is None and not self.enrolled


def required_ids(member: Member) -> set[int]:
    """Return the courses required of a member now, completed or not."""
    units = [unit for unit in (member.party_unit, member.admin_unit) if unit is not None]
    over = unit_ids_on_paths(units)
    rows = db.session.execute(
        select(Assignment.course_id, Assignment.audience).where(
            Assignment.withdrawn_at.is_(None), Assignment.unit_id.in_(sorted(over))
        )
    )
    return {course for course, audience in rows if belongs(audience, member.political_status, member.party_post)}


def shelf_of(member: Member, shown: str) -> list[ShelfRow]:
    """Return the courses of a member's list, narrowed to required, elective or micro.

    Anything else shows all but micro-courses, which have their own tab.
    """
    required, lacks, waived = required_ids(member), all_lacks(member), waived_courses(member.id)
    rows = [
        ShelfRow(offer.card, offer.progress, offer.card.course_id in required,
                 lacks.get(offer.card.course_id, []), waived.get(offer.card.course_id))
        for offer in course_offers(member.id)
    ]  # fmt: skip
    return [row for row in rows if _belongs(row, shown)]


def _belongs(row: ShelfRow, shown: str) -> bool:
    if shown == REQUIRED:
        return row.required
    is_micro = row.card.kind is CourseKind.MICRO
    if shown == ELECTIVE:
        return not row.required and not is_micro
    return is_micro == (shown == MICRO)


def way_in(member: Member, course: CourseProgress) -> WayIn:
    """Return what stands before a course."""
    first = course.first
    return WayIn(
        lacks=[] if course.enrolled else lacks_for(member, first.course_id),
        waiver=waived_courses(member.id).get(first.course_id),
        placement=None if course.is_complete else placement_for(first.course_id, Tier(first.tier)),
        required=first.course_id in required_ids(member),
        enrolled=course.enrolled,
    )
