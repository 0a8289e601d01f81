"""Decisions about questions: their life, their identity, their topics. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from core.errors import Forbidden, Invalid, Refusal
from core.i18n import _, _l
from question_bank.formats.normalise import folded
from question_bank.models import State
from question_bank.types import BY_NAME, Body

STATE_LABELS = {
    State.DRAFT: _l("草稿"),
    State.IN_REVIEW: _l("待审"),
    State.READY: _l("可用"),
    State.RETIRED: _l("停用"),
}
DIFFICULTY_LABELS = {1: _l("易"), 2: _l("中"), 3: _l("难")}
TIER_LABELS = {0: _l("不分层"), 1: _l("基础"), 2: _l("进阶"), 3: _l("提高")}
MOVES = {
    State.DRAFT: {State.IN_REVIEW, State.RETIRED},
    State.IN_REVIEW: {State.READY, State.DRAFT, State.RETIRED},
    State.READY: {State.RETIRED, State.DRAFT},
    State.RETIRED: {State.DRAFT},
}
MOST_STEM = 8000
DEEPEST_TOPIC = 6
LONGEST_NAME = 120
LONGEST_FILTER_NAME = 40
LONGEST_WORD = 40
MOST_WORDS = 12
UNSORTED = "未分类"


def ensure_may_move(state: str, target: str) -> None:
    """Refuse a step that a question's life does not have."""
    if target not in MOVES[State(state)]:
        labels = STATE_LABELS[State(state)], STATE_LABELS[State(target)]
        raise Refusal(_("这道题现在是“%(now)s”，不能改为“%(wanted)s”。", now=labels[0], wanted=labels[1]))


def ensure_may_review(reviewer_id: int, author_ids: set[int | None]) -> None:
    """Refuse a reviewer who wrote what is under review (reviewer ≠ author)."""
    if reviewer_id in author_ids:
        raise Forbidden(_("不能审核自己写的题目，请换一位审题人。"))


def ensure_sound(kind: str, stem: str, body: Body, difficulty: int) -> None:
    """Refuse a question that could not be asked, with the first reason."""
    if kind not in BY_NAME:
        raise Invalid(_("请选择题型。"), field="kind")
    if len(re.sub(r"\W", "", stem)) < 2:
        raise Invalid(_("请填写题干。"), field="stem")
    if len(stem) > MOST_STEM:
        raise Invalid(_("题干超过 %(most)d 字，请缩短。", most=MOST_STEM), field="stem")
    if difficulty not in DIFFICULTY_LABELS:
        raise Invalid(_("难度只能是易、中、难。"), field="difficulty")
    if faults := BY_NAME[kind].faults(body):
        raise Invalid(faults[0], field="options")


def digest_of(stem: str, options: Sequence[str]) -> str:
    """What makes two questions the same: stem and option texts, whatever their order, spacing or punctuation."""
    parts = [folded(stem), *sorted(re.sub(r"\s+", "", text).casefold() for text in options)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def wording_of(kind: str, body: Body) -> list[str]:
    """Every text of a body that makes the question what it is, without its key."""
    return BY_NAME[kind].wording(body)


def key_meaning(kind: str, body: Body) -> Any:
    """The key in terms of texts, so that bodies whose ids or order differ can be compared."""
    return BY_NAME[kind].meaning(body)


def as_text(body: Body) -> str:
    """A body as it is stored."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True)


def topic_names(path: str) -> list[str]:
    """The names along a topic path such as 课程名/课名; 未分类 when it is empty."""
    names = [name.strip()[:LONGEST_NAME] for name in re.split(r"[/／>＞\\]+", path) if name.strip()]
    return names[:DEEPEST_TOPIC] or [UNSORTED]


def words_in(text: str) -> tuple[str, ...]:
    """Tags or posts as they are typed: parted by blanks, commas or semicolons, none twice; refuses too long or many."""
    words = tuple(dict.fromkeys(word for word in re.split(r"[\s,，;；、]+", text) if word))
    if len(words) > MOST_WORDS or any(len(word) > LONGEST_WORD for word in words):
        raise Invalid(_("最多 %(most)d 个，每个不超过 %(long)d 字。", most=MOST_WORDS, long=LONGEST_WORD), field="tags")
    return words


def last_day(text: str) -> date | None:
    """A last day as a browser sends it (2026-12-31), None when it is empty; refuses anything else."""
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise Invalid(_("日期请写成 2026-12-31 的样子。"), field="valid_until") from None


def facility_class(facility: float) -> int:
    """The difficulty that a measured facility speaks for: easy from 0.7, hard below 0.4."""
    return 1 if facility >= 0.7 else 3 if facility < 0.4 else 2


def ensure_allowed(allowed: bool) -> None:
    """Refuse with 403 what the person's roles do not cover."""
    if not allowed:
        raise Forbidden
