"""Fill-in of a term that the text sets in quotation marks."""

from __future__ import annotations

from core.i18n import _l
from courses.builder.sentences import Passage
from courses.builder.suggestions.base import BLANK, Ground, Suggestion, fill_body, gives_itself_away
from courses.builder.suggestions.quoted import Term, terms

LONGEST_ANSWER = 10
"""Longer terms are for choosing, not for writing by heart."""
SHORTEST_CONTEXT = 10


class QuotedTerms:
    """Blanks a named term: the name of a principle, a system, a way of working."""

    name = "quoted_terms"
    label = _l("名称填空")
    reason = _l("原文用引号标出的名称，是需要准确记住的提法。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a term, at the first sentence that names it."""
        asked: set[str] = set()
        found = []
        for passage in ground.passages:
            for term in terms(passage.text):
                suggestion = self._blanked(passage, term) if term.text not in asked else None
                if suggestion:
                    asked.add(term.text)
                    found.append(suggestion)
        return found

    def _blanked(self, passage: Passage, term: Term) -> Suggestion | None:
        around = passage.excerpt(term.start, term.end) if len(term.text) <= LONGEST_ANSWER else None
        if around is None:
            return None
        words, offset = around
        stem = words[: term.start - offset] + BLANK + words[term.end - offset :]
        if gives_itself_away(stem, term.text) or len(stem) - len(BLANK) < SHORTEST_CONTEXT:
            return None
        why, worth = f"“{term.text}”{term.noun}", 60 + 2 * min(len(term.text), 8)
        return Suggestion(
            self.name, "fill", stem + "。", fill_body([term.text]), passage.paragraph, passage.text, why, worth
        )
