"""Sound papers laid out in a thousand ways: whatever is called ready is what was written."""

from __future__ import annotations

import random

import pytest

from question_bank.formats.paper_text import read_text
from tests.question_bank.whole_files.bank import CHOICES, T1, T2, Asked

pytestmark = pytest.mark.usefixtures("words")
PAPERS = 400
QUESTIONS = (
    *CHOICES,
    T1,
    T2,
    Asked("single", "带式输送机巡检间隔不得超过（  ）。", ("0.5小时", "1.5小时", "2小时"), "A"),
    Asked(
        "single",
        "电气设备着火，不宜直接使用（  ）扑救。",
        ("二氧化碳灭火器", "ABC类干粉灭火器", "直流水枪", "干沙"),
        "C",
    ),
    Asked(
        "multiple",
        "森林防火期内，下列行为中应当禁止的有（  ）。",
        ("上坟烧纸", "林内吸烟", "按规定巡护", "烧荒"),
        ["A", "B", "D"],
    ),
    Asked("true_false", "油锯启动前应确认链条不接触任何物体。", (), True),
    Asked("true_false", "井下可以随意拆卸矿灯。", (), False),
)
NUMBERS = ("{}.", "{}、", "{}．", "({})", "（{}）", "第{}题 ", "{}）", "【{}】", "{} ")
OPTIONS = ("{}.{}", "{}、{}", "{}．{}", "({}){}", "（{}）{}", "{}) {}", "{}：{}", "{} {}")
BETWEEN = ("\n", "\n", "    ", "\t", "  ", "；")
ANSWERS = ("答案：{}", "【答案】{}", "[答案] {}", "正确答案：{}", "参考答案:{}。", "（答案：{}）", "答案　{}", "答：{}")
NOISE = (
    "第 3 页 共 12 页",
    "- 7 -",
    "内部资料 严禁外传",
    "更多题库请关注公众号：安全生产",
    "",
    "3/12",
    "姓名：______ 单位：______",
)
HEADS = {"single": "单项选择题", "multiple": "多项选择题", "true_false": "判断题"}


class Author:
    """Lays a paper out in ways of his own, and may be careless."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.number = self.pick(NUMBERS)
        self.option = self.pick(OPTIONS)
        self.between = self.pick(BETWEEN)
        self.answer = self.pick(ANSWERS)
        self.key = self.pick(("line", "line", "stem", "section", "end", "range", "table"))
        self.careless = self.chance.random() < 0.5
        self.runs_on = self.chance.random() < 0.3

    def pick(self, several):
        return self.chance.choice(several)

    def paper(self, asked: list[Asked]) -> str:
        parts, keys, number = [], [], 0
        for ordinal, (kind, name) in zip("一二三", HEADS.items(), strict=True):
            listed = [each for each in asked if each.kind == kind]
            if not listed:
                continue
            heading = f"{ordinal}、{name}"
            parts.append(heading + self.pick(("", f"（共{len(listed)}题）", "（每题2分）")))
            number = number if self.runs_on else 0
            entries = []
            for each in listed:
                number += 1
                parts += self.question(number, each)
                entries.append((number, each))
            if self.key == "section":
                parts += ["参考答案：", self.listed(entries)]
            keys.append((heading, entries))
        if self.key in ("end", "range", "table"):
            parts.append("参考答案")
            for heading, entries in keys:
                parts += [heading, self.listed(entries)]
        return "\n".join(self.noisy(parts)) + "\n"

    def listed(self, entries: list[tuple[int, Asked]]) -> str:
        first, last = entries[0][0], entries[-1][0]
        letters = [each.letters for _n, each in entries]
        if self.key == "range" and last > first:
            return f"{first}-{last} " + (" ".join(letters) if max(map(len, letters)) > 1 else "".join(letters))
        if self.key == "table" and last > first:
            return "题号\t" + "\t".join(str(n) for n, _each in entries) + "\n答案\t" + "\t".join(letters)
        return self.pick((" ", "  ", "；", "，")).join(f"{n}.{each.letters}" for n, each in entries)

    def question(self, number: int, each: Asked) -> list[str]:
        stem = each.stem
        if self.key == "stem":
            stem = stem.replace("（  ）", f"（{each.letters}）") if each.options else f"{stem}（{each.letters}）"
        elif not each.options:
            stem += "（ ）"
        lines = self.wrapped(self.number.format(number) + stem)
        lettered = [self.option.format(letter, text) for letter, text in zip("ABCD", each.options, strict=False)]
        if lettered:
            lines += self.between.join(lettered).split("\n")
        if self.key == "line":
            lines.append(self.answer.format(each.letters))
        return lines

    def wrapped(self, line: str) -> list[str]:
        if not self.careless or len(line) < 14 or self.chance.random() < 0.6:
            return [line]
        cut = self.chance.randrange(8, len(line) - 3)
        return [line[:cut], line[cut:]]

    def noisy(self, parts: list[str]) -> list[str]:
        found = []
        for line in parts:
            found.append(line + (" " * self.chance.randrange(3) if self.careless else ""))
            if self.careless and self.chance.random() < 0.08:
                found.append(self.pick(NOISE))
        return found


def bare(text: str) -> str:
    return "".join(text.split()).rstrip("；;。")


def test_whatever_is_called_ready_in_a_perturbed_paper_is_right():
    written, ready = 0, 0
    for seed in range(PAPERS):
        author = Author(seed)
        asked = author.chance.sample(QUESTIONS, author.chance.randint(3, len(QUESTIONS)))
        by_stem = {bare(each.stem): each for each in asked}
        text = author.paper(asked)
        for question in read_text(text).questions:
            if question.status != "ready":
                continue
            wanted = by_stem.get(bare(question.stem))
            assert wanted is not None, f"seed {seed}: {question.stem!r} was never written\n{text}"
            assert (question.kind, tuple(map(bare, question.options)), question.key) == (
                wanted.kind, tuple(map(bare, wanted.options)), wanted.key,
            ), f"seed {seed}\n{text}"  # fmt: skip
            ready += 1
        written += len(asked)

    assert ready / written > 0.9
