"""The only commit: all or nothing, joined when nested, re-read inside."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.models import Installation, Member
from core.db import atomic, db, refusing
from core.errors import Refusal
from tests.cast import Cast


@atomic
def note(name: str, setting: str = "yes") -> None:
    db.session.add(Installation(name=name, setting=setting))


@atomic
def note_two_and_fail() -> None:
    note("one")
    raise Refusal("no")


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Installation)) or 0


def test_an_atomic_verb_is_kept(app: Flask) -> None:
    note("one")

    db.session.rollback()

    assert count() == 1


def test_an_inner_verb_joins_the_outer_and_is_undone_with_it(app: Flask) -> None:
    with pytest.raises(Refusal):
        note_two_and_fail()

    assert count() == 0


def test_a_row_the_database_refuses_becomes_a_refusal(app: Flask) -> None:
    note("one")

    @atomic
    def again() -> None:
        with refusing(Refusal("twice")):
            db.session.add(Installation(name="one", setting="no"))

    with pytest.raises(Refusal, match="twice"):
        again()
    assert count() == 1


def test_changes_outside_an_atomic_verb_are_a_bug(app: Flask, cast: Cast) -> None:
    member = db.session.get_one(Member, cast.alice.id)
    member.name = "改名"

    with pytest.raises(RuntimeError, match="outside an @atomic"):
        note("one")


def test_a_verb_sees_what_others_committed_since_the_object_was_loaded(app: Flask, cast: Cast) -> None:
    member = db.session.get_one(Member, cast.alice.id)
    assert member.name == "安立"
    table = Member.__table__
    db.session.rollback()
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(table.update().where(table.c.id == member.id).values(name="新名"))
        connection.commit()

    @atomic
    def read() -> str:
        return member.name

    assert read() == "新名"
