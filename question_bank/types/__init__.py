"""The question types the bank can hold, one file each."""

from question_bank.types.base import Answer, Body, QuestionType, Verdict
from question_bank.types.multiple import MultipleResponse
from question_bank.types.single import SingleChoice
from question_bank.types.true_false import TrueFalse

__all__ = ["ALL", "BY_NAME", "Answer", "Body", "QuestionType", "Verdict"]

ALL: tuple[QuestionType, ...] = (SingleChoice(), MultipleResponse(), TrueFalse())  # in the order the editor offers
BY_NAME: dict[str, QuestionType] = {kind.name: kind for kind in ALL}
