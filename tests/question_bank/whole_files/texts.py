"""Papers as text: as typed, copied from the web, exported by sites, damaged by scanners."""

from __future__ import annotations

from tests.question_bank.whole_files.bank import (
    A1,
    CHOICES,
    F1,
    F2,
    M1,
    M2,
    S1,
    S2,
    S3,
    SECTIONS,
    T1,
    T2,
    Asked,
    WholeFile,
)

SEVEN = (S1, S2, S3, M1, M2, T1, T2)
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def question(number: int, asked: Asked, *, between: str = "\n") -> str:
    """A question without its answer."""
    stem = asked.stem if asked.options or asked.kind != "true_false" else f"{asked.stem}（ ）"
    return f"{number}.{stem}\n" + (between.join(asked.lettered) + "\n" if asked.options else "")


def canonical() -> str:
    parts = []
    for heading, listed in SECTIONS:
        parts.append(f"{heading}（共{len(listed)}题，每题2分，共{2 * len(listed)}分）\n")
        parts += [
            question(n, each) + f"答案：{each.letters}\n解析：见教材，{each.letters}正确。\n"
            for n, each in enumerate(listed, 1)
        ]
    return "2026年安全知识竞赛试题（共7题，满分14分）\n" + "".join(parts)


def keyed_by_section() -> str:
    parts = []
    for heading, listed in SECTIONS:
        parts += [heading + "\n", *(question(n, each, between="    ") for n, each in enumerate(listed, 1))]
        key = " ".join(f"{n}.{each.letters}" for n, each in enumerate(listed, 1))
        parts.append(f"参考答案：\n{key}\n")
    return "".join(parts)


def keyed_at_end() -> str:
    body = [
        h + "\n" + "".join(question(n, each, between="\t") for n, each in enumerate(listed, 1))
        for h, listed in SECTIONS
    ]
    keys = [f"{h}\n" + "，".join(f"{n}、{each.letters}" for n, each in enumerate(listed, 1)) for h, listed in SECTIONS]
    return "".join(body) + "附：参考答案及评分标准\n" + "\n".join(keys) + "\n"


def running_numbers() -> str:
    body, number = "", 0
    for heading, listed in SECTIONS:
        body += heading + "\n"
        for each in listed:
            number += 1
            body += question(number, each)
    return body + "答案\n1~3 BCC\n4、ABD 5、ABCD\n6-7 √×\n"


def wide() -> str:
    lines = ["一、单项选择题（每题２分）\n"]
    for n, each in enumerate((S1, S3), 1):
        lettered = "".join(
            f"{letter.translate(WIDE)}．{text}" for letter, text in zip("ABCD", each.options, strict=False)
        )
        lines.append(
            f"{str(n).translate(WIDE)}．{each.stem.replace('（  ）', '（　　）')}{lettered}\n【答案】{each.letters.translate(WIDE)}\n"
        )
    return "".join(lines)


def one_line() -> str:
    text = "党务知识题库一、单选题(每题1分,共3题)"
    text += "".join(
        f"{n}.{each.stem}{''.join(each.lettered)}答案:{each.letters}解析:依据教材第{n}章。"
        for n, each in enumerate((S1, S2, S3), 1)
    )
    return (
        text
        + "二、判断题(每题1分,共2题)"
        + "".join(f"{n}.{each.stem}()答案:{each.letters}" for n, each in enumerate((T1, T2), 1))
    )


def in_brackets() -> str:
    marks = {True: "对", False: "错"}
    choices = "".join(
        f"{n}、{each.stem.replace('（  ）', f'（ {each.letters} ）')}\n{'   '.join(each.lettered)}\n"
        for n, each in enumerate(CHOICES, 1)
    )
    return choices + "".join(f"{n}、{each.stem}（{marks[each.key]}）\n" for n, each in enumerate((T1, T2), 6))


def key_tables() -> str:
    body = "一、选择题\n" + "".join(question(n, each) for n, each in enumerate((*CHOICES, S1_TURNED), 1))
    return body + "参考答案\n题号\t1\t2\t3\t4\t5\n答案\tB\tC\tC\tABD\tABCD\n题号\t6\n答案\tA\n"


S1_TURNED = Asked("single", "党支部委员会一般由几人组成（  ）。", ("3至5人", "7至9人", "11人"), "A")


def numberless() -> str:
    choices = "单选题\n" + "".join(
        f"{each.stem}\n{chr(10).join(each.lettered)}\n答案 {each.letters}\n" for each in (S1, S2)
    )
    return choices + "判断题\n" + "".join(f"{each.stem}{'对' if each.key else '错'}\n" for each in (T1, T2))


def site_export() -> str:
    lines = []
    for n, each in enumerate((S1, S3, M1), 1):
        name = "单选题" if each.kind == "single" else "多选题"
        lines.append(
            f"{n}. ({name}, 2.0分) {each.stem}\n"
            + "\n".join(each.lettered)
            + f"\n我的答案：A\n正确答案：{each.letters}\n得分：0.0分\n"
        )
    return "".join(lines) + f"4. (判断题, 2.0分) {T1.stem}\nA. 对\nB. 错\n我的答案：错\n正确答案：对\n"


def furniture() -> str:
    body = [
        f"{n}．{each.stem}\n{chr(10).join(each.lettered)}\n答案：{each.letters}" for n, each in enumerate(CHOICES, 1)
    ]
    between = "\n更多题库请关注公众号：安全生产\n第 {n} 页 共 5 页\n内部资料 严禁外传 2026\n"
    head = "目录\n一、单选题(3).......1\n二、多选题(2).......2\n单位：______ 姓名：______ 得分：______\n一、选择题\n"
    return head + "".join(part + between.format(n=n) for n, part in enumerate(body, 1))


def materials() -> str:
    return (
        "五、案例分析题（共10分）\n（一）某管护站值班员接到烟点报告，没有登记就下班。\n1.（单选）值班员首先应当（ ）。\nA.登记并报告\nB.下班\n"
        "2.（多选）应当报告的有（ ）。\nA.站长\nB.路人\nC.防火办\n答案：1.A 2.AC\n"
        "（二）某矿井下停电，局部通风机停转。\n1.（判断）可以继续作业。（×）\n"
    )


MATERIALS = (
    Asked("single", "值班员首先应当（  ）。", ("登记并报告", "下班"), "A"),
    Asked("multiple", "应当报告的有（  ）。", ("站长", "路人", "防火办"), ["A", "C"]),
    Asked("true_false", "可以继续作业。", (), False),
)


def shared_stems() -> str:
    return (
        "一、单选题\n（1～2题共用题干）\n某护林员独自进山巡护，手机没电。\n1．他应当（ ）。\nA.返回 B.继续 C.呼救\n"
        "2．事前应当检查（ ）。\nA.对讲机 B.鞋带 C.天气\n" + question(3, S1) + "参考答案\n1.A 2.A 3.B\n"
    )


SHARED = (
    Asked("single", "他应当（  ）。", ("返回", "继续", "呼救"), "A"),
    Asked("single", "事前应当检查（  ）。", ("对讲机", "鞋带", "天气"), "A"),
    S1,
)


def other_kinds() -> str:
    return (
        f"一、填空题\n1.党员每年集中学习培训一般不少于____学时。（32）\n2.{F2.stem}\n答案：打小\n"
        f"二、匹配题\n1.将装备与用途配对。\nA.风力灭火机\nB.油锯\n①清除倒木\n②扑打火线\n③运送给养\n答案：A-②；B-①\n"
        "三、排序题\n1.将发现火情后的步骤排序。\n①组织扑救\n②报告火情\n③清理看守\n答案：②①③\n"
        "四、归类题\n1.将下列物质归类。\nA.可燃物\nB.不燃物\n①枯叶\n②岩石\n③煤\n答案：A：①③；B：②\n"
        "五、找错题\n1.找出停电检修步骤中的错误。\n（1）验电\n（2）断电\n（3）挂牌\n答案：（1）（应先断电）\n"
        "六、数值题\n1.新上岗人员安全培训不少于多少学时？\n答案：72学时\n"
        f"七、简答题\n1.{A1.stem}（10分）\n答：{A1.key}\n"
    )


OTHERS = (
    F1,
    F2,
    Asked("matching", "将装备与用途配对。", ("运送给养",), [["风力灭火机", "扑打火线"], ["油锯", "清除倒木"]]),
    Asked("ordering", "将发现火情后的步骤排序。", (), ["报告火情", "组织扑救", "清理看守"]),
    Asked(
        "classification",
        "将下列物质归类。",
        ("可燃物", "不燃物"),
        [["枯叶", "可燃物"], ["岩石", "不燃物"], ["煤", "可燃物"]],
    ),
    Asked("find_error", "找出停电检修步骤中的错误。", ("验电", "断电", "挂牌"), [[1, "应先断电"]]),
    Asked("numeric", "新上岗人员安全培训不少于多少学时？", (), {"value": "72", "tolerance": "0", "unit": "学时"}),
    A1,
)


def answers_first() -> str:
    return "".join(
        f"{n}.答案：{each.letters}\n{each.stem}\n{chr(10).join(each.lettered)}\n"
        for n, each in enumerate((S1, S2, M1), 1)
    )


def answers_above() -> str:
    return "".join(
        f"答案：{each.letters}\n{n}.{each.stem}\n{chr(10).join(each.lettered)}\n"
        for n, each in enumerate((S1, S2, S3), 1)
    )


def scanned() -> str:
    return (
        "1.森林火警统一报警电话是O。\nA.11O\nB.119\nC.I2119\nD.120\n答案：C\n2.预备党员的预备期为（ ）。\nA.半年\n8.一年\nC.两年\nD.三年\n答案：B\n"
        "3.巡护记录应当包括（ ）。\nA.时间\nB.地点\n(:.事项\nD.处理结果\n答案：ABD\n"
    )


SCANNED = (S2, S1, M2)


def broken() -> str:
    return (
        "一、单选题\n1.甲题应当选哪一个（ ）。\nA.一\nB.二\nC.三\nC.四\n答案：D\n2.乙题应当选哪一个（ ）。\nA.一\nB.二\n答案：C\n"
        "3.丙题应当选哪一个（ ）。\nA.一\nB.二\nC.三\n答案：AC\n4.丁题应当选哪一个（ ）。\nA.一\nB.二\n5.戊题应当选哪一个（ A ）。\nA.一\nB.二\n答案：B\n"
    )


BROKEN = tuple(Asked("single", f"{name}题应当选哪一个（  ）。", (), None) for name in "甲乙丙丁戊")


def text(write: object, encoding: str = "utf-8") -> object:
    """The bytes of a text paper."""
    return lambda: write().encode(encoding)  # type: ignore[operator]


ALL = (
    WholeFile("逐题写答案和解析，题数分值写在标题里", "竞赛.txt", text(canonical), SEVEN),
    WholeFile("GB18030 编码，每部分末尾有答案", "题库.txt", text(keyed_by_section, "gb18030"), SEVEN),
    WholeFile("UTF-16 编码，卷末按大题列答案", "卷末答案.txt", text(keyed_at_end, "utf-16"), SEVEN),
    WholeFile("题号贯穿全卷，答案写成 1~3 BCC", "通号.txt", text(running_numbers, "utf-8-sig"), SEVEN),
    WholeFile("全角数字和字母，选项连成一行", "全角.txt", text(wide), (S1, S3)),
    WholeFile("网页复制，全卷一行", "网页.txt", text(one_line), (S1, S2, S3, T1, T2)),
    WholeFile("答案写在题干括号里", "括号.txt", text(in_brackets), SEVEN),
    WholeFile("答案排成表，每五题两行", "答案表.txt", text(key_tables, "gb18030"), (*CHOICES, S1_TURNED)),
    WholeFile("没有题号", "无题号.txt", text(numberless), (S1, S2, T1, T2)),
    WholeFile("考试网站导出，带“我的答案”", "导出.txt", text(site_export), (S1, S3, M1, T1)),
    WholeFile("目录、页码、水印、公众号广告", "水印.txt", text(furniture), CHOICES),
    WholeFile("案例材料题，答案在每个材料之后", "案例.txt", text(materials), MATERIALS),
    WholeFile("两题共用题干", "共用题干.txt", text(shared_stems), SHARED),
    WholeFile("填空、匹配、排序、归类、找错、数值、简答", "各种题型.txt", text(other_kinds), OTHERS),
    WholeFile("答案写在题号之后、题干之前", "答案在前.txt", text(answers_first), (S1, S2, M1)),
    WholeFile("答案写在题号之前的一行", "答案在上.txt", text(answers_above), (S1, S2, S3), (1, 2, 3)),
    WholeFile("扫描识别有误", "扫描.txt", text(scanned), SCANNED, (1, 2, 3)),
    WholeFile("字母重复、答案超界、多答案、缺答案、答案矛盾", "有错.txt", text(broken), BROKEN, (1, 2, 3, 4, 5)),
)
