"""Thousands of files made to harm: each is read or refused with a sentence, in time, without crash, rows or network."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from core import clock, jail
from core.db import db
from core.errors import Invalid, Refusal
from documents import actions
from documents.models import Article, Document, DroppedText, Paragraph, Section
from tests.cast import Cast
from tests.documents import hostile
from tests.documents.hostile_batches import read_by_chance, read_by_hand

BY_CHANCE = 2_000  # files a reader
BATCH = 500
PARTS = 4
LIMITS = jail.Limits(seconds=120, memory_mb=1536)
LONGEST_S = 20.0
"""For one file, on a machine that does much else beside."""
KINDS = sorted(hostile.ENDINGS)


def assert_all_ended_well(outcomes: list[list], least: int) -> None:
    assert [(name, error) for name, _seconds, error in outcomes if error] == []
    assert [(name, seconds) for name, seconds, _error in outcomes if seconds > LONGEST_S] == []
    assert len(outcomes) >= least


@pytest.mark.parametrize("first", range(0, BY_CHANCE, BATCH))
@pytest.mark.parametrize("kind", KINDS)
def test_files_spoilt_by_chance(kind: str, first: int) -> None:
    outcomes = jail.call(read_by_chance, b"", kind, first, first + BATCH, name=kind, limits=LIMITS)

    assert_all_ended_well(outcomes, BATCH)


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("kind", KINDS)
def test_files_made_by_hand(kind: str, part: int) -> None:
    outcomes = jail.call(read_by_hand, b"", kind, part, PARTS, name=kind, limits=LIMITS)

    assert_all_ended_well(outcomes, 100 // PARTS)


def test_the_mutations_are_the_same_on_every_run_and_differ_from_each_other() -> None:
    for kind in KINDS:
        files = [hostile.mutated(kind, seed) for seed in range(100)]

        assert files[:5] == [hostile.mutated(kind, seed) for seed in range(5)]
        assert len(set(files)) > 85


def test_a_file_that_ends_its_reader_is_refused_with_a_sentence_and_leaves_no_row(cast: Cast) -> None:
    with pytest.raises(Invalid, match="已损坏"):
        actions.store_document(cast.manager, "炸.pdf", hostile.pdf_bomb(), now=clock.now())

    assert_nothing_stored()


@pytest.mark.parametrize("kind", ["word", "pdf", "web_page"])
def test_a_refused_file_leaves_no_row(cast: Cast, kind: str) -> None:
    refused = 0
    for seed in range(12):
        try:
            actions.store_document(
                cast.manager, f"x.{hostile.ENDINGS[kind]}", hostile.mutated(kind, seed), now=clock.now()
            )
        except Refusal:
            refused += 1
            db.session.rollback()
    stored = len(db.session.scalars(select(Document)).all())

    assert refused + stored == 12
    assert stored or rows() == 0


def rows() -> int:
    return sum(
        len(db.session.scalars(select(table)).all()) for table in (Document, Article, Section, Paragraph, DroppedText)
    )


def assert_nothing_stored() -> None:
    assert rows() == 0
