"""Another course has to be completed first."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import _, _l
from courses.entry.base import Candidate, EntryTerm, Terms, course_fault


class PriorCourse:
    """Opens when the other course is completed, or waived by a placement test."""

    name = "prior_course"
    label = _l("先修课程")
    terms: tuple[EntryTerm, ...] = (EntryTerm("course", _l("先修课程"), "course"),)
    example = {"course": "fire"}

    def fault(self, terms: Terms) -> str:
        """Ask for a course."""
        return course_fault(terms, _("请选择先修课程。"))

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say how many lessons are left; a course that was taken away bars nobody."""
        prior = candidate.courses.get(terms["course"])
        if prior is None or prior.is_done:
            return ""
        return _("需先完成《%(title)s》：还差 %(count)s 课", title=prior.title, count=prior.lessons - prior.completed)

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Name the course."""
        return _("需先完成《%(title)s》", title=titles.get(terms["course"], terms["course"]))
