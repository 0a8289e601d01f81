"""The question types the bank can hold, one file each."""

from question_bank.types.base import Answer, Body, Line, QuestionType, Read, Readable, Sent, Verdict
from question_bank.types.classification import Classification
from question_bank.types.essay import Essay
from question_bank.types.fill import Fill
from question_bank.types.find_error import FindError
from question_bank.types.hotspot import Hotspot
from question_bank.types.indefinite import Indefinite
from question_bank.types.matching import Matching
from question_bank.types.material import Material
from question_bank.types.multiple import MultipleResponse
from question_bank.types.numeric import Numeric
from question_bank.types.ordering import Ordering
from question_bank.types.short_answer import ShortAnswer
from question_bank.types.single import SingleChoice
from question_bank.types.true_false import TrueFalse

__all__ = ["ALL", "BY_NAME", "SIMPLE", "Answer", "Body", "Line", "QuestionType", "Read", "Readable", "Sent", "Verdict"]

SIMPLE: tuple[QuestionType, ...] = (
    SingleChoice(),
    MultipleResponse(),
    Indefinite(),
    TrueFalse(),
    Fill(),
    Numeric(),
    ShortAnswer(),
    Essay(),
    Matching(),
    Ordering(),
    Classification(),
    Hotspot(),
    FindError(),
)
"""Every type that is one question; a material question is made of these."""
ALL: tuple[QuestionType, ...] = (*SIMPLE, Material(SIMPLE))  # in the order the editor offers
BY_NAME: dict[str, QuestionType] = {kind.name: kind for kind in ALL}
