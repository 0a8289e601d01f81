"""Entries of the staff menu, declared by each package and collected by the front door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MenuItem:
    """One entry: a translated label, where it leads, who may see it, which group it stands in."""

    label: Any
    endpoint: str
    permission: str
    group: Any
    icon: str
