"""What makes a micro-course (微党课): one or two lessons, ten minutes at most (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from core.i18n import _
from courses.models import CourseKind

MOST_MINUTES = 10
MOST_LESSONS = 2


def micro_fault(kind: CourseKind, minutes: Sequence[int]) -> str:
    """Say why lessons of these minutes are no micro-course, or nothing; a standard course may be as long as it likes."""
    if kind is not CourseKind.MICRO:
        return ""
    if len(minutes) > MOST_LESSONS or sum(minutes) > MOST_MINUTES:
        return _(
            "微党课最多 %(lessons)s 课、合计不超过 %(minutes)s 分钟，现为 %(count)s 课 %(total)s 分钟。",
            lessons=MOST_LESSONS, minutes=MOST_MINUTES, count=len(minutes), total=sum(minutes),
        )  # fmt: skip
    return ""
