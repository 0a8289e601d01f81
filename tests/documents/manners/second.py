"""The second round: bulletins without type, collections of papers, tables as procedures, questions on the web, forms of an office."""

from __future__ import annotations

from tests.documents import word_files as w
from tests.documents.manners.prose import BRANCH, MINE, PATROL, WELFARE, paragraph, wrap
from tests.documents.office_samples import CENTRED, head, middle, top, word
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.sample import Expected, Sample, encoded

P = paragraph
RIGHT = '<w:jc w:val="right"/>'


def _plain_bulletin() -> bytes:
    return word(
        middle("安 全 快 报"), middle("2025年第11期"), w.par("北岭矿业集团安全监察局　　　　2025年8月4日"), "",
        middle("本期导读"), "◇一矿开展机电设备拉网排查", "◇二矿把安全课讲到井口", "◇选煤厂完成消防设施更新", "",
        middle("一矿开展机电设备拉网排查"), P(MINE[2]), P(MINE[3], MINE[0]), "",
        middle("二矿把安全课讲到井口"), P(MINE[0], BRANCH[2]), P(WELFARE[1]), "",
        middle("选煤厂完成消防设施更新"), P(WELFARE[2]), P(MINE[1]), "",
        "报送：集团公司领导", "分送：各矿、各厂", "编辑：陈立新　　　核稿：包志刚　　　电话：6218",
    )  # fmt: skip


def _collected_text() -> str:
    papers = [
        (
            "小小积分撬动大安全",
            "乌兰矿业有限公司选矿车间党支部",
            [P(MINE[0], BRANCH[0]), "一、积分从哪里来", P(BRANCH[1]), "二、积分到哪里去", P(BRANCH[2], WELFARE[0])],
        ),
        (
            "一张网格管住万亩林",
            "北岭林业局白桦林场党支部",
            [P(PATROL[0]), "一、划网格", P(PATROL[1]), "二、压责任", P(PATROL[2], PATROL[3])],
        ),
        (
            "职工书屋亮起来",
            "北岭林业局工会",
            [P(WELFARE[2]), "一、书从职工中来", P(WELFARE[1]), "二、课到职工中去", P(BRANCH[3])],
        ),
    ]
    lines = ["党建经验材料汇编", "", "北岭集团党委组织部", "2025年9月", "", "目　　录", ""]
    lines += [f"{title}{'…' * 12}{page}" for page, (title, _unit, _texts) in zip((1, 4, 7), papers, strict=True)]
    for title, unit, texts in papers:
        lines += ["\f" + " " * 10 + title, "", " " * 14 + unit, "", *wrap(texts, 24, indent="　　", gap=False), ""]
    return "\n".join(lines)


def _papers_pdf() -> bytes:
    pages = []
    for number, (title, authors, unit, body) in enumerate((
        ("矿工帽上的安全文化建设探析", "刘 洋　高永胜", "乌兰矿业有限公司党群工作部", ["一、安全文化的来处", P(MINE[0], BRANCH[3]), "二、安全文化的去处", P(MINE[3], WELFARE[1])]),
        ("管护站思想政治工作的三个抓手", "乌云塔娜", "北岭林业局党委宣传部", ["一、抓住早晚两头", P(PATROL[1], PATROL[0]), "二、抓住关键的人", P(BRANCH[1], BRANCH[2])]),
    )):  # fmt: skip
        page = Page()
        page.put(220, 45, "思想政治工作论文集", size=9)
        page.put(130, 100, title, size=18, bold=True)
        page.put(240, 130, authors, size=12)
        page.put(180, 152, f"（{unit}，内蒙古 赤峰 024000）", size=9)
        y = page.column(
            90,
            185,
            wrap(
                [
                    "　　[摘　要] 本文总结了基层的做法，分析了存在的问题，提出了改进的办法。",
                    "　　[关键词] 基层；做法；改进",
                ],
                38,
                gap=False,
            ),
            size=10,
            leading=16,
        )
        y = page.column(90, y + 20, wrap(body, 36, indent="　　", gap=False), size=11, leading=19)
        page.column(
            90,
            y + 16,
            [
                "参考文献",
                "[1]赵国强.基层党建读本[M].北京:学习出版社,2020.",
                "[2]孙丽.班组文化建设[J].企业文明,2022(5):11-13.",
            ],
            size=9,
            leading=14,
        )
        page.put(290, 810, f"· {number * 3 + 21} ·", size=9)
        pages.append(page)
    return pdf_file(pages)


def _table_procedure() -> bytes:
    inner = w.table(["部位", "要求"], ["链条", "松紧适度"])
    note = w.par(w.text_box(w.par("警示：未穿防护裤不得作业！")))
    return w.word_file(
        head("油锯伐木安全操作规程") + w.par("1、作业前") + w.par("（1）检查油锯，主要部位按下表检查：")
        + w.table(["序号", "项目", "说明"], ["1", "锯链", f"<w:tc>{inner}{w.par('')}</w:tc>"], ["2", "油路", "无渗漏"])
        + w.par("（2）清理作业点周围的灌木，开好两条安全道，与树倒方向成45°角。") + note + w.par("2、作业中") + w.par("（1）锯下楂深度为树干直径的四分之一至三分之一。")
        + w.par("（2）两人作业时，相邻作业组的距离不得小于树高的二倍。") + w.par("3、作业后") + w.par("熄火降温以后加油，加油点离起动点三米以上。") + w.par(w.run("编制：资源科　　审核：白长青　　批准：周远山"), more=RIGHT)
    )  # fmt: skip


def _layered_plan() -> bytes:
    return word(
        head("青松林场雨季防汛应急预案"), middle("（试行）"), head("第一部分　总则", size=28), "一、编制目的", P("为做好雨季防汛工作，保障职工生命财产安全，制定本预案。"),
        "二、工作原则", "（一）以人为本，生命至上。" + P(PATROL[0]), "（二）统一指挥，分级负责。" + P(BRANCH[1]), head("第二部分　应急响应", size=28), "一、预警", "预警分为蓝色、黄色、橙色、红色四级。",
        "二、响应", "1.蓝色预警", P("值班人员24小时在岗，", PATROL[2]), "2.黄色以上预警", "（1）停止野外作业；", "（2）转移低洼处人员；", "（3）每两小时报告一次。",
        head("第三部分　附则", size=28), "本预案由防汛办公室负责解释。", w.par("青松林场", more=RIGHT), w.par("2025年5月8日", more=RIGHT),
    )  # fmt: skip


LAYERS = [
    (1, "第一部分", "总则"), (2, "一、", "编制目的"), (2, "二、", "工作原则"), (3, "（一）", "以人为本，生命至上"), (3, "（二）", "统一指挥，分级负责"), (1, "第二部分", "应急响应"), (2, "一、", "预警"),
    (2, "二、", "响应"), (3, "1.", "蓝色预警"), (3, "2.", "黄色以上预警"), (1, "第三部分", "附则"),
]  # fmt: skip


def _meeting_text() -> str:
    facts = [
        "时　间：2025年7月2日上午9:00",
        "地　点：林场二楼会议室",
        "主　持：白长青",
        "参　会：班子成员、各管护站站长",
        "记　录：李岩",
    ]
    texts = [
        "一、通报上半年工作",
        P(PATROL[3], "会议认为，", BRANCH[3]),
        "二、研究下半年安排",
        P("会议决定，", PATROL[1]),
        P("会议强调，", PATROL[2]),
        "三、讨论其他事项",
        P("会议同意为12个职工小家更换热水器，由工会负责采购，9月底前完成。"),
    ]
    return "\r\n".join(
        ["青松林场场务会议纪要", "（第6期）", "", *facts, "", *wrap(texts, 30, indent="　　", gap=False)]
    )


ASKED = (
    ("什么情况下可以请假？", P("因病、因事不能上岗的，应当提前一天向班长请假；三天以上的由车间主任批准。")),
    ("年休假怎样计算？", P("工作满1年不满10年的，年休假5天；满10年不满20年的，年休假10天；满20年的，年休假15天。")),
    ("加班以后能不能调休？", P("休息日加班的，优先安排补休；不能安排补休的，按规定支付加班工资。")),
)


def _questions_page() -> bytes:
    items = "".join(f"<p><strong>问：{question}</strong></p><p>答：{answer}</p>" for question, answer in ASKED)
    return f"""<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>劳动纪律问答</title></head><body>
<div class="top-bar"><a href="/">首页</a> | <a href="/login">登录</a></div>
<div class="crumb-nav">当前位置：<a>首页</a>&gt;<a>人力资源</a>&gt;正文</div>
<div class="main"><h1 class="tit">职工劳动纪律知识问答</h1><div class="meta"><span>来源：人力资源部</span> <span>作者：孙丽</span> <span>日期：2025-03-11</span></div>
<div class="con">{items}</div><div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a><a>QQ空间</a></div>
<div class="page-nav"><p>上一篇：<a>考勤制度</a></p><p>下一篇：<a>没有了</a></p></div></div>
<div class="friend-links"><h3>友情链接</h3><ul><li><a>集团公司</a></li><li><a>人社局</a></li></ul></div><div class="foot">©2025 乌兰矿业有限公司</div></body></html>""".encode()


def _recorded_speech() -> bytes:
    added = '<w:ins w:id="1" w:author="a">' + w.run("抓落实要一件一件抓。") + "</w:ins>"
    moved = '<w:moveFrom w:id="2"><w:r><w:t>这一句移走了。</w:t></w:r></w:moveFrom>'
    return w.word_file(
        w.par(w.run("鼓足干劲　真抓实干", '<w:sz w:val="44"/>'), more=CENTRED) + w.par(w.run("——在2025年生产动员会上的讲话", '<w:sz w:val="32"/>'), more=CENTRED)
        + middle("包志刚") + middle("2025年2月10日") + middle("（根据录音整理）") + w.par("各位同事，大家上午好！") + w.par(f"　　今天的会开得很及时。\n　　{MINE[3]}")
        + w.par(w.run("第一个问题，讲一讲形势", "<w:b/>")) + w.par(BRANCH[3], added, moved) + w.par(w.run("第二个问题，讲一讲任务", "<w:b/>")) + w.par("首先，要稳住生产。" + MINE[0]) + w.par("其次，要守住安全。" + MINE[1])
        + w.par(w.run("第三个问题，讲一讲作风", "<w:b/>")) + w.par(BRANCH[1]) + w.par("我就讲这些，谢谢大家！")
    )  # fmt: skip


def _office_page() -> bytes:
    return f"""<html><head><meta charset="gb2312"><title>发文查看</title></head><body>
<table class="toolbar"><tr><td><a href="#">返回</a></td><td><a href="#">打印</a></td><td><a href="#">流程跟踪</a></td></tr></table>
<table border="1" width="90%"><tr><td>发文字号</td><td>北林防〔2025〕9号</td><td>签发人</td><td>周远山</td></tr><tr><td>密级</td><td>普通</td><td>缓急</td><td>特急</td></tr></table>
<center><font size="6" color="red">北岭林业局文件</font></center><center><h2>关于启动高火险期巡护勤务的紧急通知</h2></center>
<p>各林场：</p><p>&nbsp;&nbsp;&nbsp;&nbsp;据气象部门预报，未来一周将出现持续大风天气。经研究，决定启动高火险期勤务。</p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;一、加密巡护。{PATROL[1]}</p><p>&nbsp;&nbsp;&nbsp;&nbsp;二、加强值班。{PATROL[2]}</p>
<p align="right">北岭林业局</p><p align="right">2025年4月2日</p><p>附件：<a href="a.doc">勤务安排表.doc</a></p>
<div>共浏览 86 次</div></body></html>""".encode("gb18030")


def _open_letter() -> str:
    texts = [
        "全体职工：",
        "　　" + P("矿山是我们共同的家。", MINE[3]),
        "　　一、做遵章守纪的明白人。" + P(MINE[0]),
        "　　二、做互保联保的贴心人。" + P(WELFARE[1]),
        "　　三、做隐患排查的有心人。" + P(BRANCH[2]),
        "　　让我们一起努力，把平安带回家！",
    ]
    return "\n".join(
        [
            " " * 18 + "安全生产倡议书",
            "",
            *wrap(texts, 28, gap=False),
            "",
            " " * 34 + "乌兰矿业有限公司工会",
            " " * 38 + "2025年6月1日",
        ]
    )


def _model_worker() -> bytes:
    caption = w.par(w.run("图为韩志远（右一）在瞭望塔上记录天气。王芳 摄", '<w:sz w:val="18"/>'), more=CENTRED)
    quote = w.par(w.text_box(w.par("“山在，人在。”——韩志远")))
    return w.word_file(
        w.par(w.run("二十年守好一座塔", '<w:b/><w:sz w:val="40"/>'), more=CENTRED) + w.par(w.run("——青松林场瞭望员韩志远事迹", '<w:sz w:val="28"/>'), more=CENTRED) + middle("青松林场工会")
        + w.par("韩志远，男，1972年生，中共党员，青松林场瞭望员，先后五次被评为先进工作者。") + quote
        + w.par(w.run("耐得住寂寞", "<w:b/>"), more=CENTRED) + w.par(P(PATROL[0], PATROL[1])) + caption + w.par(w.run("看得准方位", "<w:b/>"), more=CENTRED) + w.par(P(PATROL[2])) + w.par(w.run("带得出徒弟", "<w:b/>"), more=CENTRED) + w.par(P(PATROL[3], BRANCH[3]))
        + '<w:sectPr><w:cols w:num="2"/></w:sectPr>'
    )  # fmt: skip


def _rules_pdf() -> bytes:
    rules = [
        "第一章　总　则", "第一条　为规范民用爆炸物品管理，防止丢失被盗，制定本规定。", "第二条　本规定适用于公司地面库、井下库以及领取、运送、使用、清退的全过程。", "第二章　领取和运送",
        "第三条　爆破工凭经批准的领料单领取，做到：", "（一）当班领取，当班清退；", "（二）雷管、炸药分别装箱上锁，由爆破工亲自运送，不得转交他人；", "（三）乘罐运送时，罐内除爆破工、护送人员外，不得有其他人员。",
        "第四条　运送途中不得在人员集中处停留。出现撒落的，立即设岗警戒，报告调度室，在爆破工指导下处理。", "第三章　附　则", "第五条　违反本规定的，按照《安全奖惩办法》处理，构成犯罪的，移交司法机关。", "第六条　本规定自发布之日起施行。",
    ]  # fmt: skip
    lines = wrap(rules, 30, indent="　　", gap=False)
    pages = []
    for start in range(0, len(lines), 12):
        page = Page()
        page.put(90, 48, "乌兰矿业有限公司", size=9)
        page.put(410, 48, "管理制度　GL-07", size=9)
        if not start:
            page.put(150, 100, "民用爆炸物品管理规定", size=20, bold=True)
        page.column(100, 150 if not start else 100, lines[start : start + 12], size=12, leading=24)
        page.put(280, 800, f"- {start // 12 + 1} -", size=9)
        pages.append(page)
    return pdf_file(pages)


RULES = [
    (1, "第一章", "总则"),
    (2, "第一条", ""),
    (2, "第二条", ""),
    (1, "第二章", "领取和运送"),
    (2, "第三条", ""),
    (2, "第四条", ""),
    (1, "第三章", "附则"),
    (2, "第五条", ""),
    (2, "第六条", ""),
]

NOTES = f"""班组长培训讲义
==============

**编写：** 王建国

第一讲 班前会怎么开
------------------

{MINE[0]}

* 点名
* 安排

> 记住：_先讲危险，再讲活儿_。

第二讲 手指口述
---------------

{MINE[2]}

| 步骤 | 口述 |
|---|---|
| 停机 | 已停机 |

***

1) 站稳看准
2) 手指到位

~~旧版第三讲已取消~~
"""

SECOND = (
    Sample("快报_没有字号.docx", "题目只居中，导读列出题目，没有署名，报送编辑栏", _plain_bulletin, [
        Expected("一矿开展机电设备拉网排查"), Expected("二矿把安全课讲到井口"), Expected("选煤厂完成消防设施更新")], kept=(MINE[2], WELFARE[1], MINE[1]), gone=("报送", "分送", "核稿", "◇")),
    Sample("汇编_经验.txt", "汇编封面，点线目录，换页符，题下单位，硬换行", encoded(_collected_text()), [
        Expected("小小积分撬动大安全", [], "乌兰矿业有限公司选矿车间党支部", headings=top("积分从哪里来", "积分到哪里去")), Expected("一张网格管住万亩林", [], "北岭林业局白桦林场党支部", headings=top("划网格", "压责任")),
        Expected("职工书屋亮起来", [], "北岭林业局工会", headings=top("书从职工中来", "课到职工中去"))], kept=(BRANCH[1], PATROL[1], WELFARE[1], BRANCH[3]), gone=("目　　录", "组织部")),
    Sample("论文集_两篇.pdf", "两篇论文各有摘要、文献，页眉，中圆点页码", _papers_pdf, [
        Expected("矿工帽上的安全文化建设探析", ["刘洋", "高永胜"], "乌兰矿业有限公司党群工作部", "paper", top("安全文化的来处", "安全文化的去处")), Expected("管护站思想政治工作的三个抓手", ["乌云塔娜"], "北岭林业局党委宣传部", "paper", top("抓住早晚两头", "抓住关键的人"))],
        kept=(P(MINE[0], BRANCH[3]), P(BRANCH[1], BRANCH[2])), gone=("摘", "出版社", "论文集", "·")),
    Sample("规程_嵌套表.docx", "表中有表，文本框警示，1、和（1）手工编号，编审批落款", _table_procedure, [Expected("油锯伐木安全操作规程", headings=[(1, "1、", "作业前"), (1, "2、", "作业中"), (1, "3、", "作业后")])], entries=True,
           kept=("（2）清理作业点周围的灌木，开好两条安全道，与树倒方向成45°角。", "熄火降温以后加油，加油点离起动点三米以上。")),
    Sample("预案_分部分.docx", "第一部分、一、（一）、1.、（1）五种编号，部分标题居中放大，落款", _layered_plan, [Expected("青松林场雨季防汛应急预案（试行）", [], "青松林场", headings=LAYERS)], entries=True, kept=("预警分为蓝色、黄色、橙色、红色四级。", PATROL[0], "本预案由防汛办公室负责解释。")),
    Sample("纪要_文本.txt", "期数在题下，时间地点参会人，硬换行，回车换行", encoded(_meeting_text(), "gb18030"), [Expected("青松林场场务会议纪要", headings=top("通报上半年工作", "研究下半年安排", "讨论其他事项"))], entries=True, kept=(P("会议强调，", PATROL[2]), "主　持：白长青")),
    Sample("问答_网页.html", "问和答成对，没有编号，分享、上下篇、友情链接", _questions_page, [Expected("职工劳动纪律知识问答", ["孙丽"], headings=[(1, "", f"问：{question}") for question, _answer in ASKED])], kept=("答：" + ASKED[1][1],), gone=("分享", "上一篇", "友情", "©", "登录")),
    Sample("讲话_录音整理.docx", "副题、题下日期、根据录音整理，软回车分段，修订和移动，第一个问题", _recorded_speech, [
        Expected("鼓足干劲　真抓实干——在2025年生产动员会上的讲话", ["包志刚"], headings=[(1, "", "第一个问题，讲一讲形势"), (1, "", "第二个问题，讲一讲任务"), (1, "", "第三个问题，讲一讲作风")])],
        kept=(MINE[3], P(BRANCH[3], "抓落实要一件一件抓。"), BRANCH[1]), gone=("录音整理", "移走")),
    Sample("通知_办公网页.html", "工具栏、发文栏表格、红头、空格缩进、附件链接、浏览次数", _office_page, [Expected("关于启动高火险期巡护勤务的紧急通知", [], "北岭林业局", headings=top("加密巡护", "加强值班"))], kept=(PATROL[1], PATROL[2]), gone=("浏览", "流程"), entries=True),
    Sample("倡议书.txt", "题目用空格居中，称呼，编号接正文，右侧落款", encoded(_open_letter(), "utf-16"), [Expected("安全生产倡议书", [], "乌兰矿业有限公司工会", headings=top("做遵章守纪的明白人", "做互保联保的贴心人", "做隐患排查的有心人"))], kept=(P("矿山是我们共同的家。", MINE[3]), WELFARE[1], "让我们一起努力，把平安带回家！")),
    Sample("事迹_分栏图说.docx", "两栏、引语文本框、图片说明、居中粗体小标题", _model_worker, [Expected("二十年守好一座塔——青松林场瞭望员韩志远事迹", [], "青松林场工会", headings=[(1, "", "耐得住寂寞"), (1, "", "看得准方位"), (1, "", "带得出徒弟")])], entries=True, kept=(P(PATROL[0], PATROL[1]), PATROL[2], P(PATROL[3], BRANCH[3]))),
    Sample("规定_硬换行.pdf", "两处页眉，横线页码，条文跨页，款在条下", _rules_pdf, [Expected("民用爆炸物品管理规定", kind="regulation", headings=RULES)],
           kept=("本规定适用于公司地面库、井下库以及领取、运送、使用、清退的全过程。", "（二）雷管、炸药分别装箱上锁，由爆破工亲自运送，不得转交他人；", "运送途中不得在人员集中处停留。出现撒落的，立即设岗警戒，报告调度室，在爆破工指导下处理。"), gone=("GL-07", "- ")),
    Sample("讲义_下划线标题.md", "下划线标题，星号列表，删除线，右括号编号，分隔线", encoded(NOTES), [Expected("班组长培训讲义", ["王建国"], headings=[(1, "第一讲", "班前会怎么开"), (1, "第二讲", "手指口述")])], entries=True, kept=(MINE[0], MINE[2], "记住：先讲危险，再讲活儿。"), gone=("**", "~~")),
)  # fmt: skip
