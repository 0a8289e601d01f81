"""Pages of the question bank."""

from accounts.permissions import Permission
from core.i18n import _l
from core.menu import MenuItem
from question_bank.views import (
    bank,
    brought,
    exports,
    faults,
    imports,
    life,
    listing,
    pictures,
    sources,
    tree,
    trying,
    twins,
)
from question_bank.views.blueprint import bp

__all__ = [
    "MENU",
    "bank",
    "bp",
    "brought",
    "exports",
    "faults",
    "imports",
    "life",
    "listing",
    "pictures",
    "sources",
    "tree",
    "trying",
    "twins",
]

MENU = (
    MenuItem(_l("题库"), "questions.index", Permission.QUESTION_READ, _l("资料"), "grid"),
    MenuItem(_l("题目纠错"), "questions.faults", Permission.QUESTION_READ, _l("资料"), "alert"),
)
