"""Fill-in of one item of a closed list."""

from __future__ import annotations

from core.i18n import _l
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import BLANK, Ground, Suggestion, fill_body, gives_itself_away, toss
from courses.builder.suggestions.listed import ListedItem, listed_items


class Enumerations:
    """Blanks an item of a list that is complete: parallel wording, or a count behind it."""

    name = "enumerations"
    label = _l("并列内容填空")
    reason = _l("句中几项并列、用语对应，缺哪一项应当说得出来。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a sentence, on an item of its first closed list."""
        found = (self._best_of(passage) for passage in ground.passages)
        return [suggestion for suggestion in found if suggestion]

    def _best_of(self, passage: Passage) -> Suggestion | None:
        items = list(listed_items(passage.text))
        if not items:
            return None
        chosen = items[toss(passage.text, len(items))]
        return next((made for item in (chosen, *items) if (made := self._blanked(passage, item))), None)

    def _blanked(self, passage: Passage, item: ListedItem) -> Suggestion | None:
        around = passage.excerpt(item.start, item.end)
        if around is None:
            return None
        words, offset = around
        stem = words[: item.start - offset] + BLANK + words[item.end - offset :]
        if gives_itself_away(stem, item.text):
            return None
        why = "、".join(item.whole)[:60]
        return Suggestion(
            self.name, "fill", stem + "。", fill_body([item.text.strip("“”")]), passage.paragraph, passage.text, why, 58
        )
