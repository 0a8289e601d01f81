"""Word files as blocks: numbers counted again, formatting from styles, tables, boxes, fields, changes."""

from __future__ import annotations

import pytest

from core.errors import Invalid
from documents.word import Run, WordParagraph, WordPicture, WordTable, word_blocks, word_document
from documents.word.numerals import numeral
from tests.documents import word_files as w


def paragraphs(body: str, **more) -> list[WordParagraph]:
    return [block for block in word_blocks(w.word_file(body, **more)) if isinstance(block, WordParagraph)]


def labels(body: str, numbering: str, **more) -> list[str]:
    return [block.label for block in paragraphs(body, numbering=numbering, **more)]


def test_text_keeps_tabs_soft_breaks_and_signs() -> None:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:tab/><w:t>对</w:t></w:r>'

    [found] = paragraphs(w.par("上\n下", sign))

    assert found.text == "上\n下✓-\t对"


def test_looks_come_from_run_character_style_and_paragraph_style() -> None:
    styles = (
        w.style("base", "base", look='<w:b/><w:color w:val="ff0000"/>')
        + w.style("key", "答案", based_on="base")
        + w.style("mark", "mark", kind="character", look='<w:b w:val="0"/><w:u w:val="single"/>')
    )
    body = w.par(
        w.run("甲"), w.run("乙", '<w:rStyle w:val="mark"/>'), w.run("丙", '<w:highlight w:val="yellow"/><w:sz w:val="28"/>'),
        style="key",
    )  # fmt: skip

    [found] = paragraphs(body, styles=styles)

    assert found.runs == (
        Run("甲", bold=True, color="FF0000"),
        Run("乙", underline=True, color="FF0000"),
        Run("丙", bold=True, color="FF0000", highlight="yellow", size=14),
    )


def test_heading_levels_come_from_names_outline_levels_and_the_styles_below() -> None:
    styles = (
        w.style("h1", "heading 1")
        + w.style("own", "单位小标题", based_on="h1")
        + w.style("zh", "标题 3")
        + w.style("deep", "deep", paragraph='<w:outlineLvl w:val="4"/>')
    )
    body = "".join(w.par("字", style=key) for key in ("h1", "own", "zh", "deep", ""))
    body += w.par("字", style="h1", more='<w:outlineLvl w:val="9"/>')

    assert [found.heading for found in paragraphs(body, styles=styles)] == [1, 1, 3, 5, 0, 0]


class TestNumbers:
    def test_count_through_levels_and_begin_again_below_a_higher_one(self) -> None:
        numbering = w.lists(
            w.level(0, "第%1章", "chineseCountingThousand"),
            w.level(1, "%1.%2", more="<w:isLgl/>"),
            w.level(2, "（%3）"),
        )
        body = "".join(w.par("x", number=(1, depth)) for depth in (0, 1, 1, 2, 0, 1, 2, 2))

        assert labels(body, numbering) == ["第一章", "1.1", "1.2", "（1）", "第二章", "2.1", "（1）", "（2）"]

    def test_go_on_across_text_and_start_over_where_the_file_says(self) -> None:
        uses = (
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/>'
            '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
        body = w.par("x", number=(1, 0)) + w.par("文") + w.par("x", number=(1, 0)) + w.par("x", number=(2, 0)) * 2

        assert labels(body, w.lists(w.level(0, "%1．"), uses=uses)) == ["1．", "", "2．", "1．", "2．"]

    def test_start_where_the_list_says(self) -> None:
        assert labels(w.par("x", number=(1, 0)) * 2, w.lists(w.level(0, "%1)", "lowerRoman", start=4))) == ["iv)", "v)"]

    def test_are_inherited_from_styles_and_taken_off_by_zero(self) -> None:
        numbering = w.lists(w.level(0, "%1、", "chineseCounting"), w.level(1, "%2.", more='<w:pStyle w:val="two"/>'))
        own = '<w:numPr><w:numId w:val="1"/></w:numPr>'
        styles = w.style("one", "heading 1", paragraph=own) + w.style("two", "heading 2", paragraph=own)
        styles += w.style("child", "child", based_on="two")
        body = w.par("x", style="one") + w.par("x", style="two") + w.par("x", style="child")
        body += w.par("x", style="one", number=(0, 0)) + w.par("x", style="one")

        assert labels(body, numbering, styles=styles) == ["一、", "1.", "2.", "", "二、"]

    def test_bullets_are_no_numbers(self) -> None:
        [found] = paragraphs(w.par("x", number=(1, 0)), numbering=w.lists(w.level(0, "\uf0b7", "bullet")))

        assert (found.label, found.bullet) == ("", True)

    def test_follow_a_list_style(self) -> None:
        numbering = (
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="s"/></w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="s"/>{w.level(0, "%1.")}</w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        )

        assert labels(w.par("x", number=(1, 0)), numbering) == ["1."]

    @pytest.mark.parametrize(
        ("style", "value", "written"),
        [
            ("chineseCounting", 10, "十"), ("chineseCounting", 21, "二十一"), ("chineseCountingThousand", 103, "一百零三"),
            ("chineseCountingThousand", 1010, "一千零一十"), ("ideographDigital", 20, "二〇"), ("japaneseCounting", 15, "十五"),
            ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 12, "亥"),
            ("decimalFullWidth", 12, "１２"), ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircleChinese", 21, "㉑"),
            ("decimalEnclosedFullstop", 3, "⒊"), ("decimalEnclosedParen", 3, "⑶"), ("decimalZero", 7, "07"),
            ("upperLetter", 28, "BB"), ("lowerLetter", 3, "c"), ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 9, "ix"),
            ("ordinal", 22, "22nd"), ("none", 5, ""), ("nobodyKnows", 5, "5"), ("ideographEnclosedCircle", 2, "㊁"),
        ],
    )  # fmt: skip
    def test_are_written_as_word_writes_them(self, style: str, value: int, written: str) -> None:
        assert numeral(value, style) == written


def test_a_table_is_a_full_grid_with_merged_cells_in_every_place() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{w.par("宽")}</w:tc>'
    tall = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{w.par("高")}</w:tc>'
    more = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{w.par('')}</w:tc>"

    [grid] = word_blocks(w.word_file(w.table([tall, wide], [more, "乙", "丙"])))

    assert isinstance(grid, WordTable)
    assert [["".join(part.text for part in cell) for cell in row] for row in grid.rows] == [
        ["高", "宽", "宽"],
        ["高", "乙", "丙"],
    ]
    assert grid.rows[0][0] is grid.rows[1][0]


def test_a_text_box_is_read_once_beside_its_paragraph() -> None:
    body = w.par(w.text_box(w.par("框中")), "题目") + w.par("正文", w.text_box(w.par("边注")))

    assert [(found.text, found.in_box, found.place) for found in paragraphs(body)] == [
        ("框中", True, 1),
        ("题目", False, 2),
        ("正文", False, 3),
        ("边注", True, 4),
    ]


def test_deleted_text_goes_and_inserted_text_stays() -> None:
    gone = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"

    [found] = paragraphs(
        w.par("前", gone, f"<w:ins>{w.run('新')}</w:ins>", f"<w:hyperlink>{w.run('链')}</w:hyperlink>")
    )

    assert found.text == "前新链"


def test_hidden_text_is_kept_apart() -> None:
    [found] = paragraphs(w.par("显", w.run("隐", "<w:vanish/>")))

    assert (found.text, found.hidden) == ("显", "隐")


def field(instruction: str, *result: str) -> str:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    return (
        char("begin")
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        + char("separate")
        + "".join(result)
        + char("end")
    )


def test_a_table_of_contents_is_known_by_its_field_and_by_its_style() -> None:
    start, rest = field(' TOC \\o "1-3" ', w.run("第一章\t1"), "|").split("|")
    body = w.par(start) + w.par("第二章\t5") + w.par(rest) + w.par("正文") + w.par("附录\t9", style="toc")

    found = paragraphs(body, styles=w.style("toc", "toc 1"))

    assert [part.contents for part in found] == [True, True, True, False, True]


def test_a_number_in_a_ring_drawn_by_a_field_is_a_sign() -> None:
    begin, end = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

    [found] = paragraphs(w.par(f"{begin}<w:r><w:instrText>eq \\o\\ac(○,12)</w:instrText></w:r>{end}", "条"))

    assert found.text == "⑫条"


def test_notes_headers_and_footers_stand_apart() -> None:
    note = f'<w:footnotes {w.NAMES}><w:footnote w:id="2">{w.par("见第三条。")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {w.NAMES}>{w.par('内部文件')}</w:hdr>"
    body = w.par("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'

    found = word_document(
        w.word_file(body, parts={"footnotes.xml": ("footnotes", note), "header1.xml": ("header", header)})
    )

    assert [(part.place, part.text) for part in found.notes] == [(1, "见第三条。")]
    assert found.furniture == ["内部文件"]


def test_a_picture_stands_behind_its_paragraph_with_its_words() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="瞭望塔"/><a:graphic><a:blip r:embed="rimage1"/></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
    raw = w.word_file(w.par("图", drawing), parts={"image1.png": ("image", b"\x89PNG")})

    assert word_blocks(raw)[1] == WordPicture("image1.png", "瞭望塔", b"\x89PNG", 1)
    assert word_blocks(raw, pictures=False)[1] == WordPicture("image1.png", "瞭望塔", b"", 1)


def test_a_picture_outside_the_file_is_not_fetched() -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="rOut"/></w:drawing></w:r>'
    raw = w.word_file(w.par("图", drawing), links={"rOut": ("image", "http://example.org/a.png")})

    assert [type(block) for block in word_blocks(raw)] == [WordParagraph]


def test_the_strict_dialect_is_read_too() -> None:
    entries = w.entries(w.par("严格"))
    entries["word/document.xml"] = str(entries["word/document.xml"]).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert [block.text for block in word_blocks(w.package(entries)) if isinstance(block, WordParagraph)] == ["严格"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"PK\x03\x04 broken", "已损坏"),
        (w.package({"a.txt": "x"}), "没有 Word 正文"),
        (w.package(w.entries("") | {"word/document.xml": "<w:document"}), "不是完整的 XML"),
        (w.package(w.entries("") | {"word/document.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "文档类型声明"),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        word_blocks(raw)
