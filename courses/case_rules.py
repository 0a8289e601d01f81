"""Which way a case may go from where it stands (pure)."""

from __future__ import annotations

from core.errors import Refusal
from core.i18n import _
from courses.models import CaseState

WAYS: dict[str, tuple[frozenset[CaseState], CaseState]] = {
    "submit": (frozenset({CaseState.DRAFT}), CaseState.REVIEW),
    "approve": (frozenset({CaseState.REVIEW}), CaseState.PUBLISHED),
    "return": (frozenset({CaseState.REVIEW}), CaseState.DRAFT),
    "withdraw": (frozenset({CaseState.PUBLISHED, CaseState.DRAFT, CaseState.REVIEW}), CaseState.WITHDRAWN),
    "restore": (frozenset({CaseState.WITHDRAWN}), CaseState.DRAFT),
}
NEEDS_REASON = frozenset({"return", "withdraw", "restore"})
REVIEWING = frozenset({"approve", "return", "withdraw", "restore"})
"""What only a reviewer does."""


def next_state(state: CaseState, verb: str) -> CaseState:
    """Return where a case stands after a verb; raises Refusal when it cannot be done from here."""
    allowed, after = WAYS[verb]
    if state not in allowed:
        raise Refusal(_("它现在的状态不能这样做，请刷新页面查看。"))
    return after


def ensure_other_person(author_id: int | None, reviewer_id: int) -> None:
    """Refuse a reviewer who wrote the text."""
    if author_id == reviewer_id:
        raise Refusal(_("不能审核自己写的内容，请由另一位审核人处理。"))
