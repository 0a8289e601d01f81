"""How far the writing aid is, and how it ended, in one sentence (pure)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from core.i18n import _

SLOW = timedelta(seconds=60)
"""A request nobody has begun for so long: the worker is busy or not running."""


class Asked(Protocol):
    """What is told of a request."""

    asked_at: datetime
    begun_at: datetime | None
    finished_at: datetime | None
    points: int
    questions: int
    refused: int
    refusal: str


def aid_sentence(asked: Asked, now: datetime) -> str:
    """Tell where a request to the writing aid stands at a moment."""
    if asked.refusal:
        return asked.refusal
    if asked.finished_at:
        return _(
            "写作助手提出 %(points)s 条要点（见“意见”）、%(questions)s 道题，另有 %(refused)s 条在原文里没有依据，已略去。",
            points=asked.points,
            questions=asked.questions,
            refused=asked.refused,
        )
    if asked.begun_at:
        seconds = max(0, int((now - asked.begun_at).total_seconds()))
        return _("写作助手正在读本课的段落，已用 %(seconds)s 秒；您可以继续编写。", seconds=seconds)
    if now - asked.asked_at >= SLOW:
        return _("写作助手还没有开始：后台任务较多，或后台程序没有运行，请管理员检查。您可以继续编写。")
    return _("已交给写作助手，正在排队；您可以继续编写。")
