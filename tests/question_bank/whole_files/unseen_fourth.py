"""Papers nobody had read before they were tried, fourth round."""

from __future__ import annotations

from tests.documents.pdf_files import Page, pdf_file
from tests.documents.word_files import level, lists, par, run, table, word_file
from tests.question_bank.whole_files.bank import WholeFile
from tests.question_bank.whole_files.notation import held, paper
from tests.question_bank.whole_files.office import LINE, RED, workbook

SCORED = """根河某林业局2026年“安康杯”知识竞赛试卷
（满分100分，考试时间90分钟）
题  号  一  二  三  四  总分
得  分
一、填空题：（本题共2小题，每空2分，共6分）
1.“安康杯”竞赛的主题词是____和____。
2.班组安全“三无”是指个人无违章、岗位无隐患、班组无____。
二、单项选择题：（本题共2小题，每小题4分，计8分）
3.职工有权拒绝（      ）作业。
A.违章     B.正常     C.计划
4.发生工伤事故，用人单位应当在（      ）日内提出工伤认定申请。
A.15       B.30       C.60
三、判断题：（正确的在括号内打“√”，错误的打“×”。每小题3分，共6分）
5.劳保用品可以折现发放。（      ）
6.女职工哺乳期不得安排夜班。（      ）
四、简答题：（10分）
7.简述职工在安全生产中的权利。

“安康杯”知识竞赛试卷参考答案
一、填空题
1.安全 健康
2.事故
二、单项选择题
3.A    4.B
三、判断题
5.×    6.√
四、简答题
7.答：知情权；建议权；批评检举控告权；拒绝违章指挥权；紧急避险权。
"""
SCORED_HOLDS = """
填@4 安全;健康 | “安康杯”竞赛的主题词是____和____。
填@2 事故 | 班组安全“三无”是指个人无违章、岗位无隐患、班组无____。
单@4 A | 职工有权拒绝（  ）作业。 | 违章 / 正常 / 计划
单@4 B | 发生工伤事故，用人单位应当在（  ）日内提出工伤认定申请。 | 15 / 30 / 60
判@3 × | 劳保用品可以折现发放。
判@3 √ | 女职工哺乳期不得安排夜班。
答 知情权；建议权；批评检举控告权；拒绝违章指挥权；紧急避险权。 | 简述职工在安全生产中的权利。
"""
MIXED = """防火知识题库（混排）
1.[单选题] 森林防火宣传月是每年（ ）。
A、4月 B、7月
答案：A
2.[判断题] 林区可以使用明火照明。
答案：F
3.[多选题] 可燃物按种类分为（ ）。
A、地表可燃物 B、地下可燃物 C、空中可燃物
答案：ABC
4.[填空题] 林火三要素是可燃物、____、火源。
答案：氧气|助燃物
5.[简答题] 什么是计划烧除？
答案：在人为控制下有计划地烧除可燃物。
6.[不定项] 林火按部位分为（ ）。
A、地表火 B、树冠火 C、地下火 D、天火
答案：ABC
7.[单选题][2分] 扑火指挥的首要原则是（ ）。
A、安全第一 B、速度第一
答案：A
"""
MIXED_HOLDS = """
单 A | 森林防火宣传月是每年（  ）。 | 4月 / 7月
判 × | 林区可以使用明火照明。
多 ABC | 可燃物按种类分为（  ）。 | 地表可燃物 / 地下可燃物 / 空中可燃物
!填 氧气=助燃物 | 林火三要素是可燃物、____、火源。
答 在人为控制下有计划地烧除可燃物。 | 什么是计划烧除？
不 ABC | 林火按部位分为（  ）。 | 地表火 / 树冠火 / 地下火 / 天火
单@2 A | 扑火指挥的首要原则是（  ）。 | 安全第一 / 速度第一
"""
EXPLAINED_KEY = """一、单选题
1. 井下照明电压不超过（ ）V。
A. 127  B. 220  C. 380
2. 信号电压不超过（ ）V。
A. 36  B. 127  C. 220
二、判断题
1. 矿灯可以在井下敲打。
2. 井下电缆可以“鸡爪子”连接。
参考答案与解析
一、单选题
1. 【答案】A
【解析】《煤矿安全规程》规定照明电压不超过127V，B、C项错误。
2. 【答案】A。解析：手持式电气设备和信号装置的额定供电电压，不超过36V。
二、判断题
1. 【答案】×
【解析】严禁敲打、撞击矿灯。
2. 【答案】错误
【解析】属于失爆。
"""
EXPLAINED_KEY_HOLDS = """
单 A | 井下照明电压不超过（  ）V。 | 127 / 220 / 380 | 解析：《煤矿安全规程》规定照明电压不超过127V，B、C项错误。
单 A | 信号电压不超过（  ）V。 | 36 / 127 / 220 | 解析：手持式电气设备和信号装置的额定供电电压，不超过36V。
判 × | 矿灯可以在井下敲打。 |  | 解析：严禁敲打、撞击矿灯。
判 × | 井下电缆可以“鸡爪子”连接。 |  | 解析：属于失爆。
"""
STATEMENTS = """一、单项选择题
1. 关于党支部组织生活会，下列说法正确的有几项？（ ）
①每年至少召开1次；
②一般安排在第四季度；
③可以不开展批评；
④会前应谈心谈话。
A. 1项  B. 2项  C. 3项  D. 4项
答案：C
2. 下列排序正确的是（ ）。
①提出申请 ②确定积极分子 ③确定发展对象 ④接收预备党员
A. ①②③④  B. ②①③④  C. ①③②④
答案：A
3. 下列选项中，属于“四个自信”的是（ ）：
（1）道路自信 （2）理论自信 （3）盲目自信
A. （1）（2）  B. （1）（3）  C. （2）（3）
答案：A
4. 以下说法：a.党费按月交；b.党费可预交一年；c.党费可由亲属代交。正确的是（ ）。
A. a  B. ab  C. abc
答案：A
"""
STATEMENTS_HOLDS = """
单 C | 关于党支部组织生活会，下列说法正确的有几项？（  ）⏎①每年至少召开1次；⏎②一般安排在第四季度；⏎③可以不开展批评；⏎④会前应谈心谈话。 | 1项 / 2项 / 3项 / 4项
单 A | 下列排序正确的是（  ）。⏎①提出申请 ②确定积极分子 ③确定发展对象 ④接收预备党员 | ①②③④ / ②①③④ / ①③②④
单 A | 下列选项中，属于“四个自信”的是（  ）：⏎（1）道路自信 （2）理论自信 （3）盲目自信 | （1）（2） / （1）（3） / （2）（3）
单 A | 以下说法：a.党费按月交；b.党费可预交一年；c.党费可由亲属代交。正确的是（  ）。 | a / ab / abc
"""
CASE_ESSAY = """五、案例分析题（共20分）
（一）某采场为露天开采，2026年5月3日14时，挖掘机司机李某在未鸣笛的情况下回转，铲斗碰到维修工赵某，致其左臂骨折。经查，赵某未经许可进入作业半径，采场未设警戒。
1．本起事故的直接原因是（  ）。（单选题，5分）
A．未鸣笛回转且人员进入作业半径
B．天气炎热
答案：A
2．简述应采取的防范措施。（15分）
答：设置警戒；作业前鸣笛确认；严禁人员进入作业半径；加强培训。
六、论述题（20分）
谈谈你对“安全第一、预防为主、综合治理”方针的理解。
参考答案：结合岗位谈认识、谈措施、谈打算，言之有理即可。
"""
CASE_ESSAY_HOLDS = """
单@5 A | 本起事故的直接原因是（  ）。 | 未鸣笛回转且人员进入作业半径 / 天气炎热
论@15 设置警戒；作业前鸣笛确认；严禁人员进入作业半径；加强培训。 | 简述应采取的防范措施。
论 结合岗位谈认识、谈措施、谈打算，言之有理即可。 | 谈谈你对“安全第一、预防为主、综合治理”方针的理解。
"""
SPACED = """一 、 单 项 选 择 题 （ 每 题 1 分 ）
1 、 油 锯 手 应 当 站 在 （ B ） 作 业 。
A 、 下 坡 方   B 、 上 坡 方   C 、 树 倒 方 向
2 、 伐 根 高 度 一 般 不 超 过 （ A ） 厘 米 。
A 、 1 0   B 、 3 0
二 、 判 断 题 （ 每 题 1 分 ）
1 、 六 级 以 上 大 风 停 止 采 伐 。 （ √ ）
2 、 可 以 在 挂 树 下 休 息 。 （ × ）
"""
SPACED_HOLDS = """
单 B | 油锯手应当站在（  ）作业。 | 下坡方 / 上坡方 / 树倒方向
单 A | 伐根高度一般不超过（  ）厘米。 | 10 / 30
判 √ | 六级以上大风停止采伐。
判 × | 可以在挂树下休息。
"""
INDENTED = """　　一、单项选择题。（每题的备选项中，只有1个最符合题意，每题1分。）
　　1.森林资源二类调查的间隔期一般为（　　）年。
　　A.5
　　B.10
　　C.15
　　D.20
　　『正确答案』B
　　『答案解析』二类调查间隔期一般为10年。
　　2.林地保护等级分为（　　）级。
　　A.三
　　B.四
　　C.五
　　『正确答案』B
　　『答案解析』分为Ⅰ级至Ⅳ级。参见教材P56。
　　二、多项选择题。（每题2分。多选、错选不得分；少选，每个选项得0.5分。）
　　3.公益林包括（　　）。
　　A.防护林
　　B.特种用途林
　　C.用材林
　　D.经济林
　　E.能源林
　　『正确答案』AB
"""
INDENTED_HOLDS = """
单@1 B | 森林资源二类调查的间隔期一般为（  ）年。 | 5 / 10 / 15 / 20 | 解析：二类调查间隔期一般为10年。
单@1 B | 林地保护等级分为（  ）级。 | 三 / 四 / 五 | 解析：分为Ⅰ级至Ⅳ级。参见教材P56。
多@2 AB | 公益林包括（  ）。 | 防护林 / 特种用途林 / 用材林 / 经济林 / 能源林
"""
KEY_FIRST = """参考答案
一、1.A 2.C
二、1.√ 2.×
试题
一、单选题
1.工会会员证由（ ）统一印制。
A.全国总工会 B.企业 C.个人
2.职工服务中心属于（ ）。
A.营利机构 B.政府部门 C.公益性机构
二、判断题
1.工会会员可以跨单位转移会籍。
2.农民工不能入会。
"""
KEY_FIRST_HOLDS = """
!单 A | 工会会员证由（  ）统一印制。 | 全国总工会 / 企业 / 个人
!单 C | 职工服务中心属于（  ）。 | 营利机构 / 政府部门 / 公益性机构
!判 √ | 工会会员可以跨单位转移会籍。
!判 × | 农民工不能入会。
"""
DIFFERENT_MARKS = """选择题
1.(   )是企业安全生产的责任主体。
(A)生产经营单位  (B)政府  (C)职工
答案:(A)
2.安全评价分为(   )。
(A)安全预评价  (B)安全验收评价  (C)安全现状评价
答案:(A)(B)(C)
3.重大危险源应登记建档，进行(   )。
(A)定期检测、评估、监控  (B)转让
答案:A-定期检测、评估、监控
4.以下不属于危险化学品的是(   )。
(A)汽油  (B)食盐  (C)硫酸
答案:B选项
5.安全阀的校验周期为(   )。
(A)1年  (B)2年  (C)3年
答案: A (第1项)
"""
DIFFERENT_MARKS_HOLDS = """
单 A | （  ）是企业安全生产的责任主体。 | 生产经营单位 / 政府 / 职工
多 ABC | 安全评价分为（  ）。 | 安全预评价 / 安全验收评价 / 安全现状评价
单 A | 重大危险源应登记建档，进行（  ）。 | 定期检测、评估、监控 / 转让
单 B | 以下不属于危险化学品的是（  ）。 | 汽油 / 食盐 / 硫酸
单 A | 安全阀的校验周期为（  ）。 | 1年 / 2年 / 3年
"""


def wps_bank() -> bytes:
    """Automatic section numbers and bracketed question numbers, answers red in brackets, page heads in the body."""
    numbers = lists(
        level(0, "%1、", "chineseCounting"), level(1, "（%2）"), level(2, "%3.", "upperLetter"),
    )  # fmt: skip
    body = par("单项选择题（每题2分）", number=(1, 0))
    for stem, texts in (
        ("林区防火道路密度不低于", ("1.5m/hm²", "2.5m/hm²")),
        ("瞭望台应设置", ("避雷设施", "储油设施")),
    ):
        body += par(stem, run("（", RED), run(" A ", RED), run("）", RED), "。", number=(1, 1))
        body += "".join(par(text, number=(1, 2)) for text in texts)
    body += par("判断题（每题1分）", number=(1, 0))
    body += par("护林员有权制止违法用火。", run("（√）", RED), number=(1, 1))
    body += par("瞭望台可以无人值守。", run("（×）", RED), number=(1, 1))
    return word_file(body, numbering=numbers)


WPS_BANK = """
单@2 A | 林区防火道路密度不低于（  ）。 | 1.5m/hm² / 2.5m/hm²
单@2 A | 瞭望台应设置（  ）。 | 避雷设施 / 储油设施
判@1 √ | 护林员有权制止违法用火。
判@1 × | 瞭望台可以无人值守。
"""


def key_table_with_kinds() -> bytes:
    """One key table for all kinds: kind in a merged first column, numbers over letters; numbers run on."""

    def tall(text: str, more: str) -> str:
        return f"<w:tc><w:tcPr><w:vMerge{more}/></w:tcPr>{par(text)}</w:tc>"

    body = par("一、单选题")
    body += par("1．水泵房应有（ ）个出口。") + par("A．1　B．2")
    body += par("2．井下突水预兆有（ ）。") + par("A．挂红　B．晴天")
    body += (
        par("二、多选题")
        + par("3．防治水“十六字”原则包括（ ）。")
        + par("A．预测预报　B．有疑必探　C．先探后掘　D．边采边看")
    )
    body += par("三、判断题") + par("4．探水钻孔可以少打。（ ）") + par("5．透水后应往高处撤。（ ）")
    grid = table(
        [tall("单选题", ' w:val="restart"'), "题号", "1", "2"], [tall("", ""), "答案", "B", "A"],
        [tall("多选题", ' w:val="restart"'), "题号", "3", ""], [tall("", ""), "答案", "ABC", ""],
        [tall("判断题", ' w:val="restart"'), "题号", "4", "5"], [tall("", ""), "答案", "×", "√"],
    )  # fmt: skip
    return word_file(body + par("参考答案") + grid)


TABLE_WITH_KINDS = """
单 B | 水泵房应有（  ）个出口。 | 1 / 2
单 A | 井下突水预兆有（  ）。 | 挂红 / 晴天
多 ABC | 防治水“十六字”原则包括（  ）。 | 预测预报 / 有疑必探 / 先探后掘 / 边采边看
判 × | 探水钻孔可以少打。
判 √ | 透水后应往高处撤。
"""


def underlined_letters() -> bytes:
    """Letters on underlines in the stems, blanks underlined with spaces, options by tabs; a bold stem without meaning."""
    body = par("一、单选题")
    body += par("1.安全色中", run("  B  ", LINE), "表示警告。") + par("A.红\tB.黄\tC.绿")
    body += par(run("2.蓝色表示", "<w:b/>"), run("  A  ", LINE), run("。", "<w:b/>")) + par("A.指令\tB.禁止")
    body += (
        par("二、填空题") + par("1.安全标志分为禁止、警告、指令和", run("        ", LINE), "四类。") + par("答案：提示")
    )
    return word_file(body)


UNDERLINED_LETTERS = """
单 B | 安全色中（  ）表示警告。 | 红 / 黄 / 绿
单 A | 蓝色表示（  ）。 | 指令 / 禁止
填 提示 | 安全标志分为禁止、警告、指令和____四类。
"""


def numbers_as_options() -> bytes:
    """Options that are figures, dates as text, percent; keys in lower case or full width; two-row heading; remarks below."""
    rows = [
        ["题目信息", None, "选项", None, None, None, "答案信息", None],
        ["题型", "题目", "A", "B", "C", "D", "答案", "解析"],
        ["单选题", "采场最大超挖量为（ ）m。", 0.5, 1, 1.5, 2, "a", "设计规定"],
        ["单选题", "《矿山安全法》施行日期为（ ）。", "1993年5月1日", "1992-11-07", "2009-08-27", None, "Ａ", None],
        ["多选题", "盲炮产生原因有（ ）。", "雷管失效", "网路断开", "炸药受潮", "天气晴", "Ａ，Ｂ，Ｃ", None],
        ["判断题", "1.处理盲炮可以打眼至残药。", None, None, None, None, "×", None],
        ["判断题", "盲炮处理应由原班爆破员进行", None, None, None, None, "正确", "《爆破安全规程》GB 6722"],
        ["填空题", "处理盲炮前应由（  ）划定警戒范围。", None, None, None, None, "爆破负责人", None],
        [None, None, None, None, None, None, None, None],
        ["备注：本题库共6题", None, None, None, None, None, None, None],
    ]
    return workbook({"爆破": rows}, ("A1:B1", "C1:F1", "G1:H1"))


NUMBERS_AS_OPTIONS = """
单 A | 采场最大超挖量为（  ）m。 | 0.5 / 1 / 1.5 / 2 | 解析：设计规定
单 A | 《矿山安全法》施行日期为（  ）。 | 1993年5月1日 / 1992-11-07 / 2009-08-27
多 ABC | 盲炮产生原因有（  ）。 | 雷管失效 / 网路断开 / 炸药受潮 / 天气晴
判 × | 处理盲炮可以打眼至残药。
判 √ | 盲炮处理应由原班爆破员进行 |  | 解析：《爆破安全规程》GB 6722
填 爆破负责人 | 处理盲炮前应由（  ）划定警戒范围。
"""
TABBED = """题型\t题目\t选项\t正确答案\t答案解析
单选\t扑救大面积草原火应选择（ ）。\tA.白天大风时|B.清晨和夜间|C.正午\tB\t此时风小湿度大
多选\t灭火弹使用前应检查（ ）。\tA.外观|B.有效期|C.拉环|D.颜色喜好\tA|B|C\t
判断\t可以向人员密集处投掷灭火弹\t正确|错误\t错误\t
"""
TABBED_HOLDS = """
单 B | 扑救大面积草原火应选择（  ）。 | 白天大风时 / 清晨和夜间 / 正午 | 解析：此时风小湿度大
多 ABC | 灭火弹使用前应检查（  ）。 | 外观 / 有效期 / 拉环 / 颜色喜好
判 × | 可以向人员密集处投掷灭火弹
"""


def three_pages() -> bytes:
    """Running heads with page counts, a rule of underscores, a seal line, keys in a row table on the last page."""
    pages = []
    texts = (
        ["一、单选题（共3题，每题3分）", "1．起重机械应（  ）检验。", "A．定期", "B．从不", "2．钢丝绳报废标准是断丝数达到总丝数的",
         "（  ）。", "A．5%", "B．10%"],
        ["C．50%", "3．司索工应持（  ）上岗。", "A．特种设备作业人员证", "B．驾驶证", "二、判断题（共2题，每题2分）", "1．可以歪拉斜吊。（  ）"],
        ["2．吊钩应有防脱钩装置。（  ）", "参考答案", "一、单选题", "题号  1  2  3", "答案  A  B  A", "二、判断题", "题号  1  2", "答案  ×  √"],
    )  # fmt: skip
    for number, lines in enumerate(texts, 1):
        page = Page()
        page.put(60, 40, "起重作业考试卷", size=9)
        page.put(440, 40, f"第{number}页 共3页", size=9)
        page.column(60, 80, lines)
        page.put(60, 800, "________________密________封________线________________", size=9)
        pages.append(page)
    return pdf_file(pages)


THREE_PAGES = """
单@3 A | 起重机械应（  ）检验。 | 定期 / 从不
单@3 B | 钢丝绳报废标准是断丝数达到总丝数的（  ）。 | 5% / 10% / 50%
单@3 A | 司索工应持（  ）上岗。 | 特种设备作业人员证 / 驾驶证
判@2 × | 可以歪拉斜吊。
判@2 √ | 吊钩应有防脱钩装置。
"""


def _file(title: str, name: str, build: object, holds: str) -> WholeFile:
    asked, flagged = held(holds)
    return WholeFile(title, name, build, asked, flagged)  # type: ignore[arg-type]


TEXTS = (
    ("安康杯：题号贯穿，答案带答：", SCORED, SCORED_HOLDS),
    ("混排题库，方括号题型", MIXED, MIXED_HOLDS),
    ("卷末逐题【答案】【解析】", EXPLAINED_KEY, EXPLAINED_KEY_HOLDS),
    ("题干里的陈述编号", STATEMENTS, STATEMENTS_HOLDS),
    ("案例后接论述，题干无题号", CASE_ESSAY, CASE_ESSAY_HOLDS),
    ("字间有空格", SPACED, SPACED_HOLDS),
    ("首行缩进，『正确答案』", INDENTED, INDENTED_HOLDS),
    ("答案在试题之前", KEY_FIRST, KEY_FIRST_HOLDS),
    ("括号选项，答案写法不一", DIFFERENT_MARKS, DIFFERENT_MARKS_HOLDS),
)
ALL = (
    *(paper(title, f"未见丁{n}.txt", text, holds) for n, (title, text, holds) in enumerate(TEXTS, 1)),
    _file("Word 三级自动编号，红字括号", "瞭望.docx", wps_bank, WPS_BANK),
    _file("Word 答案表首列是题型", "防治水.docx", key_table_with_kinds, TABLE_WITH_KINDS),
    _file("Word 下划线上的字母", "安全色.docx", underlined_letters, UNDERLINED_LETTERS),
    _file("表格两行表头，选项是数字", "爆破.xlsx", numbers_as_options, NUMBERS_AS_OPTIONS),
    paper("从表格粘贴，竖线分选项", "", TABBED, TABBED_HOLDS),
    _file("PDF 三页，密封线，答案表", "起重.pdf", three_pages, THREE_PAGES),
)
