"""The question types the bank can hold, one file each."""

from .base import Answer, Body, QuestionType, Verdict
from .multiple import MultipleResponse
from .single import SingleChoice
from .true_false import TrueFalse

__all__ = ["ALL", "BY_NAME", "Answer", "Body", "QuestionType", "Verdict"]

ALL: tuple[QuestionType, ...] = (SingleChoice(), MultipleResponse(), TrueFalse())  # in the order the editor offers
BY_NAME: dict[str, QuestionType] = {kind.name: kind for kind in ALL}
