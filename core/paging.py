"""Pages of long lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from core.db import db

T = TypeVar("T")
LARGEST_PAGE = 10**6


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list: its items, the total, its number from 1, and the page size."""

    items: Sequence[T]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """Return the number of pages, at least 1."""
        return max(1, ceil(self.total / self.size))

    @property
    def has_previous(self) -> bool:
        """Tell whether a page stands before this one."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Tell whether a page follows this one."""
        return self.number < self.pages


def paginate(query: Select[Any], number: int, size: int = 20) -> Page[Any]:
    """Return one page of the first column of a query, in two statements.

    A number past the end gives the last page; below 1 gives the first.
    """
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = max(1, ceil(total / size))
    number = min(max(1, number), last, LARGEST_PAGE)
    items = db.session.scalars(query.limit(size).offset((number - 1) * size)).unique().all()
    return Page(items, total, number, size)


def asked_page(text: str | None) -> int:
    """Read a page number from an address; anything else than a positive number is page 1."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 and int(text) > 0 else 1
