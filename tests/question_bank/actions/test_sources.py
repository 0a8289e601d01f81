"""Questions rest on paragraphs: set by people, tied by the citation, never by a guess."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core import clock
from core.db import db
from core.errors import Invalid
from documents.actions import store_document
from documents.models import Document
from question_bank import actions, queries
from question_bank.models import Question, QuestionSource
from tests.cast import Cast
from tests.question_bank.makers import make_question, reading

TEXT = "防火须知\n\n一、报警\n\n森林火警电话是12119，拨通后先说地点。\n\n二、巡护\n\n每天巡护两次，当天填写记录。\n"
CITED = "1. 森林火警电话是（  ）。\nA. 110\nB. 12119\n答案：B\n出处：《防火须知》一、\n"


def stored(cast: Cast, text: str = TEXT, name: str = "防火须知.txt") -> Document:
    return store_document(cast.manager, name, text.encode(), now=clock.now())


def spots(document: Document) -> list[tuple[int, str]]:
    article = document.articles[0]
    return [(article.id, paragraph.anchor) for section in article.sections for paragraph in section.paragraphs]


def test_a_question_rests_on_the_paragraphs_it_is_given(cast: Cast) -> None:
    where = spots(stored(cast))
    question = make_question(cast.organizer)

    actions.set_question_sources(cast.organizer, question, [*where, where[0]])
    actions.set_question_sources(cast.organizer, question, where[1:])

    assert queries.sources_of([question.id]) == {question.id: where[1:]}
    assert [quote.text for quote in queries.quoted_sources(question.id)] == ["每天巡护两次，当天填写记录。"]
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "question.set_sources")).all()
    assert len(entries) == 2


def test_a_paragraph_that_does_not_exist_is_refused(cast: Cast) -> None:
    where = spots(stored(cast))
    question = make_question(cast.organizer)
    actions.set_question_sources(cast.organizer, question, where[:1])

    with pytest.raises(Invalid, match="段落不存在"):
        actions.set_question_sources(cast.organizer, question, [(where[0][0], "p0000000000")])

    assert queries.sources_of([question.id]) == {question.id: where[:1]}


def test_an_imported_question_is_tied_by_its_citation(cast: Cast) -> None:
    where = spots(stored(cast))

    actions.import_reading(cast.organizer, reading(CITED), now=clock.now())

    question = db.session.scalars(select(Question)).one()
    assert queries.sources_of([question.id]) == {question.id: where[:1]}


def test_what_was_imported_before_its_document_is_tied_later(cast: Cast) -> None:
    actions.import_reading(cast.organizer, reading(CITED), now=clock.now())
    stored(cast)

    assert actions.tie_questions(cast.organizer) == 1
    assert actions.tie_questions(cast.organizer) == 0


def test_two_documents_of_one_title_tie_nothing(cast: Cast) -> None:
    stored(cast)
    stored(cast, TEXT.replace("两次", "三次"))

    actions.import_reading(cast.organizer, reading(CITED), now=clock.now())

    assert db.session.scalars(select(QuestionSource)).all() == []


def test_an_import_with_sources_can_be_taken_back(cast: Cast) -> None:
    stored(cast)
    batch = actions.import_reading(cast.organizer, reading(CITED), now=clock.now())

    actions.undo_batch(cast.organizer, batch, now=clock.now())

    assert db.session.scalars(select(QuestionSource)).all() == []
