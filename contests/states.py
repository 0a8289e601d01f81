"""The states of a contest and every change between them, as one table; pure."""

from __future__ import annotations

from enum import StrEnum

from core.errors import Refusal
from core.i18n import _, _l


class State(StrEnum):
    """Where a contest stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What can happen to a contest."""

    OPEN = "open"
    CLOSE = "close"
    PUBLISH = "publish"
    RETRACT = "retract"
    WITHDRAW = "withdraw"


TABLE: dict[tuple[State, Event], State] = {
    (State.DRAFT, Event.OPEN): State.OPEN,
    (State.OPEN, Event.CLOSE): State.CLOSED,
    (State.CLOSED, Event.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Event.RETRACT): State.CLOSED,
    (State.DRAFT, Event.WITHDRAW): State.WITHDRAWN,
    (State.OPEN, Event.WITHDRAW): State.WITHDRAWN,
    (State.CLOSED, Event.WITHDRAW): State.WITHDRAWN,
}
"""Every pair that is not listed is refused."""

NEEDS_REASON = frozenset({Event.RETRACT, Event.WITHDRAW})

LABELS = {
    State.DRAFT: _l("草稿"),
    State.OPEN: _l("已开放"),
    State.CLOSED: _l("已结束"),
    State.PUBLISHED: _l("已公布"),
    State.WITHDRAWN: _l("已取消"),
}
EVENT_LABELS = {
    Event.OPEN: _l("开放竞赛"),
    Event.CLOSE: _l("结束竞赛"),
    Event.PUBLISH: _l("公布成绩"),
    Event.RETRACT: _l("撤回公布"),
    Event.WITHDRAW: _l("取消竞赛"),
}


class WrongState(Refusal):
    """The contest is not in a state in which this can happen."""


def after(state: State, event: Event) -> State:
    """Return the state that follows; raises WrongState for a pair that is not in the table."""
    following = TABLE.get((state, event))
    if following is None:
        raise WrongState(_("竞赛目前“%(state)s”，不能%(event)s。", state=LABELS[state], event=EVENT_LABELS[event]))
    return following


def can_happen(state: State, event: Event) -> bool:
    """Tell whether an event is possible in a state."""
    return (state, event) in TABLE
