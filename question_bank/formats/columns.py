"""Which column of a table holds what, by the headings that platforms and people use."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

_ALIASES: dict[str, str] = {
    "stem": "题干 题目 试题内容 试题 问题 内容 大题题干 题目内容 试题题干 题目题干 题干内容 问题内容 试题名称 题目名称 题目描述 考题 question stem",
    "sub_stem": "小题题干 子题题干 小题内容",
    "kind": "题型 题目类型 试题类型 类型 试题题型 题目题型 题类 题型名称 questiontype type",
    "answer": "正确答案 答案 标准答案 参考答案 试题答案 正确选项 答案选项正确 正确答案选项 题目答案 答案序号 正确答案序号 正确选项序号 标准答案序号 answer key",
    "explanation": "解析 答案解析 试题解析 说明 判断题解析 注解 题目解析 解释 答题解析 详解 analysis explanation",
    "difficulty": "难度 难易度 难易程度 难度系数 难度等级 试题难度 difficulty",
    "topic": "章节 目录 知识点 分类 一级纲要 二级纲要 三级纲要 题目分类 试题分类 所属章节 所属知识点 考点 章 节 知识点名称 题库名称 科目 类别 模块 知识领域 课程 topic",
    "points": "分值 分数 试题分数 每题分值 题目分数 题目分值 得分 score points",
    "source": "依据 出处 题目依据 来源 法规依据 文件依据 题目来源 试题来源 参考依据 试题依据 source",
    "options": "选项 选项内容 备选项 备选答案 候选项 选择项 试题选项 题目选项 答案选项 可选项 options",
    "number": "序号 题号 编号 试题编号 题目编号 no id number",
}
_BY_ALIAS = {alias: name for name, words in _ALIASES.items() for alias in words.split()}
_OPTION = re.compile(
    r"^(?:选项|选择项|备选项?|备选答案|答案选项|候选项|可选项|答案|选择|option)?([a-j])(?:选项|项|答案)?$"
)
_OPTION_NUMBER = re.compile(
    r"^(?:选项|选择项|备选项?|备选答案|候选项|可选项|option)([1-9]|1[0-2]|[一二三四五六七八九十])$"
)
_ANSWER_NUMBER = re.compile(r"^(?:正确)?答案([1-9])$")
_TOPIC_LEVEL = re.compile(
    r"^(?:知识点|章节|分类|目录|纲要|类别)([一二三四五六1-6])级?$|^([一二三四五六])级(?:知识点|章节|分类|目录|纲要|类别)$"
)
_REMARKS = re.compile(r"必填项?|勿删除?|选填|可选|请勿删除|不可修改|非必填|可不填|\*")
SEARCHED_ROWS = 30
LONGEST_HEADING = 40
_HAN = "一二三四五六七八九十"


@dataclass
class Columns:
    """Where each field of a table stands; lists where a field may take several columns."""

    row: int
    single: dict[str, int] = field(default_factory=dict)
    options: dict[int, int] = field(default_factory=dict)  # position of the option from 0 → column
    answers: list[int] = field(default_factory=list)
    rivals: list[int] = field(default_factory=list)  # further columns that say the answer, to be compared
    topics: list[int] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    @property
    def known(self) -> int:
        """How many columns are understood."""
        return len(self.single) + len(self.options) + len(self.answers) + len(self.rivals) + len(self.topics)

    @property
    def repeating(self) -> set[int]:
        """Columns in which one merged cell speaks for several questions."""
        return {
            *self.topics,
            *(self.single[name] for name in ("kind", "difficulty", "points", "source") if name in self.single),
        }


def is_heading(text: str) -> bool:
    """Whether a cell is one of the headings that tables use."""
    if len(text) > LONGEST_HEADING:
        return False
    name = bare(text)
    return name in _BY_ALIAS or bool(_OPTION.match(name) or _OPTION_NUMBER.match(name) or _ANSWER_NUMBER.match(name))


@lru_cache(1_000)
def bare(heading: str) -> str:
    """A heading without spaces, brackets and remarks such as 必填."""
    text = unicodedata.normalize("NFKC", heading).casefold()
    text = _REMARKS.sub("", text)
    text = (
        re.sub(r"\((?:[^()]*)\)|\[[^\[\]]*\]|【[^】]*】", "", text) if re.sub(r"\([^()]*\)", "", text).strip() else text
    )
    return re.sub(r"[\s()\[\]【】:：、.\-_/]", "", text)


def columns_of(cells: list[str], row: int) -> Columns | None:
    """The columns a row of headings names; None when the row is no header."""
    found = Columns(row)
    for place, cell in enumerate(cells):
        if cell and not _assign(found, bare(cell), place):
            found.unused.append(" ".join(cell.split()))
    _settle(found)
    has_question = "stem" in found.single and (
        found.answers or found.options or "kind" in found.single or "options" in found.single
    )
    return found if has_question and found.known >= 2 else None


def _assign(found: Columns, name: str, place: int) -> bool:
    if match := _OPTION_NUMBER.match(name):
        number = _HAN.index(match[1]) + 1 if match[1] in _HAN else int(match[1])
        found.options.setdefault(number - 1, place)
    elif match := _ANSWER_NUMBER.match(name):
        found.answers.append(place)
    elif match := _OPTION.match(name):
        found.options.setdefault(ord(match[1]) - ord("a"), place)
    elif _TOPIC_LEVEL.match(name) or _BY_ALIAS.get(name) == "topic":
        found.topics.append(place)
    elif _BY_ALIAS.get(name) == "answer":
        (found.rivals if found.answers else found.answers).append(place)
    elif name in _BY_ALIAS and _BY_ALIAS[name] not in found.single:
        found.single[_BY_ALIAS[name]] = place
    else:
        return False
    return True


def _settle(found: Columns) -> None:
    """A lone 选项 column holds all options; 选项一栏加编号列 are told apart by their count."""
    if "options" in found.single and found.options and len(found.options) >= 2:
        found.unused.append("选项")
        del found.single["options"]


def header(rows: list[list[str]]) -> Columns | None:
    """The first row among the first thirty that names a stem and what goes with it, the best of neighbours."""
    candidates = [found for place, cells in enumerate(rows[:SEARCHED_ROWS]) if (found := columns_of(cells, place))]
    return max(candidates, key=lambda found: (found.known, -found.row), default=None)
