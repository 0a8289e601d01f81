"""Pages of attempts: answering, results, marking by people."""

from accounts.permissions import Permission
from assessment.views import attempts, faults, marking
from assessment.views.beside import BESIDE
from assessment.views.blueprint import bp
from core.i18n import _l
from core.menu import MenuItem

__all__ = ["BESIDE", "MENU", "attempts", "bp", "faults", "marking"]

MENU = (MenuItem(_l("阅卷"), "assessment.marking", Permission.ANSWER_MARK, _l("竞赛"), "edit"),)
