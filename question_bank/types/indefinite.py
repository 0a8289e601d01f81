"""One or more (不定项): the candidate is not told how many options are right."""

from __future__ import annotations

from core.i18n import _, _l
from question_bank.types import choices
from question_bank.types.base import Answer, Body


class Indefinite(choices.ChoosingSeveral):
    """One option or more is right; marked by the paper's rule for several right options."""

    name = "indefinite"
    label = _l("不定项选择题")
    example: Body = {
        "options": [
            {"id": "a", "text": "先断电，再施救"},
            {"id": "b", "text": "直接用手拉开触电者"},
            {"id": "c", "text": "用干燥木棒挑开电线"},
            {"id": "d", "text": "用水泼灭电火花"},
        ],
        "key": ["a", "c"],
    }
    right_answer: Answer = {"chosen": ["a", "c"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable options or an empty key."""
        faults = choices.option_faults(body)
        if not faults and not body["key"]:
            faults.append(_("请至少选出一个正确答案。"))
        return faults
