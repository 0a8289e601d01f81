"""Opening strangers' question files: old kinds converted, everything read in the jail."""

from __future__ import annotations

from typing import Any

from core import jail
from core.i18n import _
from documents import office
from question_bank import formats
from question_bank.formats import Reading, plain

LIMITS = jail.Limits(seconds=180, memory_mb=1536, answer_mb=256)
EXTENSIONS = formats.EXTENSIONS | {f".{ending}" for ending in office.EXTENSIONS}


def read_safely(name: str, raw: bytes, progress: jail.Progress | None = None) -> Reading:
    """Read a question file, or text pasted without a name, in a jailed child; raises Invalid with a sentence.

    `progress` is told (done, total) where a file has pages or rows.
    """
    as_name = name
    if office.is_old_word(name):
        as_name, raw = f"{name}.docx", office.as_docx(name, raw)
    elif office.is_old_excel(raw):
        as_name, raw = f"{name}.xlsx", office.as_xlsx(name, raw)
    found = jail.call(read_here, raw, as_name, name=name or str(_("粘贴的文字")), limits=LIMITS, progress=progress)
    return plain.reading(found)


def must_be_converted(name: str, raw: bytes) -> bool:
    """Whether another program must change a file first, which takes long; raises Invalid where there is none."""
    if office.is_old_word(name):
        return bool(office.ensure_convertible(name, raw))
    return office.is_old_excel(raw) and bool(office.ensure_sheets_convertible(name, raw))


def read_here(raw: bytes, name: str) -> dict[str, Any]:
    """Read a question file inside the jail; what it returns is plain."""
    return plain.of_reading(formats.read(name, raw))
