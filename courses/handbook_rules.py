"""Which way the next version of a handbook may go from where it stands (pure)."""

from __future__ import annotations

from collections.abc import Collection

from core.errors import Forbidden, Refusal
from core.i18n import _
from courses.models import HandbookDraftState as State

WAYS: dict[str, tuple[State, State]] = {
    "submit": (State.WRITING, State.REVIEW),
    "take_back": (State.REVIEW, State.WRITING),
    "return": (State.REVIEW, State.WRITING),
    "approve": (State.REVIEW, State.PUBLISHED),
    "drop": (State.WRITING, State.DROPPED),
}
NEEDS_WORDS = frozenset({"return", "drop"})
REVIEWING = frozenset({"approve", "return"})
"""What only a reviewer does, and only to what others wrote."""
OPEN = frozenset({State.WRITING, State.REVIEW})


def next_state(state: State, verb: str) -> State:
    """Where a draft stands after a verb; raises Refusal when it cannot be done from here."""
    before, after = WAYS[verb]
    if state is not before:
        raise Refusal(_("它现在的状态不能这样做，请刷新页面查看。"))
    return after


def ensure_writing(state: State) -> None:
    """Refuse changes of a text that is in review or done with."""
    if state is not State.WRITING:
        raise Refusal(_("这一稿已经送审或已结束，不能再改；要改请先撤回。"))


def ensure_other_person(authors: Collection[int], reviewer_id: int) -> None:
    """Refuse a reviewer who wrote any of the text or handed it in."""
    if reviewer_id in authors:
        raise Forbidden(_("不能审核自己编写或送审的手册，请换一位审核人。"))
