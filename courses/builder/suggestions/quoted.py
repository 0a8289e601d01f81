"""Terms that a text sets in quotation marks and names by a noun, such as “四同步”原则 (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NOUNS = (
    "工作机制", "责任机制", "工作思路", "发展定位", "工作模式", "工作法", "主基调", "原则", "机制", "制度", "模式", "思路", "要求", "方针",
    "理念", "标准", "体系", "行动", "活动", "项目", "目标", "纪律", "工程", "计划", "方法", "措施", "现象", "问题", "规定", "清单", "方案",
    "定位", "导向", "格局", "文化", "举措", "职责", "途径", "管理体系", "融合管理体系", "支部建设", "标准抓落实", "会议", "主题", "为主题",
)  # fmt: skip
_QUOTED = re.compile(r"“(?P<term>[^“”]{2,20})”(?P<noun>" + "|".join(sorted(NOUNS, key=len, reverse=True)) + r")?")
_LEADS = re.compile(
    r"(?:坚持|按照|围绕|落实|遵循|贯彻|推行|执行|履行|实行|坚定|增强|做到|整治|对照|聚焦|构建|存在)(?:了|好|的|党的)?$"
)
WORN = frozenset(
    [
        "党建",
        "党员",
        "工作",
        "发展",
        "支部",
        "企业",
        "职工",
        "学习",
        "服务",
        "管理",
        "建设",
        "引领",
        "基层",
        "组织",
        "领导",
        "干部",
        "林区",
        "矿山",
        "安全",
        "生产",
        "创新",
    ]
)
"""Words too common to be worth a blank."""


@dataclass(frozen=True)
class Term:
    """A quoted term in a sentence."""

    start: int
    end: int
    text: str
    noun: str


def terms(sentence: str) -> Iterator[Term]:
    """The quoted terms of a sentence that carry a name: a noun behind them, or a verb of rule before them."""
    for found in _QUOTED.finditer(sentence):
        term, noun = found["term"], found["noun"] or ""
        led = _LEADS.search(sentence[: found.start()])
        beside = sentence[found.end("term") + 1 : found.end("term") + 2] == "“" or sentence[: found.start()].endswith(
            "”"
        )
        if term not in WORN and not beside and (noun or led) and re.search(r"[\u3400-\u9fff]", term):
            yield Term(found.start("term"), found.end("term"), term, noun or (led[0] if led else ""))
