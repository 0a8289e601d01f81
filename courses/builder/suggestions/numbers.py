"""Fill-in of a number, a term of days or a date."""

from __future__ import annotations

import re

from core.i18n import _l
from courses.builder.formulas import is_formula, only_reports
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import BLANK, Ground, Suggestion, fill_body, gives_itself_away
from courses.builder.suggestions.figures import Figure, figures

_DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?!代|度|来)|\d{1,2}月\d{1,2}日")
_LIMIT = re.compile(
    r"不少于|不得少于|至少|不超过|不得超过|不高于|不低于|以内|以上|以下|之内|之前|前[一二三四五六七八九十\d]|每"
)


class Numbers:
    """Blanks a number that a reader has to know: a limit, a frequency, a count, a date."""

    name = "numbers"
    label = _l("数字与期限填空")
    reason = _l("句中有需要记住的数字、次数、期限或日期。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a sentence: on its most telling number."""
        found = (best_of(self.name, passage) for passage in ground.passages)
        return [suggestion for suggestion in found if suggestion]


def best_of(maker: str, passage: Passage) -> Suggestion | None:
    """The question on the best number of a sentence; None when it has none that can be asked."""
    candidates = [_blanked(maker, passage, figure) for figure in figures(passage.text)]
    candidates += [_dated(maker, passage, date) for date in _DATE.finditer(passage.text)]
    return max((each for each in candidates if each), key=lambda each: each.worth, default=None)


def _blanked(maker: str, passage: Passage, figure: Figure) -> Suggestion | None:
    around = passage.excerpt(figure.start, figure.end)
    if around is None or (figure.unit == "年" and len(figure.number) == 4):
        return None
    words, offset = around
    stem = words[: figure.start - offset] + BLANK + words[figure.end - offset :]
    if any(f"{spelling}{figure.unit}" in stem or f"第{spelling}" in stem for spelling in figure.spellings):
        return None
    if is_formula(passage.text):
        return None
    worth = 35 if only_reports(passage.text) else 70 + 15 * bool(_LIMIT.search(words))
    why = f"{figure.number}{figure.unit}"
    return Suggestion(
        maker, "fill", stem + "。", fill_body(figure.spellings), passage.paragraph, passage.text, why, worth
    )


def _dated(maker: str, passage: Passage, date: re.Match[str]) -> Suggestion | None:
    around = passage.excerpt(date.start(), date.end())
    if around is None:
        return None
    words, offset = around
    stem = words[: date.start() - offset] + BLANK + words[date.end() - offset :]
    if gives_itself_away(stem, date[0]):
        return None
    return Suggestion(maker, "fill", stem + "。", fill_body([date[0]]), passage.paragraph, passage.text, date[0], 55)
