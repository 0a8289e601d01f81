"""What rests on paragraphs, and what of it is to be looked at again: the same for every kind of thing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, exists, select

from core.db import db
from documents.citations import Spot
from documents.models import ConfirmsChange, ParagraphChange, RestsOnParagraph, Supersession
from documents.queries.editions import touches


@dataclass(frozen=True)
class Resting:
    """The two tables of a kind of thing: on which paragraphs it rests, and what was confirmed about it."""

    source: type[RestsOnParagraph]
    confirmation: type[ConfirmsChange]
    column: str
    """The name of the thing's id in both."""

    @property
    def thing_id(self) -> Any:
        """The column with the thing's id."""
        return getattr(self.source, self.column)

    def open_changes(self, now: datetime) -> Select[Any]:
        """Thing and change of every change in force that nobody confirmed for the thing."""
        confirmed = exists().where(
            getattr(self.confirmation, self.column) == self.thing_id, self.confirmation.change_id == ParagraphChange.id
        )
        same = and_(ParagraphChange.article_id == self.source.article_id, ParagraphChange.anchor == self.source.anchor)
        return (
            select(self.thing_id, ParagraphChange.id)
            .join(ParagraphChange, same)
            .join(Supersession, Supersession.id == ParagraphChange.supersession_id)
            .where(touches(now), ~confirmed)
        )

    def stale_ids(self, now: datetime) -> Select[Any]:
        """The ids of things to be looked at again, as a condition for other queries."""
        return self.open_changes(now).with_only_columns(self.thing_id)

    def changes_of(self, ids: Collection[int], now: datetime) -> dict[int, list[ParagraphChange]]:
        """For things, the changes that nobody has looked at since, in the order in which they came into force."""
        rows = db.session.execute(
            self.open_changes(now)
            .where(self.thing_id.in_(ids))
            .with_only_columns(self.thing_id, ParagraphChange)
            .order_by(Supersession.in_force_at, ParagraphChange.id)
        )
        found: dict[int, list[ParagraphChange]] = {}
        for thing_id, change in rows:
            found.setdefault(thing_id, []).append(change)
        return found

    def spots_of(self, ids: Collection[int]) -> dict[int, list[Spot]]:
        """The paragraphs that things rest on, by thing; things without any are left out."""
        columns = (self.thing_id, self.source.article_id, self.source.anchor)
        rows = db.session.execute(select(*columns).where(self.thing_id.in_(ids)).order_by(*columns))
        found: dict[int, list[Spot]] = {}
        for thing_id, article_id, anchor in rows:
            found.setdefault(thing_id, []).append((article_id, anchor))
        return found
