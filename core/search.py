"""Full-text search over what packages feed in: one table of entries, indexed by the database itself.

On SQLite triggers keep an FTS5 table in step with the entries, on PostgreSQL a generated column does; both hold
the tokens of core.search_tokens and nothing of the database's own languages, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import bindparam, delete, insert, select, text

from core.db import atomic, db
from core.models import LONGEST_HEADING, LONGEST_TITLE, SearchEntry
from core.search_tokens import Piece, Term, snippet, terms_of, tokens_of

ALL, STAFF = "all", "staff"
MOST_FOUND = 1000
"""Counting stops here: nobody turns fifty pages, and a word that is everywhere stays quick."""
AT_ONCE = 500


@dataclass(frozen=True)
class Entry:
    """What a package says about one thing that can be found."""

    ref: str
    title: str
    heading: str
    body: str
    at: datetime


@dataclass(frozen=True)
class SearchKind:
    """A kind of things that can be found: its name, its word, who may find it, where one stands, and all of them.

    Each package lists its own in SEARCHED of its searching.py, feeds changes in with `put` and `take_out` in the
    same transaction as it writes the things, and yields everything from `entries` for a rebuild.
    """

    name: str
    label: Any
    audience: str
    address: Callable[[str, bool], str]
    """The address of a thing by its ref; the second argument tells whether the reader is staff."""
    entries: Callable[[], Iterator[Entry]]


@dataclass(frozen=True)
class Hit:
    """One result: what it is, and its title and text cut into found and other pieces."""

    kind: str
    ref: str
    title: list[Piece]
    heading: list[Piece]
    body: list[Piece]
    at: datetime


@dataclass(frozen=True)
class Found:
    """One page of results, the number of all of them up to MOST_FOUND, and the page's number and size."""

    items: Sequence[Hit]
    total: int
    number: int
    size: int


def put(kind: SearchKind, entries: Iterable[Entry]) -> int:
    """Index things of a kind, in place of what was indexed under the same refs; call it inside an @atomic action."""
    rows = [_row(kind, entry) for entry in entries]
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        take_out(kind, [row["ref"] for row in part])
        db.session.execute(insert(SearchEntry), part)
    return len(rows)


def take_out(kind: SearchKind, refs: Sequence[str]) -> None:
    """Let things of a kind not be found any more; call it inside an @atomic action."""
    for start in range(0, len(refs), AT_ONCE):
        part = refs[start : start + AT_ONCE]
        db.session.execute(delete(SearchEntry).where(SearchEntry.kind == kind.name, SearchEntry.ref.in_(part)))


@atomic
def rebuild(kinds: Sequence[SearchKind]) -> dict[str, int]:
    """Index everything of these kinds anew; return how many entries each has. Kinds that no longer exist are dropped."""
    db.session.execute(delete(SearchEntry))
    return {kind.name: put(kind, kind.entries()) for kind in kinds}


def _row(kind: SearchKind, entry: Entry) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "ref": entry.ref,
        "audience": kind.audience,
        "title": entry.title[:LONGEST_TITLE],
        "heading": entry.heading[:LONGEST_HEADING],
        "body": entry.body.replace("\0", ""),
        "at": entry.at,
        "title_tokens": tokens_of(entry.title[:LONGEST_TITLE]),
        "heading_tokens": tokens_of(entry.heading[:LONGEST_HEADING]),
        "body_tokens": tokens_of(entry.body),
    }


def find(query: str, *, kinds: Sequence[str], audiences: Sequence[str], number: int = 1, size: int = 20) -> Found:
    """The things that hold all words of a query: found in titles first, then in headings, then in texts, each newest first."""
    terms = terms_of(query)
    if not terms or not kinds:
        return Found((), 0, 1, size)
    ids = _found_ids(terms, kinds, audiences)
    number = min(max(1, number), max(1, -(-len(ids) // size)))
    shown = ids[(number - 1) * size : number * size]
    entries = {entry.id: entry for entry in db.session.scalars(select(SearchEntry).where(SearchEntry.id.in_(shown)))}
    return Found([_hit(entries[key], terms) for key in shown if key in entries], len(ids), number, size)


def _hit(entry: SearchEntry, terms: list[Term]) -> Hit:
    return Hit(
        entry.kind,
        entry.ref,
        snippet(entry.title, terms, LONGEST_TITLE),
        snippet(entry.heading, terms, 80),
        snippet(entry.body, terms),
        entry.at,
    )


def _found_ids(terms: list[Term], kinds: Sequence[str], audiences: Sequence[str]) -> list[int]:
    on_postgresql = db.session.connection().dialect.name == "postgresql"
    statement, matches = (_POSTGRESQL, _as_tsquery(terms)) if on_postgresql else (_SQLITE, _as_fts5(terms))
    values = {**matches, "kinds": list(kinds), "audiences": list(audiences), "most": MOST_FOUND}
    return list(db.session.scalars(statement, values))


def _as_fts5(terms: list[Term]) -> dict[str, str]:
    every = " AND ".join(f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}' for term in terms)
    return {
        "everywhere": every,
        "in_title": f"title_tokens : ({every})",
        "in_heading": f"{{title_tokens heading_tokens}} : ({every})",
    }


def _as_tsquery(terms: list[Term]) -> dict[str, str]:
    return {
        "everywhere": _tsquery(terms, ""),
        "in_title": _tsquery(terms, "A"),
        "in_heading": _tsquery(terms, "AB"),
    }


def _tsquery(terms: list[Term], weights: str) -> str:
    return " & ".join(f"({_phrase(term, weights)})" for term in terms)


def _phrase(term: Term, weights: str) -> str:
    last = len(term.tokens) - 1
    marks = ["*" if term.is_prefix and place == last else "" for place in range(last + 1)]
    return " <-> ".join(f"'{token}':{mark}{weights}" for token, mark in zip(term.tokens, marks, strict=True))


def _ranked(matching: str, in_title: str, in_heading: str) -> Any:
    """The ids of what matches, best first; the three places are one index query each."""
    statement = f"""
        SELECT e.id FROM search_entry e JOIN ({matching}) m ON m.id = e.id
        LEFT JOIN ({in_title}) t ON t.id = e.id LEFT JOIN ({in_heading}) h ON h.id = e.id
        WHERE e.kind IN :kinds AND e.audience IN :audiences
        ORDER BY CASE WHEN t.id IS NOT NULL THEN 1 WHEN h.id IS NOT NULL THEN 2 ELSE 3 END, e.at DESC, e.id DESC
        LIMIT :most"""  # noqa: S608 - made of the constants below
    return text(statement).bindparams(bindparam("kinds", expanding=True), bindparam("audiences", expanding=True))


_SQLITE = _ranked(
    *(f"SELECT rowid AS id FROM search_index WHERE search_index MATCH :{name}"  # noqa: S608 - constants
      for name in ("everywhere", "in_title", "in_heading"))
)  # fmt: skip
_POSTGRESQL = _ranked(
    *(f"SELECT id FROM search_entry WHERE search_index @@ CAST(:{name} AS tsquery)"  # noqa: S608 - constants
      for name in ("everywhere", "in_title", "in_heading"))
)  # fmt: skip


def init_app(app: Flask, kinds: Sequence[SearchKind]) -> None:
    """Remember which kinds of things can be found, and offer the command that indexes them anew."""
    app.extensions["search_kinds"] = {kind.name: kind for kind in kinds}
    app.cli.add_command(search_commands)


def known_kinds() -> dict[str, SearchKind]:
    """Return the kinds of things that can be found in this application, by name."""
    return current_app.extensions["search_kinds"]  # type: ignore[no-any-return]


search_commands = AppGroup("search", help="Look after the search index.")


@search_commands.command("rebuild")
def rebuild_command() -> None:
    """Index everything that can be found anew."""
    for name, count in rebuild(list(known_kinds().values())).items():
        click.echo(f"{name}: {count}")
