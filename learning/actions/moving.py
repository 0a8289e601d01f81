"""Moving learners to a newer version of their course."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from courses.models import Course
from learning.models import LessonCompletion, LessonProgress
from learning.queries import versions


@atomic
def move_learners(actor: Member, course: Course, reason: str, *, now: datetime) -> int:
    """Have everybody in the actor's scope who learns an older version go on in the current one; return how many.

    What they did in lessons that stayed the same counts on; changed and new lessons are learned anew.
    Hours once entered stay, and none are entered twice for a lesson that stayed the same.
    """
    if not reason:
        raise Invalid(_("请写明理由，理由会记入审计日志。"), field="reason")
    if course.current_version_id is None:
        raise Refusal(_("这门课程还没有发布过的版本。"))
    moved = versions.behind(actor, course)
    if not moved:
        raise Refusal(_("您管理的学员都已在学现行版本。"))
    same = versions.same_lessons({row.version_id for row in moved}, course.current_version_id)
    for row in moved:
        row.version_id = course.current_version_id
    _carry([row.member_id for row in moved], same)
    audit.record(
        actor, "course.move_learners", course, after={"learners": len(moved), "version": course.current_version_id},
        reason=reason,
    )  # fmt: skip
    return len(moved)


def _carry(member_ids: list[int], same: dict[int, int]) -> None:
    for model in (LessonProgress, LessonCompletion):
        rows = _copies(model, member_ids, same)
        if rows:
            db.session.execute(insert(model), rows)


def _copies(model: type[Any], member_ids: list[int], same: dict[int, int]) -> list[dict[str, Any]]:
    """Rows about the old lessons as rows about the new ones; what is there already stays as it is."""
    columns = [column.name for column in model.__table__.columns if column.name != "id"]
    about = model.lesson_id.in_([*same, *same.values()]), model.member_id.in_(member_ids)
    found = {(row.member_id, row.lesson_id): row for row in db.session.scalars(select(model).where(*about))}
    return [
        {name: getattr(row, name) for name in columns} | {"lesson_id": same[lesson_id]}
        for (member_id, lesson_id), row in found.items()
        if lesson_id in same and (member_id, same[lesson_id]) not in found
    ]
