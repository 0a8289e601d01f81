"""What search finds of courses: the lessons that members can begin now, and the cases they can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select

from core.db import db
from core.i18n import _l
from core.search import ALL, Entry, SearchKind, put, take_out
from courses.models import Case, CaseRevision, CaseState, Course, CourseState, CourseVersion, Lesson

_MARKS = re.compile(r"^[ \t|:-]+$|^ {0,3}(?:#{1,6}|>|[-*+]|\d+[.)])\s+|[*_`|]|!?\[|\]\([^)\s]*\)", re.MULTILINE)


def feed(course: Course) -> None:
    """Let the lessons of a course be found as it is offered now; call it inside the @atomic action that changed it."""
    old = db.session.scalars(
        select(Lesson.id)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .where(CourseVersion.course_id == course.id)
    )
    take_out(LESSONS, [str(lesson_id) for lesson_id in old])
    put(LESSONS, _entries(Course.id == course.id))


def _entries(condition: Any) -> Iterator[Entry]:
    rows = db.session.execute(
        select(Lesson, CourseVersion.title, CourseVersion.published_at)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(Course, Course.current_version_id == CourseVersion.id)
        .where(Course.state == CourseState.PUBLISHED, condition)
        .order_by(Lesson.id)
    )
    for lesson, course, published_at in rows:
        body = f"{lesson.key_points}\n{plain(lesson.body)}"
        yield Entry(str(lesson.id), lesson.title, course, body, published_at)


def plain(markdown: str) -> str:
    """The words of a lesson without the marks of Markdown, in one line."""
    return " ".join(_MARKS.sub("", markdown).split())


def _address(ref: str, is_staff: bool) -> str:
    return url_for("courses.preview" if is_staff else "learning.found_lesson", lesson_id=int(ref))


LESSONS = SearchKind("lesson", _l("课程"), ALL, _address, lambda: _entries(Course.id > 0))


def feed_case(case: Case) -> None:
    """Let a case be found as members read it now; call it inside the @atomic action that changed it."""
    take_out(CASES, [str(case.id)])
    put(CASES, _case_entries(Case.id == case.id))


def _case_entries(condition: Any) -> Iterator[Entry]:
    rows = db.session.execute(
        select(Case.id, CaseRevision)
        .join(CaseRevision, CaseRevision.id == Case.shown_id)
        .where(Case.state != CaseState.WITHDRAWN, condition)
        .order_by(Case.id)
    )
    for case_id, text in rows:
        body = " ".join((text.problem, text.advice, text.steps, text.lessons_learned))
        yield Entry(str(case_id), text.title, text.unit_words, " ".join(body.split()), text.created_at)


def _case_address(ref: str, is_staff: bool) -> str:
    return url_for("cases.show", case_id=int(ref))


CASES = SearchKind("case", _l("案例"), ALL, _case_address, lambda: _case_entries(Case.id > 0))
SEARCHED = (LESSONS, CASES)
