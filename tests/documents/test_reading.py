"""Reading files: print layouts, encodings, titles before and after, what is refused."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from documents.articles import ArticleKind
from documents.readers.plain_text import MOST_TEXT_BYTES
from documents.reading import ReadArticle, Unreadable, read_file
from documents.reasons import Doubt
from tests.documents.printing import LONG, PIECES, Piece, forest_piece, lines_of, mine_piece, with_pages, wrap

FILES = Path(__file__).parent / "files"
LAYOUTS = [
    (columns, indent, gap)
    for columns, indent, gap in product((None, 13, 17, 22, 40), ("", "　　"), (True, False))
    if indent or gap or columns is None
]


def outline_of(article: ReadArticle) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.heading) for section in article.sections if section.level]


def texts_of(article: ReadArticle) -> list[str]:
    return [text.text for section in article.sections for text in section.paragraphs]


def assert_reads_as(article: ReadArticle, piece: Piece) -> None:
    assert (article.title, article.unit) == (piece.title, piece.unit)
    assert list(article.authors) == ["".join(name.split()) for name in piece.authors]
    assert outline_of(article) == [(part.level, part.number, part.heading) for part in piece.parts]
    assert texts_of(article) == [*piece.opening, *(text for part in piece.parts for text in part.paragraphs)]


def printed(paragraphs: list[str], columns: int | None, indent: str, gap: bool) -> list[str]:
    return wrap(paragraphs, columns or 10**6, indent=indent, gap=gap)


@pytest.mark.parametrize("title_last", [False, True], ids=["title first", "title last"])
@pytest.mark.parametrize(("columns", "indent", "gap"), LAYOUTS)
@pytest.mark.parametrize("maker", PIECES, ids=lambda maker: maker.__name__)
class TestAnyLayout:
    def test_gives_the_article_back(self, maker, columns, indent, gap, title_last) -> None:
        lines = printed(lines_of(maker(), title_last=title_last), columns, indent, gap)

        [article] = read_file("稿.txt", "\n".join(lines).encode())

        assert_reads_as(article, maker())

    def test_gives_it_back_through_page_numbers(self, maker, columns, indent, gap, title_last) -> None:
        lines = with_pages(printed(lines_of(maker(), title_last=title_last), columns, indent, gap), 11)

        [article] = read_file("稿.txt", "\r\n".join(lines).encode())

        assert_reads_as(article, maker())


@pytest.mark.parametrize(("first_last", "second_last"), list(product((False, True), repeat=2)))
@pytest.mark.parametrize(("columns", "indent", "gap"), [(None, "", True), (17, "", True), (24, "　　", False)])
def test_two_articles_in_a_file_are_told_apart(first_last, second_last, columns, indent, gap) -> None:
    paragraphs = lines_of(forest_piece(), title_last=first_last) + lines_of(mine_piece(), title_last=second_last)

    first, second = read_file("稿.txt", "\n".join(printed(paragraphs, columns, indent, gap)).encode())

    assert_reads_as(first, forest_piece())
    assert_reads_as(second, mine_piece())


@pytest.mark.parametrize("byline", ["●周远山", "周远山", "周 远 山", "文/周远山", "作者：周远山", "□ 本刊记者 周远山"])
@pytest.mark.parametrize(
    "unit",
    ["作者单位：北岭林业局青松林场", "（作者系北岭林业局青松林场）", "(作者单位:北岭林业局青松林场，北岭 010020)"],
)
def test_bylines_and_unit_notes_are_read_however_written(byline: str, unit: str) -> None:
    title, _, *body, _ = lines_of(forest_piece())

    [article] = read_file("稿.txt", "\n\n".join([title, byline, *body, unit]).encode())

    assert_reads_as(article, forest_piece())


def test_a_unit_note_behind_the_last_paragraph_and_one_under_the_author_are_read() -> None:
    title, author, *body, note = lines_of(forest_piece())
    body[-1] += note

    [behind] = read_file("稿.txt", "\n".join(wrap([title, author, *body], 17)).encode())
    [under] = read_file(
        "稿.txt", "\n\n".join([title, author, "（北岭林业局青松林场，北岭 010020）", *body[:-1]]).encode()
    )

    assert behind.unit == under.unit == forest_piece().unit


def test_two_articles_without_any_byline_part_where_the_numbering_starts_anew() -> None:
    text = "甲地的做法\n\n先说甲地。\n\n一、早上\n\n早上点名。\n\n二、晚上\n\n晚上读报。\n\n乙地的做法\n\n再说乙地。\n\n一、春天\n\n春天巡山。\n\n二、冬天\n\n冬天补课。\n"

    first, second = read_file("两地.txt", text.encode())

    assert (first.title, second.title) == ("甲地的做法", "乙地的做法")
    assert texts_of(second) == ["再说乙地。", "春天巡山。", "冬天补课。"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    text = "\n\n".join(lines_of(forest_piece()))

    [article] = read_file("稿.txt", text.encode(encoding))

    assert_reads_as(article, forest_piece())


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("稿.docx", b"PK\x03\x04", "已损坏"),
        ("稿.pdf", b"%PDF-1.7", "已损坏"),
        ("旧稿.docx", b"\xd0\xcf\x11\xe0", "其实是 .doc 文件"),
        ("装作文本.txt", b"%PDF-1.7 abc", "其实是 .pdf 文件"),
        ("图.png", b"\x89PNG", "只支持"),
        ("无名", b"abc", "只支持"),
        ("空.txt", b"", "空文件"),
        ("空白.txt", b" \n\t\r\n", "空文件"),
        ("线.txt", "——\n……".encode(), "没有文字"),
        ("乱.txt", bytes(range(256)) * 4, "不是可识别的文本"),
        ("大.txt", "字".encode() * MOST_TEXT_BYTES, "超过 5 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name: str, raw: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_file(name, raw)


def test_a_file_without_title_or_author_says_so() -> None:
    [article] = read_file("夹/第三稿.txt", "这里只有一句话，没有题目。\n".encode())

    assert article.title == "第三稿"
    assert article.doubts == (Doubt.NO_TITLE, Doubt.NO_AUTHOR, Doubt.NO_HEADINGS)


def read_sample(name: str) -> list[ReadArticle]:
    return read_file(name, (FILES / name).read_bytes())


def test_a_paper_keeps_its_apparatus_out_of_the_body() -> None:
    [article] = read_sample("论文_摘要与文献.txt")

    assert article.kind is ArticleKind.PAPER
    assert (article.title, article.unit) == ("矿区职工夜校的组织方式", "北岭矿业集团培训中心")
    assert article.authors == ("方志平", "宋其格")
    assert outline_of(article) == [
        (1, "", "引言"), (1, "1", "报名与点名"), (2, "1.1", "自愿报名"), (2, "1.2", "点名的办法"), (1, "2", "课的长短"), (1, "3", "结论"),
    ]  # fmt: skip
    assert texts_of(article)[0] == "办夜校的人最怕冷场。三年里我们试过许多办法，有的留了下来。"
    assert [gone.text for gone in article.dropped if gone.why == "citation"] == ["[1]", "[2,3]"]
    assert "2023 年报名 56 人" in texts_of(article)[1]


def test_spaced_lines_pages_and_split_quotations_are_mended() -> None:
    [article] = read_sample("双栏_疏排与断页.txt")

    assert texts_of(article)[0].endswith("我们的办法是把学习拆成一句一句的话，每天只讲一句，讲完就用。")
    assert "要在手上记。”这句话后来贴在了门口。" in texts_of(article)[1]
    assert [(part[0], part[1], part[2]) for part in outline_of(article)][2:] == [
        (2, "一是", "开工前念"), (2, "二是", "收工后问"), (2, "三是", "月底比"),
    ]  # fmt: skip
    assert article.unit == "乌兰矿业有限公司二号矿井"


def test_chapters_nest_and_numbered_sentences_stay_text() -> None:
    [article] = read_sample("手册_目录与章节.txt")

    assert [part[:2] for part in outline_of(article)] == [
        (1, "第一章"), (2, "第一节"), (2, "第二节"), (1, "第二章"), (2, "第一节"), (2, "第二节"),
    ]  # fmt: skip
    assert "2．记录不得补写。" in texts_of(article)
    assert [gone.why for gone in article.dropped] == ["contents"] * 3


def test_three_articles_with_their_titles_behind_are_told_apart() -> None:
    articles = read_sample("三篇_题在文后.txt")

    assert [(article.title, article.authors, article.unit) for article in articles] == [
        ("雪地里的第一课", ("周远",), "北岭林业局青松林场"), ("两本账", ("孟庆河",), "乌兰矿业有限公司"), ("夜校的灯", ("白长青",), ""),
    ]  # fmt: skip
    assert all(Doubt.TITLE_AT_END in article.doubts for article in articles)


def test_markdown_headings_give_the_levels() -> None:
    [article] = read_sample("笔记.md")

    assert article.title == "防火期学习安排"
    assert [part[:2] for part in outline_of(article)] == [(1, "一、"), (1, "二、"), (2, "一是"), (2, "二是"), (2, "")]
    assert texts_of(article)[0] == "每年三月到六月是防火期，学习跟着值班表走，不另外集中。"


def test_a_running_header_is_taken_out_and_sentences_close_over_the_page() -> None:
    lines = with_pages(wrap(lines_of(forest_piece()), 17, indent="　　", gap=False), 9, "北岭通讯　2024年第3期")

    [article] = read_file("稿.txt", "\n".join(lines).encode())

    assert_reads_as(article, forest_piece())
    assert {gone.why for gone in article.dropped} == {"author", "unit", "page_number", "running_header"}


def test_the_json_has_the_promised_keys_in_order() -> None:
    [article] = read_sample("笔记.md")
    shape = article.as_json()

    assert list(shape) == [
        "file",
        "title",
        "authors",
        "unit",
        "kind",
        "sections",
        "paragraphs",
        "characters",
        "dropped",
        "warnings",
        "pictures",
    ]
    assert {"level", "number", "heading", "paragraphs"} <= set(shape["sections"][0])
    assert shape["paragraphs"] == sum(len(section["paragraphs"]) for section in shape["sections"])
    assert shape["characters"] == sum(len("".join(text.split())) for text in texts_of(article))


@pytest.mark.parametrize(
    ("name", "title", "authors", "unit"),
    [
        ("讲话_单位署名.txt", "关于加强林场班组学习的几点思考", ("周远山",), "北岭林业局青松林场"),
        ("通讯_无空行小标题.txt", "深山里的夜校——乌兰矿业二号井职工学习纪实", ("方志平", "李岩"), ""),
        ("办法_章与条.txt", "瞭望塔管理办法", (), ""),
        (
            "论文_缩进与编辑附注.txt",
            "新时期森工企业职工培训的难点与出路",
            ("王海涛", "赵敏"),
            "北岭森林工业有限公司；北岭林业学校",
        ),
    ],
)
def test_mastheads_of_many_kinds_are_read(name: str, title: str, authors: tuple[str, ...], unit: str) -> None:
    [article] = read_sample(name)

    assert (article.title, article.authors, article.unit) == (title, authors, unit)


def test_headings_without_numbers_are_told_from_the_text() -> None:
    [article] = read_sample("通讯_无空行小标题.txt")

    assert outline_of(article) == [(1, "", "冷清的开头"), (1, "", "热闹的后来")]
    assert len(texts_of(article)) == 3


def test_an_enumeration_inside_a_paragraph_stays_a_paragraph() -> None:
    [article] = read_sample("讲话_单位署名.txt")

    assert "一是抓计划，年初定、月月查；二是抓人" in texts_of(article)[1]
    assert (2, "1、", "学习是本分") in outline_of(article)


def test_the_head_of_a_digest_is_no_article() -> None:
    first, second = read_sample("简报_两篇.txt")

    assert (first.title, first.unit) == ("把课堂搬到防火线", "青松林场护林队")
    assert (second.title, second.authors) == ("让老师傅开口", ("孟庆河", "周远山"))
    assert [(gone.text, str(gone.why)) for gone in first.dropped[:3]] == [
        ("林区学习简报", "issue"),
        ("2024年第3期（总第18期）", "issue"),
        ("第一篇", "loose_title"),
    ]


def test_run_in_headings_in_brackets_nest_under_their_section() -> None:
    [article] = read_sample("论文_缩进与编辑附注.txt")

    assert outline_of(article)[:3] == [
        (1, "一、", "职工培训的难点"),
        (2, "(一)", "工学矛盾突出"),
        (2, "(二)", "师资力量不足"),
    ]
    assert [gone.why for gone in article.dropped].count("note") == 3


@pytest.mark.parametrize(
    ("byline", "authors", "unit"),
    [
        ("北岭林业局　周远山", ("周远山",), "北岭林业局"),
        ("北岭林业局宣传部长　周远山", ("周远山",), "北岭林业局宣传部"),
        ("张伟（乌兰矿业公司）　刘洋（北岭林业局）", ("张伟", "刘洋"), "乌兰矿业公司；北岭林业局"),
        ("作者：李国庆　单位：北岭林业局青松林场", ("李国庆",), "北岭林业局青松林场"),
        ("文 / 李国庆　图 / 张伟", ("李国庆",), ""),
        ("授课人：王铁柱", ("王铁柱",), ""),
        ("阿拉坦巴根　乌云其其格　包·额尔德尼", ("阿拉坦巴根", "乌云其其格", "包·额尔德尼"), ""),
        ("（通讯员 李国庆 摄影报道）", ("李国庆",), ""),
    ],
)
def test_a_byline_under_a_title_is_understood(byline: str, authors: tuple[str, ...], unit: str) -> None:
    (article,) = read_file("稿.txt", f"把支部的力气用在山场上\n\n{byline}\n\n　　{LONG[0]}\n\n　　{LONG[1]}".encode())

    assert (article.title, article.authors, article.unit) == ("把支部的力气用在山场上", authors, unit)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["关于加强林区职工夜校建设的实施意见", "各林场、各有关单位："], "关于加强林区职工夜校建设的实施意见"),
        (
            ["青松林业局关于进一步加强林区职工", "夜校建设的通知", "各林场、各有关单位："],
            "青松林业局关于进一步加强林区职工夜校建设的通知",
        ),
        (["班前会操作规程（试行）", "本规程适用于全矿采掘班组的班前会组织工作。"], "班前会操作规程（试行）"),
        (["根据国家有关规定，结合实际制定如下规定", "本规程适用于全矿采掘班组。"], "文"),
    ],
)
def test_the_name_of_an_official_text_is_its_title_without_a_gap_or_an_author(lines, title) -> None:
    text = "\n".join(
        [*lines, "一、总体要求", "夜校要办到山场去，让每个班组都学得上。", "二、保障措施", "经费由工会列支，年底公布。"]
    )

    [article] = read_file("文.txt", text.encode())

    assert article.title == title
