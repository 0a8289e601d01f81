"""Papers nobody had read before they were tried, fifth round."""

from __future__ import annotations

from tests.documents.pdf_files import Page, pdf_file
from tests.documents.word_files import level, lists, par, run, table, word_file
from tests.question_bank.whole_files.bank import WholeFile
from tests.question_bank.whole_files.notation import held, paper
from tests.question_bank.whole_files.office import RED, workbook

CONTEST = """第三届“林海杯”知识竞赛（必答题）
第1组
1号选手：我国植树节是每年的几月几日？
答案：3月12日
2号选手：森林覆盖率是指什么？
答案：森林面积占土地总面积的百分比。
抢答题
1.大兴安岭地跨内蒙古和哪个省？（黑龙江省）
2.落叶松属于（ ）。A.针叶树 B.阔叶树 （A）
3.樟子松耐寒。（对）
风险题（30分）
1.请说出三种林火扑救方法。
答：直接扑打、以火攻火、开设隔离带。
"""
CONTEST_HOLDS = """
论 3月12日 | 我国植树节是每年的几月几日？
论 森林面积占土地总面积的百分比。 | 森林覆盖率是指什么？
!论 黑龙江省 | 大兴安岭地跨内蒙古和哪个省？
!单 A | 落叶松属于（  ）。 | 针叶树 / 阔叶树
判 √ | 樟子松耐寒。
论 直接扑打、以火攻火、开设隔离带。 | 请说出三种林火扑救方法。
"""
COMMENTED = """一、单选题
1、扑火队伍行军途中休息应选择在（B）。（出自《扑火安全手册》第12页）
A、密林内  B、河滩空地  C、陡坡
2、对火场看守时间一般不少于（C）小时（含夜间）。
A、6  B、12  C、24
3、队员被火包围无法突围时，应（ A ）（易错题）。
A、点火解围  B、就地卧倒不动
4、下列不属于B、C类火灾的是（D）
A、汽油  B、柴油  C、煤气  D、木材
二、判断题
1、扑火时可穿化纤衣服（×）应穿阻燃服。
2、油锯加油可以不熄火（错）
3、清理火场应从外向里(√)。
"""
COMMENTED_HOLDS = """
单 B | 扑火队伍行军途中休息应选择在（  ）。（出自《扑火安全手册》第12页） | 密林内 / 河滩空地 / 陡坡
单 C | 对火场看守时间一般不少于（  ）小时（含夜间）。 | 6 / 12 / 24
单 A | 队员被火包围无法突围时，应（  ）（易错题）。 | 点火解围 / 就地卧倒不动
单 D | 下列不属于B、C类火灾的是（  ） | 汽油 / 柴油 / 煤气 / 木材
!判 × | 扑火时可穿化纤衣服
判 × | 油锯加油可以不熄火
判 √ | 清理火场应从外向里。
"""
OCR_WEB = """1.单选题
下列关于劳动合同的说法，错误的是
A
应当书面订立
B
可以口头订立全日制劳动合同
C
应当约定劳动报酬
正确答案
B
2.多选题
工资应当
A
按月支付
B
以货币形式支付
C
以实物抵付
正确答案
A B
3.判断题
试用期可以单独订立试用期合同
A
对
B
错
正确答案
B
"""
OCR_WEB_HOLDS = """
单 B | 下列关于劳动合同的说法，错误的是 | 应当书面订立 / 可以口头订立全日制劳动合同 / 应当约定劳动报酬
多 AB | 工资应当 | 按月支付 / 以货币形式支付 / 以实物抵付
判 × | 试用期可以单独订立试用期合同
"""
LONG_RUN = """判断题：1、护林员应当着装巡护。（√）2、巡护路线可以随意改变。（×）3、林区可以烤火取暖。（×）4、每日应填写巡护日志。（√）
单选题：1、护林员巡护时应携带（A）。A、通讯工具 B、猎枪2、发现盗伐应（B）。A、放任 B、制止并报告3、防火期严禁（C）。A、植树 B、巡护 C、野外用火
"""
LONG_RUN_HOLDS = """
判 √ | 护林员应当着装巡护。
判 × | 巡护路线可以随意改变。
判 × | 林区可以烤火取暖。
判 √ | 每日应填写巡护日志。
单 A | 护林员巡护时应携带（  ）。 | 通讯工具 / 猎枪
单 B | 发现盗伐应（  ）。 | 放任 / 制止并报告
单 C | 防火期严禁（  ）。 | 植树 / 巡护 / 野外用火
"""
GROUPED = """一、单选题
1. 井下爆破必须执行的制度是（ ）。
A. 一炮三检  B. 一炮一检  C. 不检
2. 井下存放炸药不得超过（ ）天用量。
A. 1  B. 3  C. 30
3. 起爆器钥匙由（ ）保管。
A. 爆破员  B. 矿长  C. 任何人
4. 炮孔充填应使用（ ）。
A. 炮泥  B. 煤粉
5. 露天爆破应避开（ ）。
A. 雷雨天  B. 晴天
6. 警戒信号分（ ）次。
A. 1  B. 2  C. 3
答案：
1~5  A A A A A    6  C
二、多选题
7. 爆破警戒人员应（ ）。
A. 坚守岗位  B. 持红旗  C. 提前离开
8. 爆破器材领用应（ ）。
A. 登记  B. 双人  C. 随意
答案：7 AB   8 AB
三、判断题
9. 可以用石块充填炮孔。
10. 爆破后应检查盲炮。
答案：9 ×  10 √
"""
GROUPED_HOLDS = """
单 A | 井下爆破必须执行的制度是（  ）。 | 一炮三检 / 一炮一检 / 不检
单 A | 井下存放炸药不得超过（  ）天用量。 | 1 / 3 / 30
单 A | 起爆器钥匙由（  ）保管。 | 爆破员 / 矿长 / 任何人
单 A | 炮孔充填应使用（  ）。 | 炮泥 / 煤粉
单 A | 露天爆破应避开（  ）。 | 雷雨天 / 晴天
单 C | 警戒信号分（  ）次。 | 1 / 2 / 3
多 AB | 爆破警戒人员应（  ）。 | 坚守岗位 / 持红旗 / 提前离开
多 AB | 爆破器材领用应（  ）。 | 登记 / 双人 / 随意
判 × | 可以用石块充填炮孔。
判 √ | 爆破后应检查盲炮。
"""
LEVELS = """第一章 总则
（一）单选题
1、《森林法》立法目的不包括（ ）。[难度：易][分值：2]
A、践行绿水青山就是金山银山理念 B、增加木材进口
【参考答案】B 【难度】易 【知识点】立法目的 【出处】森林法第一条
2、森林资源属于（ ）所有。
A、国家 B、企业
【参考答案】A
【试题解析】由法律规定属于集体所有的除外。
【难易度】中
【分数】3
【所属章节】总则/所有权
（二）判断题
1、林长制是法定制度。
【参考答案】√【试题解析】见第四条。【分值】1分
"""
LEVELS_HOLDS = """
单@2 B | 《森林法》立法目的不包括（  ）。 | 践行绿水青山就是金山银山理念 / 增加木材进口
单@3 A | 森林资源属于（  ）所有。 | 国家 / 企业 | 解析：由法律规定属于集体所有的除外。
判@1 √ | 林长制是法定制度。 |  | 解析：见第四条。
"""
MISMATCH = """一、单选题（共5题，每题2分，共10分）
1、灭火器压力表指针在红区表示（ ）。
A、压力不足 B、正常
2、消防安全“四个能力”不包括（ ）。
A、检查消除隐患 B、扑救初起火灾 C、买卖器材
3、（本题空缺）
4、高层火灾逃生应（ ）。
A、走楼梯 B、乘电梯
参考答案：1-5 ACBAB
二、判断题（每题1分，共3分）
1、火灾时先救物。 ×
2、湿毛巾可防烟。 √
3、跳楼是首选。 ×
"""
MISMATCH_HOLDS = """
!单 A | 灭火器压力表指针在红区表示（  ）。 | 压力不足 / 正常
!单 C | 消防安全“四个能力”不包括（  ）。 | 检查消除隐患 / 扑救初起火灾 / 买卖器材
!单 | （本题空缺）
!单 A | 高层火灾逃生应（  ）。 | 走楼梯 / 乘电梯
判@1 × | 火灾时先救物。
判@1 √ | 湿毛巾可防烟。
判@1 × | 跳楼是首选。
"""
MATCHES = """一、连线题
1.把标志颜色与含义连线。
A.红色
B.黄色
C.蓝色
①警告
②禁止
③指令
答案：A—②，B—①，C—③
二、排序题
1.心肺复苏的步骤：①胸外按压 ②判断意识 ③开放气道 ④人工呼吸
答案：②①③④
三、计算题
1.某掘进巷道断面4㎡，风速0.25m/s，求风量。
答案：1 m³/s
四、名词解释
1.三违
答：违章指挥、违章作业、违反劳动纪律。
五、填空题
1.“四不伤害”是不伤害自己、不伤害他人、不被他人伤害、（保护他人不受伤害）。
"""
MATCHES_HOLDS = """
配 红色→禁止;黄色→警告;蓝色→指令 | 把标志颜色与含义连线。
序 判断意识;胸外按压;开放气道;人工呼吸 | 心肺复苏的步骤：
答 1 m³/s | 某掘进巷道断面4㎡，风速0.25m/s，求风量。
答 违章指挥、违章作业、违反劳动纪律。 | 三违
!填 保护他人不受伤害 | “四不伤害”是不伤害自己、不伤害他人、不被他人伤害、____。
"""
DASHES = """单选——1
护林防火的责任制是（ ）
A 行政首长负责制 — B 包干制 — C 承包制
答案——A
"""
DASHES_HOLDS = """
!单 A | 护林防火的责任制是（  ） | 行政首长负责制 / 包干制 / 承包制
"""


def nested_tables() -> bytes:
    """A Word page whose whole paper stands in a one-column frame table; names in a table; options in a 2×2 table within."""
    names = table(["单位：", "", "姓名：", ""], ["题号", "一", "二", "总分"], ["得分", "", "", ""])
    frame = table(
        ["一、单选题（每题5分）"],
        ["1．职工代表大会每（ ）年至少召开一次。\nA．1  B．2  C．3\n答案：A"],
        ["2．厂务公开的主要载体是（ ）。\nA．职代会  B．广播\n答案：A"],
        ["二、判断题（每题5分）"],
        ["1．集体合同草案应提交职代会讨论。\n答案：√"],
    )
    return word_file(par("民主管理知识测试") + names + frame)


NESTED = """
单@5 A | 职工代表大会每（  ）年至少召开一次。 | 1 / 2 / 3
单@5 A | 厂务公开的主要载体是（  ）。 | 职代会 / 广播
判@5 √ | 集体合同草案应提交职代会讨论。
"""


def half_marked() -> bytes:
    """Key told by a tick behind an option in red, by a bold letter in the bracket, and red that disagrees."""
    body = par("单选题")
    body += par("1. 女职工产假为（ ）天。") + par("A. 98", run("√", RED), "   B. 60   C. 30")
    body += par("2. 职工法定年假与工龄有关，满10年不满20年为（", run("B", "<w:b/>"), "）天。") + par(
        "A. 5   B. 10   C. 15"
    )
    body += par("3. 加班费不低于工资的（A）。") + par("A. 150%   ", run("B. 100%", RED))
    return word_file(body)


HALF_MARKED = """
单 A | 女职工产假为（  ）天。 | 98 / 60 / 30
单 B | 职工法定年假与工龄有关，满10年不满20年为（  ）天。 | 5 / 10 / 15
!单 | 加班费不低于工资的（  ）。 | 150% / 100%
"""


def lettered_lists() -> bytes:
    """Numbers of questions as list, options as a second list of its own that starts over, keys in a table of two columns."""
    numbering = lists(
        level(0, "%1."),
        uses='<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        + "".join(
            f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            for n in (2, 3, 4)
        ),
    ).replace(
        '<w:num w:numId="1">',
        f'<w:abstractNum w:abstractNumId="1">{level(0, "%1、", "upperLetter")}</w:abstractNum><w:num w:numId="1">',
        1,
    )
    body = par("单项选择题")
    for n, (stem, texts) in enumerate(
        (
            ("防汛值班实行（ ）小时制。", ("24", "8")),
            ("矿区“三防”是防汛、防雷、（ ）。", ("防火", "防盗", "防排水事故")),
            ("撤人命令由（ ）下达。", ("现场负责人", "食堂")),
        ),
        2,
    ):
        body += par(stem, number=(1, 0)) + "".join(par(text, number=(n, 0)) for text in texts)
    return word_file(
        body + par("答案") + table(["题号", "答案"], ["1", "A"], ["2", "C"], ["3", "A"]), numbering=numbering
    )


LETTERED = """
单 A | 防汛值班实行（  ）小时制。 | 24 / 8
单 C | 矿区“三防”是防汛、防雷、（  ）。 | 防火 / 防盗 / 防排水事故
单 A | 撤人命令由（  ）下达。 | 现场负责人 / 食堂
"""


def odd_sheet() -> bytes:
    """Options behind the key, kinds as codes, two questions in a cell, a key that is a note, a stem merged over options."""
    head = ["题目类型", "试题", "正确答案", "选项数", "选项1", "选项2", "选项3", "选项4", "备注"]
    rows = [
        head,
        ["单选题", "林权证由（ ）核发。", "1", 3, "县级以上人民政府", "村委会", "林场", None, None],
        ["多选题", "林业“三防”指（ ）。", "1|2|3", 4, "防火", "防病虫", "防盗伐", "防晒", None],
        ["判断题", "自留山可以采伐自用材。", "1", 2, "正确", "错误", None, None, "需办证"],
        ["判断题", "天然林商业性采伐全面停止。", "正确", 2, "正确", "错误", None, None, None],
        ["单选题", "一次采伐超过（ ）立方米须公示。", "见文件", 2, "5", "10", None, None, None],
        ["问答题", "简述森林抚育的方式。", "透光伐、疏伐、生长伐、卫生伐。", None, None, None, None, None, None],
    ]
    return workbook({"林政": rows})


ODD = """
单 A | 林权证由（  ）核发。 | 县级以上人民政府 / 村委会 / 林场
多 ABC | 林业“三防”指（  ）。 | 防火 / 防病虫 / 防盗伐 / 防晒
判 √ | 自留山可以采伐自用材。
判 √ | 天然林商业性采伐全面停止。
!单 | 一次采伐超过（  ）立方米须公示。 | 5 / 10
答 透光伐、疏伐、生长伐、卫生伐。 | 简述森林抚育的方式。
"""
QUOTED = """"序号","类型","题干","A","B","C","D","答案"
"1","单选题","入井人员严禁携带（　　）","烟草,点火物品","矿灯","自救器","","Ａ"
"2","多选题","“一通三防”包括（　　）","通风","防瓦斯","防煤尘","防灭火","ＡＢＣＤ"
"3","判断题","矿井必须有两个安全出口","","","","","Ｔ"
"4","判断题","安全出口可以锁闭","","","","","N"
"""
QUOTED_HOLDS = """
单 A | 入井人员严禁携带（  ） | 烟草,点火物品 / 矿灯 / 自救器
多 ABCD | “一通三防”包括（  ） | 通风 / 防瓦斯 / 防煤尘 / 防灭火
判 √ | 矿井必须有两个安全出口
判 × | 安全出口可以锁闭
"""


def columns_with_key() -> bytes:
    """Two narrow columns on two pages with a title across, the key in the last column."""
    first, second = Page(), Page()
    for number, page in enumerate((first, second), 1):
        page.put(200, 40, "森林消防员测试", size=9)
        page.put(280, 820, f"{number}", size=9)
    first.put(180, 70, "2026年森林消防员上岗考试", size=16)
    first.column(
        50,
        100,
        [
            "一、单选题",
            "1.风力灭火机最佳作业距离",
            "是（  ）米。",
            "A.1.5",
            "B.5.0",
            "2.水泵架设应选择（  ）。",
            "A.平稳处",
            "B.陡坡",
        ],
    )
    first.column(
        310,
        100,
        [
            "3.阻燃服应（  ）。",
            "A.扣好衣扣",
            "B.敞开",
            "4.灭火弹投掷后应（  ）。",
            "A.卧倒隐蔽",
            "B.站立观察",
            "二、判断题",
            "1.可以顺风灭火。（  ）",
        ],
    )
    second.column(50, 80, ["2.夜间扑火应清点人数。（  ）", "3.余火可以不清理。（  ）"])
    second.column(310, 80, ["参考答案", "一、1-4 AAAA", "二、1.× 2.√ 3.×"])
    return pdf_file([first, second])


COLUMNS = """
单 A | 风力灭火机最佳作业距离是（  ）米。 | 1.5 / 5.0
单 A | 水泵架设应选择（  ）。 | 平稳处 / 陡坡
单 A | 阻燃服应（  ）。 | 扣好衣扣 / 敞开
单 A | 灭火弹投掷后应（  ）。 | 卧倒隐蔽 / 站立观察
判 × | 可以顺风灭火。
判 √ | 夜间扑火应清点人数。
判 × | 余火可以不清理。
"""


def _file(title: str, name: str, build: object, holds: str) -> WholeFile:
    asked, flagged = held(holds)
    return WholeFile(title, name, build, asked, flagged)  # type: ignore[arg-type]


TEXTS = (
    ("竞赛题卡：选手号、抢答、风险题", CONTEST, CONTEST_HOLDS),
    ("括号答案之后有说明", COMMENTED, COMMENTED_HOLDS),
    ("网页复制，字母和答案各占一行", OCR_WEB, OCR_WEB_HOLDS),
    ("题型后全部连在一行", LONG_RUN, LONG_RUN_HOLDS),
    ("每部分后的答案，空格分组", GROUPED, GROUPED_HOLDS),
    ("难度分值章节写在各处", LEVELS, LEVELS_HOLDS),
    ("空缺的题，答案照排", MISMATCH, MISMATCH_HOLDS),
    ("连线、排序、计算、名词解释", MATCHES, MATCHES_HOLDS),
    ("破折号分隔", DASHES, DASHES_HOLDS),
)
ALL = (
    *(paper(title, f"未见戊{n}.txt", text, holds) for n, (title, text, holds) in enumerate(TEXTS, 1)),
    _file("Word 全卷在表格框里", "民主管理.docx", nested_tables, NESTED),
    _file("Word 选项后红勾，颜色矛盾", "产假.docx", half_marked, HALF_MARKED),
    _file("Word 选项各自编号，两列答案表", "防汛.docx", lettered_lists, LETTERED),
    _file("表格选项在答案之后，答案写序号", "林政.xlsx", odd_sheet, ODD),
    paper("CSV 全部加引号，全角字母", "入井.csv", QUOTED, QUOTED_HOLDS),
    _file("PDF 双栏两页，答案在末栏", "消防员.pdf", columns_with_key, COLUMNS),
)
