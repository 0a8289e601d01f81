"""True or false: a sentence with its number, or with another one."""

from __future__ import annotations

from core.i18n import _l
from courses.builder.formulas import is_formula, only_reports
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import Ground, Suggestion, toss
from courses.builder.suggestions.figures import Figure, figures, value_of, written_like

LADDER = (1, 2, 3, 5, 6, 7, 10, 12, 15, 20, 24, 30, 36, 48, 60, 72, 90)
"""Numbers that rules like to name; a changed number is one of them, or a near one."""


class ChangedNumbers:
    """Asks whether a sentence is right; in most the number is another one."""

    name = "changed_numbers"
    label = _l("数字判断")
    reason = _l("把原文的数字换成相近的数字，检验是否记准；也有不改的。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One statement for a sentence with a number worth knowing."""
        found = []
        for passage in ground.passages:
            known = [] if is_formula(passage.text) else list(figures(passage.text))
            if known:
                found.extend(self._stated(passage, known[-1]))
        return found

    def _stated(self, passage: Passage, figure: Figure) -> list[Suggestion]:
        around = passage.excerpt(figure.start, figure.end)
        value = value_of(figure.number)
        if around is None or not value:
            return []
        words, offset = around
        false = toss(passage.text, 3) > 0
        other = self._other(value, figure, passage.text) if false else figure.number
        if not other:
            return []
        stem = words[: figure.start - offset] + other + words[figure.end - offset :]
        body = {"key": not false} | ({"correction": f"{words}。"} if false else {})
        worth = 30 if only_reports(passage.text) else 62
        why = f"{figure.number}{figure.unit}" + (f" → {other}{figure.unit}" if false else "")
        return [Suggestion(self.name, "true_false", stem + "。", body, passage.paragraph, passage.text, why, worth)]

    def _other(self, value: int, figure: Figure, sentence: str) -> str:
        """Another number near the right one that the sentence does not name."""
        near = sorted((step for step in LADDER if step != value), key=lambda step: (abs(step - value), step))
        steps = near[:4] if value <= max(LADDER) else [value * 2, value // 2]
        steps = [step for step in steps if not (step == 1 and figure.unit in {"项", "条", "人", "名"})]
        ways = [written_like(step, figure.number) for step in steps]
        free = [way for way in ways if way and f"{way}{figure.unit}" not in sentence]
        return free[toss(sentence + "other", len(free))] if free else ""
