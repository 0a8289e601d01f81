"""The table in docs/documents.md is what the product finds today."""

from __future__ import annotations

from pathlib import Path

from config import ROOT
from documents.reading import read_file
from tests.documents.reading_table import END, START, Line, found_in, sample_lines, table
from tests.documents.samples import Expected
from tests.documents.test_reading_the_source_documents import EIGHT

PAGE = ROOT / "docs" / "documents.md"


def between(text: str, start: str, end: str) -> str:
    return text.partition(start)[2].partition(end)[0].strip()


def test_the_table_of_the_samples_is_true_and_without_a_miss() -> None:
    made = table(sample_lines()).strip()

    assert between(PAGE.read_text(encoding="utf-8"), START, END) == made
    assert "✗" not in made


def test_the_table_of_the_source_documents_is_true_and_without_a_miss(source_documents: Path) -> None:
    files = sorted(source_documents.glob("00[0-4]_*.txt"))
    articles = [article for file in files for article in read_file(file.name, file.read_bytes())]
    lines = [
        Line(known.file, "", Expected(known.title, known.authors, known.unit, "paper" if known.file == "004" else "essay", known.headings), found_in(article))
        for known, article in zip(EIGHT, articles, strict=True)
    ]  # fmt: skip
    made = table(lines).strip()

    assert (
        between(
            PAGE.read_text(encoding="utf-8"), START.replace("readings", "sources"), END.replace("readings", "sources")
        )
        == made
    )
    assert "✗" not in made
