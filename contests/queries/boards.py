"""Ranking pages: read from the snapshot, computed nowhere here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from contests.models import Board, Contest, RankingRow, RankingSnapshot
from contests.states import State
from core.db import db
from core.paging import Page

PAGE_SIZE = 20


def current_snapshot(contest: Contest) -> RankingSnapshot | None:
    """Return the snapshot that is shown, or None before there is one."""
    current = select(RankingSnapshot).where(RankingSnapshot.contest_id == contest.id, RankingSnapshot.current_key == 1)
    return db.session.scalar(current)


def snapshot_summary(snapshot: RankingSnapshot) -> dict[str, Any]:
    """Return the rules and sizes kept with a snapshot."""
    summary: dict[str, Any] = json.loads(snapshot.body)
    return summary


def board_page(snapshot: RankingSnapshot, board: Board, number: int, total: int) -> Page[RankingRow]:
    """Return one page of a board in one statement; `total` is kept in the snapshot's summary."""
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    first = (number - 1) * PAGE_SIZE + 1
    rows = db.session.scalars(
        select(RankingRow)
        .where(
            RankingRow.snapshot_id == snapshot.id,
            RankingRow.board == board,
            RankingRow.ordinal.between(first, first + PAGE_SIZE - 1),
        )
        .order_by(RankingRow.ordinal)
    ).all()
    return Page(rows, total, number, PAGE_SIZE)


def own_rows(member_id: int, snapshot_ids: Sequence[int]) -> dict[int, RankingRow]:
    """Return the person's own row in each of these snapshots."""
    mine = select(RankingRow).where(
        RankingRow.member_id == member_id,
        RankingRow.board == Board.PERSON,
        RankingRow.snapshot_id.in_(list(snapshot_ids)),
    )
    return {row.snapshot_id: row for row in db.session.scalars(mine)} if snapshot_ids else {}


def own_published_rows(member_id: int, contest_ids: Sequence[int]) -> dict[int, RankingRow]:
    """Return the person's own row in each of these contests that is published, by contest."""
    mine = (
        select(Contest.id, RankingRow)
        .join(RankingSnapshot, RankingSnapshot.contest_id == Contest.id)
        .join(RankingRow, RankingRow.snapshot_id == RankingSnapshot.id)
        .where(
            Contest.id.in_(list(contest_ids)),
            Contest.state == State.PUBLISHED,
            RankingSnapshot.current_key == 1,
            RankingRow.board == Board.PERSON,
            RankingRow.member_id == member_id,
        )
    )
    return dict(db.session.execute(mine).tuples().all()) if contest_ids else {}


def leaders(contest_ids: Sequence[int], most: int = 3) -> dict[int, list[RankingRow]]:
    """Return the first rows of the board of people of each of these contests."""
    first = (
        select(RankingSnapshot.contest_id, RankingRow)
        .join(RankingRow, RankingRow.snapshot_id == RankingSnapshot.id)
        .where(
            RankingSnapshot.contest_id.in_(list(contest_ids)),
            RankingSnapshot.current_key == 1,
            RankingRow.board == Board.PERSON,
            RankingRow.ordinal <= most,
        )
        .order_by(RankingSnapshot.contest_id, RankingRow.ordinal)
    )
    found: dict[int, list[RankingRow]] = {}
    for contest_id, row in db.session.execute(first):
        found.setdefault(contest_id, []).append(row)
    return found


def rows_of(snapshot: RankingSnapshot, board: Board) -> Iterator[RankingRow]:
    """Yield all rows of a board, best first, without holding them all."""
    rows = (
        select(RankingRow)
        .where(RankingRow.snapshot_id == snapshot.id, RankingRow.board == board)
        .order_by(RankingRow.ordinal)
        .execution_options(yield_per=500)
    )
    yield from db.session.scalars(rows)
