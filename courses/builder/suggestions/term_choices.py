"""Single choice of a quoted term among the other quoted terms of the article."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from core.i18n import _l
from courses.builder.material import SourceArticle
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
NEIGHBOURS = 40
"""Terms before and after one in its article that can stand beside it; a handbook names hundreds."""


class TermChoices:
    """Asks which of the article's named terms belongs into a sentence."""

    name = "term_choices"
    label = _l("名称单选")
    reason = _l("干扰项取自同一篇文章里的其他提法，检验是否分得清。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a term, where the article names at least three others of about its length."""
        others = _all_terms(ground.article)
        found, asked = [], set()
        for passage in ground.passages:
            for term in terms(passage.text):
                suggestion = self._choice(passage, term, others) if term.text not in asked else None
                if suggestion:
                    asked.add(term.text)
                    found.append(suggestion)
        return found

    def _choice(self, passage: Passage, term: Term, others: tuple[Term, ...]) -> Suggestion | None:
        around = passage.excerpt(term.start, term.end)
        if around is None:
            return None
        words, offset = around
        stem = words[: term.start - offset - 1] + GAP + words[term.end - offset + 1 :]
        wrong = _wrong_terms(term, others, stem)
        if len(wrong) < WRONG or gives_itself_away(stem, term.text):
            return None
        body = choice_body(f"“{term.text}”", [f"“{text}”" for text in wrong], passage.text)
        why, worth = f"“{term.text}”{term.noun}", 68 if len(term.text) > 4 else 60
        return Suggestion(self.name, "single", stem + "。", body, passage.paragraph, passage.text, why, worth)


@lru_cache(maxsize=4)
def _all_terms(article: SourceArticle) -> tuple[Term, ...]:
    """Every named term of an article once; kept, because each of its lessons asks."""
    found: dict[str, Term] = {}
    for paragraph in article.paragraphs():
        for sentence in sentences(tidy(paragraph.text)):
            for term in terms(sentence):
                found.setdefault(term.text, term)
    return tuple(found.values())


def _wrong_terms(term: Term, others: tuple[Term, ...], stem: str) -> list[str]:
    """Terms of another meaning: alike in length and noun first, none that stands in the stem or overlaps the right one."""
    most = max(3, len(term.text) // 2)
    place = next((place for place, other in enumerate(others) if other.text == term.text), 0)
    siblings = others[max(0, place - NEIGHBOURS) : place + NEIGHBOURS]
    near = [other for other in siblings if abs(len(other.text) - len(term.text)) <= most]
    near.sort(key=lambda other: (other.noun != term.noun, abs(len(other.text) - len(term.text)), other.text))
    said, right = folded(stem), folded(term.text)
    free = (other.text for other in near if _is_another(folded(other.text), right, said))
    return list(islice(free, WRONG))


def _is_another(text: str, right: str, stem: str) -> bool:
    return text not in stem and text not in right and right not in text
