"""Storing documents: all of a reading, once, with an audit entry."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core import clock
from core.db import db
from core.errors import Invalid
from documents import actions
from documents.models import Document, DroppedText, Paragraph
from documents.reading import read_file
from tests.cast import Cast
from tests.documents.printing import forest_piece, lines_of

RAW = "\n\n".join(lines_of(forest_piece())).encode()


def test_everything_that_was_read_is_stored(cast: Cast) -> None:
    read = read_file("护林站.txt", RAW)[0]

    document = actions.store_document(cast.manager, "护林站.txt", RAW, now=clock.now())
    article = document.articles[0]

    assert (article.title, article.authors, article.unit_name) == (read.title, "周远山", read.unit)
    assert [section.heading for section in article.sections] == [section.heading for section in read.sections]
    assert [paragraph.anchor for section in article.sections for paragraph in section.paragraphs] == [
        paragraph.anchor for section in read.sections for paragraph in section.paragraphs
    ]
    assert db.session.scalar(select(DroppedText.reason).limit(1)) == "author"
    assert document.uploaded_at == clock.now()


def test_the_same_bytes_are_refused_whatever_their_name(cast: Cast) -> None:
    actions.store_document(cast.manager, "甲.txt", RAW, now=clock.now())

    with pytest.raises(actions.AlreadyStored, match="已经收录过"):
        actions.store_document(cast.manager, "乙.txt", RAW, now=clock.now())

    assert len(db.session.scalars(select(Document)).all()) == 1


def test_nothing_is_stored_of_a_file_that_cannot_be_read(cast: Cast) -> None:
    with pytest.raises(Invalid):
        actions.store_document(cast.manager, "乱.txt", b"\x00\x01\x02" * 50, now=clock.now())

    assert db.session.scalars(select(Document)).all() == []
    assert db.session.scalars(select(Paragraph)).all() == []


def test_storing_is_written_to_the_audit_log(cast: Cast) -> None:
    document = actions.store_document(cast.manager, "护林站.txt", RAW, now=clock.now())

    entry = db.session.scalar(select(AuditEntry).where(AuditEntry.action == "document.store"))

    assert entry is not None
    assert (entry.actor_id, entry.thing) == (cast.manager.id, f"document:{document.id}")


def test_very_long_titles_names_and_headings_fit_their_columns(cast: Cast) -> None:
    names = " ".join(["欧阳明远"] * 9)
    raw = f"{'长' * 44}\n{'题' * 44}\n\n●{names}\n\n一、{'标' * 59}\n\n正文。\n（作者单位：{'局' * 190}）".encode()

    document = actions.store_document(cast.manager, "长" * 300 + ".txt", raw, now=clock.now())

    assert document.articles
