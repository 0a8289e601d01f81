"""What a draft must have before somebody reviews it (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.i18n import _
from courses.builder.minutes import LONGEST, SHORTEST
from courses.pictures import without_text

UNFINISHED = re.compile(r"TODO|TBD|FIXME|待补|待写|待定|待完善|此处补充|×××|XXX|？？？|\?\?\?", re.I)


@dataclass(frozen=True)
class LessonFacts:
    """What the list looks at in one lesson."""

    title: str
    body: str
    key_points: str
    objectives: str
    minutes: int
    source_title: str
    sources: int
    checks: int
    objectives_confirmed: bool


@dataclass(frozen=True)
class Point:
    """One point of the list: whether it is met, and what is missing where."""

    name: str
    met: bool
    missing: tuple[str, ...] = ()


def checklist(title: str, summary: str, lessons: Sequence[LessonFacts], open_comments: int) -> list[Point]:
    """All points in the order in which an author works them off."""
    return [
        _point(_("课程有名称、简介和课"), [] if title and summary and lessons else [_("请填写名称和简介，并至少留一课。")]),
        _each(_("每课写明依据"), lessons, lambda it: bool(it.source_title and it.sources)),
        _each(_("学习目标已由作者确认"), lessons, lambda it: bool(it.objectives_confirmed and it.objectives)),
        _each(_("每课有要点"), lessons, lambda it: bool(it.key_points)),
        _each(_("每课有自测题"), lessons, lambda it: it.checks > 0),
        _each(_("每课 5 至 15 分钟"), lessons, lambda it: SHORTEST <= it.minutes <= LONGEST),
        _each(_("图片都有替代文字"), lessons, lambda it: not without_text(it.body)),
        _each(_("没有待补的文字"), lessons, lambda it: not UNFINISHED.search(f"{it.title}\n{it.body}\n{it.key_points}")),
        _point(_("意见都已处理"), [_("还有 %(count)s 条意见没有处理。", count=open_comments)] if open_comments else []),
    ]  # fmt: skip


def _point(name: str, missing: list[str]) -> Point:
    return Point(name, not missing, tuple(missing))


def _each(name: str, lessons: Sequence[LessonFacts], holds: Callable[[LessonFacts], bool]) -> Point:
    return _point(name, [f"“{lesson.title}”" for lesson in lessons if not holds(lesson)])
