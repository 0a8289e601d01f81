"""True or false: a provision as it stands, or turned into its opposite."""

from __future__ import annotations

import re

from core.i18n import _l
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import Ground, Suggestion, toss

TURNS = (
    ("不得", "可以"), ("严禁", "允许"), ("禁止", "允许"), ("不准", "可以"), ("不允许", "允许"), ("方可", "也不得"), ("必须", "不必"),
    ("应当", "不必"),
)  # fmt: skip
"""Words of a provision and what turns them round, the strongest first."""
_BINDING = frozenset({"不得", "严禁", "禁止", "不准", "不允许", "方可"})
_CONCRETE = re.compile(
    r"[一二两三四五六七八九十\d]+(?:人|名|次|日|天|小时|分钟|个|米)|报告|登记|签字|批准|审批|记录|佩戴|携带|持证|停止|撤离|上报|公示|"
    r"存档|补正|同行|交接|备案"
)
_WHOLE = re.compile(r"被禁止|不得不|必须的|必须要有")


class Negations:
    """Asks whether a provision is right; in most its binding word is turned round."""

    name = "negations"
    label = _l("规定判断")
    reason = _l("把“必须”“不得”一类规定反过来说，检验是否清楚什么能做、什么不能做；也有不改的。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One statement for a sentence that binds somebody to something concrete."""
        found = (self._turned(passage) for passage in ground.passages)
        return [suggestion for suggestion in found if suggestion]

    def _turned(self, passage: Passage) -> Suggestion | None:
        place, word, other = self._binding_word(passage.text)
        around = passage.excerpt(place, place + len(word)) if word else None
        if around is None:
            return None
        words, offset = around
        if not self._binds(word, words):
            return None
        false = toss(passage.text, 3) > 0
        at = place - offset
        stem = words[:at] + (other if false else word) + words[at + len(word) :]
        body = {"key": not false} | ({"correction": f"{words}。"} if false else {})
        why = f"{word} → {other}" if false else word
        worth = 66 if word in _BINDING else 56
        return Suggestion(self.name, "true_false", stem + "。", body, passage.paragraph, passage.text, why, worth)

    def _binding_word(self, text: str) -> tuple[int, str, str]:
        for word, other in TURNS:
            place = text.find(word)
            if place >= 0 and text.count(word) == 1 and not _WHOLE.search(text):
                return place, word, other
        return -1, "", ""

    def _binds(self, word: str, words: str) -> bool:
        """Exhortations turned round are silly; only what somebody could really get wrong is asked."""
        behind = words.split(word, 1)[-1]
        return word in _BINDING or (bool(_CONCRETE.search(behind)) and len(words) <= 60)
