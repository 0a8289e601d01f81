"""The paper of a contest for the desk."""

from __future__ import annotations

import io
import zipfile

import docx
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from tests.contests.makers import make_bank, make_draft


def address(contest):
    return f"/contests/manage/{contest.id}/paper-set"


def test_an_organizer_takes_a_drawn_paper_home_and_that_is_on_record(cast, sign_in):
    contest = make_draft(cast, make_bank(cast.organizer))
    browser = sign_in(cast.organizer)

    answer = browser.post(address(contest))

    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    lines = [each.text for each in docx.Document(io.BytesIO(archive.read("A卷.docx"))).paragraphs]
    assert answer.status_code == 200
    assert lines[0] == contest.title
    assert any(line.startswith("1. ") for line in lines)
    assert any("每题" in line for line in lines)
    assert {"B卷.docx", "A卷答案.docx", "B卷答题卡.docx", "题目顺序对照.xlsx"} <= set(archive.namelist())
    assert db.session.scalars(select(AuditEntry.action)).all().count("contest.print_paper") == 1
    assert "导出试卷" in browser.get(f"/contests/manage/{contest.id}/check").text


def test_a_bank_too_small_is_told_in_words(cast, sign_in):
    contest = make_draft(cast, make_bank(cast.organizer, per_kind=1))

    answer = sign_in(cast.organizer).post(address(contest))

    assert answer.status_code == 409
    assert "可用题目不足" in answer.text


def test_others_are_refused_and_what_is_not_there_is_404(cast, sign_in, client):
    contest = make_draft(cast, make_bank(cast.organizer))

    assert sign_in(cast.alice).post(address(contest)).status_code == 403
    assert sign_in(cast.organizer).post("/contests/manage/999/paper-set").status_code == 404
    assert client.post(address(contest)).status_code == 401
    assert sign_in(cast.organizer).get(address(contest)).status_code == 405
