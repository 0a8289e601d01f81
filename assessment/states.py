"""The life of an attempt as one table: which event leads from which state to which."""

from enum import StrEnum

from core.errors import Refusal
from core.i18n import _, _l


class State(StrEnum):
    """Where an attempt stands; ABSENT is the attempt that has not been started."""

    ABSENT = "absent"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    AUTO_SUBMITTED = "auto_submitted"
    FORCED = "forced"


class Event(StrEnum):
    """What can be asked of an attempt."""

    START = "start"
    SAVE = "save"
    LEASE = "lease"
    SUBMIT = "submit"
    EXPIRE = "expire"
    FORCE_CLOSE = "force_close"
    REOPEN = "reopen"
    GRADE = "grade"
    VOID = "void"
    DISQUALIFY = "disqualify"
    RESTORE = "restore"


CLOSED = frozenset({State.SUBMITTED, State.AUTO_SUBMITTED, State.FORCED})

LABELS = {
    State.ABSENT: _l("未开始"),
    State.IN_PROGRESS: _l("进行中"),
    State.SUBMITTED: _l("已交卷"),
    State.AUTO_SUBMITTED: _l("到时自动交卷"),
    State.FORCED: _l("由管理人员收卷"),
}

_RUN, _SUB, _AUTO, _FORCE, _NO = State.IN_PROGRESS, State.SUBMITTED, State.AUTO_SUBMITTED, State.FORCED, None

# Columns: ABSENT, IN_PROGRESS, SUBMITTED, AUTO_SUBMITTED, FORCED. None means the pair is illegal.
# Expiring a closed attempt is legal and changes nothing, because sweep and touch may meet.
# VOID, DISQUALIFY and RESTORE set an overlay and leave the state alone.
_ROWS: dict[Event, tuple[State | None, ...]] = {
    Event.START: (_RUN, _RUN, _NO, _NO, _NO),
    Event.SAVE: (_NO, _RUN, _NO, _NO, _NO),
    Event.LEASE: (_NO, _RUN, _NO, _NO, _NO),
    Event.SUBMIT: (_NO, _SUB, _NO, _NO, _NO),
    Event.EXPIRE: (_NO, _AUTO, _SUB, _AUTO, _FORCE),
    Event.FORCE_CLOSE: (_NO, _FORCE, _NO, _NO, _NO),
    Event.REOPEN: (_NO, _NO, _RUN, _RUN, _RUN),
    Event.GRADE: (_NO, _NO, _SUB, _AUTO, _FORCE),
    Event.VOID: (_NO, _RUN, _SUB, _AUTO, _FORCE),
    Event.DISQUALIFY: (_NO, _RUN, _SUB, _AUTO, _FORCE),
    Event.RESTORE: (_NO, _RUN, _SUB, _AUTO, _FORCE),
}

TABLE: dict[tuple[State, Event], State | None] = {
    (state, event): row[column] for event, row in _ROWS.items() for column, state in enumerate(State)
}


class IllegalStep(Refusal):
    """The attempt is in a state that does not know this event; carries the state."""

    def __init__(self, state: State, event: Event) -> None:
        super().__init__(_("本次作答当前为“%(state)s”，不能进行此操作。", state=LABELS[state]))
        self.state = state
        self.event = event


def next_state(state: State, event: Event) -> State:
    """The state after the event; raises IllegalStep for a pair the table does not allow."""
    target = TABLE[state, event]
    if target is None:
        raise IllegalStep(state, event)
    return target


def is_closed(state: State) -> bool:
    """Whether the attempt has ended and its answers can be marked."""
    return state in CLOSED
