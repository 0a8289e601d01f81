"""The words papers and tables use for kinds of question."""

from __future__ import annotations

import re
from functools import lru_cache

CHOICES = ("single", "multiple", "indefinite")
KINDS = (
    "single",
    "multiple",
    "indefinite",
    "true_false",
    "fill",
    "numeric",
    "short_answer",
    "essay",
    "matching",
    "ordering",
    "classification",
    "material",
    "hotspot",
    "find_error",
)
# Longer and more telling words stand before the shorter ones they contain; "choice" is settled by the key.
WORDS: tuple[tuple[str, str], ...] = (
    (r"不定项(?:选择)?|任意选择?|任选", "indefinite"),
    (r"多项(?:选择)?|多选|复选|多选择", "multiple"),
    (r"单项(?:选择)?|单选|最佳选择|单选择", "single"),
    (r"判断(?:改错|正误|对错|说明|分析)?|是非|正误|对错|辨别正误", "true_false"),
    (r"填空|填充|完形填空|填词", "fill"),
    (r"案例(?:分析)?|材料(?:分析|阅读)?|情[景境](?:分析)?|综合分析|资料分析|阅读理解|分析", "material"),
    (r"名词解释|名词解说|简答|问答|简述|计算|应用", "short_answer"),
    (r"论述|作文|写作|申论|综合应用|实操|实践操作|主观|辨析|开放", "essay"),
    (r"匹配|连线|配对|配伍", "matching"),
    (r"排序|顺序", "ordering"),
    (r"归类|分类", "classification"),
    (r"识图|看图|热区|标图", "hotspot"),
    (r"找错|改错|纠错|查错", "find_error"),
    (r"数值", "numeric"),
    (r"选择|客观", "choice"),
)
ANY_WORD = "|".join(f"(?:{pattern})" for pattern, _kind in WORDS)
_NAMED = re.compile(rf"^(?P<word>{ANY_WORD})(?:选择)?(?:试)?题?型?$")


@lru_cache(1_000)
def kind_named(word: str) -> str | None:
    """The kind a whole word such as 单选 or 多项选择题 stands for; None when it is no such word."""
    word = re.sub(r"[\s()（）\[\]【】:：.、]", "", word)
    if word.lower() in KINDS:
        return word.lower()
    if not _NAMED.match(word):
        return None
    for pattern, kind in WORDS:
        if re.match(rf"(?:{pattern})", word) and re.fullmatch(rf"(?:{pattern})(?:选择)?(?:试)?题?型?", word):
            return kind
    return None
