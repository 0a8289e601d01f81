"""What the browser sends: beats, and answers to a self-check (pure readers of untrusted values)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.queries import SelfCheckItem
from core.errors import Invalid
from core.i18n import _

CLIENT = re.compile(r"[0-9a-f]{8,32}")
FURTHEST_BLOCK = 10_000
KEYS = frozenset({"client", "opens", "position", "end"})


@dataclass(frozen=True)
class BeatRequest:
    """A beat as the browser sent it. It says which page beats, never how long somebody studied."""

    client_id: str
    takes_over: bool
    position: int | None
    end_reached: bool


def read_beat(body: Any) -> BeatRequest:
    """Read a beat; raises Invalid for anything but the four known keys in their shapes."""
    if not isinstance(body, dict) or not body.keys() <= KEYS:
        raise Invalid(_("计时请求的格式不对，请刷新页面。"))
    client, position = body.get("client"), body.get("position")
    if not isinstance(client, str) or not CLIENT.fullmatch(client):
        raise Invalid(_("计时请求的格式不对，请刷新页面。"), field="client")
    if position is not None and (type(position) is not int or not 0 <= position <= FURTHEST_BLOCK):
        raise Invalid(_("计时请求的格式不对，请刷新页面。"), field="position")
    flags = {name: body.get(name, False) for name in ("opens", "end")}
    for name, value in flags.items():
        if not isinstance(value, bool):
            raise Invalid(_("计时请求的格式不对，请刷新页面。"), field=name)
    return BeatRequest(client, flags["opens"], position, flags["end"])


def field_name(revision_id: int) -> str:
    """Return the name of the form field of a question."""
    return f"question-{revision_id}"


def read_answers(items: Iterable[SelfCheckItem], values: Callable[[str], Sequence[str]]) -> dict[int, Any]:
    """Return an answer (or None) for each question by revision id; `values` gives what was sent for a field."""
    return {item.revision_id: _answer(item, values) for item in items}


def _answer(item: SelfCheckItem, values: Callable[[str], Sequence[str]]) -> Any:
    name = field_name(item.revision_id)
    return item.answer_of(lambda suffix: values(f"{name}-{suffix}" if suffix else name))
