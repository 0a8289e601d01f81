"""Pages of documents: what they show, whom they refuse, what they say of bad files."""

from __future__ import annotations

import io

import pytest
from flask.testing import FlaskClient

from core import clock
from documents import actions, office
from documents.compound_files import SIGNATURE
from documents.models import Article, Document
from tests.cast import Cast
from tests.conftest import QueryCount, SignIn
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.printing import forest_piece, lines_of, mine_piece

TEXT = "\n\n".join(lines_of(forest_piece()) + lines_of(mine_piece())).encode()


@pytest.fixture
def document(cast: Cast) -> Document:
    return actions.store_document(cast.manager, "两篇.txt", TEXT, now=clock.now())


def upload(browser: FlaskClient, name: str, content: bytes):
    return browser.post("/documents/", data={"file": (io.BytesIO(content), name)})


def test_a_manager_uploads_a_file_and_sees_its_articles(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.manager)

    answer = upload(browser, "两篇.txt", TEXT)
    page = browser.get(answer.headers["Location"]).text

    assert answer.status_code == 303
    assert "把护林站办成职工身边的学校" in page
    assert "读出 2 篇文章" in page


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("", b"", "请先选择"),
        ("空.txt", b"", "空文件"),
        ("表.docx", b"PK\x03\x04", "已损坏"),
        ("扫描.pdf", pdf_file([Page()]), "没有可读取的文字"),
        ("图.png", b"\x89PNG", "只接受"),
        ("乱.txt", bytes(range(256)) * 9, "不是可识别的文本"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    cast: Cast, sign_in: SignIn, name: str, content: bytes, sentence: str
) -> None:
    answer = upload(sign_in(cast.manager), name, content)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert Document.query.count() == 0


@pytest.mark.parametrize(
    ("programs", "content", "sentence"),
    [
        ((), b"\xd0\xcf\x11\xe0", "没有 LibreOffice"),
        (("python3",), b"\xd0\xcf\x11\xe0", "可能已损坏"),
        (("python3",), SIGNATURE + b"\0" * 4000, "可能已损坏"),
        (("python3",), b"plain words", "可能已损坏"),
    ],
)
def test_an_old_word_file_that_cannot_be_converted_is_refused_with_a_sentence(
    cast: Cast,
    sign_in: SignIn,
    monkeypatch: pytest.MonkeyPatch,
    programs: tuple[str, ...],
    content: bytes,
    sentence: str,
) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", programs)

    answer = upload(sign_in(cast.manager), "旧.doc", content)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "另存为 .docx" in answer.text


def test_the_same_file_is_refused_the_second_time(cast: Cast, sign_in: SignIn, document: Document) -> None:
    answer = upload(sign_in(cast.manager), "又一次.txt", TEXT)

    assert answer.status_code == 409
    assert "已经收录过" in answer.text


def test_the_list_finds_articles_by_words_and_kind(cast: Cast, sign_in: SignIn, document: Document) -> None:
    browser = sign_in(cast.organizer)

    found = browser.get("/documents/?q=护林站 周远山&kind=essay").text
    missed = browser.get("/documents/?kind=paper").text
    odd = browser.get("/documents/?q=%25&kind=nonsense&page=-3")

    assert "把护林站办成职工身边的学校" in found
    assert "班前十五分钟" not in found
    assert "没有符合条件的文章" in missed
    assert odd.status_code == 200


def test_an_article_shows_outline_anchors_and_what_was_left_out(
    cast: Cast, sign_in: SignIn, document: Document
) -> None:
    article = document.articles[0]
    paragraph = article.sections[0].paragraphs[0]

    page = sign_in(cast.reviewer).get(f"/documents/articles/{article.id}").text

    assert "二、用好台账，把问题留在纸面上" in page
    assert f'id="{paragraph.anchor}"' in page
    assert "●周远山" in page


def test_text_of_a_document_cannot_carry_script_into_a_page(cast: Cast, sign_in: SignIn) -> None:
    evil = "<script>alert(1)</script>的标题\n\n●周远\n\n一、<img src=x onerror=alert(2)>\n\n正文<b>粗</b>。\n".encode()
    stored = actions.store_document(cast.manager, "<i>.txt", evil, now=clock.now())

    pages = [
        sign_in(cast.manager).get(path).text
        for path in ("/documents/", f"/documents/{stored.id}", f"/documents/articles/{stored.articles[0].id}")
    ]

    assert not any("<script>alert" in page or "<img src=x" in page or "<b>粗" in page for page in pages)


@pytest.mark.parametrize("path", ["/documents/", "/documents/1", "/documents/articles/1", "/documents/new"])
class TestWhoMayEnter:
    def test_a_member_without_a_role_is_refused(
        self, cast: Cast, sign_in: SignIn, document: Document, path: str
    ) -> None:
        assert sign_in(cast.alice).get(path).status_code == 403

    def test_a_stranger_is_asked_to_sign_in(self, client: FlaskClient, document: Document, path: str) -> None:
        answer = client.get(path)

        assert answer.status_code == 302
        assert "/sign-in" in answer.headers["Location"]

    def test_other_methods_are_refused(self, cast: Cast, sign_in: SignIn, document: Document, path: str) -> None:
        assert sign_in(cast.manager).delete(path).status_code == 405


def test_a_reader_may_not_upload(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.reviewer)

    assert upload(browser, "a.txt", TEXT).status_code == 403
    assert browser.get("/documents/new").status_code == 403
    assert Document.query.count() == 0


def test_an_upload_of_a_stranger_is_refused(client: FlaskClient, cast: Cast) -> None:
    assert upload(client, "a.txt", TEXT).status_code == 401


@pytest.mark.parametrize("path", ["/documents/9999", "/documents/articles/9999"])
def test_what_does_not_exist_is_not_found(cast: Cast, sign_in: SignIn, path: str) -> None:
    assert sign_in(cast.manager).get(path).status_code == 404


def test_an_empty_library_tells_a_manager_to_upload(cast: Cast, sign_in: SignIn) -> None:
    assert "先上传一个文本文件" in sign_in(cast.manager).get("/documents/").text


def test_an_empty_library_tells_a_reader_who_uploads(cast: Cast, sign_in: SignIn) -> None:
    assert "培训管理员上传文档后" in sign_in(cast.reviewer).get("/documents/").text


def test_a_long_list_takes_a_fixed_number_of_statements(cast: Cast, sign_in: SignIn, query_count: QueryCount) -> None:
    for number in range(6):
        actions.store_document(None, f"{number}.txt", TEXT + str(number).encode(), now=clock.now())
    browser = sign_in(cast.manager)

    with query_count:
        page = browser.get("/documents/").text

    assert "共 12 条" in page
    assert len(query_count) <= 6


def test_an_article_takes_a_fixed_number_of_statements(
    cast: Cast, sign_in: SignIn, document: Document, query_count: QueryCount
) -> None:
    with query_count:
        sign_in(cast.manager).get(f"/documents/articles/{Article.query.first().id}")

    assert len(query_count) <= 9


def test_the_menu_leads_to_the_documents(cast: Cast, sign_in: SignIn) -> None:
    assert 'href="/documents/"' in sign_in(cast.manager).get("/documents/").text
