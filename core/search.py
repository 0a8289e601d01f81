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
from sqlalchemy import BigInteger, bindparam, cast, delete, insert, select, text

from core.db import atomic, db
from core.models import LONGEST_HEADING, LONGEST_TITLE, SearchEntry
from core.search_tokens import Piece, Term, snippet, terms_of, tokens_of

ALL, STAFF = "all", "staff"
MOST_FOUND = 1000
"""Of more, only the latest indexed are ranked: nobody turns fifty pages, and a word that is everywhere stays quick."""
AT_ONCE = 500
BETWEEN = "s0s"
"""A word that no text has, between two parts of one: no phrase runs over it."""


@dataclass(frozen=True)
class Entry:
    """What a package says about one thing that can be found."""

    ref: str
    title: str
    heading: str
    body: str
    at: datetime
    is_part: bool = False
    """Whether it is a part of what the title names; its title then counts like its text, so that one title does not
    put a hundred parts before everything else."""


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
    permission: str = ""
    """What a person of the audience must hold beside it to find these things; empty for nothing."""


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


def fill_if_empty(kinds: Sequence[SearchKind]) -> None:
    """Index everything when nothing is indexed yet, as after an upgrade that brought search."""
    if db.session.scalar(select(SearchEntry.id).limit(1)) is None:
        rebuild(kinds)


def _row(kind: SearchKind, entry: Entry) -> dict[str, Any]:
    title = tokens_of(entry.title[:LONGEST_TITLE])
    return {
        "kind": kind.name,
        "ref": entry.ref,
        "audience": kind.audience,
        "title": entry.title[:LONGEST_TITLE],
        "heading": entry.heading[:LONGEST_HEADING],
        "body": entry.body.replace("\0", ""),
        "at": entry.at,
        "title_tokens": "" if entry.is_part else title,
        "heading_tokens": tokens_of(entry.heading[:LONGEST_HEADING]),
        "body_tokens": f"{tokens_of(entry.body)} {BETWEEN} {title}" if entry.is_part else tokens_of(entry.body),
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
    statement, matches = (_POSTGRESQL, as_tsquery(terms)) if on_postgresql else (_SQLITE, as_fts5(terms, kinds))
    values = {**matches, "kinds": list(kinds), "audiences": list(audiences), "most": MOST_FOUND}
    return list(db.session.scalars(statement, values))


def matching(kind: SearchKind, query: str) -> Any:
    """The refs, as numbers, of all things of a kind that hold all words of a query: a condition for other statements.

    None when the query holds no word. Only for kinds whose refs are numbers.
    """
    terms = terms_of(query)
    if not terms:
        return None
    on_postgresql = db.session.connection().dialect.name == "postgresql"
    statement, matches = (
        (_IDS_POSTGRESQL, as_tsquery(terms)) if on_postgresql else (_IDS_SQLITE, as_fts5(terms, [kind.name]))
    )
    found = text(statement).bindparams(everywhere=matches["everywhere"]).columns(SearchEntry.id).subquery()
    return select(cast(SearchEntry.ref, BigInteger)).where(
        SearchEntry.id.in_(select(found.c.id)), SearchEntry.kind == kind.name
    )


def as_fts5(terms: list[Term], kinds: Sequence[str]) -> dict[str, str]:
    """Write the words of a query as FTS5 asks: everywhere, in titles, in titles and headings."""
    every = " AND ".join(f'"{" ".join(term.tokens)}"{" *" if term.is_prefix else ""}' for term in terms)
    kind = " OR ".join(f'"{kind}"' for kind in kinds)
    return {
        place: f"kind : ({kind}) AND {{{columns}}} : ({every})"
        for place, columns in (
            ("everywhere", "title_tokens heading_tokens body_tokens"),
            ("in_title", "title_tokens"),
            ("in_heading", "title_tokens heading_tokens"),
        )
    }


def as_tsquery(terms: list[Term]) -> dict[str, str]:
    """Write the words of a query as PostgreSQL asks: everywhere, in titles, in titles and headings."""
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


def _ranked(matching: str) -> Any:
    """The ids of what matches, best first; each place is one index query that stops at the latest indexed."""
    places = " UNION ALL ".join(
        f"SELECT id, {place} AS place FROM ({matching.format(name)} ORDER BY 1 DESC LIMIT :most) AS p{place}"  # noqa: S608 - made of constants
        for place, name in enumerate(("in_title", "in_heading", "everywhere"), start=1)
    )
    statement = f"""
        SELECT e.id FROM search_entry e
        JOIN (SELECT id, MIN(place) AS place FROM ({places}) AS every GROUP BY id) AS m ON m.id = e.id
        WHERE e.kind IN :kinds AND e.audience IN :audiences
        ORDER BY m.place, e.at DESC, e.id DESC LIMIT :most"""  # noqa: S608 - made of constants
    return text(statement).bindparams(bindparam("kinds", expanding=True), bindparam("audiences", expanding=True))


_IDS_SQLITE = "SELECT rowid AS id FROM search_index WHERE search_index MATCH :everywhere"
_IDS_POSTGRESQL = "SELECT id FROM search_entry WHERE search_index @@ CAST(:everywhere AS tsquery)"
_SQLITE = _ranked("SELECT rowid AS id FROM search_index WHERE search_index MATCH :{}")
_POSTGRESQL = _ranked("SELECT id FROM search_entry WHERE search_index @@ CAST(:{} AS tsquery) AND kind IN :kinds")


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
