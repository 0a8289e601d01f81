"""Pages of courses, of drafts of them, and of what their sources became."""

from accounts.permissions import Permission
from core.i18n import _l
from core.menu import MenuItem
from courses.views import (
    catalogue,
    coverage,
    draft_lessons,
    draft_moves,
    draft_reviews,
    drafts,
    entry,
    handbook_drafts,
    stale,
)
from courses.views.beside import BESIDE
from courses.views.blueprint import MENU as CATALOGUE
from courses.views.blueprint import bp

MENU = (*CATALOGUE, MenuItem(_l("待复核"), "courses.stale", Permission.DOCUMENT_READ, _l("资料"), "alert"))

__all__ = [
    "BESIDE",
    "MENU",
    "bp",
    "catalogue",
    "coverage",
    "draft_lessons",
    "draft_moves",
    "draft_reviews",
    "drafts",
    "entry",
    "handbook_drafts",
    "stale",
]
