"""The file formats questions can be written in, one file each."""

from question_bank.formats.terms import in_terms
from question_bank.writing.base import Loss, Writer, checked, file_name, written
from question_bank.writing.excel import ExcelWriter
from question_bank.writing.gift import GiftWriter
from question_bank.writing.moodle import MoodleWriter
from question_bank.writing.own_json import JsonWriter
from question_bank.writing.paper_text import TextWriter
from question_bank.writing.qti import QTI21, QTI30
from question_bank.writing.word import BlankPaper, PaperSet, WordWriter

__all__ = ["ALL", "BY_NAME", "PAPERS", "Loss", "Writer", "checked", "file_name", "in_terms", "written"]

ALL: tuple[Writer, ...] = (
    TextWriter(),
    WordWriter(),
    ExcelWriter(),
    GiftWriter(),
    MoodleWriter(),
    QTI21,
    QTI30,
    JsonWriter(),
)
PAPERS: tuple[Writer, ...] = (BlankPaper(), PaperSet())  # for the desk; not meant to be read back
BY_NAME: dict[str, Writer] = {writer.name: writer for writer in (*ALL, *PAPERS)}
