"""The blueprint of the course pages and its entries in the menu."""

from __future__ import annotations

from flask import Blueprint, request

from accounts.navigation import stand_under
from accounts.permissions import Permission
from core.i18n import _l
from core.menu import MenuItem

bp = Blueprint("courses", __name__, url_prefix="/courses")
MENU = (
    MenuItem(_l("课程"), "courses.index", Permission.COURSE_READ, _l("教学"), "book"),
    MenuItem(_l("课程草稿"), "courses.drafts", Permission.COURSE_DRAFT, _l("教学"), "edit"),
    MenuItem(_l("摸底测试"), "courses.placements", Permission.COURSE_READ, _l("教学"), "medal"),
)


@bp.before_request
def stand_under_drafts() -> None:
    """Have every page of a draft stand under the drafts in the menu, not under the courses above it."""
    if (request.endpoint or "").startswith("courses.") and "/drafts" in request.path:
        stand_under("courses.drafts")
