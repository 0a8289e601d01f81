"""Decisions about contests: who may take part, where a window stands, what still bars opening; pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from contests.states import State
from core.clock import local
from core.i18n import _, _l

LONGEST_MINUTES = 300
MOST_ATTEMPTS = 20


class Phase(StrEnum):
    """Where a contest stands for somebody who wants to take part."""

    UPCOMING = "upcoming"
    RUNNING = "running"
    NO_MORE_STARTS = "no_more_starts"
    OVER = "over"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


PHASE_LABELS = {
    Phase.UPCOMING: _l("未开始"),
    Phase.RUNNING: _l("进行中"),
    Phase.NO_MORE_STARTS: _l("停止入场"),
    Phase.OVER: _l("等待公布"),
    Phase.PUBLISHED: _l("已公布"),
    Phase.WITHDRAWN: _l("已取消"),
}


@dataclass(frozen=True)
class Window:
    """When a paper may be started and until when it may be answered."""

    opens_at: datetime | None
    last_start_at: datetime | None
    hard_end_at: datetime | None

    @property
    def last_start(self) -> datetime | None:
        """Return the last moment to start: the one that was set, else the end."""
        return self.last_start_at or self.hard_end_at


def phase(state: State, window: Window, now: datetime) -> Phase:
    """Return where a contest stands at this moment for those who may take part."""
    if state is State.WITHDRAWN:
        return Phase.WITHDRAWN
    if state is State.PUBLISHED:
        return Phase.PUBLISHED
    if state is not State.OPEN or (window.hard_end_at and now >= window.hard_end_at):
        return Phase.OVER
    if window.opens_at and now < window.opens_at:
        return Phase.UPCOMING
    if window.last_start and now > window.last_start:
        return Phase.NO_MORE_STARTS
    return Phase.RUNNING


def may_enter(unit_ids: Collection[int], posts: Collection[str], own_unit_ids: Collection[int], own_post: str) -> bool:
    """Tell whether a person sits below one of the units and holds one of the posts (any post when none is named)."""
    return bool(set(unit_ids) & set(own_unit_ids)) and (not posts or own_post in posts)


def window_faults(window: Window, minutes: int, now: datetime) -> list[str]:
    """Return sentences on a window that is missing, upside down, over, or shorter than the paper."""
    if window.opens_at is None or window.hard_end_at is None:
        return [_("请填写开始时间和结束时间。")]
    faults = order_faults(window)
    if window.hard_end_at <= now:
        faults.append(_("结束时间 %(at)s 已经过去，请改到将来。", at=_when(window.hard_end_at)))
    elif window.last_start and window.last_start <= now:
        faults.append(_("最晚入场时间 %(at)s 已经过去，请改到将来。", at=_when(window.last_start)))
    if not faults and window.hard_end_at - window.opens_at < timedelta(minutes=minutes):
        faults.append(_("开放时段短于答题时长 %(minutes)s 分钟，没有人能用满时间。", minutes=minutes))
    return faults


def order_faults(window: Window) -> list[str]:
    """Return sentences on instants that stand in the wrong order."""
    faults = []
    if window.opens_at and window.hard_end_at and window.hard_end_at <= window.opens_at:
        faults.append(_("结束时间须晚于开始时间。"))
    if window.last_start_at and window.hard_end_at and window.last_start_at > window.hard_end_at:
        faults.append(_("最晚入场时间不能晚于结束时间。"))
    if window.last_start_at and window.opens_at and window.last_start_at < window.opens_at:
        faults.append(_("最晚入场时间不能早于开始时间。"))
    return faults


@dataclass(frozen=True)
class CellFill:
    """One row of a blueprint: its name, how many questions it wants and how many are ready."""

    label: str
    wanted: int
    available: int


def paper_faults(cells: Sequence[CellFill], *, fits_together: bool) -> list[str]:
    """Return sentences on an empty blueprint, on rows the bank cannot fill, on rows that compete for questions."""
    if not cells:
        return [_("组卷方案还是空的，请至少添加一行。")]
    faults = [
        _(
            "“%(row)s”需要 %(wanted)d 题，题库现有 %(available)d 题，还差 %(missing)d 题。",
            row=cell.label,
            wanted=cell.wanted,
            available=cell.available,
            missing=cell.wanted - cell.available,
        )
        for cell in cells
        if cell.available < cell.wanted
    ]
    if not faults and not fits_together:
        faults.append(
            _("各行单独够用，但合起来题目会重复，或遇到互相提示、不能同卷的题，组不成一份试卷，请减少题数或补充题目。")
        )
    return faults


def audience_faults(unit_count: int, people: int) -> list[str]:
    """Return sentences on an audience that is not set or holds nobody."""
    if not unit_count:
        return [_("请选择参加范围。")]
    return [] if people else [_("所选范围内没有学员，请检查单位和岗位条件。")]


@dataclass(frozen=True)
class RoundShape:
    """A practical round by its title and how many lines of its rubric bear points."""

    title: str
    scored_items: int


def round_faults(rounds: Sequence[RoundShape]) -> list[str]:
    """Return sentences on missing practical rounds and on rounds without a rubric."""
    if not rounds:
        return [_("请至少添加一个实操项目。")]
    return [_("实操项目“%(title)s”还没有评分项。", title=each.title) for each in rounds if not each.scored_items]


def people_faults(entries: int, judges: int) -> list[str]:
    """Return sentences on a skills contest without contestants or judges."""
    faults = [] if entries else [_("请添加参赛人员。")]
    return faults if judges else [*faults, _("请指定评委。")]


def _when(instant: datetime) -> str:
    return local(instant).strftime("%Y-%m-%d %H:%M")
