"""A post (岗位), as the roster words it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from core.i18n import _, _l
from courses.entry.base import Candidate, EntryTerm, Terms

BETWEEN = re.compile(r"[、，,;；\s]+")


class Post:
    """Opens to people whose post contains one of some words."""

    name = "post"
    label = _l("岗位")
    terms: tuple[EntryTerm, ...] = (
        EntryTerm("words", _l("岗位"), "text", help=_l("写岗位名称中的字，几个岗位用顿号隔开，如：护林员、油锯工。")),
    )
    example = {"words": "护林员、油锯工"}

    def fault(self, terms: Terms) -> str:
        """Ask for at least one word."""
        return "" if _words(terms) else _("请填写岗位。")

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say for whom it is, what is on record, and who can mend the record."""
        if any(word in candidate.post for word in _words(terms)):
            return ""
        return _(
            "面向岗位：%(posts)s。您登记的岗位是“%(post)s”，如有变动请联系本单位培训管理员更正",
            posts="、".join(_words(terms)), post=candidate.post or _("未填写"),
        )  # fmt: skip

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Name the posts."""
        return _("面向岗位：%(posts)s", posts="、".join(_words(terms)))


def _words(terms: Terms) -> list[str]:
    return [word for word in BETWEEN.split(terms.get("words", "")) if word]
