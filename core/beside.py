"""Panels that packages to the right put on the pages of things to the left, declared by each, collected by the front door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

QUESTION = "question"


@dataclass(frozen=True)
class Beside:
    """A panel: on the page of what kind of thing, its translated title, who may see it, and its content by the thing's id.

    Content that is empty is not shown.
    """

    about: str
    title: Any
    permission: str
    content: Callable[[int], str | Markup]
