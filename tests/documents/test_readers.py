"""The contract of every reader."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from core.errors import Invalid
from documents import readers
from documents.reading import read_file
from tests.documents import word_files as w
from tests.documents.pdf_files import Page, pdf_file

TEXT = (
    "林区防火值班要点",
    "●周远",
    "一、值班前的准备",
    "检查电台和灭火机具。",
    "二、值班中的记录",
    "每小时记一次风向。",
)


def _pdf() -> bytes:
    page = Page()
    for place, line in enumerate(TEXT):
        page.put(100, 100 + 30 * place, line)
    return pdf_file([page])


EXAMPLES = {
    "text": "\n\n".join(TEXT).encode(),
    "markdown": "# {}\n\n{}\n\n## {}\n\n{}\n\n## {}\n\n{}\n".format(*TEXT).encode(),
    "word": w.word_file("".join(map(w.par, TEXT))),
    "pdf": _pdf(),
    "web_page": ("<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT) + "</body></html>").encode(),
}


@pytest.mark.parametrize("reader", readers.ALL, ids=lambda reader: reader.name)
class TestEveryReader:
    def test_reads_its_example_as_one_article(self, reader) -> None:
        [article] = read_file(f"例.{reader.extensions[0]}", EXAMPLES[reader.name])

        assert (article.title, article.authors) == ("林区防火值班要点", ("周远",))
        assert [section.heading for section in article.sections] == ["值班前的准备", "值班中的记录"]
        assert [section.paragraphs[0].text for section in article.sections] == [
            "检查电台和灭火机具。",
            "每小时记一次风向。",
        ]

    def test_counts_its_lines_upwards_and_keeps_the_whole_text(self, reader) -> None:
        script = reader.read(EXAMPLES[reader.name])
        numbers = [line.number for line in script.lines]

        assert numbers == sorted(numbers)
        assert numbers[0] >= 1
        assert all(part in script.text for part in TEXT)

    def test_claims_endings_no_other_reader_has(self, reader) -> None:
        assert all(readers.BY_EXTENSION[extension] is reader for extension in reader.extensions)

    @pytest.mark.parametrize("raw", [b"", b"\0" * 64, b"\xff\xfe\xff" * 20, b"PK\x03\x04" + b"x" * 60, b"%PDF-1.7 x"])
    def test_reads_or_refuses_nonsense(self, reader, raw: bytes) -> None:
        with suppress(Invalid):
            assert isinstance(reader.read(raw).lines, list)


def test_text_lines_are_numbered_as_in_the_file() -> None:
    for name in ("text", "markdown"):
        lines = readers.BY_NAME[name].read("甲\n\n  乙\r\n丙".encode()).lines

        assert [(line.number, line.text, line.gap) for line in lines] == [
            (1, "甲", True),
            (3, "乙", True),
            (4, "丙", False),
        ]


def test_long_pdf_files_tell_how_far_the_reading_is() -> None:
    told: list[tuple[int, int]] = []
    page = Page()
    page.put(100, 100, "护林站的学习从一张值班表开始。")

    readers.BY_NAME["pdf"].read(pdf_file([page] * 3), lambda done, total: told.append((done, total)))

    assert told == [(1, 3), (2, 3), (3, 3)]


def test_every_file_is_listed() -> None:
    files = {path.stem for path in Path(readers.__path__[0]).glob("*.py")} - {"__init__", "base"}

    assert files == {type(reader).__module__.rsplit(".", 1)[-1] for reader in readers.ALL}
    assert set(EXAMPLES) == set(readers.BY_NAME)
