"""Files made to harm: by hand, and by chance from a seed."""

from __future__ import annotations

import base64
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from tests.documents import word_files as w
from tests.documents.pdf_files import Page, assembled, pdf_file
from tests.documents.printing import forest_piece, lines_of, wrap
from tests.documents.samples import SAMPLES

TEXT = "\n".join(wrap(lines_of(forest_piece()), 20, indent="　　"))
NOTE = "<w:p><w:r><w:t>护林站的学习从一张值班表开始。</w:t></w:r></w:p>"
ENDINGS = {"text": "txt", "markdown": "md", "word": "docx", "pdf": "pdf", "web_page": "html"}


def sound_files(kind: str) -> list[bytes]:
    """Sound files of a kind, to be spoilt."""
    made = [sample.make() for sample in SAMPLES if sample.name.endswith("." + ENDINGS[kind])]
    return made or [TEXT.encode()]


def mutated(kind: str, seed: int) -> bytes:
    """A sound file spoilt by chance: bytes changed, cut, doubled, moved; inside a Word file its parts."""
    chance = random.Random(f"{kind} {seed}")
    raw = chance.choice(sound_files_once(kind))
    if kind == "word" and chance.random() < 0.75:
        return _spoilt_package(raw, chance)
    return _spoilt(raw, chance)


_SOUND: dict[str, list[bytes]] = {}


def sound_files_once(kind: str) -> list[bytes]:
    """The sound files of a kind, made once."""
    return _SOUND.setdefault(kind, sound_files(kind))


def _spoilt(raw: bytes, chance: random.Random) -> bytes:
    content = bytearray(raw)
    for _time in range(chance.choice((1, 1, 2, 5, 30))):
        place = chance.randrange(len(content) or 1)
        length = chance.choice((1, 2, 8, 64, 900))
        way = chance.randrange(6)
        if way == 0:
            content[place : place + 1] = bytes([chance.randrange(256)])
        elif way == 1:
            del content[place : place + length]
        elif way == 2:
            content[place:place] = content[place : place + length] * chance.choice((1, 2, 20))
        elif way == 3:
            content[place:place] = chance.randbytes(length)
        elif way == 4:
            content = content[: max(1, place)]
        else:
            figure = chance.choice(
                (b"0", b"-1", b"99999999", b"4294967296", b"1e9", b"<", b">", b"\0", b"obj", b"/Kids", b"&")
            )
            content[place : place + len(figure)] = figure
    return bytes(content)


def _spoilt_package(raw: bytes, chance: random.Random) -> bytes:
    entries = dict(_entries_once(raw))
    for name in chance.sample(sorted(entries), k=chance.choice((1, 1, 2))):
        entries[name] = _spoilt(entries[name], chance) if len(entries[name]) else b"x"
    if chance.random() < 0.1:
        del entries[chance.choice(sorted(entries))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)  # of no time of its own
    return buffer.getvalue()


@cache
def _entries_once(raw: bytes) -> dict[str, bytes]:
    """The entries of a sound Word file, unpacked once."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def by_hand(kind: str) -> Iterator[tuple[str, bytes]]:
    """Files made to harm one reader, with what each tries."""
    yield from _cut_and_wrong(kind)
    yield from {"text": _texts, "markdown": _texts, "word": _words, "pdf": _pdfs, "web_page": _pages}[kind]()


def _cut_and_wrong(kind: str) -> Iterator[tuple[str, bytes]]:
    """Every kind, cut short at many places, with wrong endings and stray bytes around."""
    first, last = sound_files_once(kind)[0], sound_files_once(kind)[-1]
    for step in range(1, 41):
        yield f"cut at {step} of 41", first[: len(first) * step // 41]
    for step in range(1, 11):
        yield f"its head cut off, {step}", last[step * step :]
    for name, raw in (("zip", b"PK\x03\x04"), ("pdf", b"%PDF-1.7"), ("old word", b"\xd0\xcf\x11\xe0"), ("rtf", b"{\\rtf1"), ("png", b"\x89PNG\r\n"), ("gzip", zlib.compress(b"x" * 99)), ("elf", b"\x7fELF"), ("zeros", b"")):  # fmt: skip
        yield f"{name} under another ending", raw + b"\0" * 999
        yield f"{name} before a sound file", raw + first
    for pattern in (
        b"\0",
        b"\xff",
        b"\n",
        b"<",
        b"(",
        "一、".encode(),
        "（".encode(),
        b"1.",
        b"|",
        b"\x1b[",
        b"%",
        b"\\",
    ):
        yield f"{pattern!r} a hundred thousand times", pattern * 100_000
    for count, encoding in enumerate(("utf-16-le", "utf-16-be", "utf-32", "big5", "utf-7", "cp037", "shift_jis")):
        yield f"in {encoding}", TEXT.encode(encoding, "replace")[count % 2 :]
    for seed in range(24):
        yield f"noise {seed}", random.Random(seed).randbytes(3000 * (seed + 1))


def _texts() -> Iterator[tuple[str, bytes]]:
    long = "护林站的学习从一张值班表开始" * 40_000
    for name, text in {
        "one endless line": long,
        "a line of figures": "1." * 200_000,
        "brackets that never close": "（作者单位：" * 30_000,
        "numbers that nest": "\n".join(f"{'1.' * (depth % 40 + 1)} 题" for depth in range(6_000)),
        "a heading on every line": "一、标题\n" * 8_000,
        "authors on every line": "●周远\n" * 8_000,
        "references on every line": "参考文献\n[1]\n" * 6_000,
        "contents on every line": "第一章……………………1\n" * 8_000,
        "blanks": " \u3000" * 200_000 + "完",
        "form feeds": "\f" * 100_000 + "完",
        "pipes": "| a | b |\n" * 10_000,
        "very wide table": "|" + " x |" * 100_000,
        "tabs": ("a\t" * 500 + "\n") * 300,
        "marks of direction": "\u202e\u200b" * 100_000 + "完",
        "surrogates and rare planes": "\U0002000b𠮷" * 30_000,
        "articles": "\n".join(f"第{number}条 应当巡山。" for number in range(1, 6_000)),
        "hyphens": "well-\nknown " * 8_000,
        "spaced out": "职 工 队 伍 稳 定 " * 8_000,
        "dots": "." * 300_000,
        "decimal headings": "\n".join(f"{number}.{number}.{number}.{number} 题" for number in range(9999)),
    }.items():
        yield name, text.encode()


def _words() -> Iterator[tuple[str, bytes]]:
    yield "bomb of zeros", w.package(w.entries(NOTE) | {"word/media/a.bin": b"\0" * 60_000_000})
    yield "two entries of one name", _twice_named()
    yield "overlapping entries", _overlapping()
    yield "six thousand entries", w.package(w.entries(NOTE) | {f"word/x{number}": "" for number in range(6000)})
    for name in ("../../etc/passwd", "/etc/passwd", "C:/a.txt", "word/../../x", "a\0b"):
        yield f"an entry named {name!r}", _renamed(name)
    for name, xml in _harmful_xml().items():
        for part in ("word/document.xml", "word/numbering.xml", "word/styles.xml", "_rels/.rels"):
            yield f"{name} in {part}", w.package(w.entries(NOTE) | {part: xml})
    bodies = {
        "nested tables": "<w:tbl><w:tr><w:tc>" * 70 + NOTE + "</w:tc></w:tr></w:tbl>" * 70,
        "nested beyond the limit": "<w:sdt><w:sdtContent>" * 4000 + NOTE + "</w:sdtContent></w:sdt>" * 4000,
        "deep runs": "<w:p>" + "<w:ins>" * 200 + "<w:r><w:t>深</w:t></w:r>" + "</w:ins>" * 200 + "</w:p>",
        "a huge table": w.table(*[["x"] * 60] * 400),
        "a cell over a thousand million columns": "<w:tbl>" + '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr>' * 300 + "</w:tbl>",
        "merged down without a head": '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        "fields that never end": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 10_000,
        "levels that do not exist": w.par("x", number=(1, 99)) + w.par("x", number=(7, 3)),
        "many numbers": w.par("x", number=(1, 0)) * 4_000,
        "a box in a box in a box": w.par(w.text_box(w.par(w.text_box(w.par(w.text_box(NOTE)))))),
        "an outside picture": '<w:p><w:r><w:drawing><a:blip r:link="rOut" r:embed="rOut"/></w:drawing></w:r></w:p>' + NOTE,
        "an enormous paragraph": w.par("长" * 500_000),
        "a hundred thousand paragraphs": "<w:p/>" * 50_000 + NOTE,
    }  # fmt: skip
    for name, body in bodies.items():
        links = {"rOut": ("image", "http://127.0.0.1:9/x.png")}
        yield name, w.word_file(body, numbering=w.lists(w.level(0, "%1%2%3%9", "upperRoman", start=99999)), links=links)
    loop = "".join(w.style(key, key, based_on=other) for key, other in (("a", "b"), ("b", "c"), ("c", "a")))
    yield "styles in a circle", w.word_file(w.par("x", style="a"), styles=loop)
    yield (
        "a main part that is itself a relation",
        w.package(w.entries(NOTE) | {"_rels/.rels": w.relations({"r": ("officeDocument", "_rels/.rels")})}),
    )
    shown = '<w:p><w:r><w:drawing><a:blip r:embed="rimage1"/></w:drawing></w:r></w:p>'
    for name, content in _harmful_pictures().items():
        yield f"a picture: {name}", w.word_file(NOTE + shown * 50, parts={"image1.png": ("image", content)})


def _harmful_xml() -> dict[str, str]:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    deep = "<w:document xmlns:w='w'>" + "<a>" * 100_000
    return {
        "laughs": f'<!DOCTYPE a [<!ENTITY l0 "lol">{laughs}]><a>&l9;</a>',
        "an outside entity": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "an outside type": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>',
        "depth": deep,
        "nothing": "",
        "another root": "<html><body>x</body></html>",
    }


def _pdfs() -> Iterator[tuple[str, bytes]]:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    catalogue = b"<</Type/Catalog/Pages 2 0 R>>"
    kids = {
        "a page tree that holds itself": b"<</Type/Pages/Count 9/Kids[2 0 R]>>",
        "a million pages that are not there": b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        "a count below zero": b"<</Type/Pages/Count -5/Kids[3 0 R]>>",
        "kids that are numbers": b"<</Type/Pages/Count 3/Kids[1 2 3]>>",
        "the same page five thousand times": b"<</Type/Pages/Count 5000/Kids[" + b"3 0 R " * 5000 + b"]>>",
    }
    for name, tree in kids.items():
        yield name, assembled([catalogue, tree, page, b"<</Length 3>>stream\nq Q\nendstream"])
    streams = {
        "operators without operands": b"Tj Tm TJ Do q q q",
        "unclosed strings": b"BT /F1 9 Tf (" + b"x" * 9999,
        "nested arrays": b"[" * 50_000,
        "numbers without end": b"9" * 200_000,
        "deep nesting of states": b"q " * 200_000,
    }
    for name, stream in streams.items():
        body = b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)
        yield name, assembled([catalogue, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, body])
    far = Page()
    for place, y in ((1e9, 1e9), (-1e9, -1e9), (0, 0)):
        far.put(place, y, "远处的字", size=1e6)
    yield "text far outside the page", pdf_file([far])
    tiny = Page(size=(0, 0))
    tiny.put(0, 0, "没有大小的页面里的字")
    yield "a page without size", pdf_file([tiny])
    crowded = Page()
    for place in range(6000):
        crowded.put(place % 97 * 6, place % 71 * 11, "字")
    yield "six thousand scattered signs", pdf_file([crowded])
    sound = pdf_file([far])
    for number in range(30):
        yield f"the table of places shifted by {number}", sound.replace(b"startxref\n", b"startxref\n%d" % number)
    for key in (b"/JavaScript", b"/Launch", b"/URI(http://127.0.0.1:9)", b"/GoToR"):
        yield (
            f"an action {key!r}",
            assembled([b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S%s>>>>" % key, b"<</Type/Pages/Count 0/Kids[]>>"]),
        )


def pdf_bomb() -> bytes:
    """A small file whose page unpacks to twenty million operators, more than the library survives."""
    stream = zlib.compress(b"q " * 20_000_000)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    body = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream)
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, body])


def _pages() -> Iterator[tuple[str, bytes]]:
    for name, page in {
        "a hundred thousand open blocks": "<div>" * 100_000 + "深",
        "a hundred thousand inline tags": "<b>" * 100_000 + "深",
        "an endless attribute": f"<p title='{'x' * 2_000_000}'>字</p>",
        "cells over everything": "<table>" + "<tr><td rowspan=99999 colspan=99999>x<td>y" * 300 + "</table>",
        "tables in tables": "<table><tr><td>" * 3000 + "底",
        "a wide table": "<table><tr>" + "<td>x" * 50_000 + "<tr><td>y<td>z</table>",
        "an outside entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;字</p>',
        "entities": "<p>" + "&amp;" * 300_000 + "字</p>",
        "outside links": '<base href="http://127.0.0.1:9/"><link rel=stylesheet href=a.css><img src=b.png><iframe src=c></iframe><p>字</p>',
        "a refresh": '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><p>字</p>',
        "a declared charset that is none": '<meta charset="x-no-such"><p>字</p>',
        "scripts": "<script>" + "x" * 1_000_000 + "</script><p>字</p>",
        "comments": "<!--" * 100_000 + "--><p>字</p>",
        "list numbers": "<ol start=999999999999>" + "<li>项" * 3000 + "</ol>",
        "null signs": "<p>\0\0字\0</p>" * 3000,
        "line breaks": "<br>" * 200_000 + "字",
        "a page of links": "<ul>" + "<li><a href=#>链</a>" * 20_000 + "</ul><p>字</p>",
        "another document type": '<?xml version="1.0" encoding="utf-16"?><html><p>字</p></html>',
        **{
            f"a picture inside: {name}": f"<p>字</p><img alt=图 src='data:image/png;base64,{base64.b64encode(content).decode()}'>"
            * 9
            for name, content in _harmful_pictures().items()
        },
        "a picture of bad base64": "<p>字</p><img alt=图 src='data:image/png;base64,%%%=A=A'>",
        "frames only": "<frameset><frame src=a.html></frameset>",
        "CDATA": "<p><![CDATA[" * 30_000 + "字",
    }.items():
        yield name, page.encode()


def _harmful_pictures() -> dict[str, bytes]:
    return {
        "100,000 by 100,000": enormous_png(),
        "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "a head without a body": enormous_png()[:40],
        "a GIF of nothing": b"GIF89a\xff\xff\xff\xff\x80\0\0" + b"\0" * 9,
        "a bitmap of negative size": b"BM"
        + struct.pack("<IIIIiiHHIIiiII", 99, 0, 54, 40, -(2**31), -(2**31), 1, 32, 0, 0, 0, 0, 0, 0),
        "a bitmap without end": b"BM"
        + struct.pack("<IIIIiiHHIIiiII", 99, 0, 54, 40, 6000, 6000, 1, 32, 0, 0, 0, 0, 0, 0),
        "a JPEG of noise": b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(5000),
        "a WebP of noise": b"RIFF\xff\xff\xff\x7fWEBPVP8 " + random.Random(2).randbytes(5000),
    }


def enormous_png() -> bytes:
    """A small file that says it is a picture of ten thousand million points."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IEND\xaeB`\x82"


def _twice_named() -> bytes:
    raw = w.package(w.entries(NOTE) | {"word/documentx.xml": "<a/>"})
    return raw.replace(b"word/documentx.xml", b"word/document.xml\0").replace(
        b"word/document.xml\0", b"word/numbering.xml"
    )


def _overlapping() -> bytes:
    raw = bytearray(w.word_file(NOTE))
    first = raw.find(b"PK\x01\x02")
    second = raw.find(b"PK\x01\x02", first + 4)
    raw[second + 42 : second + 46] = raw[first + 42 : first + 46]
    return bytes(raw)


def _renamed(name: str) -> bytes:
    plain = "x" * len(name.encode())
    return w.package(w.entries(NOTE) | {plain: "x"}).replace(plain.encode(), name.encode())
