"""Pages of contests: for members, for organizers, for judges."""

from accounts.permissions import Permission
from contests.views import drafting, judging, member, printing, rankings, running, skills, staging, statistics
from contests.views.base import bp
from contests.views.beside import BESIDE
from core.i18n import _l
from core.menu import MenuItem

MENU = (
    MenuItem(_l("知识竞赛"), "contests.manage", Permission.CONTEST_WATCH, _l("竞赛"), "trophy"),
    MenuItem(_l("业务比武"), "contests.manage_skills", Permission.CONTEST_WATCH, _l("竞赛"), "flag"),
    MenuItem(_l("我的评分"), "contests.judging_index", Permission.CONTEST_JUDGE, _l("竞赛"), "edit"),
)

__all__ = [
    "BESIDE",
    "MENU",
    "bp",
    "drafting",
    "judging",
    "member",
    "printing",
    "rankings",
    "running",
    "skills",
    "staging",
    "statistics",
]
