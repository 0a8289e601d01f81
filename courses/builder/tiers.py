"""Which tier an article suits, and why: vocabulary, length, density of provisions (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.i18n import _
from courses.builder.material import SourceArticle, characters_of
from courses.builder.sentences import sentences, tidy
from courses.models import Tier

PROVISION = re.compile(r"必须|不得|应当|严禁|禁止|方可|不准|须经")
LEARNED = re.compile(
    r"机制|体系|效能|协同|赋能|治理|维度|路径|顶层|统筹|融合|研判|评估|内涵|耦合|范式|理论|要义|转化|规律|系统化|体系化|常态化|绩效|定位|"
    r"逻辑|闭环|链条|格局|主体责任|民主集中制|决策|考核"
)
LEADING = re.compile(r"党委|书记|班子|领导干部|党务工作者|主体责任|第一责任人|三重一大|换届|专题研究|决策")
LONG_SENTENCE, VERY_LONG_SENTENCE = 45, 70
MANY_WORDS, VERY_MANY_WORDS = 14, 26
"""Learned words in a thousand characters."""
MANY_PROVISIONS = 4
LONG, VERY_LONG = 3_000, 8_000
MANY_LEADING = 5


@dataclass(frozen=True)
class TierAdvice:
    """A tier with the reasons it was chosen for."""

    tier: Tier
    reasons: tuple[str, ...]
    score: int
    """Higher is harder; orders the lessons of several articles."""


def advise_tier(articles: list[SourceArticle]) -> TierAdvice:
    """Suggest a tier for what some articles teach together; the reasons name the figures they rest on."""
    text = "".join(tidy(paragraph.text) for article in articles for paragraph in article.paragraphs())
    length = max(1, characters_of(text))
    lines = sentences(text)
    learned = 1000 * len(LEARNED.findall(text)) // length
    provisions = 1000 * len(PROVISION.findall(text)) // length
    leading = 1000 * len(LEADING.findall(text)) // length
    sentence = length // max(1, len(lines))
    score = _steps(learned, MANY_WORDS, VERY_MANY_WORDS) + _steps(sentence, LONG_SENTENCE, VERY_LONG_SENTENCE)
    score += _steps(length, LONG, VERY_LONG) + (provisions >= MANY_PROVISIONS) + (leading >= MANY_LEADING)
    tier = Tier.BASIC if score <= 1 else Tier.INTERMEDIATE if score <= 3 else Tier.ADVANCED
    reasons = (
        _("每千字有 %(count)s 个专门用语（%(much)s）", count=learned, much=_much(learned, MANY_WORDS, VERY_MANY_WORDS)),
        _("句子平均 %(count)s 字（%(much)s）", count=sentence, much=_much(sentence, LONG_SENTENCE, VERY_LONG_SENTENCE)),
        _("全文 %(count)s 字（%(much)s）", count=length, much=_much(length, LONG, VERY_LONG)),
        _("每千字有 %(count)s 处“必须”“不得”一类规定（%(much)s）", count=provisions, much=_much(provisions, MANY_PROVISIONS, 9)),
        _("每千字 %(count)s 次说到书记、班子、决策等（%(much)s）", count=leading, much=_much(leading, MANY_LEADING, 10)),
    )  # fmt: skip
    return TierAdvice(tier, reasons, score * 100 + learned)


def _steps(value: int, many: int, very_many: int) -> int:
    return (value >= many) + (value >= very_many)


def _much(value: int, many: int, very_many: int) -> str:
    return _("高") if value >= very_many else _("中") if value >= many else _("低")
