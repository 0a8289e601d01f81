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
def stand_elsewhere() -> None:
    """Have pages stand in the menu where their path begins: of a draft under drafts, of a document under documents."""
    if request.endpoint == "courses.coverage":
        stand_under("documents.index")
    elif (request.endpoint or "").startswith("courses.") and "/drafts" in request.path:
        stand_under("courses.drafts")
