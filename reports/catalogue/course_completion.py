"""One row a person, one column a course: complete, under way, overdue or not begun."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from accounts.permissions import Scope
from core.i18n import _, _l
from core.text import day
from courses.queries import published_courses
from learning.queries import CompletionFact, completion_facts
from reports.catalogue.base import Content, Filters, ReportColumn, ReportRow
from reports.facts import Person, pieces


class CourseCompletion:
    """Who completed which course, and when."""

    name = "courses"
    label = _l("课程完成明细")
    about = _l("每个人每门课程的完成日期或进度，适合导出归档。")

    def content(self, scope: Scope, filters: Filters, *, now: datetime) -> Content:
        """Return one row for each person of the scope; rows are a stream."""
        courses = [(course.course_id, course.title) for course in published_courses()]
        return Content(
            columns=_columns([title for _id, title in courses]),
            rows=_rows(scope, filters, [course_id for course_id, _title in courses]),
            notes=(_("格内为完成日期；未完成的显示“已学课数/总课数”。"),),
        )


def _columns(titles: Sequence[str]) -> Sequence[ReportColumn]:
    return (
        ReportColumn(_("姓名"), "text", 12),
        ReportColumn(_("工号"), "word", 12),
        ReportColumn(_("党支部"), "text", 22),
        *(ReportColumn(title, "word", 16) for title in titles),
    )


def _rows(scope: Scope, filters: Filters, course_ids: Sequence[int]) -> Iterator[ReportRow]:
    words = {"unbegun": _("未开始"), "overdue": _("已逾期")}
    for people in pieces(scope, filters):
        known: dict[int, dict[int, CompletionFact]] = {person.id: {} for person in people}
        for fact in completion_facts(list(known), filters.year):
            known[fact.member_id][fact.course_id] = fact
        for person in people:
            yield _row(person, known[person.id], course_ids, words, filters.year)


def _row(
    person: Person, known: Mapping[int, CompletionFact], course_ids: Sequence[int], words: Mapping[str, str], year: int
) -> ReportRow:
    cells = tuple(_cell(known.get(course_id), words) for course_id in course_ids)
    values: tuple[Any, ...] = (person.name, person.staff_no, person.branch, *cells)
    return ReportRow(values, ("learning.member_hours", {"member_id": person.id, "year": year}))


def _cell(fact: CompletionFact | None, words: Mapping[str, str]) -> str:
    if fact is None:
        return words["unbegun"]
    if fact.is_complete:
        return day(fact.completed_at)
    progress = f"{fact.completed}/{fact.lessons}"
    return f"{words['overdue']} {progress}" if fact.overdue else progress
