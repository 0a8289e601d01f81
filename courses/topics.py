"""Where the questions of a lesson stand in the question bank (pure)."""

from __future__ import annotations

import re

LONGEST_PART = 120


def topic_path(course: str, lesson: str) -> str:
    """The topic of a lesson as 课程/课; the parts cannot hold the marks that part a path."""
    return "/".join(_part(name) for name in (course, lesson))


def _part(name: str) -> str:
    return re.sub(r"[/／>＞\\]+", "-", name).strip()[:LONGEST_PART] or "-"
