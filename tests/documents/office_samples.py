"""Samples of papers, letters and reports of offices, as people type them in Word without any styles."""

from __future__ import annotations

from tests.documents import word_files as w
from tests.documents.printing import LONG, wrap
from tests.documents.sample import Expected, Sample, encoded

CENTRED = '<w:jc w:val="center"/>'
STYLES = "".join(w.style(f"h{depth}", f"heading {depth}", look="<w:b/>") for depth in (1, 2))
THREE = [
    "一、眼下的难处",
    LONG[0],
    "二、我们的办法",
    "（一）先理台账",
    LONG[2],
    "（二）再请师傅",
    LONG[4],
    "三、几句体会",
    LONG[5],
]
THREE_HEADINGS = [
    (1, "一、", "眼下的难处"), (1, "二、", "我们的办法"), (2, "（一）", "先理台账"), (2, "（二）", "再请师傅"), (1, "三、", "几句体会"),
]  # fmt: skip
TITLE = "把支部的力气用在山场上"


def head(text: str, *, size: int = 36) -> str:
    """A paragraph in the middle, bold and large."""
    return w.par(w.run(text, f'<w:b/><w:sz w:val="{size}"/>'), more=CENTRED)


def middle(text: str) -> str:
    """A paragraph in the middle, otherwise plain."""
    return w.par(text, more=CENTRED)


def bold(text: str) -> str:
    """A paragraph set bold."""
    return w.par(w.run(text, "<w:b/>"))


def word(*items: str) -> bytes:
    """A Word file of paragraphs, given as text or as XML."""
    return w.word_file("".join(item if item.startswith("<") else w.par(item) for item in items), styles=STYLES)


def _sent_out() -> bytes:
    return word(
        middle("关于印发《北岭林业局防火检查站管理规定》的通知"), "各林场、各管护站：", "现将《北岭林业局防火检查站管理规定》印发给你们，请照此执行。",
        "北岭林业局", "2025年3月1日", "北岭林业局防火检查站管理规定", "第一章　总则", "第一条　为了堵住进山火源，制定本规定。",
        "第二条　本规定适用于各防火检查站。", "第二章　登记", "第三条　进山人员应当登记下列事项：", "（一）姓名和单位；", "（二）进山事由。",
        "第四条　登记簿保存两年。",
    )  # fmt: skip


def _red_head() -> bytes:
    return word(
        head("北岭林业局文件", size=48), middle("北林发〔2025〕12号"), head("关于做好防火期值班工作的通知"), "局属各单位：", "防火期将至，现就值班工作通知如下。",
        f"一、落实责任。{LONG[2]}", f"二、畅通信息。{LONG[1]}", "北岭林业局", "2025年3月10日",
    )  # fmt: skip


def _enclosures() -> bytes:
    return word(
        head("关于开展安全生产月活动的通知"), "各车间：", "现将安全生产月活动的有关事项通知如下。", "一、活动时间", "6月1日至6月30日。", "二、活动要求", LONG[3],
        "附件：1.活动安排表", "　　　2.评分办法", "乌兰矿业有限公司", "2025年5月20日", "附件1", middle("活动安排表"),
        w.table(["日期", "内容"], ["6月1日", "开班第一课"], ["6月16日", "上街宣传"]), "附件2", middle("评分办法"), "一、组织（20分）", LONG[3], "二、效果（80分）", LONG[4],
    )  # fmt: skip


def _soft_byline() -> bytes:
    return w.word_file(
        w.par(TITLE, style="h1") + w.par("王 芳\n（北岭林业局工会，黑龙江 伊春 153000）", more=CENTRED) + "".join(map(w.par, ["摘　要：本文谈山场支部的做法。", "关键词：支部；山场", *THREE])),
        styles=STYLES,
    )  # fmt: skip


def _raised_numbers() -> bytes:
    return word(
        head(TITLE), middle("李 明1，张晓红2，王志强1"), middle("（1.乌兰矿业有限公司，内蒙古 赤峰 024000；2.北岭职业技术学院，内蒙古 赤峰 024005）"),
        "【摘要】本文谈山场支部的做法。", "【关键词】支部；山场", *THREE,
    )  # fmt: skip


def _speech() -> bytes:
    return word(
        head("在全局2025年工作会议上的讲话"), middle("党委书记、局长　韩志远"), middle("（2025年1月15日）"), "同志们：", "这次会议只有一个议题，就是安排今年的事。",
        "一、看清去年的账", LONG[2], "二、办好今年的事", LONG[1], "同志们，山就在那里，路要一步一步走。",
    )  # fmt: skip


def _minutes() -> bytes:
    return word(
        head("第一党支部主题党日会议记录"), "时间：2025年3月7日14:00", "地点：二楼会议室", "主持人：周铁山", "参加人：全体党员（应到18人，实到17人）", "一、学习内容", LONG[0],
        "二、讨论发言", f"张伟：{LONG[3]}", f"王强：{LONG[4]}", "三、会议决定", LONG[2],
    )  # fmt: skip


def _bold_openings() -> bytes:
    lead = [
        w.par(w.run(words, "<w:b/>"), text)
        for words, text in (("清晨出发。", LONG[0]), ("中午汇合。", LONG[1]), ("傍晚归队。", LONG[2]))
    ]
    return word(head("护林队的一天"), middle("●北岭林业局青松林场　吴涛"), *lead)


def _whole_sentences() -> bytes:
    return word(
        head("浅谈矿山的思想工作"), middle("乌兰矿业有限公司党委"), middle("何　平"), LONG[3], "一、把准方向，在学懂上下功夫。", LONG[4],
        "二、贴近班组，在融入上下功夫。", LONG[5], "三、关心职工，在解难上下功夫。", LONG[0],
    )  # fmt: skip


def _three_by_heading() -> bytes:
    return word(
        w.par("支部工作的三点思考", style="h1"), "李明", LONG[0], "一、抓学习", LONG[1], "二、抓落实", LONG[2], w.par("班组里怎样讲党课", style="h1"), "王强", LONG[3],
        "一、建台账", LONG[4], "二、强考核", LONG[5], w.par("工会要做贴心的事", style="h1"), "赵丽", LONG[0], "一、送温暖", LONG[1], "二、解难题", LONG[2],
    )  # fmt: skip


def _reportage() -> bytes:
    return word(
        head("大山深处的守望"), middle("——记青松林场护林员老韩"), middle("本报记者 陈晓东 通讯员 王芳"), LONG[0], bold("风雪里的脚印"), LONG[1], bold("灯下的账本"), LONG[2],
        bold("山那边的电话"), LONG[5],
    )  # fmt: skip


def _plain_lists() -> bytes:
    return word(
        head("主题党日活动方案"), "一、活动主题", "守护一片林，争当带头人", "二、活动内容", "1. 重温入党誓词", "2. 义务植树", "3. 交流发言", "三、有关要求",
        "这次活动要做好三件事。一是带好工具，每组一把铁锹；二是管好火种，一律不带上山；三是清点人数，一个不落。",
    )  # fmt: skip


def _questions() -> bytes:
    return word(
        head("护林员应知应会"),
        bold("一、看见烟点先做什么？"),
        LONG[1],
        bold("二、电台没有信号怎么办？"),
        LONG[0],
        bold("三、进山登记看哪几样？"),
        LONG[2],
    )


def _signed_below() -> bytes:
    return word(head(TITLE), *THREE, "（张伟　乌兰矿业有限公司选矿车间）")


def _course_book() -> str:
    lines = [
        "内部资料　注意保存",
        "",
        "井下通风工培训教材",
        "",
        "乌兰矿业有限公司培训中心 编",
        "二〇二四年五月",
        "",
        "第一章 通风基础",
        "第一节 井下的空气",
    ]
    lines += [*wrap([LONG[3]], 30, gap=False), "第二节 通风的阻力", *wrap([LONG[4]], 30, gap=False), "第二章 通风管理", "第一节 测风", *wrap([LONG[5]], 30, gap=False)]  # fmt: skip
    return "\r\n".join([*lines, "第二节 调风", *wrap([LONG[0]], 30, gap=False)])


def _rule_book() -> str:
    first = [
        "巡护工作制度",
        "第一条 护林员每天巡护不少于八小时。",
        "第二条 巡护记录当天填写。",
        "第三条 本制度自印发之日起执行。",
    ]
    second = [
        "交接班制度",
        "第一条 交接班在管护站进行。",
        "第二条 交班的人说明山场情况。",
        "第三条 本制度自印发之日起执行。",
    ]
    return "\n".join(first + second)


def _portal() -> bytes:
    return (
        '<html><head><meta charset="utf-8"><title>内网</title></head><body><div id="header">北岭林业局门户网站</div>'
        "<div><a>首页</a>&gt;&gt;<a>基层动态</a></div><h2>青松林场开展春季植树</h2><p>发布日期：2025-04-12　作者：周远山　点击：36次</p>"
        f"<p>{LONG[0]}</p><p>{LONG[2]}</p><p>责任编辑：李娜</p><div>上一篇：<a>防火值班</a></div><div>版权所有 北岭林业局</div></body></html>"
    ).encode()


RULES = [
    (1, "第一章", "总则"),
    (2, "第一条", ""),
    (2, "第二条", ""),
    (1, "第二章", "登记"),
    (2, "第三条", ""),
    (2, "第四条", ""),
]
TITLE_SENT = "关于印发《北岭林业局防火检查站管理规定》的通知"


def top(*headings: str, numerals: str = "一二三四五六") -> list[tuple[int, str, str]]:
    """Headings of the first level numbered 一、 二、 …"""
    return [(1, f"{numeral}、", heading) for numeral, heading in zip(numerals, headings, strict=False)]


OFFICE_SAMPLES = (
    Sample("通知_附发规定.docx", "通知和它印发的规定，都没有样式，落款", _sent_out, [
        Expected(TITLE_SENT, [], "北岭林业局"), Expected("北岭林业局防火检查站管理规定", kind="regulation", headings=RULES)]),
    Sample("通知_红头.docx", "红头、文号、主送单位，标题后接正文", _red_head, [Expected("关于做好防火期值班工作的通知", [], "北岭林业局", headings=top("落实责任", "畅通信息"))]),
    Sample("通知_附件成篇.docx", "附件1、附件2各成一篇", _enclosures, [
        Expected("关于开展安全生产月活动的通知", [], "乌兰矿业有限公司", headings=top("活动时间", "活动要求")), Expected("活动安排表"),
        Expected("评分办法", headings=top("组织（20分）", "效果（80分）"))], entries=True),
    Sample("论文_软回车署名.docx", "作者和单位在一段里，用软回车分开", _soft_byline, [Expected(TITLE, ["王芳"], "北岭林业局工会", "paper", THREE_HEADINGS)]),
    Sample("论文_上标序号.docx", "三位作者两个单位，序号相连", _raised_numbers, [
        Expected(TITLE, ["李明", "张晓红", "王志强"], "乌兰矿业有限公司；北岭职业技术学院", "paper", THREE_HEADINGS)]),
    Sample("讲话_职务日期.docx", "职务加姓名，题下日期，同志们", _speech, [Expected("在全局2025年工作会议上的讲话", ["韩志远"], headings=top("看清去年的账", "办好今年的事"))]),
    Sample("记录_支部会议.docx", "时间、地点、参加人，发言", _minutes, [Expected("第一党支部主题党日会议记录", headings=top("学习内容", "讨论发言", "会议决定"))], entries=True),
    Sample("通讯_粗体段首.docx", "没有编号的粗体段首作小标题", _bold_openings, [
        Expected("护林队的一天", ["吴涛"], "北岭林业局青松林场", headings=[(1, "", "清晨出发"), (1, "", "中午汇合"), (1, "", "傍晚归队")])]),
    Sample("论文_整句标题.docx", "小标题是整句，单位在姓名之上", _whole_sentences, [
        Expected("浅谈矿山的思想工作", ["何平"], "乌兰矿业有限公司党委", headings=top("把准方向，在学懂上下功夫", "贴近班组，在融入上下功夫", "关心职工，在解难上下功夫"))]),
    Sample("文集_三篇.docx", "三篇文章，一级标题样式是题目，署名紧跟", _three_by_heading, [
        Expected("支部工作的三点思考", ["李明"], headings=top("抓学习", "抓落实")), Expected("班组里怎样讲党课", ["王强"], headings=top("建台账", "强考核")),
        Expected("工会要做贴心的事", ["赵丽"], headings=top("送温暖", "解难题"))]),
    Sample("通讯_记者副题.docx", "副题，记者和通讯员，没有编号的小标题", _reportage, [
        Expected("大山深处的守望——记青松林场护林员老韩", ["陈晓东", "王芳"], headings=[(1, "", "风雪里的脚印"), (1, "", "灯下的账本"), (1, "", "山那边的电话")])]),
    Sample("方案_短列表.docx", "1. 2. 3. 是列表，段内一是二是", _plain_lists, [Expected("主题党日活动方案", headings=top("活动主题", "活动内容", "有关要求"))], entries=True),
    Sample("问答_问句标题.docx", "小标题是问句", _questions, [Expected("护林员应知应会", headings=top("看见烟点先做什么？", "电台没有信号怎么办？", "进山登记看哪几样？"))]),
    Sample("做法_文末署名.docx", "姓名和单位在文末括号里", _signed_below, [Expected(TITLE, ["张伟"], "乌兰矿业有限公司选矿车间", headings=THREE_HEADINGS)]),
    Sample("教材_内部资料.txt", "内部资料字样，编者单位和年月，CRLF", encoded(_course_book(), "utf-8-sig"), [
        Expected("井下通风工培训教材", [], "乌兰矿业有限公司培训中心", headings=[
            (1, "第一章", "通风基础"), (2, "第一节", "井下的空气"), (2, "第二节", "通风的阻力"), (1, "第二章", "通风管理"), (2, "第一节", "测风"), (2, "第二节", "调风")])]),
    Sample("制度_两项国标码.txt", "两项制度连排，没有空行", encoded(_rule_book(), "gb18030"), [
        Expected(title, kind="regulation", headings=[(1, f"第{numeral}条", "") for numeral in "一二三"]) for title in ("巡护工作制度", "交接班制度")]),
    Sample("动态_门户网页.html", "题目是二级标题，位置栏，信息栏里的作者", _portal, [Expected("青松林场开展春季植树", ["周远山"])]),
)  # fmt: skip
