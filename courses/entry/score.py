"""A score in the checks of another course, or in its placement test."""

from __future__ import annotations

from collections.abc import Mapping

from core.i18n import _, _l
from courses.entry.base import Candidate, EntryTerm, Terms, course_fault


class Score:
    """Opens at a mean of the best self-checks of another course, or at that share of its placement test."""

    name = "score"
    label = _l("成绩")
    terms: tuple[EntryTerm, ...] = (
        EntryTerm("course", _l("看哪门课程的成绩"), "course"),
        EntryTerm("percent", _l("不低于（百分比）"), "number", help=_l("各课自测最好成绩的平均，未做的按 0 计；摸底测试成绩更高时按摸底测试。")),
    )  # fmt: skip
    example = {"course": "fire", "percent": "80"}

    def fault(self, terms: Terms) -> str:
        """Ask for a course and a share from 1 to 100."""
        percent = terms.get("percent", "")
        if not (percent.isascii() and percent.isdigit() and 1 <= int(percent) <= 100):
            return _("成绩要求应是 1 到 100 的整数。")
        return course_fault(terms, _("请选择看哪门课程的成绩。"))

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say both scores; a course that was taken away bars nobody."""
        other = candidate.courses.get(terms["course"])
        if other is None or (other.percent is not None and other.percent >= int(terms["percent"])):
            return ""
        if other.percent is None:
            return _(
                "《%(title)s》的自测平均成绩须达到 %(percent)s%%，现在还没有成绩",
                title=other.title, percent=terms["percent"],
            )  # fmt: skip
        return _(
            "《%(title)s》的自测平均成绩须达到 %(percent)s%%，现为 %(now)s%%",
            title=other.title, percent=terms["percent"], now=other.percent,
        )  # fmt: skip

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Name course and share."""
        return _(
            "《%(title)s》的自测平均成绩不低于 %(percent)s%%",
            title=titles.get(terms["course"], terms["course"]), percent=terms["percent"],
        )  # fmt: skip
