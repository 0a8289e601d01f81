"""Old Office files tell which streams they hold; broken ones tell none."""

from __future__ import annotations

import random
import struct

from documents import office
from documents.compound_files import SIGNATURE, stream_names

SIZE = 512
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


def entry(name: str, kind: int) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    return coded.ljust(64, b"\0") + struct.pack("<HB", len(coded), kind) + b"\0" * 61


def compound(*names: str) -> bytes:
    """A compound file whose directory takes as many sectors as its streams need."""
    entries = [entry("Root Entry", 5), *(entry(name, 2) for name in names)]
    directory = b"".join(entries)
    directory += b"\0" * (-len(directory) % SIZE)
    sectors = len(directory) // SIZE
    chain = [0xFFFFFFFD, *range(2, sectors + 1), END]
    table = struct.pack("<128I", *(chain + [FREE] * (128 - len(chain))))
    head = SIGNATURE + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<III", 1, 1, 0)
    head = head.ljust(76, b"\0") + struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + directory


def test_the_streams_are_told_over_several_sectors() -> None:
    names = {"WordDocument", "1Table", "Data", "Pictures", "Macros", "ObjectPool"}

    assert stream_names(compound(*names)) == names


def test_what_is_no_compound_file_has_no_streams() -> None:
    for raw in (b"", SIGNATURE, SIGNATURE + b"\xff" * 3000, b"PK\x03\x04" * 400, compound("a")[:600]):
        assert stream_names(raw) == set()


def test_broken_files_end_the_search() -> None:
    sound = compound("WordDocument", "1Table", "Data", "X", "Y")
    for seed in range(300):
        chance = random.Random(seed)
        raw = bytearray(sound)
        for _time in range(6):
            raw[chance.randrange(8, len(raw))] = chance.randrange(256)
        assert isinstance(stream_names(bytes(raw)), set)


def test_an_old_word_file_must_hold_a_word_document(monkeypatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("python3",))

    assert office.ensure_convertible("旧.doc", compound("WordDocument")).endswith("python3")
    assert office.ensure_convertible("旧.doc", b"{\\rtf1 words}").endswith("python3")
