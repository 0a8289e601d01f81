"""Whole papers as people really hold them: what must be read, and what must be flagged rather than guessed."""

from __future__ import annotations

import pytest

from question_bank.formats.paper_text import read_text

pytestmark = pytest.mark.usefixtures("words")

# Each paper with (kind, key, status) of every question in it.
PAPERS = {
    "a whole contest paper with instructions, watermarks and marks before numbers": (
        "2026年北岭森工安全知识竞赛试题\n（满分100分，考试时间60分钟）\n单位：________ 姓名：________ 得分：________\n注意事项：\n1. 本试卷共三大题，共8题。\n2. 请用黑色签字笔作答。\n一、单项选择题（共3题，每题10分，共30分）\n1.森林防火的方针是（  ）\nA.预防为主、积极消灭   B.打早、打小、打了\nC.以人为本             D.属地管理\n【答案】：A\n【解析】：《森林防火条例》第三条。A选项正确，B选项为扑火原则。\n2.《森林防火条例》自( )起施行?\nA、2008年12月1日\nB、2009年1月1日\nC、2010年1月1日\nD、2011年1月1日\n答案:B3.发现火情应拨打( )。\nA.110\nB.119\nC.12119\nD.120\n【答案】:C\nwww.dangjian-tiku.com 内部资料\n二、多项选择题（本大题共2小题，每小题15分，共30分。多选、少选、错选均不得分）\n4、下列属于“三会一课”的是（    ）。\n A． 支部党员大会\n B． 支部委员会\n C． 党小组会\n D． 党课\n 正确答案：ABCD\n 难度：易\n 知识点：党建基础/三会一课\n 出处：《条例》第十六条\n5、油锯手必须佩戴(ABD)\nA、头盔 B、手套 C、领带 D、防护裤\nwww.dangjian-tiku.com 内部资料\n三、判断题（对的打√，错的打×，每题10分）\n6、林区吸烟不属于野外用火。 （×）\n7、（√）护林员应当佩戴标识。\n（×）8、尾矿库可以超高堆存。\nwww.dangjian-tiku.com 内部资料\n第1页 共1页\n",
        [
            ("single", "A", "ready"),
            ("single", "B", "ready"),
            ("single", "C", "ready"),
            ("multiple", ["A", "B", "C", "D"], "ready"),
            ("multiple", ["A", "B", "D"], "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
        ],
    ),
    "a whole paper copied into one line": (
        "2026年党务干事考试题库及答案解析一、单选题(每题1分,共3题)1.《中国共产党章程》规定,党的最高领导机关是()。A.中央政治局B.党的全国代表大会和它所产生的中央委员会C.中央书记处D.中央军事委员会答案:B解析:根据《中国共产党章程》第十条,党的最高领导机关是党的全国代表大会和它所产生的中央委员会。2.新时代党的建设总要求中,放在首位的是()。A.政治建设B.思想建设C.组织建设D.作风建设答案:A解析:党的十九大报告明确提出。3.以下哪项不属于“四个全面”战略布局的内容?()A.全面建成小康社会B.全面深化改革C.全面依法治国D.全面加强党的建设答案:D解析:包括四项。二、判断题(每题1分,共2题)1.党员可以不参加组织生活。()答案:×解析:必须参加。2.党费按月缴纳。()答案:√\n",
        [
            ("single", "B", "ready"),
            ("single", "A", "ready"),
            ("single", "D", "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
        ],
    ),
    "a paper without any numbers": (
        "单选题\n护林员发现火情首先应当（ ）\nA 报告\nB 扑救\nC 离开\nD 拍照\n答案 A\n林区防火期一般由（ ）规定\nA 县级以上人民政府\nB 林场\nC 护林员\n答案 A\n多选题\n扑火三件宝是指\nA. 风力灭火机\nB. 二号工具\nC. 水枪\nD. 手机\n答案 ABC\n判断题\n进山不用登记 错\n可以在林内烧烤。错误\n护林员要巡山（对）\n",
        [
            ("single", "A", "ready"),
            ("single", "A", "ready"),
            ("multiple", ["A", "B", "C"], "ready"),
            ("true_false", False, "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
        ],
    ),
    "answers in stems, small letters, bare words and wide gaps": (
        "一、选择题\n1、( B )是我国的根本大法。 A 党章；B 宪法；C 民法；D 刑法；\n2、凡年满___A___岁的中国工人可以申请入党。 A.18 B.20 C.16\n3. 党的最高领导机关是\nA. 党的全国代表大会和它所产生的中央委员会\nB. 中央政治局\nC. 中央书记处                          \n答案：A\n二、多选\n（1）党员义务包括：\na. 学习\nb. 贯彻\nc. 缴费\n答案：a,b,c\n（2）党的纪律有（ ）\nA．政治纪律；B．组织纪律；\nC．廉洁纪律；D．家庭纪律\n答案：A、B和C\n三、判断\n1. 党员必须交党费。                         (√)\n2. 党员可以信教。 ×\n3. 入党誓词共80个字。（  √  ）\n4. 预备党员有表决权。        F\n",
        [
            ("single", "B", "ready"),
            ("single", "A", "ready"),
            ("single", "A", "ready"),
            ("multiple", ["A", "B", "C"], "ready"),
            ("multiple", ["A", "B", "C"], "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
        ],
    ),
    "a skipped number, a mentioned letter list and a late answer": (
        "第一部分 单选题(共 4 题)\n1. 甲？\nA. a\nB. b\n答案：A\n2. 党的群众路线是（ ）\nA. 一切为了群众 B. 一切依靠群众 C. 从群众中来到群众中去 D. 以上都是\n3. 煤矿井下禁止（ ）。\nA. 吸烟 B. 佩戴矿灯\nC. 携带自救器\n答案：A\n5. 下列哪些说法正确（ ）\nA. 维生素A、B、C都有益\nB. 吃B类食物\nC. A、B都对\n答案：C\n参考答案：2.D\n",
        [
            ("single", "A", "doubtful"),
            ("single", "D", "ready"),
            ("single", "A", "ready"),
            ("single", "C", "ready"),
        ],
    ),
    "labelled fields around numbers that stand alone": (
        "1\n题型：单选题\n题干：巡山日志应当（ ）填写。\n选项：\nA. 当日\nB. 次日\nC. 每周\n答案：A\n解析：\n当日填写，\n不得后补。\n难度：0.8\n分值：2\n2\n题型：判断题\n题干：日志可以代签。\n答案：错误\n难度：难\n",
        [
            ("single", "A", "ready"),
            ("true_false", False, "ready"),
        ],
    ),
    "keys by kind at the end for numbers that run on": (
        "一、单选题\n1. 党的六大纪律不包括（ ）。\nA. 政治纪律 B. 组织纪律 C. 家庭纪律 D. 廉洁纪律\n2. 党员领导干部（ ）参加一次组织生活。\nA. 每月 B. 每季\n二、多选题\n3. 属于森林灾害的有（ ）。\nA. 火灾 B. 病害 C. 虫害 D. 鼠害\n4. 扑火装备有（ ）\nA. 风机 B. 水枪 C. 拖鞋\n三、判断题\n5. 雷击火属于自然火。（ ）\n6. 林场可以私自采伐。（ ）\n四、填空题\n7. 党的生日是____年____月。\n8. 火警____。\n五、简答题\n9. 简述三会一课的内容。\n10. 什么是主题党日？\n单选题答案：1-2 CA\n多选题答案\n3.ABCD 4.AB\n判断题答案：5.√ 6.×\n填空题答案\n7. 1921；7\n8. 12119\n简答题答案\n9. （1）支部党员大会；\n（2）支委会；\n（3）党小组会、党课。\n10. 每月相对固定一天。\n",
        [
            ("single", "C", "ready"),
            ("single", "A", "ready"),
            ("multiple", ["A", "B", "C", "D"], "ready"),
            ("multiple", ["A", "B"], "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
            ("fill", [["1921"], ["7"]], "ready"),
            ("fill", [["12119"]], "doubtful"),
            ("short_answer", "（1）支部党员大会；\n（2）支委会；\n（3）党小组会、党课。", "ready"),
            ("short_answer", "每月相对固定一天。", "ready"),
        ],
    ),
    "an export of a survey site": (
        "题目1：护林员的基本职责是？ [单选题]\nA、巡山护林\nB、放牧\nC、采伐\n正确答案：A\n题目2：以下正确的有 【多选题】（2分）\nA、甲乙\nB、丙丁\nC、戊己\n正确答案：A┋C\n第3题 [判断题] 森林是水库。\n○ 正确\n○ 错误\n正确答案: 对\nQ4. 党员人数（ ）以上？\nA.3 B.5 C.7\n答案：A(3人以上)\n",
        [
            ("single", "A", "ready"),
            ("multiple", ["A", "C"], "ready"),
            ("true_false", True, "ready"),
            ("single", "A", "ready"),
        ],
    ),
    "a repeated number, a picture and A for right": (
        '一、单项选择\n1、关于支部的设置，下列说法错误的是：\nA、正式党员3人以上成立支部\nB、正式党员不足3人\n  的，可以成立联合党支部\nC、党支部党员人数一般不超过50人\nD、以上说法都\n不对\n标准答案：D\n2、"两山"理念提出于哪一年？（ ）年\nA、2003  B、2005  C、2007  D、2010\n标准答案：B\n考点：生态文明\n2、党的二十大召开时间是\nA、2021年\nB、2022年\n标准答案：B\n4、一张图如下图所示，应选（ ）\nA、甲\nB、乙\n标准答案：A\n5、下列说法正确的是（ ）。\n①巡山要两人\n②巡山可一人\n③巡山要带手机\nA、①③    B、②③    \nC、①②    D、③\n标准答案：A\n6、下列说法正确的是（ ）。\nA、巡山\nB、烤火\n标准答案：A\n7、下列说法正确的是（ ）。\nA、撤离\nB、观望\n标准答案：A\n二、是非题（正确的选A，错误的选B）\n1、党员应当交党费。\n答案：A\n2、党员不必参加组织生活。\n答案：B\n',
        [
            ("single", "D", "ready"),
            ("single", "B", "ready"),
            ("single", "B", "doubtful"),
            ("single", "A", "doubtful"),
            ("single", "A", "ready"),
            ("single", "A", "ready"),
            ("single", "A", "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
        ],
    ),
    "tags with a colon and odd brackets": (
        "1. 单选题：以下哪项是对的（ ）\nA. 一\nB. 二\n【正确答案】A\n【答案解析】因为一。\n【知识点】数字\n【难易度】中\n2. 多选题：以下哪些对（ ）\nA. 一\nB. 二\nC. 三\n【正确答案】A, B\n3. 哪个是水果\nA) 苹果\nB) 石头\nC) 铁\n答案：A) 苹果\n4. 答案在后面（ ）\n(A)甲 (B)乙 (C)丙 (D)丁\nANSWER: B\n5、一年有( 12个月 )月。\n",
        [
            ("single", "A", "ready"),
            ("multiple", ["A", "B"], "ready"),
            ("single", "A", "ready"),
            ("single", "B", "ready"),
            ("essay", None, "doubtful"),
        ],
    ),
    "lists inside stems in the very style of the numbers": (
        "1.关于巡护，下列说法正确的有（ ）\n1.按路线巡护\n2.可代签到\n3.发现火情先报告\nA.1和2 B.1和3 C.2和3\n答案：B\n2.巡护距离不少于（ ）\n2.5公里的要求来自\nA.甲规定\nB.乙规定\n答案：A\n3.以下正确的是\n1）甲说\n2）乙说\nA.甲\nB.乙\n答案：B\n",
        [
            ("single", "B", "ready"),
            ("single", "A", "ready"),
            ("single", "B", "ready"),
        ],
    ),
    "a question without a number among numbered ones": (
        "一、单选题\n1.甲乙丙丁题目一是（ ）\nA.选一\nB.选二\nC.选三\n题目二没有题号是（ ）\nA.选四\nB.选五\nC.选六\n3.题目三应该是（ ）\nA.选七\nB.选八\n参考答案\n1.A 2.B 3.A\n",
        [
            ("single", "A", "rejected"),
            ("single", "A", "doubtful"),
        ],
    ),
    "a key headed by ordinals alone": (
        "一、单选题\n1.题目一应该是（ ）A.选一B.选二C.选三\n2.题目二应该是（ ）A.选四B.选五C.选六\n3.题目三应该是（ ）A.选七B.选八C.选九\n二、多选题\n4.题目四应该是（ ）A.选一B.选二C.选三\n5.题目五应该是（ ）A.选四B.选五C.选六\n答案：\n一、1.A 2.B 3.C\n二、4.AB 5.BC\n",
        [
            ("single", "A", "ready"),
            ("single", "B", "ready"),
            ("single", "C", "ready"),
            ("multiple", ["A", "B"], "ready"),
            ("multiple", ["B", "C"], "ready"),
        ],
    ),
    "rules after headings and answers inline": (
        '（一）单项选择题\n1、 下列关于森林火险等级的说法，正确的是（\u3000C\u3000）。\n  A、一级最危险              B、二级最危险\n  C、五级最危险              D、三级最危险\n2、 "三不生产"原则是指（   ）。 【答案】ABC\n  A、不安全不生产  B、隐患不消除不生产  C、安全措施不落实不生产\n3、 2019年修订的《森林法》自（   ）起施行。\n  A、2020.7.1    B、2020.1.1    C、2019.12.28\n  答案：A 【解析】《森林法》第八十四条：A.自2020年7月1日起施行。\n（二）判断题(正确的打"√"，错误的打"×")\n1、护林员发现盗伐应当制止。( )  答案：√\n2、井下人员可以不带自救器。( )  答案：×  解析：必须随身携带。\n3. 主题党日每季度一次（×）改正：每月一次\n4. 以下说法对吗：党员要交党费。 对\n',
        [
            ("single", "C", "ready"),
            ("single", "ABC", "rejected"),
            ("single", "A", "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
        ],
    ),
    "answers of a person beside the right ones": (
        "1. 防火期的规定权属于（ ）。\nA. 县级以上地方人民政府  \nB. 林场\u3000\u3000\u3000\u3000\u3000\u3000\u3000C. 个人\n正确答案: A  (难度: 中)  [知识点: 森林防火条例]\n2. 依据《安全生产法》，从业人员有权（ ）。（多选）\nA. 了解危险因素\nB. 拒绝违章指挥\nC. 随意停工\nD. 要求赔偿\n您的答案：AB  正确答案：A,B,D  得分：0\n3. ______是党的根本组织原则。\nA. 民主集中制\nB. 集体领导\n答：A\n4. What is 5S (  )?\nA. Sort B. Set C. Shine D. all of the above\nAnswer: D\n",
        [
            ("single", "A", "ready"),
            ("multiple", ["A", "B", "D"], "ready"),
            ("single", "A", "ready"),
            ("single", "D", "ready"),
        ],
    ),
    "square brackets everywhere": (
        "单项选择题（每题1分，共2题）\n[1] 题一 内容是什么（ ）\n[A] 甲项\n[B] 乙项\n[C] 丙项\n[正确答案] B\n[2] 题二 内容是什么（ ）\n[A] 甲项\n[B] 乙项\n[正确答案] C\n判断题\n[1] 今天是晴天。\n[正确答案] 对\n",
        [
            ("single", "B", "ready"),
            ("single", "C", "rejected"),
            ("true_false", True, "ready"),
        ],
    ),
    "kinds that cannot be stored": (
        "一、填空题（每空1分）\n1．“四个意识”是指政治意识、大局意识、核心意识、（看齐意识）。\n2．森林防火工作实行“预防为主、（ ）”的方针。\n答案：积极消灭\n二、名词解释\n1．三会一课：指支部党员大会、支委会、党小组会和党课。\n三、简答题\n1．简述火场撤离要点？\n答案要点：\n1.观察风向\n2.选择路线\n3.保持通讯\n2．简述巡护要点？\n参考答案：略\n四、选择题\n1．火警电话是（B）\nA.110 B.12119 C.120\n2．装备有（AB）\nA.头盔 B.手套 C.拖鞋\n五、连线题\n1. 将左右连线\n",
        [
            ("fill", [["看齐意识"]], "doubtful"),
            ("fill", [["积极消灭"]], "ready"),
            ("short_answer", None, "doubtful"),
            ("short_answer", "1.观察风向\n2.选择路线\n3.保持通讯", "ready"),
            ("short_answer", None, "doubtful"),
            ("single", "B", "ready"),
            ("multiple", ["A", "B"], "doubtful"),
            ("matching", None, "rejected"),
        ],
    ),
    "lists inside explanations and answers given as text": (
        "1、下列哪项不属于“三违”行为？\nA、违章指挥 B、违章作业\nC、违反劳动纪律 D、违规用餐\n答案：D\n解析：1、三违指违章指挥、违章作业、违反劳动纪律。\n2、违规用餐不属于。\n2、安全生产方针是（ ）\nA、安全第一 B、效益第一\n答案：A\n3、以下缩写GPS中G的意思是（ ）\nA、Global\nB、Good\nC、Great\n答案：Global\n4、党的十八大以来，B类人员的含义是（ ）\nA、A类人员\nB、B类人员\nC、C类人员\nD、A、B类人员\n答案：D\n5、压力单位是（ ）\nA.Pa B.N C.J\n答案：A D\n",
        [
            ("single", "D", "ready"),
            ("single", "A", "ready"),
            ("single", "A", "ready"),
            ("single", "D", "ready"),
            ("multiple", ["A", "D"], "rejected"),
        ],
    ),
    "letters behind finished stems and options inside a bracket": (
        "党建知识竞赛题库\n\n单选题\n\n1．中国共产党成立于（  ）年。（2分）（B）\nA．1919\u3000B．1921\u3000C．1949\u3000D．1978\n2．（D）是森林防火的第一责任人。\nA．护林员 B．林场场长 C．村民 D．各级人民政府行政首长\n3．支部委员会由（A.3至5\u3000B.5至7\u3000C.7至9）人组成。 答案：A\n4.以下不属于党的纪律的是：(C)\nA政治纪律 B组织纪律 C生产纪律 D群众纪律\n5.下列正确的是\n（A）党费每月交\n（B）党费每年交\n答案：（A）\n【难度】易\n多选题\n6．“四个自信”包括（ABCD）。\nA．道路自信；B．理论自信；C．制度自信；D．文化自信。\n7．森林防火宣传方式有\nA．标语\nB．广播\nC．以上都是\n答案：A、B、C\n判断题\n8．党员必须缴纳党费。…………………………（√）\n9．预备党员有选举权。 （ X ）\n10．森林法属于法律 （T）\n11．井下可以吸烟（错误）\n",
        [
            ("single", "B", "ready"),
            ("single", "D", "ready"),
            ("single", "A", "ready"),
            ("single", "C", "ready"),
            ("single", "A", "ready"),
            ("multiple", ["A", "B", "C", "D"], "ready"),
            ("multiple", ["A", "B", "C"], "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
            ("true_false", True, "ready"),
            ("true_false", False, "ready"),
        ],
    ),
    "two blanks, statements in a stem, quoted letters and a remark behind the answer": (
        '1、党员（ ）没有正当理由，连续（ ）不参加党的组织生活，就被认为是自行脱党。\nA、六个月\nB、三个月\nC、一年\n答案：A\n2、“两学一做”指：①学党章党规 ②学系列讲话 ③做合格党员\nA、①② B、②③ C、①②③\n答案:C\n3、某同志说："A.甲方案好，B.乙方案差。"对此评价正确的是（ ）\nA.赞成\nB.反对\nC.弃权\n答案：C\n4、防火期内，护林员应当（ ）\n A、巡山\n B、睡觉\n答案：A\n（出自《巡护办法》第3条）\n5、党内监督的重点对象是（ ）\nA. 党的领导机关和领导干部特别是主要领导干部 B. 普通党员 C. 群众\nD. 入党积极分子\n【参考答案】A\n【试题解析】\n《中国共产党党内监督条例》第六条规定：\n党内监督的重点对象是党的领导机关和领导干部特别是主要领导干部。\n【考点】党内监督\n',
        [
            ("single", "A", "ready"),
            ("single", "C", "ready"),
            ("single", "C", "ready"),
            ("single", "A", "doubtful"),
            ("single", "A", "ready"),
        ],
    ),
    "two sections of one kind with keys at the end": (
        "一、单选题（共2题）\n1. 题目一是什么（ ）\nA. 甲一\nB. 乙一\n2. 题目二是什么（ ）\nA. 甲二\nB. 乙二\n二、单选题（共2题）\n1. 题目三是什么（ ）\nA. 甲三\nB. 乙三\n2. 题目四是什么（ ）\nA. 甲四\nB. 乙四\n参考答案\n一、单选题\n1.A 2.B\n二、单选题\n1.B 2.A\n",
        [
            ("single", "A", "ready"),
            ("single", "B", "ready"),
            ("single", "B", "ready"),
            ("single", "A", "ready"),
        ],
    ),
    "keys that do not fit their sections": (
        "一、单选题\n1. 题目一是什么（ ）\nA. 甲一\nB. 乙一\n2. 题目二是什么（ ）\nA. 甲二\nB. 乙二\n3. 题目三是什么（ ）\nA. 甲三\nB. 乙三\n参考答案\n1.A 2.B\n二、判断题\n1. 第一句话。\n2. 第二句话。\n参考答案\n1.对\n2.错\n3.对\n",
        [
            ("single", "A", "doubtful"),
            ("single", "B", "doubtful"),
            ("single", None, "rejected"),
            ("true_false", True, "doubtful"),
            ("true_false", False, "doubtful"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PAPERS.values(), ids=PAPERS)
def test_a_messy_paper_is_read_as_a_person_would_read_it(text, expected):
    found = read_text(text).questions

    assert [(question.kind, question.key, str(question.status)) for question in found] == expected


def test_instructions_titles_and_watermarks_are_left_out_but_told():
    warnings = " ".join(
        read_text(PAPERS["a whole contest paper with instructions, watermarks and marks before numbers"][0]).warnings
    )

    assert "注意事项" in warnings
    assert "重复出现" in warnings


def test_counts_the_paper_claims_are_held_against_what_was_read():
    reading = read_text(
        "共3题，满分10分\n一、单选题（共2题，每题2分，共6分）\n1.预备期为（ ）。\nA.半年\nB.一年\n答案：B"
    )

    assert len([warning for warning in reading.warnings if "请核对" in warning]) == 4


def test_two_runs_of_options_in_one_question_are_an_error():
    first = read_text(PAPERS["a question without a number among numbered ones"][0]).questions[0]

    assert "two_questions" in [issue.code for issue in first.issues]
