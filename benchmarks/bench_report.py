"""The completion report of 10,000 people and 20 courses to Excel, against XlsxWriter alone with the same cells."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import flask_migrate
import xlsxwriter
from sqlalchemy import insert, select

from accounts.models import Member
from accounts.permissions import Permission, scope
from app import create_app
from benchmarks import measure
from core import clock
from core.db import atomic, db
from core.settling import settle
from courses.models import Course, CourseVersion, Lesson
from learning.models import Enrolment, LessonCompletion
from reports.catalogue import BY_NAME
from reports.catalogue.base import Filters
from reports.outputs import BY_ENDING
from tests.cast import Cast, make_cast

PEOPLE, COURSES, LESSONS = 10_000, 20, 3
CHUNK = 5_000
ROUNDS = 3


def main() -> None:
    """Measure and print."""
    with measure.data_folder():
        app = create_app()
        settle()  # as wsgi.py does
        with app.app_context():
            flask_migrate.upgrade()
            cast = make_cast()
            _fill(cast)
            db.session.expire_all()
            before = _peak_megabytes()
            pairs = [(_timed(_ours, cast), _timed(_bare, cast)) for _round in range(ROUNDS)]
            grown = _peak_megabytes() - before
    ratio = sorted(ours / bare for ours, bare in pairs)[ROUNDS // 2]
    ours, bare = sorted(pairs)[ROUNDS // 2]
    detail = f"{ours:.1f} s against {bare:.1f} s, {PEOPLE} people x {COURSES} courses, peak memory +{grown:.0f} MB"
    measure.report("completion_report_xlsx", ratio, detail)


def _ours(cast: Cast) -> None:
    report, output = BY_NAME["courses"], BY_ENDING["xlsx"]
    year = clock.local(clock.now()).year
    content = report.content(scope(cast.manager, Permission.REPORT_READ), Filters(year), now=clock.now())
    output.write(content, str(report.label), "", io.BytesIO())


def _bare(cast: Cast) -> None:
    book = xlsxwriter.Workbook(io.BytesIO(), {"constant_memory": True})
    page = book.add_worksheet()
    for line in range(PEOPLE + 10):
        for column in range(COURSES + 3):
            page.write_string(line, column, f"2026-{line % 12 + 1:02d}-{column + 1:02d}")
    book.close()


def _timed(work: Any, cast: Cast) -> float:
    started = time.perf_counter()
    work(cast)
    return time.perf_counter() - started


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@atomic
def _fill(cast: Cast) -> None:
    """Fill the tables as 10,000 people who learn 20 courses would have."""
    random, now = Random(1), clock.now()
    shared = {"political_status": "member", "must_change_password": False, "created_at": now}
    branches = (cast.branch.id, cast.other_branch.id)
    people = [
        {"staff_no": f"N{n:05d}", "name": f"学员{n}", "post": "护林员", "party_unit_id": branches[n % 2],
         "admin_unit_id": cast.farm.id, **shared}
        for n in range(PEOPLE)
    ]  # fmt: skip
    _insert(Member, iter(people))
    ids = list(db.session.scalars(select(Member.id).where(Member.staff_no.startswith("N")).order_by(Member.id)))
    for number in range(1, COURSES + 1):
        _fill_course(number, ids, random)


def _fill_course(number: int, ids: list[int], random: Random) -> None:
    now = clock.now()
    course = Course(slug=f"course-{number}", tier="basic", sort_no=number, state="published", created_at=now)
    db.session.add(course)
    db.session.flush()
    version = CourseVersion(
        course_id=course.id, number=1, title=f"第 {number} 门课程", summary="", sources="", digest=str(number),
        published_at=now,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    course.current_version_id = version.id
    lessons = [
        Lesson(
            version_id=version.id, slug=f"l{place}", ordinal=place, title=f"第 {place} 课", body="正文", minutes=3,
            key_points="", source_title="", source_section="", source_author="", topic_path="", self_check_count=0,
        )
        for place in range(1, LESSONS + 1)
    ]  # fmt: skip
    db.session.add_all(lessons)
    db.session.flush()
    begun = now - timedelta(days=3)
    base = {"course_id": course.id, "version_id": version.id, "enrolled_at": begun}
    _insert(Enrolment, ({"member_id": member_id, **base} for member_id in ids))
    done = {"completed_at": begun, "rule_version": 1, "credited_ms": 120_000}
    _insert(
        LessonCompletion,
        (
            {"member_id": member_id, "lesson_id": lesson.id, **done}
            for member_id in ids
            for lesson in lessons[: random.randint(0, LESSONS)]
        ),
    )


def _insert(model: Any, rows: Iterator[dict[str, Any]]) -> None:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            db.session.execute(insert(model), chunk)
            chunk = []
    if chunk:
        db.session.execute(insert(model), chunk)


if __name__ == "__main__":
    main()
