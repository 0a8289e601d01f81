"""Reading documents against the bare libraries: pypdfium2's text, python-docx's paragraphs, a plain read of the file."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable

import docx
import pypdfium2

from benchmarks import measure
from documents.readers import BY_NAME
from documents.reading import read_file
from tests.documents import word_files as w
from tests.documents.pdf_files import Page, pdf_file
from tests.documents.printing import LONG, wrap

ROUNDS = 7
PAGES = 200


def main() -> None:
    """Measure and print one line a kind, and one for the worst of them."""
    worst = 0.0
    for name, ours, base, detail in (_pdf(), _word(), _text()):
        ratio, detail_of_rounds = _ratio(ours, base)
        worst = max(worst, ratio)
        measure.report(f"document_reading_{name}", ratio, f"{detail_of_rounds}; {detail}")
    measure.report("document_reading", worst, "the worst of PDF, Word and text; at most 3 is asked")


def _ratio(ours: Callable[[], object], base: Callable[[], object]) -> tuple[float, str]:
    ours(), base()
    pairs = [(_timed(ours), _timed(base)) for _round in range(ROUNDS)]
    ratio = statistics.median(one / other for one, other in pairs)
    one, other = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    return ratio, f"{one:.1f} ms against {other:.1f} ms"


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _paragraphs(count: int) -> list[str]:
    return [f"{number % 9 + 1}. 第{number}件事" if number % 8 == 0 else LONG[number % len(LONG)] for number in range(count)]


def _pdf() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    lines = wrap(_paragraphs(40), 38, indent="　　", gap=False)
    pages = []
    for number in range(PAGES):
        page = Page()
        start = number * 30 % max(1, len(lines) - 40)
        page.column(70, 80, lines[start : start + 40], leading=17)
        page.put(290, 810, str(number + 1), size=9)
        pages.append(page)
    raw = pdf_file(pages)

    def bare() -> int:
        document = pypdfium2.PdfDocument(raw)
        return sum(len(page.get_textpage().get_text_range()) for page in document)

    return "pdf", lambda: BY_NAME["pdf"].read(raw), bare, f"{PAGES} pages, lines with geometry against bare text"


def _word() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    body = "".join(w.par(text, number=(1, 0) if len(text) < 20 else None) for text in _paragraphs(2000))
    raw = w.word_file(body, numbering=w.lists(w.level(0, "%1.")))

    def bare() -> int:
        document = docx.Document(io.BytesIO(raw))
        return sum(len(paragraph.text) for paragraph in document.paragraphs)

    return "word", lambda: BY_NAME["word"].read(raw), bare, "2,000 paragraphs with numbers against python-docx"


def _text() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    raw = "\n".join(wrap(_paragraphs(4000), 38, indent="　　")).encode("gb18030")

    def bare() -> int:
        return len(raw.decode("gb18030").splitlines())

    return "text", lambda: BY_NAME["text"].read(raw), bare, "4,000 paragraphs in GB18030 against decode and splitlines"


def whole_reading() -> str:
    """How long a whole reading takes, from the file to articles with anchors."""
    name, raw = "书.txt", "\n".join(wrap(_paragraphs(4000), 38, indent="　　")).encode()
    return f"{_timed(lambda: read_file(name, raw)):.2f} s"


if __name__ == "__main__":
    main()
