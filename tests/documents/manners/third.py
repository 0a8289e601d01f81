"""The third round: letters and cards of the works, newspapers' bulletins, forms, two-tier clauses, mixed collections."""

from __future__ import annotations

from tests.documents import word_files as w
from tests.documents.manners.prose import BRANCH, MINE, PATROL, WELFARE, paragraph, wrap
from tests.documents.office_samples import CENTRED, bold, head, middle, top, word
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.sample import Expected, Sample, encoded

P = paragraph
RIGHT = '<w:jc w:val="right"/>'
STYLES = (
    "".join(w.style(f"h{depth}", f"heading {depth}", look="<w:b/>") for depth in (1, 2, 3))
    + w.style("title", "Title", look='<w:sz w:val="44"/>')
    + w.style("sub", "Subtitle")
)


def _flash_text() -> str:
    """A bulletin whose items are numbered and have nothing but their titles."""
    items = [
        ("白桦林场推行“夜间巡护打卡”", P(PATROL[0], PATROL[1])),
        ("局工会组织职工代表巡视", P(WELFARE[1])),
        ("机修厂开展结对帮扶", P(WELFARE[0], BRANCH[2])),
    ]
    lines = [
        "北岭林业局工作简报",
        "第 23 期",
        "北岭林业局办公室 2025年10月15日",
        "",
        "本期目录：",
        *(f"{n}. {title}" for n, (title, _text) in enumerate(items, 1)),
        "",
    ]
    for title, text in items:
        lines += [title, *wrap([text], 32, indent="　　", gap=False), ""]
    return "\n".join([*lines, "-" * 40, "发：局属各单位", "共印80份"])


def _styled_collection() -> bytes:
    """A book of cases by heading styles: part, case, and the same three sections in each."""
    body = (
        w.par("安全生产典型案例选编", style="title")
        + w.par("（2024年度）", style="sub")
        + w.par("乌兰矿业有限公司安全环保部", more=CENTRED)
    )
    for part, cases in (
        ("第一部分 机电运输", ("皮带挤伤事故", "斜巷跑车未遂事件")),
        ("第二部分 采掘顶板", ("空顶作业违章案例",)),
    ):
        body += w.par(part, style="h1")
        for case in cases:
            body += (
                w.par(case, style="h2")
                + w.par("一、经过", style="h3")
                + w.par(MINE[2])
                + w.par("二、原因", style="h3")
                + w.par(MINE[0])
                + w.par("三、教训", style="h3")
                + w.par(BRANCH[3])
            )
    return w.word_file(body, styles=STYLES)


def _case_headings() -> list[tuple[int, str, str]]:
    found: list[tuple[int, str, str]] = []
    for number, name, cases in (
        ("第一部分", "机电运输", ("皮带挤伤事故", "斜巷跑车未遂事件")),
        ("第二部分", "采掘顶板", ("空顶作业违章案例",)),
    ):
        found.append((1, number, name))
        for case in cases:
            found += [(2, "", case), (3, "一、", "经过"), (3, "二、", "原因"), (3, "三、", "教训")]
    return found


def _cards_word() -> bytes:
    """Cards of what one must know, all in one table that only frames the text."""
    cell = "".join(
        (
            w.par(w.run("岗位应急处置卡", "<w:b/>"), more=CENTRED),
            w.par("岗位：瓦斯检查工"),
            w.par("一、瓦斯超限"),
            w.par(MINE[1]),
            w.par("二、停风"),
            w.par("立即撤人，设置栅栏，揭示警标，报告调度室。"),
        )
    )
    return w.word_file(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>" + w.par(""))


def _request_word() -> bytes:
    return word(
        middle("北岭林业局青松林场文件"), w.par("青林字〔2025〕31号　　　　　　　　签发人：白长青"), head("青松林场关于购置防火物资的请示"), "北岭林业局：",
        P("为做好秋季防火准备，现将购置防火物资的有关情况请示如下。"), "一、基本情况", P("林场现有风力灭火机18台，其中6台已超过使用年限。", PATROL[0]), "二、购置计划", w.table(["物资", "数量", "单价（元）"], ["风力灭火机", "8台", "2600"], ["二号工具", "100把", "35"]),
        "三、资金来源", P("所需资金从防火专项经费中列支。"), "妥否，请批示。", w.par("附件：防火物资购置清单"), w.par("青松林场", more=RIGHT), w.par("2025年8月20日", more=RIGHT), w.par("（联系人：李岩，电话：2206）"),
    )  # fmt: skip


def _summary_text() -> str:
    lines = ["2025年上半年工作总结及下半年工作安排", "机电车间", ""]
    body = [
        "今年以来，机电车间在公司党委领导下，" + BRANCH[0], "一、上半年主要工作", "1、安全管理扎实有效。" + MINE[3], "2、设备检修按期完成。" + MINE[2], "3、队伍素质不断提高。" + WELFARE[2],
        "二、存在的不足", "一是个别职工安全意识不强；二是备件储备不足；三是培训形式单一。", "三、下半年工作打算", "（1）抓好雨季三防", MINE[1], "（2）抓好技能培训", WELFARE[1],
    ]  # fmt: skip
    return "\n".join([*lines, *wrap(body, 36, indent="　　", gap=True), " " * 50 + "机电车间", " " * 48 + "2025.7.3"])


def _clause_pdf() -> bytes:
    """A technical standard: numbered clauses without headings under numbered headings, notes, formulae in Latin letters."""
    text = [
        "1　范围", "本标准规定了林区防火道路养护的等级、内容和验收方法。", "2　术语和定义", "2.1　防火道路　fire road", "供扑火队员和机具通行的林区道路，路面宽度不小于3.5 m。", "3　养护要求",
        "3.1　路面平整，坑槽深度不大于5 cm，纵坡不大于9%。", "3.2　涵洞每年清淤两次，时间为4月底以前和9月底以前。", "3.3　两侧各2 m以内的可燃物清除干净，枯枝运到指定地点，不得就地焚烧。", "注：高火险期内不安排机械作业。",
        "4　验收", "4.1　验收由防火办组织，资源科、财务科参加。", "4.2　不合格路段限期15 d整改，整改费用由责任单位承担。",
    ]  # fmt: skip
    pages = []
    lines = wrap(text, 36, gap=False)
    for start in (0, 9):
        page = Page()
        page.put(430, 50, "Q/BLLY 005—2025", size=9)
        if not start:
            page.put(180, 100, "林区防火道路养护标准", size=18, bold=True)
        page.column(85, 140, lines[start : start + 9] if not start else lines[9:], size=11, leading=22)
        page.put(500, 805, str(start // 9 + 1), size=9)
        pages.append(page)
    return pdf_file(pages)


def _column_page() -> bytes:
    """A page of an intranet of today: article, author bar, pictures with captions, recommended reading, comments."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>把班前会开到心里去 - 乌兰矿业</title></head><body>
<header class="site-header"><a class="logo" href="/">乌兰矿业有限公司</a><nav><a href="/a">要闻</a><a href="/b">党建</a></nav></header>
<main><article><h1>把班前会开到心里去</h1><div class="byline"><span>2025-08-09 10:21</span>　<span>通讯员：高娃　李岩</span>　<span>综采一队</span></div>
<blockquote>编者按：班前会是安全生产的第一道关口。</blockquote>
<p>{MINE[0]}</p><h2>提问代替宣读</h2><p>{BRANCH[1]}</p><figure><img src="1.jpg" alt="班前会现场"><figcaption>班前会现场。高娃摄</figcaption></figure>
<h2>讲评代替批评</h2><p>{BRANCH[2]}<br>{WELFARE[1]}</p><ul><li>讲事实；</li><li>讲办法。</li></ul>
<p>（作者单位：乌兰矿业有限公司综采一队）</p></article></main>
<aside class="recommend"><h3>推荐阅读</h3><ul><li><a href="#">一线快讯</a></li><li><a href="#">安全漫画</a></li></ul></aside>
<section class="comments"><h3>评论（2条）</h3><p>张伟：说得好！</p></section><footer><p>乌兰矿业有限公司版权所有</p></footer></body></html>""".encode()


def _handover_text() -> str:
    """A rule typed with blanks between article number and text, items by half brackets, form at the end drawn with lines."""
    lines = [
        "　　　　　　　主通风机房交接班制度", "", "第一条 交班人员应提前15分钟做好准备。", "第二条 接班人员检查下列内容：", " 1)风机运转声音、温度；", " 2)电压、电流、负压；", " 3)消防器材和工具。", "第三条 有下列情形之一的，不得交接班：",
        " 1)设备故障正在处理；", " 2)接班人员饮酒或者精神不佳。", "第四条 双方在交接班记录上签字后，交班人员方可离开。", "", "┌──────┬──────┐", "│检查项目　　│结果　　　　│", "├──────┼──────┤", "│轴承温度　　│　　　　　　│", "└──────┴──────┘",
    ]  # fmt: skip
    return "\r\n".join(lines)


def _reply_questions() -> bytes:
    """Questions and answers in Word: automatic numbers, answers with bold 答, chapters by bold lines."""
    numbering = w.lists(w.level(0, "%1."))
    asked = [
        ("党费每月什么时候交？", "答：每月15日前由本人交到党小组长。"),
        ("预备期是多长时间？", "答：预备期为一年，从支部大会通过之日算起。"),
    ]
    more = [
        ("外出学习怎么报销？", "答：持通知和发票，经支部书记签字后到财务科办理。"),
        ("主题党日可以请假吗？", "答：因病因事可以请假，由支部书记批准，三日内补学。"),
    ]
    body = (
        head("党员应知应会百题问答")
        + middle("北岭林业局党委组织部编")
        + w.par(w.run("第一章　党员义务", "<w:b/>"), more=CENTRED)
    )
    body += "".join(
        w.par(question, number=(1, 0)) + w.par(w.run("答：", "<w:b/>"), answer[2:]) for question, answer in asked
    )
    body += w.par(w.run("第二章　日常事务", "<w:b/>"), more=CENTRED) + "".join(
        w.par(question, number=(1, 0)) + w.par(w.run("答：", "<w:b/>"), answer[2:]) for question, answer in more
    )
    return w.word_file(body, numbering=numbering)


def _essay_magazine() -> str:
    """Two essays of a magazine: author under the title with unit in brackets, bold leads lost, continued mark, editor, next title at once."""
    one = [P(BRANCH[0], BRANCH[2]), "用好一张表。" + PATROL[0], "守住一条线。" + PATROL[1], P(BRANCH[3])]
    two = [P(MINE[0]), "1.从身边事讲起。" + WELFARE[1], "2.从新职工抓起。" + MINE[2], P(MINE[3])]
    lines = ["林海先锋　2025年第4期　·经验交流·", "", "山上山下一盘棋", "", "文/敖登（北岭林业局白桦林场）", "", *wrap(one, 22, indent="　　", gap=False), "（责编：孙丽）", "", "·31·", "", "把安全课讲活", "", "文/高永胜（乌兰矿业有限公司二车间）", "", *wrap(two, 22, indent="　　", gap=False), "（责编：孙丽）"]  # fmt: skip
    return "\n".join(lines)


def _decision_word() -> bytes:
    return word(
        head("关于表彰2024年度安全生产先进集体和先进个人的决定"), "公司各单位：", P("2024年，全体职工坚持安全第一，", MINE[3]), P("为鼓励先进，公司决定授予选矿车间等3个单位“安全生产先进集体”称号，授予王建国等5名同志“安全生产先进个人”称号。"),
        P("希望受表彰的集体和个人珍惜荣誉，再接再厉。"), "附件：安全生产先进集体和先进个人名单", w.par("乌兰矿业有限公司", more=RIGHT), w.par("2025年1月10日", more=RIGHT), '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
        "附件", middle("安全生产先进集体和先进个人名单"), bold("一、先进集体（3个）"), "选矿车间　机修车间　运输队", bold("二、先进个人（5名）"), "王建国　高　娃　李　岩　刘　洋　陈立新",
    )  # fmt: skip


PLAN_MD = f"""# 2025年培训计划

乌兰矿业有限公司人力资源部

## 一、指导思想

{BRANCH[3]}

## 二、培训安排

### （一）新职工

1. 三级教育，不少于72学时；
2. 师带徒，期限为6个月。

### （二）班组长

{MINE[0]}

| 月份 | 内容 | 学时 |
| :-: | --- | --: |
| 3 | 班组管理 | 16 |

## 三、保障措施

- [x] 经费已落实
- [ ] 教材待定

```
报名方式：OA系统—培训—报名
```

联系人：陈立新
"""

THIRD = (
    Sample("简报_编号目录.txt", "本期目录带编号，题目没有署名和编号，横线版记", encoded(_flash_text()), [Expected("白桦林场推行“夜间巡护打卡”"), Expected("局工会组织职工代表巡视"), Expected("机修厂开展结对帮扶")], kept=(P(PATROL[0], PATROL[1]), WELFARE[1]), gone=("本期目录", "共印", "发：")),
    Sample("选编_案例样式.docx", "标题和副标题样式，部分、案例、小节三级，小节重复", _styled_collection, [Expected("安全生产典型案例选编（2024年度）", [], "乌兰矿业有限公司安全环保部", headings=_case_headings())], kept=(MINE[2], BRANCH[3])),
    Sample("处置卡_框表.docx", "全文在只有一格的表里", _cards_word, [Expected("岗位应急处置卡", headings=top("瓦斯超限", "停风"))], entries=True, kept=(MINE[1], "立即撤人，设置栅栏，揭示警标，报告调度室。")),
    Sample("请示_上行文.docx", "文号与签发人同行，表格在条下，附件、落款、联系人", _request_word, [Expected("青松林场关于购置防火物资的请示", [], "青松林场", headings=top("基本情况", "购置计划", "资金来源"))], entries=True, kept=("所需资金从防火专项经费中列支。", "妥否，请批示。"), gone=("签发人",)),
    Sample("总结_1顿号.txt", "题下部门，1、接正文，（1）单独成行，一是二是在段内，点号日期", encoded(_summary_text(), "gb18030"), [Expected("2025年上半年工作总结及下半年工作安排", [], "机电车间", headings=[
        (1, "一、", "上半年主要工作"), (2, "1、", "安全管理扎实有效"), (2, "2、", "设备检修按期完成"), (2, "3、", "队伍素质不断提高"), (1, "二、", "存在的不足"), (1, "三、", "下半年工作打算"), (2, "（1）", "抓好雨季三防"), (2, "（2）", "抓好技能培训")])],
        kept=(MINE[3], "一是个别职工安全意识不强；二是备件储备不足；三是培训形式单一。", WELFARE[1]), gone=("2025.7.3",)),
    Sample("标准_条款号.pdf", "标准编号页眉，条款号后直接是条文，英文术语，注", _clause_pdf, [Expected("林区防火道路养护标准", headings=[(1, "1", "范围"), (1, "2", "术语和定义"), (2, "2.1", "防火道路 fire road"), (1, "3", "养护要求"), (1, "4", "验收")])], entries=True,
           kept=("供扑火队员和机具通行的林区道路，路面宽度不小于3.5 m。", "3.1 路面平整，坑槽深度不大于5 cm，纵坡不大于9%。", "注：高火险期内不安排机械作业。"), gone=("Q/BLLY",)),
    Sample("通讯_新网页.html", "article 里的署名条、编者按、图注，推荐阅读和评论", _column_page, [Expected("把班前会开到心里去", ["高娃", "李岩"], "乌兰矿业有限公司综采一队", headings=[(1, "", "提问代替宣读"), (1, "", "讲评代替批评")])], entries=True, kept=(MINE[0], BRANCH[1], BRANCH[2]), gone=("推荐阅读", "评论", "编者按", "10:21")),
    Sample("制度_半括号.txt", "题目用空格居中，半括号编号，线框表", encoded(_handover_text(), "gb18030"), [Expected("主通风机房交接班制度", kind="regulation", headings=[(1, f"第{n}条", "") for n in "一二三四"])], entries=True, kept=("交班人员应提前15分钟做好准备。", "1)设备故障正在处理；")),
    Sample("问答_自动编号.docx", "问题自动编号跨章连排，答字加粗，章名居中加粗，编者单位", _reply_questions, [Expected("党员应知应会百题问答", [], "北岭林业局党委组织部", headings=[
        (1, "第一章", "党员义务"), (2, "1.", "党费每月什么时候交？"), (2, "2.", "预备期是多长时间？"), (1, "第二章", "日常事务"), (2, "3.", "外出学习怎么报销？"), (2, "4.", "主题党日可以请假吗？")])], kept=("答：每月15日前由本人交到党小组长。", "答：因病因事可以请假，由支部书记批准，三日内补学。")),
    Sample("杂志_两文连排.txt", "刊名期号栏目，署名带单位，责编行，中圆点页码，编号接正文", encoded(_essay_magazine()), [
        Expected("山上山下一盘棋", ["敖登"], "北岭林业局白桦林场"), Expected("把安全课讲活", ["高永胜"], "乌兰矿业有限公司二车间", headings=[(1, "1.", "从身边事讲起"), (1, "2.", "从新职工抓起")])], kept=(P(BRANCH[0], BRANCH[2]), "守住一条线。" + PATROL[1], MINE[3]), gone=("责编", "林海先锋", "·31·")),
    Sample("决定_附名单.docx", "决定和分页的附件，名单里有空格隔开的姓名", _decision_word, [Expected("关于表彰2024年度安全生产先进集体和先进个人的决定", [], "乌兰矿业有限公司"), Expected("安全生产先进集体和先进个人名单", headings=top("先进集体（3个）", "先进个人（5名）"))], entries=True, kept=(P("2024年，全体职工坚持安全第一，", MINE[3]), "王建国　高　娃　李　岩　刘　洋　陈立新")),
    Sample("计划_清单.md", "题下单位，三级标题，有序和任务列表，表格，代码块", encoded(PLAN_MD), [Expected("2025年培训计划", [], "乌兰矿业有限公司人力资源部", headings=[(1, "一、", "指导思想"), (1, "二、", "培训安排"), (2, "（一）", "新职工"), (2, "（二）", "班组长"), (1, "三、", "保障措施")])], entries=True, kept=(BRANCH[3], MINE[0], "报名方式：OA系统—培训—报名"), gone=("```", "[x]")),
)  # fmt: skip
