"""The file formats questions can be read from, one file each."""

from __future__ import annotations

from dataclasses import replace

from core.errors import Invalid
from core.i18n import _
from question_bank.formats import askable, checks, decoding
from question_bank.formats.aiken import Aiken
from question_bank.formats.base import Reader, Reading, ReadQuestion
from question_bank.formats.delimited import Delimited
from question_bank.formats.excel import Excel
from question_bank.formats.gift import Gift
from question_bank.formats.moodle import MoodleXml
from question_bank.formats.own_json import OwnJson
from question_bank.formats.packages import QtiPackage
from question_bank.formats.paper_text import PaperText
from question_bank.formats.pdf_paper import PdfPaper
from question_bank.formats.qti1 import Qti1
from question_bank.formats.qti2 import Qti
from question_bank.formats.word_paper import WordPaper
from question_bank.types import BY_NAME

__all__ = ["ALL", "EXTENSIONS", "ReadQuestion", "Reader", "Reading", "read"]

_EXCHANGE: tuple[Reader, ...] = (QtiPackage(), Qti(), Qti1(), MoodleXml(), OwnJson(), Gift(), Aiken())
ALL: tuple[Reader, ...] = (
    *_EXCHANGE,
    WordPaper(),
    PdfPaper(),
    Excel(),
    Delimited(),
    PaperText(),
)  # the first that claims a file reads it
EXTENSIONS = frozenset(extension for reader in ALL for extension in reader.extensions)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read(name: str, raw: bytes) -> Reading:
    """Read a file or pasted text; raises Invalid with a sentence when it cannot be read at all.

    `name` may be empty for pasted text. Questions of a kind the bank cannot hold are rejected with that reason.
    """
    _refuse_foreign(name, raw)
    reader = next((each for each in ALL if each.claims(name, raw)), None)
    if reader is None:
        raise Invalid(_("不能识别“%(name)s”，请用 .txt、.xlsx 或 .csv 文件。", name=name), field="file")
    try:
        reading = reader.read(name, raw)
    except decoding.NotText as error:
        raise Invalid(
            _("“%(name)s”不是文本文件，或编码无法识别；请另存为 UTF-8 编码后再试。", name=name), field="file"
        ) from error
    if not reading.questions:
        raise Invalid(_nothing_found(reading), field="file")
    storable = frozenset(BY_NAME)
    limited = (checks.limited(question, storable) for question in reading.questions)
    return replace(reading, questions=tuple(askable.checked(question) for question in limited))


def _nothing_found(reading: Reading) -> str:
    reasons = " ".join(reading.warnings[:2])
    return str(_("没有从文件里读出题目。请检查题号、选项和答案的写法。")) + reasons


def _refuse_foreign(name: str, raw: bytes) -> None:
    """Name the files people often bring by mistake, and what to do instead."""
    if not raw.strip():
        raise Invalid(_("文件是空的，请检查后重新选择。"), field="file")
    if raw.startswith(_OLD_OFFICE):
        raise Invalid(
            _("这是旧版 Office 文件（.doc、.xls、.wps），请用 WPS 或 Office 打开后另存为 .docx 或 .xlsx 再导入。"),
            field="file",
        )
