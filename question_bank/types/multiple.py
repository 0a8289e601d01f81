"""Multiple response: two or more options are right."""

from __future__ import annotations

from core.i18n import _, _l
from question_bank.types import choices
from question_bank.types.base import Answer, Body


class MultipleResponse(choices.ChoosingSeveral):
    """Two or more options are right; what a part of them is worth is the marking rule's business."""

    name = "multiple"
    label = _l("多选题")
    example: Body = {
        "options": [
            {"id": "a", "text": "支部党员大会"},
            {"id": "b", "text": "支部委员会会议"},
            {"id": "c", "text": "民主生活会"},
            {"id": "d", "text": "党小组会"},
        ],
        "key": ["a", "b", "d"],
    }
    right_answer: Answer = {"chosen": ["a", "b", "d"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable options or fewer than two right ones."""
        faults = choices.option_faults(body)
        if not faults and len(body["key"]) < 2:
            faults.append(_("多选题至少要有两个正确答案。"))
        return faults
