"""PDF files as lines: geometry, columns, turned pages, and sentences for what cannot be read."""

from __future__ import annotations

import pytest

from core.errors import Invalid
from documents.pdf import pdf_pages
from tests.documents.pdf_files import Page, assembled, pdf_file

LEFT = [f"左栏第{number:02d}行写着护林站怎样安排一周的学习" for number in range(12)]
RIGHT = [f"右栏第{number:02d}行写着矿上怎样开好班前的短会" for number in range(12)]


def texts(raw: bytes) -> list[str]:
    return [line.text for page in pdf_pages(raw) for line in page]


def test_a_line_has_its_place_size_and_weight() -> None:
    page = Page()
    page.put(100, 120, "护林站的学习安排", size=12)
    page.put(100, 160, "第一章 总则", size=16, bold=True)

    [[first, second]] = pdf_pages(pdf_file([page]))

    assert (first.text, first.page, first.size, first.bold) == ("护林站的学习安排", 1, 12, False)
    assert first.x0 == pytest.approx(100, abs=1)
    assert first.x1 == pytest.approx(100 + 8 * 12, abs=2)
    assert first.y0 < 120 < first.y1 + 3
    assert (second.text, second.size, second.bold) == ("第一章 总则", 16, True)


def test_two_columns_are_read_one_after_the_other() -> None:
    page = Page()
    page.put(150, 60, "横跨两栏的题目：林区与矿区的学习", size=18)
    page.column(50, 100, LEFT)
    page.column(310, 100, RIGHT)
    page.put(290, 800, "7")

    assert texts(pdf_file([page])) == ["横跨两栏的题目：林区与矿区的学习", *LEFT, *RIGHT, "7"]


def test_two_columns_written_row_by_row_are_read_the_same() -> None:
    page = Page()
    for number in range(12):
        page.put(50, 100 + number * 16, LEFT[number])
        page.put(310, 100 + number * 16, RIGHT[number])

    assert texts(pdf_file([page])) == [*LEFT, *RIGHT]


def test_the_rows_of_a_table_stay_rows() -> None:
    page = Page()
    for number, row in enumerate(
        (("序号", "名称", "数量"), ("1", "灭火机具", "20"), ("2", "电台", "30"), ("3", "水泵", "4"))
    ):
        for place, cell in enumerate(row):
            page.put(80 + place * 160, 100 + number * 20, cell)

    assert texts(pdf_file([page])) == ["序号\t名称\t数量", "1\t灭火机具\t20", "2\t电台\t30", "3\t水泵\t4"]


@pytest.mark.parametrize(
    ("rotate", "matrix", "start", "step"),
    [
        (90, "0 1 -1 0", (100, 700), (20, 0)),
        (180, "-1 0 0 -1", (500, 700), (0, -20)),
        (270, "0 -1 1 0", (400, 100), (-20, 0)),
        (0, "0 1 -1 0", (100, 700), (20, 0)),
    ],
)
def test_a_turned_page_is_read_as_it_is_held(
    rotate: int, matrix: str, start: tuple[int, int], step: tuple[int, int]
) -> None:
    page = Page(rotate=rotate)
    for number in range(3):
        page.put(start[0] + step[0] * number, start[1] + step[1] * number, f"第{number}行护林防火", matrix=matrix)

    [lines] = pdf_pages(pdf_file([page]))

    assert [line.text for line in lines] == ["第0行护林防火", "第1行护林防火", "第2行护林防火"]
    assert all(line.x1 - line.x0 > 4 * (line.y1 - line.y0) for line in lines)


def test_a_watermark_across_the_page_is_marked() -> None:
    page = Page()
    page.column(80, 100, LEFT)
    page.put(150, 500, "内部资料", size=60, matrix="0.7071 0.7071 -0.7071 0.7071")

    lines = pdf_pages(pdf_file([page]))[0]

    assert [line.text for line in lines if line.slanted] == ["内部资料"]
    assert [line.text for line in lines if not line.slanted] == LEFT


def test_ligatures_and_radicals_become_letters() -> None:
    page = Page()
    page.put(80, 100, "oﬃce ⽀部⼯作的安排")

    assert texts(pdf_file([page])) == ["office 支部工作的安排"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF-1.7\nbroken", "已损坏"),
        (b"", "已损坏"),
        (pdf_file([Page()]), "没有可读取的文字"),
        (assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"]), "PDF"),
    ],
    ids=["broken", "empty", "scan", "loop"],
)
def test_what_cannot_be_read_says_why(raw: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        pdf_pages(raw)


def test_a_locked_file_says_so() -> None:
    lock = (
        b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>"
        b"/ID[<" + b"33" * 16 + b"><" + b"33" * 16 + b">]"
    )
    raw = assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"], lock)

    with pytest.raises(Invalid, match="密码"):
        pdf_pages(raw)
