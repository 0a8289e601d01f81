"""Single choice of a quoted term among the other quoted terms of the article."""

from __future__ import annotations

from core.i18n import _l
from courses.builder.sentences import Passage, sentences, tidy
from courses.builder.suggestions.base import (
    GAP,
    Ground,
    Suggestion,
    choice_body,
    folded,
    gives_itself_away,
)
from courses.builder.suggestions.quoted import Term, terms

WRONG = 3


class TermChoices:
    """Asks which of the article's named terms belongs into a sentence."""

    name = "term_choices"
    label = _l("名称单选")
    reason = _l("干扰项取自同一篇文章里的其他提法，检验是否分得清。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a term, where the article names at least three others of about its length."""
        others = _all_terms(ground)
        found, asked = [], set()
        for passage in ground.passages:
            for term in terms(passage.text):
                suggestion = self._choice(passage, term, others) if term.text not in asked else None
                if suggestion:
                    asked.add(term.text)
                    found.append(suggestion)
        return found

    def _choice(self, passage: Passage, term: Term, others: list[Term]) -> Suggestion | None:
        around = passage.excerpt(term.start, term.end)
        if around is None:
            return None
        words, offset = around
        stem = words[: term.start - offset - 1] + GAP + words[term.end - offset + 1 :]
        wrong = _wrong_terms(term, others, stem)
        if len(wrong) < WRONG or gives_itself_away(stem, term.text):
            return None
        body = choice_body(f"“{term.text}”", [f"“{text}”" for text in wrong[:WRONG]], passage.text)
        why, worth = f"“{term.text}”{term.noun}", 68 if len(term.text) > 4 else 60
        return Suggestion(self.name, "single", stem + "。", body, passage.paragraph, passage.text, why, worth)


def _all_terms(ground: Ground) -> list[Term]:
    found: dict[str, Term] = {}
    for paragraph in ground.article.paragraphs():
        for sentence in sentences(tidy(paragraph.text)):
            for term in terms(sentence):
                found.setdefault(term.text, term)
    return list(found.values())


def _wrong_terms(term: Term, others: list[Term], stem: str) -> list[str]:
    """Terms of another meaning: alike in length and noun first, none that stands in the stem or overlaps the right one."""
    free = [
        other
        for other in others
        if folded(other.text) not in folded(stem)
        and folded(other.text) not in folded(term.text)
        and folded(term.text) not in folded(other.text)
        and abs(len(other.text) - len(term.text)) <= max(3, len(term.text) // 2)
    ]
    free.sort(key=lambda other: (other.noun != term.noun, abs(len(other.text) - len(term.text)), other.text))
    return [other.text for other in free]
