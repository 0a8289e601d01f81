"""Files built or bent to harm: every reader answers with a reading or with a sentence, in bounded time."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

from core.errors import Invalid
from question_bank import formats, opening
from tests.documents.word_files import par, word_file
from tests.question_bank.whole_files import office, texts

pytestmark = pytest.mark.usefixtures("words")
MUTATIONS = 1_000
SLOWEST_S = 5.0
SOUND = {
    "卷.docx": office.key_tables,
    "卷.pdf": office.pdf_one_column,
    "卷.xlsx": office.kaoshibao,
    "卷.csv": office.csv_gbk,
    "卷.txt": lambda: texts.furniture().encode("gb18030"),
}


def bent(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them changed, cut out, doubled or the end cut off."""
    content = bytearray(raw)
    for _time in range(chance.randint(1, 6) if content else 0):
        place = chance.randrange(len(content)) if len(content) > 1 else 0
        what = chance.randrange(5)
        if what == 0:
            content[place : place + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del content[place : place + chance.randint(1, 40)]
        elif what == 2:
            content[place:place] = content[place : place + chance.randint(1, 200)]
        elif what == 3:
            content[place:place] = chance.randbytes(chance.randint(1, 20))
        else:
            del content[max(place, 20) :]
    return bytes(content)


def bent_inside(raw: bytes, chance: random.Random) -> bytes:
    """A zip package with one of its entries bent."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    target = chance.choice(sorted(name for name in entries if entries[name]))
    entries[target] = bent(entries[target], chance)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", sorted(SOUND))
def test_a_thousand_bent_files_are_read_or_refused_with_a_sentence(name):
    raw, chance = SOUND[name](), random.Random(name)

    slowest, sentences = 0.0, []
    for number in range(MUTATIONS):
        zipped = raw.startswith(b"PK") and number % 2
        content = bent_inside(raw, chance) if zipped else bent(raw, chance)
        begun = time.monotonic()
        try:
            formats.read(name, content)
        except Invalid as refused:
            sentences.append(str(refused.sentence))
        slowest = max(slowest, time.monotonic() - begun)

    assert slowest < SLOWEST_S
    assert all(len(sentence) > 5 for sentence in sentences)


def zipped(entries: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
LINKS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'


def sheet(inside: str, before: str = "") -> bytes:
    content = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{inside}</sheetData></worksheet>'
    return zipped({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS, "xl/worksheets/s.xml": content})


HOSTILE = {
    "an entity bomb in a sheet": ("x.xlsx", sheet("<row><c><v>1</v></c></row>", BOMB)),
    "a row a million rows down": ("x.xlsx", sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')),
    "a column far to the right": ("x.xlsx", sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')),
    "a shared text that is not there": ("x.xlsx", sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>')),
    "a number too long": ("x.xlsx", sheet(f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>')),
    "a sheet outside the package": ("x.xlsx", zipped({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": LINKS.replace("worksheets/s.xml", "../../../etc/passwd")})),
    "an entity bomb in Word": ("x.docx", zipped({"word/document.xml": BOMB + "<a>&b;</a>", "_rels/.rels": "<a/>"})),
    "tables in tables in Word": ("x.docx", word_file("<w:tbl><w:tr><w:tc>" * 400 + par("x") + "</w:tc></w:tr></w:tbl>" * 400)),
    "a path out of the package": ("x.docx", zipped({"../../evil": "x", "word/document.xml": "<a/>"})),
    "only brackets": ("x.txt", ("（" * 20_000).encode()),
    "only answers": ("x.txt", ("答案：" * 10_000).encode()),
    "only letters": ("x.txt", ("A.B.C.D." * 8_000).encode()),
    "only underscores": ("x.txt", ("1." + "_" * 50_000).encode()),
    "only digits": ("x.txt", ("1" * 50_000).encode()),
    "a key without an end": ("x.txt", ("1.甲题（ ）A.一B.二\n答案：" + "1-5 ABCDE " * 4_000).encode()),
    "one line of questions": ("x.txt", ("1.甲题应当选（ ）A.一B.二答案：A" * 1_500).encode()),
    "spaces": ("x.txt", ("1." + " " * 60_000 + "（ ）").encode()),
    "tabs and headings": ("x.txt", ("题干\t答案\t" * 5_000).encode()),
    "quotes that never close": ("x.csv", ('题干,答案\n"' + "x" * 200_000).encode()),
    "a workbook in name alone": ("x.xlsx", b"PK\x03\x04" + b"\x00" * 500),
    "an empty PDF": ("x.pdf", b"%PDF-1.7\n%%EOF"),
    "null characters": ("x.txt", b"1.\x00\x00"),
    "half a character": ("x.txt", "防火".encode("gb18030")[:-1]),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(HOSTILE))
def test_a_hostile_file_is_read_or_refused_soon(what):
    name, raw = HOSTILE[what]
    begun, sentence = time.monotonic(), "read without a refusal"

    try:
        opening.read_safely(name, raw)
    except Invalid as refused:
        sentence = str(refused.sentence)

    assert len(sentence) > 5

    assert time.monotonic() - begun < 4 * SLOWEST_S
