"""One paper of every common kind in layouts put together at random: nothing ready says another key, stem or explanation."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

import pytest

from question_bank.formats.paper_text import read_text
from tests.question_bank.whole_files.bank import Asked

pytestmark = pytest.mark.usefixtures("words")
PAPERS = 150
QUESTIONS = (
    Asked("single", "巷道净高不低于1.8米时，人行道宽度不小于（  ）。", ("0.5米", "0.8米", "1.2米", "2.0米"), "B"),
    Asked("single", "扑救B类火灾不宜使用（  ）。", ("直流水枪", "ABC类干粉", "泡沫"), "A"),
    Asked("single", "下列关于“标准答案”的说法，正确的是（  ）。", ("由命题人拟定", "可以不写", "无需核对"), "A"),
    Asked("single", "（  ）是安全生产的第一责任人。", ("主要负责人", "安全员", "班组长"), "A"),
    Asked("single", "2026年修订的规程自（  ）起施行。", ("5月1日", "7月1日", "10月1日"), "C"),
    Asked("multiple", "“三会一课”的“三会”有（  ）。", ("支部党员大会", "支委会", "党小组会", "职代会"), ["A", "B", "C"]),
    Asked("multiple", "林区禁止的行为有（  ）。", ("吸烟", "烧荒", "巡护", "野炊", "放孔明灯"), ["A", "B", "D", "E"]),
    Asked("multiple", "五级以上大风时（  ）。", ("停止登高", "可以动火", "加固设施"), ["A", "C"]),
    Asked("true_false", "A班可以代替B班在记录上签字。", (), False),
    Asked("true_false", "作业面粉尘超过2.5毫克时应当停止作业。", (), True),
    Asked("true_false", "进入林区应当登记。", (), True),
    Asked("true_false", "盲炮可以用镐刨处理。", (), False),
    Asked("fill", "安全带应当____挂低用。", (), [["高"]]),
    Asked("fill", "扑火要打早、____、打____。", (), [["打小"], ["了"]]),
    Asked("fill", "安全电压不高于____伏。", (), [["36"]]),
    Asked("short_answer", "简述敲帮问顶的做法。", (), "由外向里，一人敲帮，一人监护。"),
    Asked("short_answer", "简述避灾的原则。", (), "及时报告，积极抢救，安全撤离。"),
)  # fmt: skip
HEADS = {
    "single": ("单项选择题", "单选题", "选择题（单选）"),
    "multiple": ("多项选择题", "多选题"),
    "true_false": ("判断题", "是非题"),
    "fill": ("填空题",),
    "short_answer": ("简答题", "问答题"),
}
ORDINALS = (
    ("一、", "二、", "三、", "四、", "五、"),
    ("（一）", "（二）", "（三）", "（四）", "（五）"),
    ("第一部分 ", "第二部分 ", "第三部分 ", "第四部分 ", "第五部分 "),
    ("Ⅰ、", "Ⅱ、", "Ⅲ、", "Ⅳ、", "Ⅴ、"),
    ("一．", "二．", "三．", "四．", "五．"),
    ("",) * 5,
)
NUMBERS = ("{}.", "{}、", "{}．", "({})", "（{}）", "第{}题 ", "{}）", "【{}】", "{}. ", "{}　", "{}，", "★{}.")
OPTIONS = (
    "{}.{}", "{}、{}", "{}．{}", "({}){}", "（{}）{}", "{}){}", "{}：{}", "{} {}", "【{}】{}", "{}. {}", "选项{}：{}",
)  # fmt: skip
BETWEEN = ("\n", "\n", "\n", "    ", "\t", "　　", " ", "；", "\n　　", "")
ANSWERS = (
    "答案：{}", "【答案】{}", "[答案] {}", "正确答案：{}", "参考答案:{}。", "（答案：{}）", "答　案：{}", "标准答案：【{}】", "答案为：{}",
    "【正确答案】：{}", "答案：（{}）", "答案:{};",
)  # fmt: skip
EXPLAINED = ("解析：{}", "【解析】{}", "答案解析：{}", "[解析]{}", "试题解析：{}")
JOINED = ("{}", "{}", "、", "，", " ", ",", "；")
TRUE, FALSE = ("√", "对", "正确", "T", "是", "✓"), ("×", "错", "错误", "F", "否", "✗")
BLANKS = ("____", "______", "（  ）", "        ", "〔  〕", "＿＿＿＿")
STEM_BLANKS = ("（  ）", "（ ）", "()", "(    )", "（　　）", "【 】")
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), 0x28, 0x29)})


@dataclass
class Layout:
    """One way to lay out a paper, drawn by chance."""

    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        chance = self.chance = random.Random(self.seed)
        self.ordinals, self.number = chance.choice(ORDINALS), chance.choice(NUMBERS)
        self.option, self.between = chance.choice(OPTIONS), chance.choice(BETWEEN)
        self.answer, self.explained = chance.choice(ANSWERS), chance.choice(EXPLAINED)
        self.letters, self.blank, self.stem_blank = (
            chance.choice(JOINED),
            chance.choice(BLANKS),
            chance.choice(STEM_BLANKS),
        )
        self.truth = (chance.choice(TRUE), chance.choice(FALSE))
        self.place = chance.choice(("line", "line", "line", "stem", "section", "end", "tokens"))
        self.explains = self.place == "line" and chance.random() < 0.5
        self.runs_on, self.wide = chance.random() < 0.3, chance.random() < 0.2
        self.width = chance.choice((0, 0, 0, 18, 25))

    def said(self, each: Asked) -> str:
        if each.kind == "true_false":
            return self.truth[0] if each.key else self.truth[1]
        if each.kind == "fill":
            return "；".join(way[0] for way in each.key)
        if each.kind == "short_answer":
            return str(each.key)
        return each.letters if self.letters == "{}" else self.letters.join(each.letters)

    def paper(self, asked: list[Asked]) -> str:
        parts: list[str] = []
        ends: list[str] = ["参考答案"]
        number = 0
        for ordinal, (kind, names) in zip(self.ordinals, HEADS.items(), strict=True):
            listed = [each for each in asked if each.kind == kind]
            if not listed:
                continue
            heading = ordinal + self.chance.choice(names)
            number = number if self.runs_on else 0
            parts.append(heading)
            key = []
            for each in listed:
                number += 1
                parts += self.question(number, each)
                key.append(f"{number}.{self.said(each)}")
            if self.place == "section":
                parts += ["答案：", *key]
            tokens = self.place == "tokens" and kind in ("single", "true_false")
            ends += [heading, " ".join(self.said(each) for each in listed)] if tokens else [heading, *key]
        if self.place in ("end", "tokens"):
            parts += ends
        text = "\n".join(parts) + "\n"
        return text.translate(WIDE) if self.wide else text

    def question(self, number: int, each: Asked) -> list[str]:
        stem = (
            each.stem.replace("____", self.blank)
            if each.kind == "fill"
            else each.stem.replace("（  ）", self.stem_blank)
        )
        within = self.place == "stem" and each.kind in ("single", "multiple", "true_false")
        if within:
            stem = (
                f"{stem}（{self.said(each)}）"
                if each.kind == "true_false"
                else each.stem.replace("（  ）", f"（ {self.said(each)} ）")
            )
        elif each.kind == "true_false" and self.place != "line":
            stem += "（  ）"
        lines = self.wrapped(self.number.format(number) + stem)
        lettered = [self.option.format(letter, text) for letter, text in zip("ABCDE", each.options, strict=False)]
        lines += self.between.join(lettered).split("\n") if lettered else []
        if self.place == "line" or (self.place == "stem" and not within):
            lines.append(("答：{}" if each.kind == "short_answer" else self.answer).format(self.said(each)))
            lines += [self.explained.format(explanation(each))] if self.explains and each.kind != "short_answer" else []
        return lines

    def wrapped(self, line: str) -> list[str]:
        return [line[n : n + self.width] for n in range(0, len(line), self.width)] if self.width else [line]


def explanation(each: Asked) -> str:
    return f"依据管理办法第{len(each.stem)}条。"


def bare(text: str) -> str:
    narrow = text.translate({wide: code for code, wide in WIDE.items()})
    narrow = narrow.translate(
        {ord(wide): chr(code) for code, wide in ((c, chr(c + 0xFEE0)) for c in range(0x21, 0x7F))}
    )
    return re.sub(r"\(\)|_+", "_", "".join(narrow.split())).rstrip(";.。")


def plainly(question: object) -> tuple[object, ...]:
    key = question.key
    if isinstance(key, str):
        key = bare(key)
    elif question.kind == "fill" and key:
        key = [[bare(f"{way}|") for way in ways] for ways in key]
    return question.kind, bare(question.stem), tuple(map(bare, question.options)), str(key)


def test_no_layout_makes_a_ready_question_say_something_else():
    written = ready = 0
    for seed in range(PAPERS):
        layout = Layout(seed)
        asked = layout.chance.sample(QUESTIONS, layout.chance.randint(4, len(QUESTIONS)))
        asked.sort(key=lambda each: list(HEADS).index(each.kind))
        text = layout.paper(asked)
        wanted = {plainly(each): bare(explanation(each)) for each in asked}
        for question in read_text(text).questions:
            if question.status != "ready":
                continue
            found = plainly(question)
            assert found in wanted, f"seed {seed}: {found}\n{text}"
            assert question.explanation in ("", None) or bare(question.explanation) == wanted[found], (
                f"seed {seed}\n{text}"
            )
            ready += 1
        written += len(asked)

    assert ready / written > 0.9
