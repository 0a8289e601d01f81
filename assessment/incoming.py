"""Answer events as browsers send them: reading and checking, pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from core.errors import Invalid
from core.i18n import _

MOST_EVENTS = 50
LARGEST_BATCH = 1024 * 1024
LARGEST_PAYLOAD = 128 * 1024
LARGEST_NUMBER = 2**53 - 1
_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_CLIENT = re.compile(r"[0-9a-f]{32}")
_OP_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class ItemShape(Protocol):
    """What is needed of a question to judge the shape of an answer."""

    def answer_faults(self, answer: Any) -> list[str]:
        """Sentences on what does not fit."""


@dataclass(frozen=True)
class Incoming:
    """One sound event; `payload` is the answer as canonical JSON ("null" for an emptied answer)."""

    op_id: str
    item_no: int
    epoch: int
    client_id: str
    client_seq: int
    payload: str
    sha256: str
    client_wall: int | None
    client_mono: int | None


@dataclass(frozen=True)
class Faulty:
    """One event that cannot be stored, and the sentence that says why."""

    op_id: str | None
    sentence: str


def client_of(body: Any) -> str:
    """The sender's client_id; raises Invalid when the body is not an object with one."""
    client = body.get("client_id") if isinstance(body, dict) else None
    if not isinstance(client, str) or not _CLIENT.fullmatch(client):
        raise Invalid(_("请求缺少设备标识，请刷新页面后重试。"), field="client_id")
    return client


def events_of(body: Mapping[str, Any], name: str = "events") -> list[Any]:
    """The list of raw events in a body; raises Invalid when it is missing or holds more than 50."""
    raw = body.get(name)
    if not isinstance(raw, list) or not raw:
        raise Invalid(_("请求中没有作答内容。"), field=name)
    return raw


def ensure_batch_size(raw: list[Any]) -> None:
    """Raise Invalid for more events than one request may carry."""
    if len(raw) > MOST_EVENTS:
        raise Invalid(_("一次最多上传 %(most)d 条作答记录。", most=MOST_EVENTS), field="events")


def read_event(raw: Any, client_id: str, questions: Mapping[int, ItemShape]) -> Incoming | Faulty:
    """One event checked against the questions of its paper."""
    if not isinstance(raw, dict):
        return Faulty(None, _("作答记录的格式不对。"))
    op_id = raw.get("op_id")
    if not isinstance(op_id, str) or not _OP_ID.fullmatch(op_id):
        return Faulty(op_id if isinstance(op_id, str) else None, _("作答记录的编号不对。"))
    if not all(_is_count(raw.get(name)) for name in ("item_no", "epoch", "client_seq")):
        return Faulty(op_id, _("作答记录的格式不对。"))
    if not all(raw.get(name) is None or _is_clock(raw[name]) for name in ("client_wall", "client_mono")):
        return Faulty(op_id, _("作答记录的格式不对。"))
    question = questions.get(raw["item_no"])
    if question is None:
        return Faulty(op_id, _("试卷上没有第 %(number)s 题。", number=raw["item_no"]))
    return _with_answer(raw, op_id, client_id, question)


def _with_answer(raw: dict[str, Any], op_id: str, client_id: str, question: ItemShape) -> Incoming | Faulty:
    answer = raw.get("payload")
    payload = _as_json(answer)
    if len(payload.encode("utf-8", "surrogatepass")) > LARGEST_PAYLOAD:
        return Faulty(op_id, _("第 %(number)d 题的答案过长。", number=raw["item_no"]))
    faults = question.answer_faults(answer)
    if faults:
        return Faulty(op_id, faults[0])
    return Incoming(
        op_id,
        raw["item_no"],
        raw["epoch"],
        client_id,
        raw["client_seq"],
        payload,
        _digest(raw, client_id, payload),
        raw.get("client_wall"),
        raw.get("client_mono"),
    )


def _digest(raw: Mapping[str, Any], client_id: str, payload: str) -> str:
    line = f"{raw['item_no']}|{raw['epoch']}|{client_id}|{raw['client_seq']}|{payload}"
    return hashlib.sha256(line.encode()).hexdigest()


def _is_count(value: Any) -> bool:
    return type(value) is int and 1 <= value <= 2**31 - 1


def _is_clock(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_NUMBER


def vector_of(body: Mapping[str, Any]) -> dict[str, int]:
    """The highest sequence number a submission claims for each client; raises Invalid on nonsense."""
    raw = body.get("vector", {})
    if not isinstance(raw, dict) or len(raw) > MOST_EVENTS:
        raise Invalid(_("交卷请求的格式不对，请刷新页面后重试。"), field="vector")
    if not all(_CLIENT.fullmatch(client) and (seq == 0 or _is_count(seq)) for client, seq in raw.items()):
        raise Invalid(_("交卷请求的格式不对，请刷新页面后重试。"), field="vector")
    return dict(raw)
