"""Old Word and Excel files (.doc, .wps, .rtf, .odt, .xls), converted by LibreOffice where the server has it."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path, PurePath

from core.errors import Invalid
from core.i18n import _
from documents.compound_files import stream_names

EXTENSIONS = ("doc", "wps", "rtf", "odt")
MOST_BYTES = 50 * 2**20
_SECONDS = 120
_MEMORY = 3 * 2**30
_PROGRAMS = ("soffice", "libreoffice")
_WORD = "docx:MS Word 2007 XML"
_EXCEL = "xlsx:Calc MS Excel 2007 XML"
_WORKBOOKS = {"Workbook", "Book"}


def is_old_word(name: str) -> bool:
    """Tell whether a file must be converted before it can be read."""
    return PurePath(name).suffix.lower().lstrip(".") in EXTENSIONS


def ensure_convertible(name: str, raw: bytes) -> str:
    """Return the program that converts old Word files, or raise Invalid with a sentence that says what to do instead."""
    program = _program(name, raw)
    if program is None:
        raise Invalid(
            _(
                "“%(name)s”是旧版文档，服务器上没有 LibreOffice，无法直接读取。请用 WPS 或 Word 打开，另存为 .docx 后再上传。",
                name=name,
            )
        )
    if not _looks_sound(name, raw):
        raise _broken(name)
    return program


def is_old_excel(raw: bytes) -> bool:
    """Tell whether a file is a workbook of the old binary kind, whatever it is called."""
    return bool(_WORKBOOKS & stream_names(raw))


def ensure_sheets_convertible(name: str, raw: bytes) -> str:
    """Return the program that converts old workbooks, or raise Invalid with a sentence that says what to do instead."""
    program = _program(name, raw)
    if program is None:
        raise Invalid(
            _(
                "“%(name)s”是旧版 Excel 文件，服务器上没有 LibreOffice，无法直接读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。",
                name=name,
            )
        )
    return program


def as_xlsx(name: str, raw: bytes) -> bytes:
    """Return an old workbook as .xlsx, or raise Invalid with a sentence."""
    program = ensure_sheets_convertible(name, raw)
    with tempfile.TemporaryDirectory(prefix="shuren-office-") as folder:
        converted = _converted(program, Path(folder), ".xls", raw, _EXCEL)
    if not converted:
        raise Invalid(_("“%(name)s”无法转换，可能已损坏。请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。", name=name))
    return converted


def _program(name: str, raw: bytes) -> str | None:
    if len(raw) > MOST_BYTES:
        raise Invalid(_("“%(name)s”超过 %(limit)s MB，请拆成几个文件后再读取。", name=name, limit=MOST_BYTES // 2**20))
    return next((found for known in _PROGRAMS if (found := shutil.which(known))), None)


def as_docx(name: str, raw: bytes) -> bytes:
    """Return an old Word file as .docx, or raise Invalid with a sentence."""
    program = ensure_convertible(name, raw)
    with tempfile.TemporaryDirectory(prefix="shuren-office-") as folder:
        converted = _converted(program, Path(folder), PurePath(name).suffix.lower(), raw, _WORD)
    if not converted:
        raise _broken(name)
    return converted


def _broken(name: str) -> Invalid:
    return Invalid(_("“%(name)s”无法转换，可能已损坏。请用 WPS 或 Word 打开，另存为 .docx 后再上传。", name=name))


def _looks_sound(name: str, raw: bytes) -> bool:
    """Whether the bytes begin as such a file does; an old Word file holds a WordDocument. Saves starting the program."""
    if raw.startswith(b"{\\rtf"):
        return PurePath(name).suffix.lower() != ".odt"
    if PurePath(name).suffix.lower() in (".doc", ".wps"):
        return "WordDocument" in stream_names(raw)
    return raw.startswith(b"PK\x03\x04") and PurePath(name).suffix.lower() == ".odt"


def _converted(program: str, folder: Path, ending: str, raw: bytes, target: str) -> bytes:
    """The converted file; empty when the program ended without one. Its name is ours, its profile is thrown away."""
    source = folder / f"in{ending}"
    source.write_bytes(raw)
    command = [
        program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", "--convert-to", target, "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(  # noqa: S603 - a program of the system on a file with a name of ours
            command, cwd=folder, env=_bare_environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=_SECONDS, check=False, preexec_fn=_confine, start_new_session=True,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return b""
    found = next((folder / "out").glob(f"*.{target.partition(':')[0]}"), None)
    return found.read_bytes() if found and found.stat().st_size <= MOST_BYTES else b""


def _bare_environment(folder: Path) -> dict[str, str]:
    """No settings of ours and no proxy reach the program."""
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8", "TMPDIR": str(folder)}


def _confine() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
