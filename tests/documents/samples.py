"""Documents made for the tests in every kind of file, each with an irregularity and what a person reads in it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.documents import word_files as w
from tests.documents.manners.first import FIRST
from tests.documents.manners.second import SECOND
from tests.documents.manners.third import THIRD
from tests.documents.office_samples import OFFICE_SAMPLES
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.printing import LONG, Piece, decimal_piece, forest_piece, lines_of, mine_piece, wrap
from tests.documents.sample import Expected, Headings, Sample, encoded


def expected(piece: Piece, kind: str = "essay", **other) -> Expected:
    """What a person reads in an article of our own."""
    authors = ["".join(name.split()) for name in piece.authors]
    headings = [(part.level, part.number, part.heading) for part in piece.parts]
    return Expected(
        **{"title": piece.title, "authors": authors, "unit": piece.unit, "kind": kind, "headings": headings} | other
    )


CHINESE_LIST = w.lists(
    w.level(0, "%1、", "chineseCounting"), w.level(1, "（%2）", "chineseCounting"), w.level(2, "%3.")
)
STATUTE_LIST = (
    f'<w:abstractNum w:abstractNumId="1">{w.level(0, "第%1条", "chineseCountingThousand")}</w:abstractNum>'
    + w.lists(
        w.level(0, "第%1章", "chineseCountingThousand"),
        uses='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
    )
)
HEADING_STYLES = "".join(w.style(f"h{depth}", f"heading {depth}", look="<w:b/>") for depth in (1, 2, 3))
HEADING_STYLES += (
    w.style("title", "Title", look='<w:sz w:val="44"/>') + w.style("toc1", "toc 1") + w.style("toct", "TOC Heading")
)
RULES = (
    ("总则", ("为了管好护林巡护工作，保护森林资源，制定本办法。", "本办法适用于青松林场所属各管护站和全体护林员。")),
    ("巡护与记录", (
        "护林员应当按照下列要求巡护：\n（一）每日巡护不少于八公里；\n（二）防火期内携带电台和灭火机具；\n（三）发现火情立即报告。",
        "巡护记录当日填写，不得补记。\n记录保存三年。",
    )),
    ("附则", ("本办法由青松林场负责解释。", "本办法自2024年3月1日起施行。")),
)  # fmt: skip
RULE_TITLE = "青松林场护林巡护管理办法（试行）"


def rule_headings() -> Headings:
    """The outline of the regulation: chapters and articles."""
    numerals = iter("一二三四五六七八")
    found: Headings = []
    for chapter, (name, articles) in enumerate(RULES):
        found.append((1, f"第{'一二三'[chapter]}章", name))
        found += [(2, f"第{next(numerals)}条", "") for _article in articles]
    return found


def rule_lines() -> list[str]:
    """The regulation as typed."""
    numerals = iter("一二三四五六七八")
    lines = [RULE_TITLE, "（2024年2月20日青松林场场务会议通过）"]
    for chapter, (name, articles) in enumerate(RULES):
        lines.append(f"第{'一二三'[chapter]}章　{name}")
        for article in articles:
            lines += f"第{next(numerals)}条　{article}".split("\n")
    return lines


def _centred(text: str, size: int = 36) -> str:
    return w.par(w.run(text, f'<w:b/><w:sz w:val="{size}"/>'), more='<w:jc w:val="center"/>')


def _styled_word() -> bytes:
    contents = "".join(w.par(f"第{'一二'[n]}章 章名\t{n + 1}", style="toc1") for n in range(2))
    note = f'<w:footnotes {w.NAMES}><w:footnote w:id="2">{w.par("台账样式见附表。")}</w:footnote></w:footnotes>'
    header = f"<w:hdr {w.NAMES}>{w.par('青松林场　内部学习材料')}</w:hdr>"
    body = w.par("巡护员学习手册", style="title") + w.par("●周远山") + w.par("目录", style="toct") + contents
    body += w.par("第一章 岗位与职责", style="h1") + w.par(LONG[0], '<w:r><w:footnoteReference w:id="2"/></w:r>')
    body += w.par("上岗条件", style="h2") + w.par(LONG[1])
    body += w.table(["项目", "要求"], ["身体", "每年体检一次"], ["知识", "会看地图和罗盘"])
    body += w.par("第二章 学习与考核", style="h1") + w.par("学习安排", style="h2") + w.par(LONG[2])
    body += w.par("考核办法", style="h2") + w.par(LONG[3])
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/></w:sectPr>'
    parts = {"footnotes.xml": ("footnotes", note), "header1.xml": ("header", header)}
    return w.word_file(body, styles=HEADING_STYLES, parts=parts)


def _numbered_word() -> bytes:
    piece = forest_piece()
    body = _centred(piece.title) + w.par("周远山", more='<w:jc w:val="center"/>') + "".join(map(w.par, piece.opening))
    for part in piece.parts:
        body += w.par(part.heading, number=(1, part.level - 1)) + "".join(map(w.par, part.paragraphs))
    return w.word_file(body + w.par(f"（作者单位：{piece.unit}）"), numbering=CHINESE_LIST)


def _statute_word() -> bytes:
    body = _centred(RULE_TITLE) + w.par("（2024年2月20日青松林场场务会议通过）")
    for name, articles in RULES:
        body += w.par(name, number=(1, 0), more='<w:jc w:val="center"/>')
        for article in articles:
            first, *rest = article.split("\n")
            body += w.par(first, number=(2, 0)) + "".join(map(w.par, rest))
    return w.word_file(body, numbering=STATUTE_LIST)


def _boxed_word() -> bytes:
    piece = mine_piece()
    title, author, *rest = lines_of(piece)
    gone = "<w:del><w:r><w:delText>这一句删去了。</w:delText></w:r></w:del>"
    box = w.text_box(w.par(w.run(title, '<w:sz w:val="36"/>')), w.par(author))
    body = w.par(box, rest[0], gone)
    body += "".join(w.par(line.replace("。", "。\n", 1) if line == rest[3] else line) for line in rest[1:])
    return w.word_file(body)


def _two_in_word() -> bytes:
    lines = lines_of(forest_piece(), title_last=True) + lines_of(mine_piece(), title_last=True)
    return w.word_file("".join(map(w.par, lines)))


def _pasted_word() -> bytes:
    lines = [line for line in wrap(lines_of(decimal_piece()), 24, indent="　　") if line]
    return w.word_file("".join(map(w.par, lines)))


def _paged_pdf() -> bytes:
    piece = forest_piece()
    first = Page()
    first.put(297 - len(piece.title) * 10, 110, piece.title, size=20, bold=True)
    first.put(265, 150, "●周远山", size=10.5)
    first.put(270, 200, "目　　录", size=14)
    for place, part in enumerate(part for part in piece.parts if part.level == 1):
        first.put(90, 240 + 20 * place, f"{part.number}{part.heading}……………………{place + 1}")
    pages = [first]
    lines = wrap([*piece.opening, *_body(piece), f"（作者单位：{piece.unit}）"], 38, indent="　　", gap=False)
    for start in range(0, len(lines), 14):
        page = Page()
        page.put(90, 60, "青松林场内部学习材料", size=9)
        page.column(90, 100, lines[start : start + 14], leading=20)
        if start == 0:
            page.put(90, 740, "① 值班表由林场防火办统一印制。", size=8)
        page.put(290, 800, str(start // 14 + 1), size=9)
        pages.append(page)
    return pdf_file(pages)


def _body(piece: Piece) -> list[str]:
    found: list[str] = []
    for part in piece.parts:
        gap = " " if part.number[-1].isdigit() else ""
        found += [part.number + gap + part.heading, *part.paragraphs]
    return found


def _two_column_pdf() -> bytes:
    piece = decimal_piece()
    body = wrap([*_body(piece), "参考文献", "[1] 李明．职工夜校办学经验[J]．矿山教育，2020(3)：12-15．", "[2] 王强．班组学习[M]．北京：煤炭出版社，2019．"], 22, indent="　　", gap=False)  # fmt: skip
    front = Page()
    front.put(297 - len(piece.title) * 9, 80, piece.title, size=18)
    front.put(240, 110, "方志平，乌云其其格", size=12)
    front.put(190, 130, f"（{piece.unit}，北岭 010020）", size=9)
    abstract = ["摘要：本文调查了北岭矿区夜校的学习成效，分析了报名、点名和课程安排对学习的影响，提出了", "改进的办法。", "关键词：夜校；职工学习；矿区", "Abstract: This paper looks into the evening schools of the mining area.", "Key words: evening school; workers"]  # fmt: skip
    y = front.column(50, 160, abstract, size=9, leading=15) + 20
    pages, rest = [], body
    page, top = front, y
    while rest:
        room = int((780 - top) // 16)
        for x in (50, 315):
            page.column(x, top, rest[:room])
            rest = rest[room:]
        page.put(70, 815, "北岭矿业学报", size=8)
        page.put(290, 815, str(len(pages) + 12), size=8)
        pages.append(page)
        page, top = Page(), 70
    return pdf_file(pages)


def _turned_pdf() -> bytes:
    page = Page(rotate=90, size=(595, 842))
    lines = [
        "护林物资台账管理规定",
        "一、登记",
        LONG[2].split("。")[0] + "。",
        "二、盘点",
        LONG[1].split("。")[0] + "。",
    ]
    for place, line in enumerate(lines):
        page.put(80 + place * 24, 780, line, matrix="0 1 -1 0", size=16 if place == 0 else 10.5)
    for place, row in enumerate((("序号", "名称", "数量"), ("1", "灭火机具", "20"), ("2", "手持电台", "30"))):
        for column, cell in enumerate(row):
            page.put(220 + place * 24, 780 - column * 160, cell, matrix="0 1 -1 0")
    return pdf_file([page])


def _web_page() -> bytes:
    piece = forest_piece()
    parts = "".join(
        f"<p><strong>{part.number}{part.heading}</strong></p>"
        + "".join(f"<p>　　{text}</p>" for text in part.paragraphs)
        for part in piece.parts
    )
    page = f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>内网</title>
<script>var secret = 1;</script></head><body><div class="header"><h1>北岭林业局内网</h1></div>
<ul><li><a href="/1">首页</a></li><li><a href="/2">新闻</a></li><li><a href="/3">党建</a></li><li><a href="/4">工会</a></li></ul>
<table width="980"><tr><td><div class="article-title">{piece.title}</div>
<div>发布时间：2024-05-06　来源：办公室　浏览次数：123</div><p>作者：周远山</p>
<p>　　{piece.opening[0]}</p>{parts}<p>（作者单位：{piece.unit}）</p></td></tr></table>
<div id="footer">版权所有 北岭林业局</div></body></html>"""
    return page.encode("gb18030")


def _two_unsigned() -> str:
    first = ["甲站的学习办法值得一看", LONG[0], "一、早上点名", LONG[1], "二、晚上读报", LONG[2]]
    second = ["乙矿的班前会怎样开", LONG[3], "1. 会前准备", LONG[4], "2. 会后回访", LONG[5]]
    return "\n\n".join(first + second)


def _verse_and_table() -> str:
    verse = ["进山先看风和向，", "火种一律不带上；", "发现烟点快报告，", "人员安全第一桩。"]
    table = ["项目\t时间\t负责人", "巡山\t每日\t护林员", "盘点\t每月\t站长"]
    return "\n".join(["防火期学习要点", "●周远山", "", "一、口诀", *verse, "二、安排", *table, "三、说明", LONG[0]])


def _signed_by_unit() -> str:
    return "\n".join(
        wrap(["在防火誓师会上的讲话（摘要）", "●北岭林业局防火办公室", *_body(forest_piece())], 22, indent="　　")
    )


def _markdown() -> str:
    return "# 物资管理要点\n\n作者：白长青\n\n## 一、登记\n\n入库当天登记，\n不得补登。\n\n| 名称 | 数量 |\n| --- | --- |\n| 电台 | 30 |\n\n## 二、盘点\n\n每月盘点一次。\n"


def _unit_handbook() -> str:
    return "\n".join([
        "党支部工作规范化手册", "目录", "第一章 组织设置", "第二章 党员管理", "第一章 组织设置", "一、设置原则", LONG[0],
        "二、换届程序", "1. 会前准备", LONG[1], "2. 会议选举", LONG[2], "第二章 党员管理", "一、发展党员", LONG[3], "二、党费收缴", LONG[4],
        "北岭林业局党委", "2024年3月1日",
    ])  # fmt: skip


HANDBOOK: Headings = [
    (1, "第一章", "组织设置"), (2, "一、", "设置原则"), (2, "二、", "换届程序"), (3, "1.", "会前准备"), (3, "2.", "会议选举"),
    (1, "第二章", "党员管理"), (2, "一、", "发展党员"), (2, "二、", "党费收缴"),
]  # fmt: skip
STYLED: Headings = [
    (1, "第一章", "岗位与职责"),
    (2, "", "上岗条件"),
    (1, "第二章", "学习与考核"),
    (2, "", "学习安排"),
    (2, "", "考核办法"),
]
TURNED: Headings = [(1, "一、", "登记"), (1, "二、", "盘点")]
NO_RUN_IN: Headings = [(part.level, part.number, part.heading) for part in forest_piece().parts]


def _wrapped(lines: Iterable[str], columns: int) -> str:
    return "\n".join(wrap(list(lines), columns, indent="　　", gap=False))


SAMPLES = (
    Sample("手册_标题样式.docx", "标题样式、目录、页眉、脚注、表格", _styled_word, [Expected("巡护员学习手册", ["周远山"], headings=STYLED)]),
    Sample("做法_自动编号.docx", "没有标题样式，编号由 Word 自动生成", _numbered_word, [expected(forest_piece())]),
    Sample("办法_自动条文.docx", "章和条都是自动编号", _statute_word, [Expected(RULE_TITLE, kind="regulation", headings=rule_headings())]),
    Sample("通讯_文本框.docx", "题目和作者在文本框里，软回车，删改痕迹", _boxed_word, [expected(mine_piece())]),
    Sample("两篇_题在文后.docx", "两篇文章，题目都在文后", _two_in_word, [expected(forest_piece()), expected(mine_piece())]),
    Sample("论文_硬换行.docx", "从别处粘贴，每行一段", _pasted_word, [expected(decimal_piece())]),
    Sample("做法_页眉脚注.pdf", "页眉、页码、点线目录、脚注", _paged_pdf, [expected(forest_piece())]),
    Sample("论文_双栏.pdf", "双栏，中英文摘要，参考文献", _two_column_pdf, [expected(decimal_piece(), "paper")]),
    Sample("台账_横页.pdf", "横放的页面和表格", _turned_pdf, [Expected("护林物资台账管理规定", headings=TURNED)], entries=True),
    Sample("做法_内网网页.html", "GB2312 网页，导航、版权、布局表格", _web_page, [expected(forest_piece(), headings=NO_RUN_IN)]),
    Sample("办法_国标码.txt", "GB18030，硬换行的制度", encoded(_wrapped(rule_lines(), 20), "gb18030"), [Expected(RULE_TITLE, kind="regulation", headings=rule_headings())]),
    Sample("两地_编号不同.txt", "UTF-16，两篇没有署名、编号方式不同", encoded(_two_unsigned(), "utf-16"), [
        Expected("甲站的学习办法值得一看", headings=[(1, "一、", "早上点名"), (1, "二、", "晚上读报")]),
        Expected("乙矿的班前会怎样开", headings=[(1, "1.", "会前准备"), (1, "2.", "会后回访")]),
    ]),
    Sample("要点_口诀与表格.txt", "口诀和制表符表格", encoded(_verse_and_table()), [
        Expected("防火期学习要点", ["周远山"], headings=[(1, "一、", "口诀"), (1, "二、", "安排"), (1, "三、", "说明")]),
    ]),
    Sample("讲话_单位落款.txt", "题目带括号，署名是单位", encoded(_signed_by_unit()), [
        Expected("在防火誓师会上的讲话（摘要）", [], "北岭林业局防火办公室", headings=[(p.level, p.number, p.heading) for p in forest_piece().parts]),
    ]),
    Sample("手册_无页码目录.txt", "目录没有页码，三层编号，落款", encoded(_unit_handbook()), [
        Expected("党支部工作规范化手册", [], "北岭林业局党委", headings=HANDBOOK),
    ]),
    Sample("要点.md", "Markdown 标题和表格", encoded(_markdown()), [
        Expected("物资管理要点", ["白长青"], headings=[(1, "一、", "登记"), (1, "二、", "盘点")]),
    ]),
    *OFFICE_SAMPLES,
    *FIRST,
    *SECOND,
    *THIRD,
)  # fmt: skip
