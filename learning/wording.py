"""Sentences for learners: what is missing, what the pace promises, how long is left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import ceil

from core import clock
from core.i18n import _, current_locale
from core.text import number, soon
from learning.completion import CompletionRule, Lack, Reading, lacks, missing_ms
from learning.standing import Forecast, Outlook, Standing

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def lack_sentences(rule: CompletionRule, reading: Reading) -> list[str]:
    """Say what a lesson still needs, in the order a learner would do it."""
    words = {
        Lack.TIME: _("还差约 %(minutes)s 分钟", minutes=ceil(missing_ms(rule, reading) / 60_000)),
        Lack.END: _("未读到末尾"),
        Lack.CHECK: _("自测未通过"),
    }
    return [words[lack] for lack in lacks(rule, reading)]


def joined(sentences: Iterable[str]) -> str:
    """Join short sentences in the way of the language."""
    return _("、").join(sentences)


def headline(standing: Standing) -> str:
    """Say in one line what is missing from the year's hours."""
    if standing.exempt:
        return _("今年免于学时考核")
    if standing.required_hours is None:
        return _("今年已学 %(hours)s 学时", hours=number(standing.earned_hours))
    if standing.met:
        return _("今年学时已达标")
    return _("今年还差 %(hours)s 学时", hours=number(standing.missing_hours))


def forecast_words(promise: Forecast, standing: Standing) -> str:
    """Say what the pace so far promises."""
    monthly = number(promise.monthly_hours)
    words = {
        Outlook.NOTHING_REQUIRED: _("按您的身份，今年没有规定学时，学习照常记录。"),
        Outlook.EXEMPT: _("原因：%(reason)s", reason=standing.exempt),
        Outlook.MET: _("已完成规定的 %(hours)s 学时，继续学习照常记录。", hours=number(standing.required_hours)),
        Outlook.NOT_BEGUN: _("还没有学时记录，平均每月需 %(hours)s 学时", hours=monthly),
        Outlook.BEHIND: _("按目前进度年底前难以达标，平均每月还需 %(hours)s 学时", hours=monthly),
        Outlook.MISSED: _("该年度已结束，学时未达标。"),
    }
    if promise.outlook is Outlook.ON_COURSE and promise.day is not None:
        return _("按目前进度，%(day)s可达标", day=_third_of_month(promise.day, promise.third or 0))
    return words[promise.outlook]


def _third_of_month(day: date, third: int) -> str:
    if current_locale() == "en":
        return f"{('early', 'mid-', 'late')[third]} {MONTHS[day.month - 1]}".replace("- ", "-")
    return f"{day.month} 月{('上旬', '中旬', '下旬')[third]}"


def time_left(due_at: datetime, now: datetime) -> str:
    """Say how long something may still take: hours on the last day, then days."""
    minutes = int((due_at - now).total_seconds() // 60)
    if minutes < 0:
        return _("已逾期")
    if minutes < 60:
        return _("剩 %(count)s 分钟", count=minutes)
    if minutes < 24 * 60:
        return _("剩 %(count)s 小时", count=minutes // 60)
    return _("剩 %(count)s 天", count=minutes // (24 * 60))


def due_tone(due_at: datetime, now: datetime) -> str:
    """Return red for what is overdue or ends within a day, amber within three days, else neutral."""
    left = due_at - now
    return "red" if left < timedelta(days=1) else "amber" if left < timedelta(days=3) else "neutral"


def due_words(due_at: datetime, now: datetime) -> str:
    """Say until when: 今日 18:00 截止, else the day and time."""
    local_due, local_now = clock.local(due_at), clock.local(now)
    if local_due.date() == local_now.date():
        return _("今日 %(time)s 截止", time=local_due.strftime("%H:%M"))
    return _("%(time)s 截止", time=soon(due_at, now))
