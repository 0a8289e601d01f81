"""Pages of members and managers about learning and hours."""

from accounts.permissions import Permission
from core.i18n import _l
from core.menu import MenuItem
from learning.views import (
    assignments,
    back_entries,
    home,
    hours,
    huddles,
    members,
    notes,
    placements,
    policies,
    search,
    study,
    versions,
)
from learning.views.blueprint import bp

_GROUP = _l("培训管理")
MENU = (
    MenuItem(_l("班前会"), "learning.huddles", Permission.HUDDLE_LEAD, _l("教学"), "sound"),
    MenuItem(_l("搜索"), "learning.search", Permission.DOCUMENT_READ, "", "search"),
    MenuItem(_l("计划与任务"), "learning.assignments", Permission.HOURS_READ, _GROUP, "calendar"),
    MenuItem(_l("学时台账"), "learning.members", Permission.HOURS_READ, _GROUP, "clock"),
    MenuItem(_l("学时补录"), "learning.back_entries", Permission.HOURS_EDIT, _GROUP, "plus"),
    MenuItem(_l("学时标准"), "learning.policies", Permission.HOURS_READ, _GROUP, "gear"),
)

__all__ = [
    "MENU",
    "assignments",
    "back_entries",
    "bp",
    "home",
    "hours",
    "huddles",
    "members",
    "notes",
    "placements",
    "policies",
    "search",
    "study",
    "versions",
]
