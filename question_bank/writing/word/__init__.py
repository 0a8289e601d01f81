"""Papers in Word form: the paper with and without answers, its A and B versions, the answer sheet."""

from question_bank.writing.word.paper import Layout, WordWriter, paper
from question_bank.writing.word.sets import BlankPaper, PaperSet, paper_set
from question_bank.writing.word.sheet import answer_sheet
from question_bank.writing.word.versions import Version, order_rows, versions

__all__ = [
    "BlankPaper",
    "Layout",
    "PaperSet",
    "Version",
    "WordWriter",
    "answer_sheet",
    "order_rows",
    "paper",
    "paper_set",
    "versions",
]
