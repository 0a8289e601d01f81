"""Fill-in of who is to do something."""

from __future__ import annotations

import re

from core.i18n import _l
from courses.builder.formulas import is_formula
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import BLANK, Ground, Suggestion, fill_body, gives_itself_away

_BY = re.compile(
    r"由(?P<who>[\u3400-\u9fff]{2,10}?)(?P<act>负责|组织|发出|审批|批准|审核|签字|签发|牵头|指导|主持|保管|汇总|填写|上报|确认|统一)"
)
_VAGUE = re.compile(r"自己|个人|本人|他人|专人|双方|各方|谁|此|这|其|党员|大家|此产生")


class Duties:
    """Blanks who is responsible: 由……组织, 由……批准."""

    name = "duties"
    label = _l("责任人填空")
    reason = _l("句中写明由谁来做，是执行时必须知道的。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question for each sentence that names who acts."""
        found = (self._asked(passage) for passage in ground.passages)
        return [suggestion for suggestion in found if suggestion]

    def _asked(self, passage: Passage) -> Suggestion | None:
        duty = _BY.search(passage.text)
        if duty is None or _VAGUE.search(duty["who"]) or is_formula(passage.text):
            return None
        start, end = duty.span("who")
        around = passage.excerpt(start, end)
        if around is None:
            return None
        words, offset = around
        stem = words[: start - offset] + BLANK + words[end - offset :]
        if gives_itself_away(stem, duty["who"]):
            return None
        body = fill_body([duty["who"]])
        return Suggestion(self.name, "fill", stem + "。", body, passage.paragraph, passage.text, duty[0], 72)
