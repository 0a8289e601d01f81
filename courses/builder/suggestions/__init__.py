"""The ways of suggesting questions, one file each, and the choice of the best among what they find."""

from courses.builder.suggestions.base import Ground, Maker, Suggestion, folded, gives_itself_away
from courses.builder.suggestions.changed_numbers import ChangedNumbers
from courses.builder.suggestions.duties import Duties
from courses.builder.suggestions.enumerations import Enumerations
from courses.builder.suggestions.negations import Negations
from courses.builder.suggestions.numbers import Numbers
from courses.builder.suggestions.quoted_terms import QuotedTerms
from courses.builder.suggestions.sibling_headings import SiblingHeadings
from courses.builder.suggestions.term_choices import TermChoices

__all__ = ["ALL", "BY_NAME", "Ground", "Maker", "Suggestion", "folded", "gives_itself_away"]

ALL: tuple[Maker, ...] = (
    Numbers(),
    Duties(),
    QuotedTerms(),
    Enumerations(),
    ChangedNumbers(),
    Negations(),
    TermChoices(),
    SiblingHeadings(),
)
BY_NAME: dict[str, Maker] = {maker.name: maker for maker in ALL}
