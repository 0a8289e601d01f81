"""Key points, key terms and objectives of a lesson, taken from its own words (pure)."""

from __future__ import annotations

import re
from collections import Counter

from courses.builder.formulas import is_formula
from courses.builder.lessons import LessonPlan
from courses.builder.sentences import DANGLING, Passage, passages, tidy
from courses.builder.suggestions.figures import figures
from courses.builder.suggestions.listed import listed_items
from courses.builder.suggestions.quoted import terms

MOST_POINTS = 5
MOST_TERMS = 8
MOST_OBJECTIVES = 4
LONGEST_POINT = 70
LONGEST_LIST = 30
PLAIN_HEADINGS = frozenset({"引言", "前言", "导言", "结语", "结束语", "总则", "附则", "理论基础"})
_ROUND_ABOUT = re.compile(
    r"^第[一二三四五六七八九十]个?(?:问题|方面|点)[，,：:]?(?:讲一讲|讲讲|谈一谈|谈谈|说一说|说说|关于)?|^问[:：]|[？?]$"
)
"""What a speaker says before the matter of a heading, and the marks of a question."""
_STEP = re.compile(
    r"把|重|抓|坚持|聚焦|强化|健全|推动|推进|加强|深化|创新|营造|孵化|加快|压实|厚植|精准|优化|深耕|拓宽|扎实|持续|提升|提高|建立|落实"
)
_PROVISION = re.compile(r"必须|不得|应当|严禁|禁止|方可|每[日周月年]|至少")
_CORE = re.compile(r"关键|核心|前提|基础|根本|首要|重要|目的|就是|是指|在于")
_BOUND = re.compile(r"不得|必须|严禁|禁止|方可")
_NAME_NOUNS = frozenset(
    {
        "原则",
        "机制",
        "制度",
        "模式",
        "思路",
        "工作思路",
        "工作机制",
        "责任机制",
        "要求",
        "方针",
        "体系",
        "行动",
        "活动",
        "纪律",
        "项目",
    }
)


def key_points(plan: LessonPlan) -> tuple[str, ...]:
    """Three to five points: the weightiest sentence under each heading, led by the heading."""
    points = []
    for section in plan.sections:
        sentences = [passage for passage in passages(section) if _may_lead(passage.text)]
        best = max(sentences, key=_weight, default=None)
        if best is not None and (short := _short(best)):
            heading = tidy(section.heading)
            leads = heading and heading not in short and len(heading) <= 24 and heading not in PLAIN_HEADINGS
            asks = heading.endswith(("？", "?"))
            points.append((_weight(best), f"{heading}{'' if asks else '：'}{short}" if leads else short))
    weights = sorted((weight for weight, _ in points), reverse=True)[:MOST_POINTS]
    return tuple(text for weight, text in points if weight in weights)[:MOST_POINTS]


def _may_lead(text: str) -> bool:
    return not DANGLING.match(text) and not is_formula(text)


def key_terms(plan: LessonPlan) -> tuple[str, ...]:
    """The named terms of a lesson, the ones that occur most first."""
    counted: Counter[str] = Counter()
    for section in plan.sections:
        for passage in passages(section):
            counted.update(term.text for term in terms(passage.text))
    return tuple(term for term, _ in sorted(counted.items(), key=lambda pair: -pair[1]))[:MOST_TERMS]


def objectives(plan: LessonPlan) -> tuple[str, ...]:
    """What a learner can say or do afterwards, for the author to confirm: 能说出… and 能做到…."""
    able = [*_to_do(plan), *_to_say(plan)]
    return tuple(dict.fromkeys(able))[:MOST_OBJECTIVES] or _by_headings(plan)


def _to_say(plan: LessonPlan) -> list[str]:
    named, listed = [], []
    for section in plan.sections:
        for passage in passages(section):
            named += [
                f"能说出“{term.text}”{term.noun}的内容" for term in terms(passage.text) if term.noun in _NAME_NOUNS
            ]
            for item in list(listed_items(passage.text))[:1]:
                words = "、".join(item.whole)
                if len(words) <= LONGEST_LIST:
                    listed.append(f"能完整说出“{words}”并逐项举例")
    return [*_by_headings(plan)[:1], *named[:2], *listed[:1], *named[2:]]


def _to_do(plan: LessonPlan) -> list[str]:
    """Provisions that bind a reader to something: at most two of them."""
    found = []
    for section in plan.sections:
        for passage in passages(section):
            bound = _binds(passage.text)
            words = _short(passage)
            if bound and words and len(words) <= 46:
                found.append(f"能做到：{words}")
    return found[:2] or _to_apply(plan)


def _binds(text: str) -> bool:
    exact = bool(_BOUND.search(text)) and any(figures(text))
    return (exact or "不得" in text) and not is_formula(text)


def _to_apply(plan: LessonPlan) -> list[str]:
    """Where a text binds nobody to anything exact: to carry one of its steps into one's own work."""
    steps = [heading for heading in _headings(plan) if _STEP.match(heading)]
    return [f"能做到：结合本岗位，为“{steps[-1]}”举出一项可以落实的做法"] if steps else []


def _by_headings(plan: LessonPlan) -> tuple[str, ...]:
    return tuple(
        f"能说出“{heading}”的{'主要做法' if _STEP.match(heading) else '主要内容'}" for heading in _headings(plan)[:2]
    )


def _headings(plan: LessonPlan) -> list[str]:
    headings = [_ROUND_ABOUT.sub("", tidy(section.heading)) for section in plan.sections if section.heading]
    return [heading for heading in headings if 4 <= len(heading) <= 32 and heading not in PLAIN_HEADINGS]


def _weight(passage: Passage) -> int:
    text = passage.text
    weight = 3 * len(_PROVISION.findall(text)) + 2 * len(_CORE.findall(text)) + 2 * len(list(figures(text)))
    weight += 2 * len(list(terms(text))) + 2 * bool(list(listed_items(text)))
    return weight - (len(text) > LONGEST_POINT) * 2 + (len(text) > 12)


def _short(passage: Passage) -> str:
    """The sentence, or as many of its clauses from the start as a point can carry."""
    if len(passage.text) <= LONGEST_POINT:
        return passage.text
    found = passage.excerpt(0, 1)
    return found[0] if found and len(found[0]) <= LONGEST_POINT else ""
