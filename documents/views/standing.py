"""What the pages of a document say about its editions."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from accounts.permissions import Permission, can
from core import clock
from documents import queries
from documents.editions import STANDING_LABELS, STANDING_TONES, Edge, standing


def edition_facts(document_id: int) -> dict[str, Any]:
    """What came before a document and after it, how it stands today, and whether the reader may change that."""
    now = clock.now()
    steps = queries.editions_of(document_id)
    found = standing(document_id, [Edge(step.older_id, step.newer_id, step.in_force_at) for step in steps], now)
    return {
        "before": [step for step in steps if step.newer_id == document_id],
        "after": [step for step in steps if step.older_id == document_id],
        "standing": found,
        "standing_label": STANDING_LABELS[found],
        "standing_tone": STANDING_TONES[found],
        "may_edit": can(current_user, Permission.DOCUMENT_EDIT),
    }
