"""Labels such as 答案： or 【解析】 that say what the text behind them is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_ANSWER = r"(?:(?:本题|此题|试题|题目)?的?(?:参考|正确|标准|客观|建议)?答\s{0,4}案(?:要点|选项)?(?:是|为)?|正确选项|正解|参考要点|答题要点|评分要点|答|Answer|Key|Ans)"
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "explanation",
        r"(?:答案|试题|题目|考点|本题)?(?:详细)?解\s{0,4}析|答案说明|详解|点评|解答|解题思路|分析|注解|答案依据说明|改正|更正|订正|正确说法|正确表述|Explanation",
    ),
    ("answer", _ANSWER),
    ("topic", r"知\s?识\s?点|所属章节|章节|考点|考查点|考查知识点|所属知识点|知识单元"),
    ("difficulty", r"难易程度|难易度|难度系数|难度等级|难度|难易"),
    ("source", r"出\s?处|来\s?源|题目依据|法规依据|答案依据|参考依据|依\s?据|文件依据|教材页码|题目来源|试题来源"),
    ("points", r"本题分值|分\s?值|题目分值|分数"),
    ("kind", r"题\s?型|试题类型|题目类型"),
    ("ignored", r"(?:您|你|我|考生|学员|本人|用户)的?(?:答案|作答|选择)|作答结果|答题结果|答题用时|得分"),
    ("stem", r"题\s?干|题\s?目|试\s?题|问题|问"),
)
_ANY = "|".join(f"(?P<{field}>{words})" for field, words in _WORDS)
_BRACKETED = re.compile(rf"\[\s*(?:{_ANY})\s*(?::\s*)?\]\s*:?\s*", re.IGNORECASE)
_COLON = re.compile(rf"[(\[]?(?:{_ANY})\s*:\s*", re.IGNORECASE)
_WHOLE_POINTS = re.compile(r"[(\[]\s*分\s?值\s*:\s*[\d.]+\s*分?\s*[)\]]")
_BARE_ANSWER = re.compile(
    r"(?P<answer>(?:参考|正确|标准)?答案(?:应?(?:为|是|选))?)\s*(?=[\[(]?\s*(?:[A-Ha-h](?:[、, ]?[A-Ha-h])*|[√×✓✗✔✘]|对|错|正确|错误)(?:[\s、,.;。\])(]|$))"
)
_CHOSEN = re.compile(r"^\s*(?P<answer>(?:正确)?(?:答案)?应?选)\s*:?\s*(?=[A-H](?:[、, ]?[A-H])*\s*[。.]?\s*$)")
_NOTHING_BEFORE = re.compile(r"[\s。.;;,)\]√×✓✗_]$")
_REF_VALUE = re.compile(r"^(?:正确|标准|参考)")
_JOINED = re.compile(r"^\s*\[?\s*(?:参考)?答案[及与和]?解析\s*\]?\s*:\s*(?=[A-H√×对错正])")
ALWAYS_INSIDE = ("answer", "explanation")


@dataclass(frozen=True)
class Label:
    """A label found in a line: which field it opens and where the value starts."""

    field: str
    start: int
    end: int
    bracketed: bool


@lru_cache(maxsize=2048)
def at_start(shadow: str) -> Label | None:
    """The label a line starts with."""
    found = _next(shadow, 0, within=None)
    return found if found and not shadow[: found.start].strip() else None


def cut(shadow: str, within: str | None) -> list[Label]:
    """All labels of a line in order; `within` is the field the line starts in, None for a question's own text."""
    found: list[Label] = []
    position, field = 0, within
    while label := _next(shadow, position, field):
        found.append(label)
        position, field = label.end, label.field
    return found


def _next(shadow: str, position: int, within: str | None) -> Label | None:
    candidates = [
        *_bracketed(shadow, position),
        *_with_colon(shadow, position, within),
        *_bare(shadow, position, within),
    ]
    candidates += [
        Label("answer", found.start(), found.end(), bracketed=True)
        for found in [_JOINED.match(shadow, position)]
        if found
    ]
    return min(candidates, key=lambda label: (label.start, -label.end), default=None)


def _bracketed(shadow: str, position: int) -> list[Label]:
    found = _BRACKETED.search(shadow, position)
    return [Label(str(found.lastgroup), found.start(), found.end(), bracketed=True)] if found else []


def _with_colon(shadow: str, position: int, within: str | None) -> list[Label]:
    for found in _COLON.finditer(shadow, position):
        label = Label(str(found.lastgroup), found.start(), found.end(), bracketed=False)
        if within is None and _WHOLE_POINTS.match(shadow, found.start()):
            continue  # （分值：2分） behind a stem is taken with it
        if _opens(label, shadow, position, within):
            return [label]
    return []


def _opens(label: Label, shadow: str, position: int, within: str | None) -> bool:
    before = shadow[position : label.start]
    if not before.strip():
        return label.field != "stem" or position == 0
    if within == "explanation":
        return label.field not in ("answer", "explanation", "stem", "kind") and bool(_NOTHING_BEFORE.search(before))
    if label.field == "ignored":
        return bool(_NOTHING_BEFORE.search(before)) and within != "explanation"
    if label.field in ALWAYS_INSIDE:
        return shadow[label.start : label.end].strip(" (:") not in ("分析", "解答", "答") or bool(
            _NOTHING_BEFORE.search(before)
        )
    return label.field != "stem" and bool(_NOTHING_BEFORE.search(before))


def _bare(shadow: str, position: int, within: str | None) -> list[Label]:
    """答案 with no colon counts only where nothing else could be meant: at the start or behind a gap."""
    if within == "explanation" and position:
        return []
    if not position and within != "explanation" and (chosen := _CHOSEN.match(shadow)):
        return [Label("answer", chosen.start("answer"), chosen.end(), bracketed=False)]
    for found in _BARE_ANSWER.finditer(shadow, position):
        before = shadow[position : found.start()]
        if not before.strip() or (within != "explanation" and before.endswith(" ")):
            return [Label("answer", found.start(), found.end(), bracketed=False)]
    return []
