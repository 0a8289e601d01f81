"""Pages of editions: the form, the differences, taking a step back."""

from __future__ import annotations

from io import BytesIO

import pytest

from core.db import db
from documents.actions import supersede
from documents.models import Document, Supersession
from documents.views import editions
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.documents.makers import REVISED, spot, stored
from tests.documents.test_editions import TODAY


@pytest.fixture
def trial(cast: Cast) -> Document:
    """Give the regulation of 26 rules."""
    return stored(cast.manager)


@pytest.fixture
def step(cast: Cast, trial: Document) -> Supersession:
    """Give its replacement by 13 rules, in force today."""
    return supersede(cast.manager, trial, stored(cast.manager, REVISED, "修订.txt"), TODAY, now=NOON)


def upload(browser, document: Document, **fields: object):
    values = {"in_force_on": "2026-06-01", **fields}
    return browser.post(f"/documents/{document.id}/editions", data=values, content_type="multipart/form-data")


def test_a_new_edition_is_uploaded_and_compared(cast: Cast, trial: Document, sign_in: SignIn) -> None:
    browser = sign_in(cast.manager)
    assert "新版本的文件" in browser.get(f"/documents/{trial.id}/editions/new").get_data(as_text=True)

    answer = upload(browser, trial, file=(BytesIO(REVISED.encode()), "修订.txt"))

    assert answer.status_code == 303
    page = browser.get(answer.location).get_data(as_text=True)
    assert "十六" in page and "二十四" in page
    assert "已删除（8）" in page and "未变（4）" in page
    shown = browser.get(f"/documents/{trial.id}").get_data(as_text=True)
    assert "已被取代" in shown and "看差异" in shown


def test_a_stored_document_may_be_the_new_edition(cast: Cast, trial: Document, sign_in: SignIn) -> None:
    newer = stored(cast.manager, REVISED, "修订.txt")

    assert upload(sign_in(cast.manager), trial, newer_id=newer.id).status_code == 303
    assert upload(sign_in(cast.manager), trial, newer_id=newer.id).status_code == 409


@pytest.mark.parametrize("fields", [{}, {"newer_id": "999"}, {"in_force_on": "昨天", "newer_id": "1"}])
def test_a_faulty_form_is_shown_again(cast: Cast, trial: Document, sign_in: SignIn, fields: dict) -> None:
    answer = upload(sign_in(cast.manager), trial, **fields)

    assert answer.status_code == 422
    assert db.session.query(Supersession).count() == 0


def test_an_unreadable_file_is_refused_on_the_form(cast: Cast, trial: Document, sign_in: SignIn) -> None:
    answer = upload(sign_in(cast.manager), trial, file=(BytesIO(b"\x00\x01" * 90), "乱.txt"))

    assert answer.status_code == 422
    assert "乱.txt" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("show", "holds", "lacks"), [
    ("removed", "绩效工资挂钩", "立即组织寻找"),
    ("unchanged", "立即组织寻找", "绩效工资挂钩"),
    ("all", "立即组织寻找", "没有这一类段落"),
    ("added", "没有这一类段落", "立即组织寻找"),
    ("rubbish", "绩效工资挂钩", "立即组织寻找"),
])  # fmt: skip
def test_the_differences_are_narrowed(cast: Cast, step, sign_in: SignIn, show: str, holds: str, lacks: str) -> None:
    page = sign_in(cast.organizer).get(f"/documents/editions/{step.id}?show={show}").get_data(as_text=True)

    assert holds in page and lacks not in page


def test_the_differences_lead_to_both_paragraphs(cast: Cast, step: Supersession, sign_in: SignIn) -> None:
    page = sign_in(cast.organizer).get(f"/documents/editions/{step.id}").get_data(as_text=True)

    for document, words in ((step.older, "十六学时"), (step.newer, "二十四学时")):
        article_id, anchor = spot(document, words)
        assert f"/documents/articles/{article_id}#{anchor}" in page


def test_the_number_of_statements_does_not_grow(
    cast: Cast, step: Supersession, sign_in: SignIn, query_count: QueryCount
) -> None:
    browser = sign_in(cast.organizer)
    with query_count:
        browser.get(f"/documents/editions/{step.id}?show=all")

    assert len(query_count) <= 14


def test_a_step_is_taken_back_with_a_reason(cast: Cast, step: Supersession, sign_in: SignIn) -> None:
    browser = sign_in(cast.manager)

    assert browser.post(f"/documents/editions/{step.id}/withdrawal", data={"reason": " "}).status_code == 422
    assert browser.post(f"/documents/editions/{step.id}/withdrawal", data={"reason": "选错了"}).status_code == 303
    assert browser.get(f"/documents/editions/{step.id}").status_code == 404


def test_only_those_who_edit_documents_record_editions(cast: Cast, step: Supersession, sign_in: SignIn, client) -> None:
    reader = sign_in(cast.reviewer)

    assert reader.get(f"/documents/{step.older_id}/editions/new").status_code == 403
    assert upload(reader, step.older).status_code == 403
    assert reader.post(f"/documents/editions/{step.id}/withdrawal").status_code == 403
    assert "撤销这次更替" not in reader.get(f"/documents/editions/{step.id}").get_data(as_text=True)


def test_strangers_and_members_are_kept_out(cast: Cast, step: Supersession, sign_in: SignIn, client) -> None:
    assert client.get(f"/documents/editions/{step.id}").status_code == 302
    assert sign_in(cast.alice).get(f"/documents/editions/{step.id}").status_code == 403


@pytest.mark.parametrize("address", ["/documents/editions/99", "/documents/99/editions/new"])
def test_what_does_not_exist_is_not_found(cast: Cast, sign_in: SignIn, address: str) -> None:
    assert sign_in(cast.manager).get(address).status_code == 404


def test_a_long_file_is_read_in_the_background_first(
    cast: Cast, trial: Document, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editions.actions, "takes_long", lambda name, raw: True)

    answer = upload(sign_in(cast.manager), trial, file=(BytesIO(REVISED.encode()), "修订.txt"))

    assert answer.status_code == 303 and "/uploads/" in answer.location
    assert db.session.query(Supersession).count() == 0
