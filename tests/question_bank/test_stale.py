"""When a regulation is replaced, what rests on changed paragraphs waits for a person and leaves new papers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core import clock
from core.db import db
from core.errors import Invalid, Refusal
from documents.actions import supersede
from documents.models import Document
from question_bank import actions, queries
from question_bank.models import Question, QuestionConfirmation, State
from tests.cast import NOON, Cast
from tests.documents.makers import REVISED, TRIAL_TITLE, spot, stored
from tests.question_bank.makers import draft, make_question

TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)


@pytest.fixture
def trial(cast: Cast) -> Document:
    """Give the regulation of 26 rules."""
    return stored(cast.manager)


def asked(cast: Cast, document: Document, words: str, stem: str) -> Question:
    question = make_question(cast.organizer, state=State.READY, stem=stem)
    actions.set_question_sources(cast.organizer, question, [spot(document, words)])
    return question


def replaced(cast: Cast, trial: Document, day: date = TODAY) -> Document:
    revised = stored(cast.manager, REVISED, "修订.txt")
    supersede(cast.manager, trial, revised, day, now=NOON)
    return revised


def drawable() -> set[int]:
    return {ref.question_id for ref in queries.ready_revisions(None, None)}


def test_questions_on_edited_and_removed_rules_leave_new_papers(cast: Cast, trial: Document) -> None:
    edited = asked(cast, trial, "不少于十六学时", "护林员每年培训不少于几学时？")
    removed = asked(cast, trial, "绩效工资挂钩", "考核结果与什么挂钩？")
    unchanged = asked(cast, trial, "立即组织寻找", "谁组织寻找？")
    free = make_question(cast.organizer, state=State.READY, stem="火警电话是多少？")

    replaced(cast, trial)

    assert drawable() == {unchanged.id, free.id}
    page = queries.stale_questions(NOON, owner_id=None, document_id=None, number=1)
    assert [question.id for question in page.items] == [edited.id, removed.id]
    assert queries.stale_count(NOON) == 2


def test_nothing_waits_before_the_day_in_force(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "不少于十六学时", "护林员每年培训不少于几学时？")
    replaced(cast, trial, TODAY + 3 * DAY)

    assert drawable() == {question.id}
    with clock.frozen(NOON + 4 * DAY):
        assert drawable() == set()


def test_a_confirmed_question_is_drawn_again_until_the_next_edition(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "每十五分钟", "火场情况要不要持续报告？")
    revised = replaced(cast, trial)

    assert actions.confirm_question(cast.organizer, question, "题目只问要不要报告", now=NOON) == 1

    assert drawable() == {question.id}
    told = db.session.scalars(select(QuestionConfirmation)).one()
    assert (told.note, told.confirmed_by_id) == ("题目只问要不要报告", cast.organizer.id)
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "question.confirm")).one()
    third = stored(cast.manager, REVISED.replace("每十分钟", "每五分钟"), "再修订.txt")
    supersede(cast.manager, revised, third, TODAY - DAY, now=NOON)
    assert drawable() == set()


def test_a_confirmation_needs_a_note_and_something_to_confirm(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "每十五分钟", "火场情况要不要持续报告？")

    with pytest.raises(Refusal, match="没有待复核的改动"):
        actions.confirm_question(cast.organizer, question, "有效", now=NOON)
    replaced(cast, trial)
    with pytest.raises(Invalid, match="请写明"):
        actions.confirm_question(cast.organizer, question, "  ", now=NOON)


def test_an_edited_question_rests_on_the_new_paragraph(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "不少于十六学时", "护林员每年培训不少于几学时？")
    revised = replaced(cast, trial)

    actions.revise_question(cast.organizer, question, draft(stem="护林员每年培训不少于二十四学时，对吗？"), now=NOON)

    assert queries.sources_of([question.id]) == {question.id: [spot(revised, "二十四学时")]}
    assert queries.stale_count(NOON) == 0


def test_a_new_citation_decides_where_an_edited_question_rests(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "绩效工资挂钩", "考核结果与什么挂钩？")
    replaced(cast, trial)

    wording = draft(stem="谁组织寻找未归的护林员？", source=f"{TRIAL_TITLE}第十三条")
    actions.revise_question(cast.organizer, question, wording, now=NOON)

    assert queries.sources_of([question.id]) == {question.id: [spot(trial, "立即组织寻找")]}


def test_retired_questions_wait_for_nobody(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "不少于十六学时", "护林员每年培训不少于几学时？")
    replaced(cast, trial)

    actions.move_question(cast.organizer, question, State.RETIRED, now=NOON)

    assert queries.stale_count(NOON) == 0


def test_the_list_is_kept_by_owner_and_by_document(cast: Cast, trial: Document) -> None:
    question = asked(cast, trial, "不少于十六学时", "护林员每年培训不少于几学时？")
    revised = replaced(cast, trial)

    def ids(**wanted: int | None) -> list[int]:
        values = {"owner_id": None, "document_id": None, **wanted}
        return [found.id for found in queries.stale_questions(NOON, number=1, **values).items]

    assert ids(owner_id=cast.organizer.id) == ids(document_id=trial.id) == [question.id]
    assert ids(owner_id=cast.reviewer.id) == ids(document_id=revised.id) == []
    assert queries.stale_owners(NOON) == [(cast.organizer.id, "组织者")]
