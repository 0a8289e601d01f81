"""Old Office files: which streams a compound file (OLE2) says it holds, read without trusting it. Pure."""

from __future__ import annotations

import struct

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_IN_HEADER = 109
"""Sectors of the allocation table that the header itself names; further ones serve files of more than 7 MB."""
_MOST_SECTORS = 4096
_STREAM = 2


def stream_names(raw: bytes) -> set[str]:
    """The names of the streams in a compound file; empty when it is none, or broken."""
    if not raw.startswith(SIGNATURE) or len(raw) < 2 * _HEADER:
        return set()
    shift = struct.unpack_from("<H", raw, 30)[0]
    if shift not in (9, 12):
        return set()
    size = 1 << shift
    table = _allocation(raw, size)
    sector: int = struct.unpack_from("<I", raw, 48)[0]
    names: set[str] = set()
    for _step in range(_MOST_SECTORS):
        block = raw[(sector + 1) * size : (sector + 2) * size]
        if len(block) < _ENTRY:
            break
        names |= {name for start in range(0, len(block) - _ENTRY + 1, _ENTRY) if (name := _name(block, start))}
        sector = table.get(sector, len(raw))
    return names


def _allocation(raw: bytes, size: int) -> dict[int, int]:
    """Which sector follows which, as far as the header tells it."""
    following: dict[int, int] = {}
    for place, sector in enumerate(struct.unpack_from(f"<{_IN_HEADER}I", raw, 76)):
        block = raw[(sector + 1) * size : (sector + 2) * size]
        if len(block) < size:
            break
        first = place * (size // 4)
        following |= dict(enumerate(struct.unpack(f"<{size // 4}I", block), start=first))
    return following


def _name(block: bytes, start: int) -> str:
    """The name of the stream an entry of the directory describes; empty for a folder or no entry."""
    length, kind = struct.unpack_from("<HB", block, start + 64)
    if kind != _STREAM or not 2 <= length <= 64:
        return ""
    return block[start : start + length - 2].decode("utf-16-le", "replace")
