"""Who may start, and which exams make sense: pure decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessment import marking
from assessment.deadlines import LONGEST_GRACE_MS, SECOND_MS
from core.errors import Invalid, Refusal
from core.i18n import _
from core.text import when

MOST_TAKEOVERS = 5
LONGEST_TITLE = 120
MOST_QUESTIONS = 500
LONGEST_DURATION_S = 24 * 3600
MOST_MILLI_POINTS = 1_000_000


@dataclass(frozen=True)
class DraftRow:
    """A wish for so many questions of a kind (None: any) under a topic, each worth so many milli-points."""

    topic_id: int
    kind: str | None
    count: int
    milli_points: int


@dataclass(frozen=True)
class FixedItem:
    """A question that stands on every paper."""

    revision_id: int
    milli_points: int


@dataclass(frozen=True)
class ExamDraft:
    """Everything an organizer decides about an exam. Lengths in seconds, the pass mark in thousandths."""

    title: str
    purpose: str = "contest"
    opens_at: datetime | None = None
    last_start_at: datetime | None = None
    hard_end_at: datetime | None = None
    duration_s: int | None = None
    grace_s: int = 15
    attempts_allowed: int | None = 1
    multiple_rule: str = "strict"
    pass_permille: int = 600
    shuffle_questions: bool = True
    shuffle_options: bool = True
    device_policy: str = "strict"
    release: str = "none"
    rows: tuple[DraftRow, ...] = ()
    fixed_items: tuple[FixedItem, ...] = ()


def ensure_sound(draft: ExamDraft) -> None:
    """Raise Invalid, naming the field, when an exam could not be held as drafted."""
    checks = (_title_fault, _time_fault, _paper_fault, _marking_fault)
    for check in checks:
        check(draft)


def _title_fault(draft: ExamDraft) -> None:
    if not draft.title.strip():
        raise Invalid(_("请填写名称。"), field="title")
    if len(draft.title) > LONGEST_TITLE:
        raise Invalid(_("名称不能超过 %(most)d 字。", most=LONGEST_TITLE), field="title")


def _time_fault(draft: ExamDraft) -> None:
    if draft.purpose == "contest" and (draft.opens_at is None or draft.hard_end_at is None):
        raise Invalid(_("请填写开始时间和结束时间。"), field="hard_end_at")
    if draft.opens_at and draft.hard_end_at and draft.hard_end_at <= draft.opens_at:
        raise Invalid(_("结束时间须晚于开始时间。"), field="hard_end_at")
    if draft.last_start_at and draft.hard_end_at and draft.last_start_at > draft.hard_end_at:
        raise Invalid(_("最晚入场时间不能晚于结束时间。"), field="last_start_at")
    if draft.last_start_at and draft.opens_at and draft.last_start_at < draft.opens_at:
        raise Invalid(_("最晚入场时间不能早于开始时间。"), field="last_start_at")
    if draft.duration_s is not None and not 60 <= draft.duration_s <= LONGEST_DURATION_S:
        raise Invalid(_("答题时长应在 1 分钟到 24 小时之间。"), field="duration_s")
    if not 0 <= draft.grace_s * SECOND_MS <= LONGEST_GRACE_MS:
        raise Invalid(_("网络宽限应在 0 到 180 秒之间。"), field="grace_s")


def _paper_fault(draft: ExamDraft) -> None:
    counts = [row.count for row in draft.rows]
    worth = [row.milli_points for row in draft.rows] + [item.milli_points for item in draft.fixed_items]
    if any(count < 1 for count in counts):
        raise Invalid(_("每一行的题数至少为 1。"), field="rows")
    if not 1 <= sum(counts) + len(draft.fixed_items) <= MOST_QUESTIONS:
        raise Invalid(_("一份试卷应有 1 到 %(most)d 题。", most=MOST_QUESTIONS), field="rows")
    if any(not 0 < points <= MOST_MILLI_POINTS for points in worth):
        raise Invalid(_("每题分值应大于 0，且不超过 1000 分。"), field="rows")


def _marking_fault(draft: ExamDraft) -> None:
    if draft.multiple_rule not in marking.BY_NAME:
        raise Invalid(_("没有这种多选题计分规则，请从列表中选择。"), field="multiple_rule")
    if not 0 <= draft.pass_permille <= 1000:
        raise Invalid(_("合格线应在 0% 到 100% 之间。"), field="pass_permille")
    if draft.attempts_allowed is not None and draft.attempts_allowed < 1:
        raise Invalid(_("允许次数至少为 1。"), field="attempts_allowed")


@dataclass(frozen=True)
class Window:
    """When an exam may be started, and whether it stands open at all."""

    is_open: bool
    opens_at: datetime | None
    last_start_at: datetime | None
    hard_end_at: datetime | None


def ensure_may_start(window: Window, now: datetime, *, used: int, allowed: int | None) -> None:
    """Raise Refusal with the reason when no new attempt may start at this moment."""
    if window.opens_at and now < window.opens_at:
        raise Refusal(_("答题将于 %(at)s 开始。", at=when(window.opens_at)))
    if not window.is_open:
        raise Refusal(_("答题尚未开放或已经结束。"))
    last = window.last_start_at or window.hard_end_at
    if last and now > last:
        raise Refusal(_("已过最晚入场时间 %(at)s，不能再开始。", at=when(last)))
    if window.hard_end_at and now >= window.hard_end_at:
        raise Refusal(_("答题已于 %(at)s 结束。", at=when(window.hard_end_at)))
    if allowed is not None and used >= allowed:
        raise Refusal(_("您的 %(allowed)d 次机会已用完。", allowed=allowed))


def has_passed(milli_points: int, milli_total: int, pass_permille: int) -> bool:
    """Whether a score reaches the pass mark."""
    return milli_total > 0 and milli_points * 1000 >= milli_total * pass_permille


def total_points(rows: Sequence[DraftRow], items: Sequence[FixedItem]) -> int:
    """Thousandths of a point for a faultless paper."""
    return sum(row.count * row.milli_points for row in rows) + sum(item.milli_points for item in items)
