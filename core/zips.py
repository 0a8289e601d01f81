"""Zip files from strangers: their structure is checked before anything in them is read."""

from __future__ import annotations

import io
import zipfile
import zlib

from core.errors import Invalid
from core.i18n import _

MAX_ENTRIES = 2_000
MAX_UNPACKED_BYTES = 300 * 2**20
MAX_RATIO = 200
SMALL = 20 * 2**20
"""Unpacked bytes below which the ratio does not matter."""
MARK = b"PK\x03\x04"


class Package:
    """The entries of a sound zip file by their names."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = tuple(entry.filename for entry in archive.infolist() if not entry.is_dir())

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str, *, most: int = MAX_UNPACKED_BYTES) -> bytes:
        """Return the content of an entry; raises KeyError when there is none, Invalid when it is damaged or larger than `most`."""
        try:
            with self._archive.open(name) as entry:
                content = entry.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
            raise Invalid(_("压缩包里的“%(name)s”已损坏，请重新打包后再试。", name=name)) from error
        if len(content) > most:
            raise Invalid(_("压缩包里的“%(name)s”超过 %(limit)s MB，已拒绝读取。", name=name, limit=most // 2**20))
        return content


def open_package(content: bytes) -> Package:
    """Return the entries of a zip file, or raise Invalid with a sentence when it is damaged or built to harm."""
    ensure_sound_zip(content)
    return Package(zipfile.ZipFile(io.BytesIO(content)))


def ensure_sound_zip(content: bytes) -> None:
    """Raise Invalid unless the bytes are a zip file of sane size, with sane names and without overlapping entries."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Invalid(
            _(
                "这个文件已损坏，或是旧版格式改了后缀；请用 WPS 或 Office 打开后另存为 .xlsx（表格）或 .docx（文档）再试。"
            )
        ) from error
    if _is_overlong(entries) or _overlap(entries, len(content)) or any(_is_odd(entry.filename) for entry in entries):
        raise Invalid(_("这个文件的内部结构异常（内容过大或重叠），已拒绝读取。"))
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    if unpacked > SMALL and unpacked > packed * MAX_RATIO:
        raise Invalid(_("这个文件的压缩比异常，已拒绝读取。"))


def _is_overlong(entries: list[zipfile.ZipInfo]) -> bool:
    return len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES


def _overlap(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether two entries share bytes, or have the same name, or reach past the end."""
    if len({entry.filename for entry in entries}) < len(entries):
        return True
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + 30 + entry.compress_size
    return end > size


def _is_odd(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return name.startswith("/") or ".." in parts or ":" in parts[0] or "\0" in name
