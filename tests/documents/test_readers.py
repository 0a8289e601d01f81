"""The contract of every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents import readers
from documents.reading import read_file


@pytest.mark.parametrize("reader", readers.ALL, ids=lambda reader: reader.name)
class TestEveryReader:
    def test_reads_its_own_example_as_one_article(self, reader) -> None:
        [article] = read_file(f"例.{reader.extensions[0]}", reader.example.encode())

        assert (article.title, article.authors) == ("林区防火值班要点", ("周远",))
        assert [section.heading for section in article.sections] == ["值班前的准备"]

    def test_numbers_its_lines_as_the_file_does(self, reader) -> None:
        lines = reader.lines("甲\n\n  乙\r\n丙")

        assert [(line.number, line.text, line.gap) for line in lines] == [
            (1, "甲", True),
            (3, "乙", True),
            (4, "丙", False),
        ]

    def test_claims_endings_no_other_reader_has(self, reader) -> None:
        assert all(readers.BY_EXTENSION[extension] is reader for extension in reader.extensions)


def test_every_file_is_listed() -> None:
    files = {path.stem for path in Path(readers.__path__[0]).glob("*.py")} - {"__init__", "base"}

    assert files == {type(reader).__module__.rsplit(".", 1)[-1] for reader in readers.ALL}
