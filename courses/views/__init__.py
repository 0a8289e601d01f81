"""Pages of courses and lessons."""

from accounts.permissions import Permission
from core.i18n import _l
from core.menu import MenuItem
from courses.views import coverage, stale
from courses.views.catalogue import MENU as CATALOGUE
from courses.views.catalogue import bp, index, preview, publish, show, show_version, withdraw

MENU = (*CATALOGUE, MenuItem(_l("待复核"), "courses.stale", Permission.DOCUMENT_READ, _l("教学"), "alert"))

__all__ = ["MENU", "bp", "coverage", "index", "preview", "publish", "show", "show_version", "stale", "withdraw"]
