"""Articles of our own writing, and ways in which print and typists spoil them."""

from __future__ import annotations

from dataclasses import dataclass, field

LONG = (
    "护林站的学习从一张值班表开始。每周三晚饭后，站里的人围着炉子坐下，先听一段文件，再说一件当天遇到的事，"
    "谁巡的山谁来讲，讲完大家一起找出文件里对得上的那一句。这样学，年纪大的不觉得累，刚来的也插得上话。",
    "到了防火期，学习就搬到瞭望塔下。半个小时够做三道题：风向变了先做什么，电台没有信号找谁，发现烟点怎样报告。"
    "答案不写在纸上，由老站长带着在现场走一遍，走错了再走一遍。",
    "台账由两个人轮流记，只记四样：谁来了，学了什么，提了什么问题，问题后来怎样了。年底翻开，一年做过的事都在上面，"
    "不必另写材料。林场派人来看过两回，只提了一条意见：把没有解决的问题也留着，不要涂掉。",
    "矿上的班前会只有十五分钟。班长把昨天的隐患念一遍，指定一个人复述今天的第一道工序，说错了当场改正。"
    "安全员在旁边记下复述的次数，月底念给全班听，次数多的人坐到前排。",
    "培训中心借来一台旧投影，讲课的是本矿的电工。他不用讲义，拿一只烧坏的开关，从接线讲到停送电的手续，"
    "听的人可以随时打断他。散会以前每人写下一个没听懂的词，第二天贴在更衣室的墙上，写上答案。",
    "去年有三个支部合在一起办夜校，自愿报名，一共办了二十六次。坚持到最后的十九个人里有八个拿到了更高一级的证书，"
    "其余的人在班组里当起了小老师。夜校花的钱不多，主要是灯和茶水。",
)


@dataclass
class Part:
    """A heading as written (number and words) with the paragraphs below it."""

    level: int
    number: str
    heading: str
    paragraphs: list[str] = field(default_factory=list)
    runs_in: bool = False


@dataclass
class Piece:
    """An article as its author wrote it."""

    title: str
    authors: list[str]
    unit: str
    opening: list[str]
    parts: list[Part]


def forest_piece() -> Piece:
    """An essay with 一、 and （一）."""
    return Piece(
        "把护林站办成职工身边的学校", ["周远山"], "北岭林业局青松林场", [LONG[0]],
        [
            Part(1, "一、", "从值班表学起，让每个人都能开口", [LONG[1]]),
            Part(1, "二、", "用好台账，把问题留在纸面上", []),
            Part(2, "（一）", "只记四样东西", [LONG[2]]),
            Part(2, "（二）", "没有解决的问题不涂掉，年底一起翻看", [LONG[0], LONG[1]]),
            Part(1, "三、", "防火期的学习搬到塔下", [LONG[1]]),
        ],
    )  # fmt: skip


def mine_piece() -> Piece:
    """An essay with 一、 and run-in 一是."""
    return Piece(
        "班前十五分钟怎样用——来自井下班组的做法", ["孟庆河", "李 岩"], "乌兰矿业有限公司", [LONG[3]],
        [
            Part(1, "一、", "会前有准备", []),
            Part(2, "一是", "班长先查隐患", [LONG[3]], runs_in=True),
            Part(2, "二是", "安全员记次数", [LONG[4]], runs_in=True),
            Part(1, "二、", "会后有回声，把没听懂的词贴上墙", [LONG[4]]),
            Part(2, "第一，", "当天的问题当天答", [LONG[5]], runs_in=True),
            Part(2, "第二，", "答不了的交给夜校", [LONG[5]], runs_in=True),
        ],
    )  # fmt: skip


def decimal_piece() -> Piece:
    """A paper with 1, 1.1 and 1.1.1."""
    return Piece(
        "矿区夜校学习成效的调查与分析", ["方志平", "乌云其其格"], "北岭矿业集团培训中心", [],
        [
            Part(1, "1", "调查的对象与方法", []),
            Part(2, "1.1", "对象", [LONG[5]]),
            Part(2, "1.2", "方法", []),
            Part(3, "1.2.1", "访谈", [LONG[4]]),
            Part(3, "1.2.2", "查阅台账", [LONG[2]]),
            Part(1, "2", "结果", [LONG[5]]),
            Part(1, "3", "结语", [LONG[0]]),
        ],
    )  # fmt: skip


def chapter_piece() -> Piece:
    """A manual with 第一章, 一、, 1. and （1）."""
    return Piece(
        "瞭望员岗位学习手册", ["白长青"], "北岭林业局防火办公室", [LONG[1]],
        [
            Part(1, "第一章", "岗位与职责", []),
            Part(2, "一、", "上岗条件", []),
            Part(3, "1.", "身体条件", [LONG[0]]),
            Part(3, "2.", "知识条件", [LONG[1]]),
            Part(2, "二、", "日常工作", [LONG[2]]),
            Part(1, "第二章", "学习与考核", []),
            Part(2, "一、", "学习安排", []),
            Part(3, "1.", "每周一课", []),
            Part(4, "（1）", "课前", [LONG[3]]),
            Part(4, "（2）", "课后", [LONG[4]]),
            Part(2, "二、", "考核办法", [LONG[5]]),
        ],
    )  # fmt: skip


PIECES = (forest_piece, mine_piece, decimal_piece, chapter_piece)


def lines_of(piece: Piece, *, title_last: bool = False) -> list[str]:
    """The article as paragraphs in print order, wrapped by nobody."""
    head = [piece.title, "●" + " ".join(piece.authors)]
    body = list(piece.opening)
    for part in piece.parts:
        gap = " " if part.number[-1].isdigit() else ""
        if part.runs_in:
            body.append(f"{part.number}{part.heading}。{part.paragraphs[0]}")
            body += part.paragraphs[1:]
        else:
            body += [part.number + gap + part.heading, *part.paragraphs]
    body.append(f"（作者单位：{piece.unit}）")
    return [*body, *head] if title_last else [*head, *body]


def wrap(paragraphs: list[str], columns: int, *, indent: str = "", gap: bool = True) -> list[str]:
    """Break paragraphs into lines of so many characters, as a printed column does."""
    lines: list[str] = []
    for paragraph in paragraphs:
        rest = indent + paragraph
        while rest:
            cut = columns + (1 if rest[columns : columns + 1] in tuple("，。、；：！？”）") else 0)
            lines.append(rest[:cut])
            rest = rest[cut:]
        if gap:
            lines.append("")
    return lines


def with_pages(lines: list[str], every: int, header: str = "") -> list[str]:
    """Put a page number, and a running header where one is given, after each so many lines."""
    printed: list[str] = []
    for count, line in enumerate(lines, start=1):
        printed.append(line)
        if count % every == 0:
            printed += ["", f"— {count // every} —", *([header] if header else []), ""]
    return printed
