"""The blueprint all pages of contests hang on, and the names their templates share."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint

from accounts.navigation import stand_under
from contests import branches, counting, ranking, rules, states
from contests.models import Contest
from contests.rules import Phase, Window
from contests.states import State
from core import clock
from core.i18n import _

bp = Blueprint("contests", __name__)

PHASE_TONES = {
    Phase.UPCOMING: "amber",
    Phase.RUNNING: "green",
    Phase.NO_MORE_STARTS: "amber",
    Phase.OVER: "neutral",
    Phase.PUBLISHED: "neutral",
    Phase.WITHDRAWN: "neutral",
}
STATE_TONES = {
    State.DRAFT: "neutral",
    State.OPEN: "green",
    State.CLOSED: "amber",
    State.PUBLISHED: "neutral",
    State.WITHDRAWN: "neutral",
}


def phase_of(contest: Contest) -> Phase:
    """Return where a contest stands now for members."""
    window = Window(contest.opens_at, contest.last_start_at, contest.hard_end_at)
    return rules.phase(State(contest.state), window, clock.now())


def placed(contest: Contest) -> Contest:
    """Return the contest, and show its pages under the menu entry of its kind."""
    stand_under("contests.manage_skills" if contest.is_skills else "contests.manage")
    return contest


def used_time(milliseconds: int | None) -> str:
    """Write a length such as 12分08秒."""
    if milliseconds is None:
        return "—"
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return _("%(minutes)s分%(seconds)s秒", minutes=minutes, seconds=f"{seconds:02d}")


bp.add_app_template_filter(used_time)


def place_words(place: int, shared: bool) -> str:
    """Write a place, marked when it is shared."""
    return _("%(place)s（并列）", place=place) if shared else str(place)


def until(instant: datetime | None) -> str:
    """Write how long it is until an instant, in the largest fitting unit."""
    if instant is None:
        return ""
    minutes = max(0, int((instant - clock.now()).total_seconds() // 60))
    if minutes < 60:
        return _("剩 %(n)s 分钟", n=minutes)
    if minutes < 60 * 48:
        return _("剩 %(n)s 小时", n=minutes // 60)
    return _("剩 %(n)s 天", n=minutes // 1440)


def until_tone(instant: datetime | None) -> str:
    """Return red on the last day before an instant, amber on the two before, else neutral."""
    left = instant - clock.now() if instant else timedelta.max
    return "red" if left < timedelta(days=1) else "amber" if left < timedelta(days=3) else "neutral"


def weight(permille: int) -> str:
    """Write a weight in thousandths as a percentage."""
    return f"{permille / 10:g}%"


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Offer the names of contests' rules to templates."""
    return {"contest_words": WORDS}


class Words:
    """What the templates of contests ask by name."""

    phase_labels = rules.PHASE_LABELS
    phase_tones = PHASE_TONES
    state_labels = states.LABELS
    state_tones = STATE_TONES
    counting = counting.BY_NAME
    ranking = ranking.BY_NAME
    branches = branches.BY_NAME
    phase_of = staticmethod(phase_of)
    used_time = staticmethod(used_time)
    place = staticmethod(place_words)
    until = staticmethod(until)
    until_tone = staticmethod(until_tone)
    weight = staticmethod(weight)


WORDS = Words()
