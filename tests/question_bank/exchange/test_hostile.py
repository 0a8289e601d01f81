"""Files built or broken to harm: every mutation is read or refused in a sentence, quickly."""

from __future__ import annotations

import contextlib
import random

import pytest

from core.errors import Invalid
from question_bank import formats, writing
from question_bank.formats import decoding
from question_bank.formats.base import ReadQuestion
from tests.question_bank.exchange.test_sets import SETS
from tests.question_bank.writing.nasty import picture

pytestmark = pytest.mark.usefixtures("words")
MUTATIONS = 1_000
BITS = [b"{", b"}", b"~", b"=", b"<", b">", b"&", b"]]>", b"\x00", b"\xff\xfe", b"<answer>", b"</question>", b'"', b"->", b"%50%", b"#", b"\n\n", b"ANSWER:",
        b"<value>", b"9" * 400, "森林".encode(), b"{1:SA:=x}", b"{1:MULTICHOICE:", b"<td colspan='999999999'>", b"-1e999", b"\xe2\x80\xae", b"$CATEGORY:"]  # fmt: skip


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """Return whole files by the reader that claims them, packages among them."""
    shown = picture()
    asked = ReadQuestion(1, "single", f"图中是![x](picture:{shown.name})（  ）。", ("甲", "乙"), "A", pictures=(shown,))
    files = [(path.name, path.read_bytes()) for path in sorted(SETS.iterdir())]
    files += [
        (f"p.{writing.BY_NAME[name].ending}", writing.BY_NAME[name].write([asked], "卷"))
        for name in ("qti21", "qti30", "moodle")
    ]
    found: dict[str, list[tuple[str, bytes]]] = {}
    for name, raw in files:
        found.setdefault(next(each for each in formats.ALL if each.claims(name, raw)).name, []).append((name, raw))
    return found


SEEDS = seeds()


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Return a file with some bytes changed, doubled, moved or cut."""
    content = bytearray(raw)
    for _change in range(chance.randint(1, 6)):
        place = chance.randrange(len(content) + 1)
        other = chance.randrange(len(content) + 1)
        match chance.randrange(5):
            case 0:
                content[place:place] = chance.choice(BITS)
            case 1:
                del content[min(place, other) : min(min(place, other) + chance.randrange(60), len(content))]
            case 2:
                content[place : place + 1] = bytes([chance.randrange(256)])
            case 3:
                content[place:place] = content[other : other + chance.randrange(200)]
            case 4 if chance.random() < 0.2:
                del content[max(place, 20) :]
    return bytes(content)


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_thousand_broken_files_are_read_or_refused(name):
    reader = next(each for each in formats.ALL if each.name == name)
    chance = random.Random(name)

    for _mutation in range(MUTATIONS):
        file_name, raw = chance.choice(SEEDS[name])
        try:
            reading = reader.read(file_name, mutated(raw, chance))
        except (Invalid, decoding.NotText):
            continue
        for question in reading.questions:
            assert (str(question.status) == "ready") == (
                not question.issues and all(not part.issues for part in question.parts)
            )
            if question.kind in ("single", "multiple") and str(question.status) == "ready":
                assert set(question.key) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(question.options)])


def test_every_reader_of_exchange_formats_is_put_to_the_test():
    assert {"gift", "aiken", "moodle_xml", "qti1", "qti", "qti_package", "json"} <= set(SEEDS)


@pytest.mark.parametrize(
    "raw",
    [
        b"<quiz>" + b"<question type='essay'><questiontext><text>" * 5_000,
        b"<quiz><question type='cloze'><questiontext><text>"
        + b"{1:SA:=" * 20_000
        + b"</text></questiontext></question></quiz>",
        b"<quiz><question type='multichoice'><questiontext><text><![CDATA["
        + b"<div>" * 20_000
        + b"]]></text></questiontext></question></quiz>",
        b"::a::x {" + b"=a " * 100_000 + b"}",
        b"::a::x {" + b"\\" * 200_001 + b"}",
        b"{" * 100_000 + b"=",
        b'{"format": "shuren-questions", "questions": ' + b"[" * 100_000,
    ],
)
def test_what_is_nested_or_repeated_without_end_takes_no_time(raw):
    with contextlib.suppress(Invalid):
        assert formats.read("x", raw).format
