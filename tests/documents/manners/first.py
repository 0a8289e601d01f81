"""The first round: bulletins, collections, procedures, plans, minutes, questions, papers, speeches, rules."""

from __future__ import annotations

from tests.documents import word_files as w
from tests.documents.manners.prose import BRANCH, MINE, PATROL, WELFARE, paragraph, wrap
from tests.documents.office_samples import CENTRED, bold, head, middle, top, word
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.sample import Expected, Sample, encoded

P = paragraph
END_OF_FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
STYLES = "".join(w.style(f"h{depth}", f"heading {depth}", look="<w:b/>") for depth in (1, 2, 3)) + "".join(
    w.style(f"toc{depth}", f"toc {depth}") for depth in (1, 2)
)


def _field(code: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


def _bulletin_word() -> bytes:
    return word(
        head("工 作 简 报", size=52), middle("第5期（总第128期）"),
        w.par("乌兰矿业有限公司党委办公室编　　　　　　　　2025年5月12日"), bold("本期要目"),
        "● 选矿车间：把党课开到设备旁", "● 安全环保部开展雨季三防检查", "● 机修车间技能比武见真章",
        head("选矿车间：把党课开到设备旁", size=32), P(BRANCH[0], BRANCH[3]), P(MINE[0], BRANCH[2]), w.par("（选矿车间　刘洋）", more='<w:jc w:val="right"/>'),
        head("安全环保部开展雨季三防检查", size=32), P(MINE[1], MINE[3]), P("检查组分成三个小组，", PATROL[1]), w.par("（安全环保部　陈立新）", more='<w:jc w:val="right"/>'),
        head("机修车间技能比武见真章", size=32), P(MINE[2], "共有24名职工参加，取得前三名的记入技术档案。"), P(WELFARE[2]), w.par("（机修车间　高娃）", more='<w:jc w:val="right"/>'),
        "报：集团公司党委宣传部", "送：公司领导，各部门、各车间", "责任编辑：孙丽　　　　审核：王建国　　　　共印60份",
    )  # fmt: skip


def _bulletin_text() -> str:
    items = [
        ("青松林场举办扑火机具使用培训", [P(PATROL[0], PATROL[3]), P(PATROL[2])], "（青松林场 李明）"),
        ("白桦林场为一线职工送清凉", [P(WELFARE[0], WELFARE[2])], "（白桦林场工会 乌云）"),
        ("局机关党支部与管护站结对共建", [P(BRANCH[0]), P(BRANCH[1], BRANCH[2])], "（局机关党支部 赵国强）"),
    ]
    lines = ["林 区 动 态", "", "2025年第7期", "北岭林业局党委宣传部　　2025年7月18日", "", "【基层动态】", ""]
    for title, texts, signed in items:
        lines += [
            f"　　　　　　{title}",
            "",
            *wrap(texts, 30, indent="　　", gap=False),
            f"　　　　　　　　　　　　{signed}",
            "",
        ]
    return "\r\n".join([*lines, "送：局领导，局属各单位"])


def _collection_word() -> bytes:
    toc = (
        w.par(_field('TOC \\o "1-2" \\h'), w.run("考勤管理制度\t1"), style="toc1")
        + w.par("工具领用制度\t3", style="toc1")
        + w.par("职工小家管理办法\t5", style="toc1", more="")
    )
    toc += w.par(END_OF_FIELD)
    body = (
        head("青松林场管理制度汇编", size=52)
        + middle("青松林场办公室")
        + middle("二〇二五年三月")
        + head("目　录", size=32)
        + toc
    )
    body += w.par("考勤管理制度", style="h1")
    body += "".join(
        map(
            w.par,
            [
                "第一条　为加强劳动纪律，制定本制度。",
                "第二条　职工上下班应当打卡，野外作业由班长点名登记。",
                "第三条　迟到三次按旷工半天计算。",
            ],
        )
    )
    body += w.par("工具领用制度", style="h1") + "".join(
        map(
            w.par,
            [
                "一、领用",
                "油锯、灭火机由保管员凭领料单发放，领用人当面检查。",
                "二、归还",
                "收工当天归还，损坏的写明原因。",
            ],
        )
    )
    body += w.par("职工小家管理办法", style="h1")
    body += "".join(
        map(
            w.par,
            [
                "第一条　为办好职工小家，制定本办法。",
                "第二条　职工小家设专人管理：",
                "（一）每天清扫一次；",
                "（二）每月清点物品。",
                "第三条　本办法自2025年4月1日起施行。",
            ],
        )
    )
    return w.word_file(body, styles=STYLES)


def _procedure_word() -> bytes:
    linked = "".join(
        w.level(depth, ".".join(f"%{n + 1}" for n in range(depth + 1)), more=f'<w:pStyle w:val="n{depth + 1}"/>')
        for depth in range(3)
    )
    styles = "".join(
        w.style(
            f"n{depth + 1}",
            f"heading {depth + 1}",
            paragraph=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>',
        )
        for depth in range(3)
    )
    header = f"<w:hdr {w.NAMES}>{w.par('Q/WLKY 012—2025')}</w:hdr>"
    footer = f"<w:ftr {w.NAMES}>{w.par(_field('PAGE'), w.run('3'), END_OF_FIELD)}</w:ftr>"
    body = head("带式输送机检修操作规程", size=44)
    body += w.table(["文件编号", "Q/WLKY 012—2025", "版本", "B/1"], ["编制", "机电科", "批准", "王建国"])
    body += w.par("范围", style="n1") + w.par("本规程规定了带式输送机检修的准备、作业和验收要求。")
    body += (
        w.par("职责", style="n1")
        + w.par("检修负责人", style="n2")
        + w.par("负责办理停电手续，保管上锁钥匙。")
        + w.par("检修人员", style="n2")
        + w.par("按照本规程作业，有权拒绝违章指挥。")
    )
    body += (
        w.par("作业程序", style="n1")
        + w.par("停机", style="n2")
        + w.par("断电", style="n3")
        + w.par(MINE[2])
        + w.par("挂牌", style="n3")
        + w.par("警示牌写明检修人姓名和开始时间。")
    )
    body += (
        w.par("恢复", style="n2")
        + w.table(["序号", "检查项目", "标准"], ["1", "托辊", "转动灵活"], ["2", "皮带", "不跑偏"])
        + w.par("检查合格后由负责人送电。")
    )
    body += w.par("记录", style="n1") + w.par("检修记录保存三年。")
    body += '<w:sectPr><w:headerReference w:type="default" r:id="rheader1"/><w:footerReference w:type="default" r:id="rfooter1"/></w:sectPr>'
    return w.word_file(
        body,
        styles=styles,
        numbering=w.lists(linked),
        parts={"header1.xml": ("header", header), "footer1.xml": ("footer", footer)},
    )


def _plan_pdf() -> bytes:
    cover = Page()
    cover.put(160, 250, "北岭林业局", size=26)
    cover.put(110, 300, "森林火灾应急预案", size=34, bold=True)
    cover.put(200, 600, "北岭林业局防火指挥部", size=16)
    cover.put(230, 630, "2025年3月", size=16)
    contents = Page()
    contents.put(270, 90, "目　录", size=18)
    for place, entry in enumerate(
        (
            "1 总则",
            "1.1 编制目的",
            "1.2 适用范围",
            "2 组织体系",
            "2.1 指挥部",
            "2.2 前线指挥组",
            "3 响应",
            "3.1 信息报告",
            "3.2 分级响应",
            "附件1 应急通讯录",
        )
    ):
        contents.put(80 + 20 * (entry[1] == "."), 130 + place * 22, f"{entry}{'.' * 60}{place // 3 + 1}")
    text = [
        "1 总则", "1.1 编制目的", P("为了有力有序有效处置森林火灾，减少人员伤亡和财产损失，制定本预案。"), "1.2 适用范围", P("本预案适用于北岭林业局施业区内发生的森林火灾。"),
        "2 组织体系", "2.1 指挥部", P("指挥部由局长任总指挥，成员单位包括防火办、资源科、公安分局和医院，办公室设在防火办，值班电话0451-1234567。"), "2.2 前线指挥组", P(PATROL[2], PATROL[1]),
        "3 响应", "3.1 信息报告", P("发现火情的单位应当在15分钟内报告防火办，防火办接报后30分钟内向上级报告，内容包括：", "（1）起火时间和地点；（2）风力风向；（3）已经采取的措施。"),
        "3.2 分级响应", P("火场面积超过100公顷或者24小时没有扑灭的，启动Ⅱ级响应；超过1000公顷的，启动Ⅰ级响应，由集团公司统一指挥。"),
    ]  # fmt: skip
    lines = wrap(text, 38, gap=False)
    pages = [cover, contents]
    for start in range(0, len(lines), 9):
        page = Page()
        page.put(90, 50, "北岭林业局森林火灾应急预案", size=9)
        page.column(90, 100, lines[start : start + 9], leading=22)
        page.put(260, 800, f"第 {start // 9 + 1} 页 共 4 页", size=9)
        pages.append(page)
    last = Page()
    last.put(90, 50, "北岭林业局森林火灾应急预案", size=9)
    last.put(90, 100, "附件1")
    last.put(240, 130, "应急通讯录", size=16)
    for place, row in enumerate(
        (("姓名", "职务", "电话"), ("周远山", "总指挥", "13900000001"), ("白长青", "副总指挥", "13900000002"))
    ):
        for column, cell in enumerate(row):
            last.put(90 + column * 150, 180 + place * 24, cell)
    last.put(260, 800, "第 4 页 共 4 页", size=9)
    return pdf_file([*pages, last])


PLAN = [
    (1, "1", "总则"), (2, "1.1", "编制目的"), (2, "1.2", "适用范围"), (1, "2", "组织体系"), (2, "2.1", "指挥部"), (2, "2.2", "前线指挥组"),
    (1, "3", "响应"), (2, "3.1", "信息报告"), (2, "3.2", "分级响应"),
]  # fmt: skip


def _minutes_word() -> bytes:
    return word(
        head("北岭林业局党委会议纪要", size=52), middle("〔2025〕7号"), w.par("北岭林业局党委办公室　　　　　2025年6月9日"),
        head("党委第十二次会议纪要", size=36),
        "2025年6月6日下午，党委书记周远山在局机关三楼会议室主持召开党委第十二次会议。现纪要如下：",
        bold("一、传达学习上级文件精神"), P("会议传达了集团公司关于加强基层组织建设的意见。", "会议指出，", BRANCH[3]),
        bold("二、研究防火期值班安排"), P("会议听取了防火办的汇报。", PATROL[1]), P("会议要求，", PATROL[2]),
        bold("三、审议困难职工救助方案"), P("会议原则同意救助方案，由工会按照会议意见修改后实施。", WELFARE[0]),
        "出席：周远山、白长青、韩志远、赵丽", "列席：陈立新、高娃", "记录：李岩",
        w.table(["发：局属各党支部", "存档"], ["北岭林业局党委办公室", "2025年6月10日印发"]),
    )  # fmt: skip


def _questions_text() -> str:
    asked = [
        ("什么是“三违”？", "答：" + P("违章指挥、违章作业、违反劳动纪律，合称“三违”。")),
        (
            "瓦斯浓度达到多少时必须停止作业？",
            "答："
            + P("采掘工作面风流中瓦斯浓度达到1%时，必须停止用电钻打眼；达到1.5%时，必须停止工作，切断电源，撤出人员。"),
        ),
        (
            "发现透水预兆怎么办？",
            "答："
            + P(
                "立即停止作业，报告调度室，从所有受水害威胁的地点撤出全部人员。",
                "透水预兆包括挂红、挂汗、空气变冷、出现雾气。",
            ),
        ),
        (
            "自救器佩戴以后能不能说话？",
            "答：" + P("不能。佩戴以后不要摘下口具，不要取下鼻夹，匀速行走，直到新鲜风流处。"),
        ),
    ]
    lines = ["井下职工安全知识问答", "乌兰矿业有限公司安全环保部", "（2025年版）", ""]
    lines += ["一、基础知识", *_asked(asked[:2], 1), "二、自救互救", *_asked(asked[2:], 3)]
    return "\n".join(wrap(lines, 26, gap=False))


def _asked(pairs: list[tuple[str, str]], start: int) -> list[str]:
    return [
        line
        for number, (question, answer) in enumerate(pairs, start)
        for line in (f"{number}．{question}", f"　　{answer}")
    ]


ASKED = [
    (1, "一、", "基础知识"), (2, "1．", "什么是“三违”？"), (2, "2．", "瓦斯浓度达到多少时必须停止作业？"),
    (1, "二、", "自救互救"), (2, "3．", "发现透水预兆怎么办？"), (2, "4．", "自救器佩戴以后能不能说话？"),
]  # fmt: skip


def _journal_pdf() -> bytes:
    front = Page()
    front.put(60, 45, "第41卷第3期", size=8)
    front.put(250, 45, "林区安全与管理", size=8)
    front.put(470, 45, "Vol.41 No.3", size=8)
    front.put(60, 58, "2025年6月", size=8)
    front.put(120, 100, "林区护林员巡护路线优化的实践研究", size=20, bold=True)
    front.put(220, 130, "王 磊1，斯琴高娃2，李志远1*", size=12)
    front.put(
        110, 150, "（1.北岭林业局青松林场，黑龙江 伊春 153000；2.北岭职业技术学院，内蒙古 赤峰 024005）", size=8.5
    )
    top_lines = [
        "摘　要：【目的】提高巡护效率，减少重复路段。【方法】收集青松林场2023—2024年的巡护轨迹，比较不同路",
        "线的覆盖率。【结果】优化以后覆盖率由71.4%提高到92.6%。【结论】按山脊分段的办法适合大多数管护站。",
        "关键词：护林员；巡护路线；覆盖率",
        "中图分类号：S762.3　　文献标志码：A　　文章编号：1000-1234(2025)03-0045-04",
        "Optimization of patrol routes for forest rangers",
        "WANG Lei1, SIQIN Gaowa2, LI Zhiyuan1",
        "Abstract: The paper compares routes of forest rangers",
        "and proposes a method of parting the area by ridges.",
        "Key words: forest ranger; patrol route; coverage",
    ]
    y = front.column(60, 180, top_lines, size=9, leading=14) + 16
    body = wrap([
        "护林员的巡护路线多由老站长凭经验安排，重复路段多，沟口常有遗漏。本文根据两年的轨迹记录提出改进办法。",
        "1 材料与方法", "1.1 研究区概况", P("青松林场位于北岭东坡，施业区面积4.2万hm2，设管护站9个，护林员86人，平均年龄47.3岁[1]。"), "1.2 数据来源", P("轨迹由手持GPS记录，每30 s记录一个点，共得到有效轨迹1 284条，剔除漂移点以后用ArcGIS软件计算覆盖率。"),
        "2 结果与分析", "2.1 覆盖率的变化", P("优化以后平均覆盖率由71.4%提高到92.6%，重复率由35.0%下降到12.8%，每人每天少走3.6 km[2-3]。"), "2.2 职工的评价", P("访谈的32名护林员中有29人认为新路线更省力，主要理由是先上后下、顺坡返回。", BRANCH[3]),
        "3 讨论", P("按山脊分段的办法不需要增加人员和设备，适合地形破碎的林场；平原林场还需要进一步试验。"),
        "参考文献：", "[1] 张德明，刘洋．东北林区管护站布局研究[J]．林业调查，2021，46(2)：33-37．", "[2] 赵国强．森林防火巡护手册[M]．北京：林业出版社，2019：58-60．", "[3] Smith J, Brown K. Ranger patrols in boreal forests[J]. Forest Policy, 2018, 12(4): 201-210.",
        "（责任编辑　孙丽）",
    ], 22, gap=False)  # fmt: skip
    notes = [
        "收稿日期：2025-01-12；修回日期：2025-03-02",
        "基金项目：北岭林业局科技项目（BL2024-07）",
        "作者简介：王磊（1988—），男，工程师，从事森林资源管护工作。",
        "* 通信作者：李志远，高级工程师。",
    ]
    pages, rest, page = [], body, front
    while rest:
        room = int(((680 if page is front else 790) - y) // 15)
        for x in (60, 310):
            page.column(x, y, rest[:room], leading=15)
            rest = rest[room:]
        if page is front:
            page.column(60, 715, notes, size=7.5, leading=12)
        page.put(290, 815, str(45 + len(pages)), size=9)
        pages.append(page)
        page, y = Page(), 80
        page.put(
            60,
            45,
            "王磊，等：林区护林员巡护路线优化的实践研究" if len(pages) % 2 else "林区安全与管理　2025年第3期",
            size=8,
        )
    return pdf_file(pages)


JOURNAL = [
    (1, "1", "材料与方法"), (2, "1.1", "研究区概况"), (2, "1.2", "数据来源"), (1, "2", "结果与分析"), (2, "2.1", "覆盖率的变化"), (2, "2.2", "职工的评价"), (1, "3", "讨论"),
]  # fmt: skip


def _magazine_text() -> str:
    one = [
        P("近年来，林场党支部坚持把组织生活办到山场，", BRANCH[0], BRANCH[3]),
        "一、支部建在管护站",
        P(BRANCH[1], BRANCH[2]),
        "二、党员走在巡护前",
        P(PATROL[0], PATROL[3]),
        "护林员老韩把自己的体会编成了顺口溜：",
    ]
    verse = ["清明前后风儿大，", "进山火种全留下；", "党员先走前半里，", "群众跟着不用怕。"]
    two = [
        P("井下的思想工作，不能只靠大会小会，", MINE[0]),
        "（一）听得见",
        P(WELFARE[1]),
        "（二）看得着",
        P(WELFARE[2], WELFARE[0]),
        "（三）办得成",
        P("公司党委把职工意见分成三类，", BRANCH[2]),
    ]
    lines = [
        *wrap(one, 20, indent="　　", gap=False),
        *(f"　　{line}" for line in verse),
        "　　唱的人多了，记的人也就多了。",
    ]
    lines += [
        "（作者单位：北岭林业局白桦林场）",
        "支部在林中",
        "——北岭林业局白桦林场党建工作",
        "纪实",
        "●马晓东　敖 登",
        "",
        "44 林区党建 2025.3",
        "",
    ]
    lines += [
        *wrap(two, 20, indent="\u3000\u3000", gap=False),
        "（作者系乌兰矿业有限公司党委副书记）",
        "把话说到心坎上",
        "●苏和",
        "",
        "林区党建 2025.3 45",
    ]
    return "\n".join(lines)


def _experience_word() -> bytes:
    note = f'<w:footnotes {w.NAMES}><w:footnote w:id="2">{w.par("数据截至2025年6月底。")}</w:footnote></w:footnotes>'
    gone = "<w:del><w:r><w:delText>这句话已经删去。</w:delText></w:r></w:del>"
    added = "<w:ins>" + w.run("这句话是后来补的。") + "</w:ins>"
    right = '<w:jc w:val="right"/>'
    body = w.par(w.run("抓实“三个一线”　筑牢安全根基", '<w:sz w:val="44"/>'), more=CENTRED) + w.par(
        w.run("——机修车间党支部经验交流材料", '<w:sz w:val="32"/>'), more=CENTRED
    )
    body += middle("乌兰矿业有限公司机修车间党支部") + middle("（2025年7月）")
    body += w.par(
        "机修车间党支部现有党员23名，承担全矿设备的检修任务。", BRANCH[0], '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    body += (
        w.par(w.run("一、坚持组织建在一线，让堡垒强起来", "<w:b/>"))
        + w.par(w.run("（一）设岗定责。", "<w:b/>"), BRANCH[1], gone)
        + w.par(w.run("（二）结对帮带。", "<w:b/>"), WELFARE[1], added)
    )
    body += (
        w.par(w.run("二、坚持问题解决在一线，让职工暖起来", "<w:b/>"))
        + w.par(BRANCH[2])
        + w.table(["年度", "收到意见", "办结"], ["2023", "41", "40"], ["2024", "57", "57"])
        + w.par("从上表可以看出，办结率逐年提高。")
    )
    body += (
        w.par(w.run("三、坚持本领练在一线，让队伍硬起来", "<w:b/>"))
        + w.par("一是练基本功。", MINE[2])
        + w.par("二是练应急。", MINE[3])
        + w.par("三是练作风。", BRANCH[3])
    )
    body += w.par("乌兰矿业有限公司机修车间党支部", more=right) + w.par("2025年7月15日", more=right)
    return w.word_file(body, parts={"footnotes.xml": ("footnotes", note)})


EXPERIENCE = [
    (1, "一、", "坚持组织建在一线，让堡垒强起来"), (2, "（一）", "设岗定责"), (2, "（二）", "结对帮带"), (1, "二、", "坚持问题解决在一线，让职工暖起来"),
    (1, "三、", "坚持本领练在一线，让队伍硬起来"), (2, "一是", "练基本功"), (2, "二是", "练应急"), (2, "三是", "练作风"),
]  # fmt: skip


def _speech_page() -> bytes:
    texts = ["同志们：", P("今天召开警示教育大会，主要任务是总结经验、查找差距、部署下一步工作。下面，我讲三点意见。"), "<b>一、认清形势，增强责任感</b>", P(MINE[3], BRANCH[3]),
             "<strong>二、突出重点，打好主动仗</strong>", P(MINE[1]), P(MINE[2]), "<b>三、加强领导，确保见实效</b>", P(BRANCH[1], BRANCH[0]), P("同志们，安全工作永远在路上。谢谢大家！")]  # fmt: skip
    inner = "".join(f'<p style="text-indent:2em"><span>　　{text}</span></p>\n' for text in texts)
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>在安全警示教育大会上的讲话-乌兰矿业内网</title><style>p{{margin:0}}</style></head>
<body><table width="100%"><tr><td><img src="logo.gif" alt="标志"></td><td>今天是 <script>document.write(new Date())</script></td></tr></table>
<table class="nav"><tr><td><a href="#">首页</a></td><td><a href="#">公司要闻</a></td><td><a href="#">安全生产</a></td><td><a href="#">党群工作</a></td><td><a href="#">文件下载</a></td></tr></table>
<table width="980"><tr><td valign="top" width="200"><table><tr><td>栏目导航</td></tr><tr><td><a href="#">领导讲话</a></td></tr><tr><td><a href="#">会议材料</a></td></tr></table></td>
<td><table><tr><td>您现在的位置：<a href="#">首页</a> &gt; <a href="#">领导讲话</a> &gt; 正文</td></tr>
<tr><td align="center"><font size="5"><b>在安全警示教育大会上的讲话</b></font></td></tr>
<tr><td align="center">公司总经理　包志刚</td></tr><tr><td align="center">（2025年6月3日）</td></tr>
<tr><td align="center">发布时间：2025-06-04　　阅读次数：218　　字号：【<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
<tr><td>{inner}</td></tr><tr><td align="right">【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr>
<tr><td>上一篇：<a href="#">雨季三防通知</a><br>下一篇：没有了</td></tr></table></td></tr></table>
<div align="center">版权所有：乌兰矿业有限公司　技术支持：信息中心<br>联系电话：0476-1234567</div></body></html>"""
    return page.encode("gbk")


def _notice_pdf() -> bytes:
    page = Page()
    page.put(110, 90, "乌兰矿业有限公司文件", size=36, bold=True)
    page.put(230, 140, "乌矿安〔2025〕18号", size=14)
    page.put(130, 190, "关于开展雨季“三防”专项检查的通知", size=20, bold=True)
    text = [
        "各车间、各部门：", "　　为做好雨季防洪、防雷电、防排水工作，确保安全度汛，公司决定开展专项检查。现将有关事项通知如下：", "　　一、检查时间", "　　2025年6月10日至6月25日，分自查、抽查、整改三个阶段。",
        "　　二、检查内容", "　　（一）地面防洪。检查排水沟、挡水墙和防洪物资，物资数量不得少于定额的120%。", "　　（二）井下排水。" + MINE[1], "　　三、工作要求", "　　各单位要明确专人负责，6月26日前将总结报安全环保部，联系人：陈立新，电话：6218。",
        "　　附件：1．雨季“三防”检查表", "　　　　　2．雨季“三防”物资定额",
    ]  # fmt: skip
    y = page.column(90, 240, wrap(text, 38, gap=False), leading=22)
    page.put(360, y + 30, "乌兰矿业有限公司", size=10.5)
    page.put(370, y + 52, "2025年6月5日", size=10.5)
    page.put(285, 810, "— 1 —", size=9)
    second = Page()
    second.put(90, 90, "附件1")
    second.put(200, 120, "雨季“三防”检查表", size=18)
    for place, row in enumerate((("序号", "项目", "结果"), ("1", "排水沟畅通", "合格"), ("2", "避雷装置", "合格"))):
        for column, cell in enumerate(row):
            second.put(90 + column * 150, 170 + place * 24, cell)
    second.put(90, 300, "附件2")
    second.put(190, 330, "雨季“三防”物资定额", size=18)
    second.column(
        90,
        370,
        wrap(
            ["　　各车间按照下列标准配备：编织袋500条，铁锹30把，水泵2台。物资由仓库统一保管，汛期结束以后清点入库。"],
            38,
            gap=False,
        ),
        leading=22,
    )
    second.put(285, 810, "— 2 —", size=9)
    return pdf_file([page, second])


MARKDOWN = f"""---
title: 管护站值班管理规定
date: 2025-04-01
---

# 管护站值班管理规定

> 适用于各管护站，2025年4月修订。

<!-- 内部批注：待审 -->

## 1 值班安排

{PATROL[1]}

1. 站长排班，提前一周公布；
2. 值班人员不得擅自调班；
3. 交接班当面进行。

### 1.1 交接

- 交接**电台**和钥匙；
- 交接未办事项。

## 2 记录

值班情况记入[值班日志](http://10.1.1.1/log)，格式如下：

| 时间 | 事项 | 处理 |
|:----|:---:|----:|
| 08:00 | 巡护出发 | 正常 |

![值班室](a.png)

附则
----

本规定由防火办负责解释。[^1]

[^1]: 解释意见见防火办〔2025〕3号文。
"""


def _rule_text() -> str:
    text = [
        "乌兰矿业有限公司安全生产责任制管理办法", "（2024年12月20日公司第三届职工代表大会第二次会议审议通过）", "",
        "第一章　总　　则", "第一条　为了落实全员安全生产责任，根据有关法律法规，结合公司实际，制定本办法。", "第二条　本办法适用于公司所属各车间、各部门和全体职工。劳务派遣人员参照执行。",
        "第二章　责　　任", "第一节　管理人员", "第三条　总经理履行下列职责：", "（一）建立健全安全生产责任制；", "（二）组织制定规章制度，包括：", "1．岗位操作规程；", "2．应急预案；", "（三）保证安全投入，每年不低于营业收入的1.5%。",
        "第二节　作业人员", "第四条　作业人员应当遵守第三条第二项规定的制度，有权拒绝违章指挥。", "发现险情时，有权停止作业，撤离现场。",
        "第三章　附　　则", "第五条　本办法由安全环保部负责解释。", "第六条　本办法自2025年1月1日起施行，2019年发布的《安全生产责任制管理办法》同时废止。",
        "附件：", "安全生产责任清单",
    ]  # fmt: skip
    return "\r\n".join(wrap(text, 28, indent="　　", gap=False))


RULE = [
    (1, "第一章", "总则"), (2, "第一条", ""), (2, "第二条", ""), (1, "第二章", "责任"), (2, "第一节", "管理人员"), (3, "第三条", ""), (2, "第二节", "作业人员"), (3, "第四条", ""),
    (1, "第三章", "附则"), (2, "第五条", ""), (2, "第六条", ""),
]  # fmt: skip

FIRST = (
    Sample("简报_三则.docx", "报头、期数、要目、三则消息各有括号署名，报送栏", _bulletin_word, [
        Expected("选矿车间：把党课开到设备旁", ["刘洋"], "选矿车间"), Expected("安全环保部开展雨季三防检查", ["陈立新"], "安全环保部"), Expected("机修车间技能比武见真章", ["高娃"], "机修车间")], entries=True),
    Sample("简报_动态_国标码.txt", "GB18030，栏目名，题目居中，三则消息各有署名，硬换行", encoded(_bulletin_text(), "gb18030"), [
        Expected("青松林场举办扑火机具使用培训", ["李明"], "青松林场"), Expected("白桦林场为一线职工送清凉", ["乌云"], "白桦林场工会"), Expected("局机关党支部与管护站结对共建", ["赵国强"], "局机关党支部")]),
    Sample("汇编_制度.docx", "封面、目录域、三项制度，条文和一二三混用", _collection_word, [
        Expected("考勤管理制度", kind="regulation", headings=[(1, f"第{n}条", "") for n in "一二三"]), Expected("工具领用制度", headings=top("领用", "归还")),
        Expected("职工小家管理办法", kind="regulation", headings=[(1, f"第{n}条", "") for n in "一二三"])]),
    Sample("规程_样式编号.docx", "标题样式自带三级编号，文件编号表、页眉页脚、表格", _procedure_word, [Expected("带式输送机检修操作规程", headings=[
        (1, "1", "范围"), (1, "2", "职责"), (2, "2.1", "检修负责人"), (2, "2.2", "检修人员"), (1, "3", "作业程序"), (2, "3.1", "停机"), (3, "3.1.1", "断电"), (3, "3.1.2", "挂牌"), (2, "3.2", "恢复"), (1, "4", "记录")])]),
    Sample("预案_封面目录.pdf", "封面两行题目、单位、年月，点线目录，页眉，第几页共几页，附件表格", _plan_pdf, [
        Expected("北岭林业局森林火灾应急预案", [], "北岭林业局防火指挥部", headings=PLAN), Expected("应急通讯录")], entries=True),
    Sample("纪要_党委会.docx", "纪要报头、编号，出席列席记录，印发栏", _minutes_word, [
        Expected("党委第十二次会议纪要", [], "北岭林业局党委办公室", headings=top("传达学习上级文件精神", "研究防火期值班安排", "审议困难职工救助方案"))], entries=True),
    Sample("问答_两编.txt", "UTF-16，硬换行，问句连号跨两部分，答字开头", encoded(_questions_text(), "utf-16"), [Expected("井下职工安全知识问答（2025年版）", [], "乌兰矿业有限公司安全环保部", headings=ASKED)]),
    Sample("论文_期刊双栏.pdf", "刊头、上标署名、两单位、英文题名、首页脚注、奇偶页眉、文献、责编", _journal_pdf, [
        Expected("林区护林员巡护路线优化的实践研究", ["王磊", "斯琴高娃", "李志远"], "北岭林业局青松林场；北岭职业技术学院", "paper", JOURNAL)], entries=True),
    Sample("杂志_题在文后.txt", "两篇题目在文后，破折号副题分行，刊名页码，顺口溜，编号方式不同", encoded(_magazine_text()), [
        Expected("支部在林中——北岭林业局白桦林场党建工作纪实", ["马晓东", "敖登"], "北岭林业局白桦林场", headings=top("支部建在管护站", "党员走在巡护前")),
        Expected("把话说到心坎上", ["苏和"], "乌兰矿业有限公司", headings=[(1, "（一）", "听得见"), (1, "（二）", "看得着"), (1, "（三）", "办得成")])]),
    Sample("经验_粗体编号.docx", "题目副题、单位年月，粗体小标题，脚注、修订、表格、落款", _experience_word, [
        Expected("抓实“三个一线”　筑牢安全根基——机修车间党支部经验交流材料", [], "乌兰矿业有限公司机修车间党支部", headings=EXPERIENCE)]),
    Sample("讲话_老网页.html", "GBK，布局表格嵌套，导航、位置、字号、打印、上下篇、版权", _speech_page, [
        Expected("在安全警示教育大会上的讲话", ["包志刚"], headings=top("认清形势，增强责任感", "突出重点，打好主动仗", "加强领导，确保见实效"))]),
    Sample("通知_红头附件.pdf", "红头、文号、两个附件各有题目，落款，横线页码", _notice_pdf, [
        Expected("关于开展雨季“三防”专项检查的通知", [], "乌兰矿业有限公司", headings=[(1, "一、", "检查时间"), (1, "二、", "检查内容"), (2, "（一）", "地面防洪"), (2, "（二）", "井下排水"), (1, "三、", "工作要求")]),
        Expected("雨季“三防”检查表"), Expected("雨季“三防”物资定额")], entries=True),
    Sample("规定_杂项.md", "前言块、引文、注释、列表、链接、图片、下划线标题、脚注", encoded(MARKDOWN), [
        Expected("管护站值班管理规定", headings=[(1, "1", "值班安排"), (2, "1.1", "交接"), (1, "2", "记录"), (1, "", "附则")])], entries=True),
    Sample("办法_章节条款项.txt", "章、节、条、款、项、目，硬换行，回车换行，通过的说明，附件", encoded(_rule_text(), "utf-8-sig"), [
        Expected("乌兰矿业有限公司安全生产责任制管理办法", kind="regulation", headings=RULE)], entries=True),
)  # fmt: skip
