"""Runs of hostile files inside the jail: many in one child, so that thousands take seconds."""

from __future__ import annotations

import time
import traceback

from core.errors import Invalid
from documents.reading import read_file
from tests.documents import hostile


def read_by_chance(_raw: bytes, kind: str, first: int, last: int) -> list[list]:
    """Read mutated files and tell of each that did not end as it should, and of the slowest."""
    return _outcomes(kind, ((f"seed {seed}", hostile.mutated(kind, seed)) for seed in range(first, last)))


def read_by_hand(_raw: bytes, kind: str, part: int, parts: int) -> list[list]:
    """Read a share of the files made by hand."""
    files = (file for place, file in enumerate(hostile.by_hand(kind)) if place % parts == part)
    return _outcomes(kind, files)


def _outcomes(kind: str, files) -> list[list]:
    found = []
    for name, raw in files:
        start = time.perf_counter()
        error = ""
        try:
            read_file(f"x.{hostile.ENDINGS[kind]}", raw)
        except Invalid as refusal:
            error = "" if str(refusal.sentence) else "refused without a sentence"
        except Exception:
            error = traceback.format_exc()[-900:]
        found.append([name, round(time.perf_counter() - start, 2), error])
    return found
