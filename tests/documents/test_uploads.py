"""Long files: put aside, read in the background, their progress and their refusals seen by who sent them."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from core import clock, jobs
from core.db import db
from documents import actions, office
from documents.actions import uploads
from documents.jailed_reading import read_safely
from documents.models import Document, DocumentUpload
from documents.progress import WHOLE
from tests.cast import Cast
from tests.conftest import SignIn
from tests.documents import word_files as w
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.samples import SAMPLES
from tests.documents.test_compound_files import compound

LONG = SAMPLES[0].make()


@pytest.fixture
def everything_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "READ_AT_ONCE_BYTES", 10)


@pytest.fixture
def no_worker(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    queued: list[dict] = []
    monkeypatch.setattr(jobs, "enqueue", lambda name, **arguments: queued.append(arguments))
    return queued


def send(browser: FlaskClient, name: str, content: bytes):
    return browser.post("/documents/", data={"file": (io.BytesIO(content), name)})


@pytest.mark.usefixtures("everything_is_long")
def test_a_long_file_is_read_by_the_worker_and_then_shown(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.manager)

    page = send(browser, "手册.docx", LONG).headers["Location"]
    answer = browser.get(page)

    assert page.startswith("/documents/uploads/")
    assert answer.status_code == 303
    assert "巡护员学习手册" in browser.get(answer.headers["Location"]).text
    assert db.session.scalar(select(DocumentUpload.content)) is None


@pytest.mark.usefixtures("everything_is_long")
def test_a_waiting_file_shows_how_far_its_reading_is(cast: Cast, sign_in: SignIn, no_worker: list[dict]) -> None:
    browser = sign_in(cast.manager)

    page = send(browser, "手册.pdf", pdf_file([Page()] * 12)).headers["Location"]
    waiting = browser.get(page).text
    uploads._note_progress(no_worker[0]["upload_id"], 3, 12)
    reading = browser.get(page).text

    assert "等待读取" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert "第 3 页，共 12 页" in reading


@pytest.mark.usefixtures("everything_is_long")
def test_a_file_that_proves_unreadable_says_why(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.manager)

    page = send(browser, "扫描.pdf", pdf_file([Page()])).headers["Location"]
    text = browser.get(page).text

    assert "没有可读取的文字" in text
    assert 'http-equiv="refresh"' not in text
    assert db.session.scalars(select(Document)).all() == []


@pytest.mark.usefixtures("everything_is_long")
def test_a_second_run_of_the_job_reads_nothing_again(cast: Cast, app) -> None:
    upload = actions.put_aside(cast.manager, "手册.docx", LONG, now=clock.now())

    uploads.read_upload(upload.id)
    uploads.read_upload(9999)

    assert len(db.session.scalars(select(Document)).all()) == 1


@pytest.mark.usefixtures("everything_is_long", "no_worker")
def test_only_who_sent_a_file_sees_its_progress(cast: Cast, sign_in: SignIn, client: FlaskClient) -> None:
    page = f"/documents/uploads/{actions.put_aside(cast.manager, '手册.docx', LONG, now=clock.now()).id}"

    assert client.get(page).status_code == 302
    assert sign_in(cast.alice).get(page).status_code == 403
    assert sign_in(cast.manager).get("/documents/uploads/9999").status_code == 404
    assert sign_in(cast.manager).post(page).status_code == 405


def test_progress_comes_out_of_the_jail(cast: Cast) -> None:
    told: list[tuple[int, int]] = []
    page = Page()
    page.put(100, 100, "护林站的学习从一张值班表开始。")

    actions.store_document(
        cast.manager, "三页.pdf", pdf_file([page] * 3), now=clock.now(), progress=lambda *far: told.append(far)
    )

    assert told == [(1, 3), (2, 3), (3, 3)]


SENTENCE = "护林员每天巡护两次，发现火情三分钟内报告，并在台账上登记时间、地点和处置。"
MANY = 240


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("长文.docx", w.word_file("".join(w.par(f"{SENTENCE}{number}。") for number in range(MANY)))),
        ("长文.txt", "\n\n".join(f"{SENTENCE}{number}。" for number in range(MANY)).encode()),
        ("长文.md", "\n\n".join(f"{SENTENCE}{number}。" for number in range(MANY)).encode()),
        ("长文.html", ("<body>" + "".join(f"<p>{SENTENCE}{number}。</p>" for number in range(MANY))).encode()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_without_pages_tells_how_far_it_is_read_as_well(name: str, raw: bytes) -> None:
    told: list[tuple[int, int]] = []

    read_safely(name, raw, lambda *far: told.append(far))

    assert told == sorted(told)
    assert len({done for done, _total in told}) >= 5
    assert told[-1] == (WHOLE, WHOLE)


@pytest.mark.usefixtures("everything_is_long")
@pytest.mark.parametrize(
    ("done", "words"),
    [(0, "等待读取"), (430, "已读 43%"), (WHOLE, "已全部读完，正在收录")],
    ids=["waits", "is read", "is stored"],
)
def test_the_page_says_where_a_file_without_pages_stands(
    cast: Cast, sign_in: SignIn, no_worker: list[dict], done: int, words: str
) -> None:
    browser = sign_in(cast.manager)
    page = send(browser, "手册.docx", LONG).headers["Location"]

    uploads._note_progress(no_worker[0]["upload_id"], done, WHOLE if done else 0)

    assert words in browser.get(page).text


@pytest.mark.usefixtures("everything_is_long", "no_worker")
def test_an_old_word_file_is_said_to_be_converted_first(cast: Cast, sign_in: SignIn, tmp_path, monkeypatch) -> None:
    converter(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    browser = sign_in(cast.manager)

    page = send(browser, "旧.wps", compound("WordDocument")).headers["Location"]

    assert "正在转换旧版文档" in browser.get(page).text


def test_the_end_of_a_reading_is_noted_however_soon_it_comes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    noted: list[tuple[int, int]] = []
    monkeypatch.setattr(uploads, "_note_progress", lambda _upload, *far: noted.append(far))
    telling = uploads._Telling(1)

    for done in (1, 2, 3):
        telling(done, 3)

    assert noted == [(1, 3), (3, 3)]


class TestOldWordFiles:
    def test_say_what_to_do_where_there_is_no_converter(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))

        with pytest.raises(office.Invalid, match="另存为"):
            actions.store_document(cast.manager, "旧.doc", b"\xd0\xcf\x11\xe0", now=clock.now())

    def test_are_converted_where_there_is_one(
        self, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        converter(tmp_path, f'mkdir "$out" && cp {made(tmp_path)} "$out/in.docx"')
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

        document = actions.store_document(cast.manager, "旧.wps", compound("WordDocument"), now=clock.now())

        assert (document.file_name, document.articles[0].title) == ("旧.wps", "护林物资管理要点")

    def test_that_cannot_be_converted_are_refused(
        self, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        converter(tmp_path, "exit 1")
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

        with pytest.raises(office.Invalid, match="无法转换"):
            actions.store_document(cast.manager, "旧.doc", compound("WordDocument"), now=clock.now())


def made(folder: Path) -> Path:
    path = folder / "made.docx"
    path.write_bytes(
        w.word_file(w.par("护林物资管理要点") + w.par("●周远") + w.par("一、登记") + w.par("入库当天登记。"))
    )
    return path


def converter(folder: Path, last: str) -> None:
    """A program in the place of LibreOffice; `$out` is the folder it is told to write to."""
    path = folder / "soffice"
    path.write_text(f'#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\nout="$2"\n{last}\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
