"""Decisions about editions: which document may supersede which, and how a document stands today (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.errors import Invalid, Refusal
from core.i18n import _, _l


class Standing(StrEnum):
    """How a document stands among its editions at an instant."""

    IN_FORCE = "in_force"
    COMING = "coming"
    LEAVING = "leaving"
    SUPERSEDED = "superseded"


STANDING_LABELS = {
    Standing.IN_FORCE: _l("现行"),
    Standing.COMING: _l("尚未施行"),
    Standing.LEAVING: _l("将被取代"),
    Standing.SUPERSEDED: _l("已被取代"),
}
STANDING_TONES = {
    Standing.IN_FORCE: "green",
    Standing.COMING: "neutral",
    Standing.LEAVING: "amber",
    Standing.SUPERSEDED: "neutral",
}


@dataclass(frozen=True)
class Edge:
    """One document supersedes another from an instant on."""

    older_id: int
    newer_id: int
    in_force_at: datetime


def ensure_may_supersede(edge: Edge, edges: Iterable[Edge]) -> None:
    """Refuse a document that supersedes itself, or, over other editions, comes back to itself."""
    if edge.older_id == edge.newer_id:
        raise Invalid(_("文档不能取代它自己，请另选一份文档。"), field="newer_id")
    after: dict[int, set[int]] = {}
    for known in edges:
        after.setdefault(known.older_id, set()).add(known.newer_id)
    reached, waiting = set[int](), [edge.newer_id]
    while waiting:
        document_id = waiting.pop()
        if document_id not in reached:
            reached.add(document_id)
            waiting += after.get(document_id, ())
    if edge.older_id in reached:
        raise Refusal(_("不能这样登记：所选文档已经（直接或间接）被这份文档取代，版本会绕成一圈。"))


def standing(document_id: int, edges: Sequence[Edge], now: datetime) -> Standing:
    """How a document stands now: superseded, to be superseded, not yet in force, or in force."""
    leaving = [edge.in_force_at for edge in edges if edge.older_id == document_id]
    coming = [edge.in_force_at for edge in edges if edge.newer_id == document_id]
    if any(at <= now for at in leaving):
        return Standing.SUPERSEDED
    if coming and all(at > now for at in coming):
        return Standing.COMING
    return Standing.LEAVING if leaving else Standing.IN_FORCE
