"""Pictures of documents: read in their place, encoded anew, kept once; what could not be read is listed with the reason."""

from __future__ import annotations

import base64
import io

import pypdfium2
import pytest
from PIL import Image

from core import clock
from core.db import db
from core.pictures import encode
from documents import actions, pictures
from documents.models import DocumentPicture, Picture
from documents.pictures import FoundPicture, encode_all
from documents.reading import read_file
from documents.reasons import Doubt, Reason
from tests.core.test_pictures import picture, png_saying
from tests.documents import word_files as w
from tests.documents.pdf_files import Page, pdf_file

FIRST, LAST = "护林员每天清晨沿山脊巡护一遍。", "回站以后把所见写进台账。"


def drawn(relation: str, alt: str = "") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{alt}"/>'
        f'<a:blip r:embed="{relation}"/></wp:inline></w:drawing></w:r></w:p>'
    )


def word_with(**contents: bytes) -> bytes:
    """Two paragraphs; between them the pictures, each described by its name."""
    body = w.par(FIRST) + "".join(drawn(f"r{name}", name) for name in contents) + w.par(LAST)
    return w.word_file(body, parts={f"{name}.png": ("image", content) for name, content in contents.items()})


def page_with(*images: str) -> bytes:
    return f"<h1>巡护办法</h1><p>{FIRST}</p>{''.join(images)}<p>{LAST}</p>".encode()


def inlined(content: bytes, kind: str = "png", alt: str = "路线图") -> str:
    return f'<p><img alt="{alt}" src="data:image/{kind};base64,{base64.b64encode(content).decode()}"></p>'


def pdf_with(
    content: bytes, *, on_pages: int = 1, box: tuple[float, float, float, float] = (60, 500, 200, 100)
) -> bytes:
    """A sound text PDF with a picture put on its first pages."""
    from_text = pypdfium2.PdfDocument(text_pdf(on_pages))
    for number in range(on_pages):
        page = from_text[number]
        image = pypdfium2.PdfImage.new(from_text)
        image.load_jpeg(io.BytesIO(content), inline=True)
        x, y, wide, high = box
        image.set_matrix(pypdfium2.PdfMatrix().scale(wide, high).translate(x, y))
        page.insert_obj(image)
        page.gen_content()
    stream = io.BytesIO()
    from_text.save(stream)
    return stream.getvalue()


def text_pdf(pages: int) -> bytes:
    made = []
    for number in range(pages):
        page = Page()
        page.put(60, 100, f"第{number + 1}页　{FIRST}")
        page.put(60, 700, LAST)
        made.append(page)
    return pdf_file(made)


def read_one(name: str, raw: bytes):
    [article] = read_file(name, raw)
    return article


def places(article) -> list[tuple[str, str]]:
    """The words before each picture, and its own."""
    texts = {own.anchor: own.text for section in article.sections for own in section.paragraphs}
    return [(texts.get(shown.anchor, ""), shown.alt) for shown in article.pictures]


def lost(article) -> list[tuple[str, Reason]]:
    return [(gone.text, gone.why) for gone in article.dropped if gone.why.startswith("picture")]


def test_a_picture_of_a_word_file_stands_behind_its_paragraph_with_its_words() -> None:
    article = read_one("办法.docx", word_with(瞭望塔=picture()))

    assert places(article) == [(FIRST, "瞭望塔")]
    assert (article.pictures[0].picture.width, article.pictures[0].picture.media_type) == (40, "image/png")
    assert lost(article) == []
    assert Doubt.PICTURES not in article.doubts


def test_a_picture_written_into_a_web_page_is_read_and_one_outside_is_listed() -> None:
    outside = '<img src="http://127.0.0.1:9/x.png" alt="值班照片">'

    article = read_one("办法.html", page_with(inlined(picture("JPEG"), "jpeg"), outside))

    assert places(article) == [(FIRST, "路线图")]
    assert lost(article) == [("值班照片", Reason.PICTURE)]
    assert Doubt.PICTURES in article.doubts


def test_a_picture_of_a_pdf_stands_behind_the_line_above_it() -> None:
    article = read_one("办法.pdf", pdf_with(picture("JPEG")))

    [(before, _alt)] = places(article)
    assert FIRST in before


def test_the_ground_of_a_page_and_a_letterhead_are_ornament() -> None:
    ground = read_one("a.pdf", pdf_with(picture("JPEG"), box=(0, 0, 595, 842)))
    head = read_one("b.pdf", pdf_with(picture("JPEG"), on_pages=3))

    assert [why for _text, why in lost(ground)] == [Reason.PICTURE_BACKGROUND]
    assert [why for _text, why in lost(head)] == [Reason.PICTURE_BACKGROUND]
    assert (ground.pictures, head.pictures) == ((), ())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (png_saying(100_000, 100_000), Reason.PICTURE_LARGE),
        (png_saying(8_000, 8_000), Reason.PICTURE_LARGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Reason.PICTURE_BROKEN),
        (b"\xd7\xcd\xc6\x9a\0\0wmf", Reason.PICTURE_BROKEN),
        (picture()[:70], Reason.PICTURE_BROKEN),
        (picture("JPEG", (400, 400))[:-200], Reason.PICTURE_BROKEN),
        (b"", Reason.PICTURE_MISSING),
        (picture(size=(300, 4)), Reason.PICTURE_SMALL),
    ],
)
def test_a_picture_that_cannot_be_shown_is_listed_with_the_reason_and_the_text_is_read(content, why) -> None:
    article = read_one("办法.docx", word_with(图=content))

    assert lost(article) == [("图", why)]
    assert article.pictures == ()
    assert [own.text for section in article.sections for own in section.paragraphs] == [FIRST, LAST]


@pytest.mark.parametrize("kind", ["svg+xml", "png"])
def test_a_drawing_with_a_script_inside_a_page_is_refused(kind) -> None:
    article = read_one("办法.html", page_with(inlined(b"<svg><script>alert(1)</script></svg>", kind)))

    assert lost(article) == [("路线图", Reason.PICTURE_BROKEN)]


def test_the_same_bytes_are_encoded_once_and_too_many_pictures_are_listed(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PICTURES", 3)
    calls: list[bytes] = []
    monkeypatch.setattr(pictures, "encode", lambda raw: calls.append(raw) or encode(raw))

    placed, gone = encode_all([FoundPicture(line, "p", "", picture()) for line in range(5)])

    assert (len(placed), len(calls)) == (3, 1)
    assert [each.why for each in gone] == [Reason.PICTURE_MANY] * 2


def test_a_file_of_too_many_pixels_in_all_keeps_the_first_ones(monkeypatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 3_000)

    placed, gone = encode_all([FoundPicture(n, "p", "", picture(size=(40, 30 + n))) for n in range(4)])

    assert (len(placed), len(gone)) == (2, 2)


class TestStored:
    def store(self, cast, **contents: bytes):
        return actions.store_document(cast.manager, "办法.docx", word_with(**contents), now=clock.now())

    def test_pictures_are_kept_once_and_tied_to_their_paragraph(self, cast) -> None:
        document = self.store(cast, 甲=picture(), 乙=picture(), 丙=picture(size=(50, 50)))

        shown = db.session.query(DocumentPicture).order_by(DocumentPicture.ordinal).all()
        assert [each.alt for each in shown] == ["甲", "乙", "丙"]
        assert {each.article_id for each in shown} == {document.articles[0].id}
        assert shown[0].anchor == document.articles[0].sections[0].paragraphs[0].anchor
        assert db.session.query(Picture).count() == 2

    def test_the_article_shows_them_in_their_place(self, cast, sign_in) -> None:
        document = self.store(cast, 瞭望塔=picture())
        digest = db.session.query(Picture).one().digest
        browser = sign_in(cast.manager)

        page = browser.get(f"/documents/articles/{document.articles[0].id}").text

        assert page.index(FIRST) < page.index(f"/documents/pictures/{digest}") < page.index(LAST)
        assert 'alt="瞭望塔"' in page
        served = browser.get(f"/documents/pictures/{digest}")
        assert (served.mimetype, served.headers["X-Content-Type-Options"]) == ("image/png", "nosniff")
        assert Image.open(io.BytesIO(served.data)).size == (40, 30)

    def test_strangers_and_learners_do_not_get_them(self, cast, sign_in, client) -> None:
        self.store(cast, 瞭望塔=picture())
        address = f"/documents/pictures/{db.session.query(Picture).one().digest}"

        assert client.get(address).status_code in (302, 303)
        assert sign_in(cast.alice).get(address).status_code == 403
        assert sign_in(cast.manager).get(f"/documents/pictures/{'0' * 64}").status_code == 404
        assert sign_in(cast.manager).post(address).status_code == 405
