"""Choosing what a talk before the shift is about, and reading what the team answered (pure)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from core.errors import Invalid
from core.i18n import _

KINDS = frozenset({"single", "multiple", "true_false"})
"""Questions that a team can answer aloud by choosing."""
T = TypeVar("T")


def least_used(offered: Sequence[T], used: Sequence[T]) -> T | None:
    """Return what was used least often, then longest ago, then what stands first; `used` runs from old to new."""

    def weight(each: T) -> tuple[int, int]:
        last = max((place for place, other in enumerate(used) if other == each), default=-1)
        return used.count(each), last

    return min(offered, key=weight, default=None)


def read_choice(body: Mapping[str, Any], sent: Sequence[str]) -> dict[str, Any]:
    """Return an answer from the values that a form sent; raises Invalid for none or for unknown ones."""
    offered = [option["id"] for option in body["options"]] if "options" in body else ["true", "false"]
    if not sent:
        raise Invalid(_("请先选出全班商定的答案。"), field="answer")
    if not set(sent) <= set(offered) or (len(sent) > 1 and "options" not in body):
        raise Invalid(_("答案不在选项中，请重新选择。"), field="answer")
    if "options" not in body:
        return {"value": json.loads(sent[0])}
    return {"chosen": [each for each in offered if each in sent]}
