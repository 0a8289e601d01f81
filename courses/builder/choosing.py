"""Choosing among suggested questions: the best first, nothing twice, several kinds (pure)."""

from __future__ import annotations

from collections import Counter

from courses.builder.suggestions import ALL, Ground, Suggestion, folded

MOST_A_LESSON = 8
MOST_OF_A_MAKER = 3
MOST_A_PARAGRAPH = 3
SHORTEST_TERM = 3
"""From this length on an answer is a term that is asked for once; shorter ones are numbers and plain words."""
FEWEST_GOOD, LEAST_WORTH = 2, 36
"""Once a lesson has so many questions, one that is worth less is not added for the sake of their number."""
VARIETY = 8
"""How much worth each further question of the same kind loses."""


def candidates(ground: Ground) -> list[Suggestion]:
    """Everything that any kind of suggestion finds."""
    return [suggestion for maker in ALL for suggestion in maker.suggest(ground)]


class Chosen:
    """Remembers over a whole course what has been asked."""

    def __init__(self) -> None:
        self._stems: set[str] = set()
        self._sentences: set[str] = set()
        self._answers: set[str] = set()
        self._options: set[frozenset[str]] = set()

    def questions(
        self, ground: Ground, found: list[Suggestion] | None = None, most: int = MOST_A_LESSON
    ) -> list[Suggestion]:
        """The best questions on a lesson in reading order; at most one on a sentence, none asked before."""
        found = candidates(ground) if found is None else found
        kept = self._best(found, most)
        places = {passage.text: place for place, passage in enumerate(ground.passages)}
        return sorted(kept, key=lambda each: places.get(each.quote, -1))

    def _best(self, found: list[Suggestion], most: int) -> list[Suggestion]:
        kept: list[Suggestion] = []
        makers: Counter[str] = Counter()
        paragraphs: Counter[str] = Counter()
        left = list(found)
        while left and len(kept) < most:
            best = max(left, key=lambda each: each.worth - VARIETY * makers[each.maker])
            left.remove(best)
            if len(kept) >= FEWEST_GOOD and best.worth - VARIETY * makers[best.maker] < LEAST_WORTH:
                break
            full = makers[best.maker] >= MOST_OF_A_MAKER or paragraphs[best.paragraph.anchor] >= MOST_A_PARAGRAPH
            if not full and self._is_new(best):
                kept.append(best)
                makers[best.maker] += 1
                paragraphs[best.paragraph.anchor] += 1
        return kept

    def _is_new(self, suggestion: Suggestion) -> bool:
        stem, answer = folded(suggestion.stem), folded(suggestion.answer)
        options = frozenset(option["text"] for option in suggestion.body.get("options", ()))
        asked = stem in self._stems or folded(suggestion.quote) in self._sentences or options in self._options
        if asked or (len(answer) >= SHORTEST_TERM and answer in self._answers):
            return False
        if options:
            self._options.add(options)
        self._stems.add(stem)
        self._sentences.add(folded(suggestion.quote))
        self._answers.add(answer)
        return True
