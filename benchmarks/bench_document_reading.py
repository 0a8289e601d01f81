"""Reading documents against the bare libraries: pypdfium2's text, python-docx's paragraphs, a plain read of the file."""

from __future__ import annotations

import gc
import io
import shutil
import statistics
import time
from collections.abc import Callable

import docx
import pypdfium2
from playwright.sync_api import sync_playwright

from benchmarks import measure
from documents.readers import BY_NAME
from documents.reading import read_file
from tests.conftest import BROWSER_OPTIONS
from tests.documents.printing import LONG, wrap

ROUNDS = 7
PARAGRAPHS = 1500


def main() -> None:
    """Measure and print one line a kind, and one for the worst of them."""
    worst = 0.0
    gc.collect()
    gc.freeze()  # what this program itself has loaded is no part of either side
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
    return [
        f"{number % 9 + 1}. 第{number}件事" if number % 8 == 0 else LONG[number % len(LONG)] for number in range(count)
    ]


def _pdf() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    raw = _printed(_paragraphs(PARAGRAPHS))

    def bare() -> int:
        document = pypdfium2.PdfDocument(raw)
        return sum(len(page.get_textpage().get_text_range()) for page in document)

    pages = len(pypdfium2.PdfDocument(raw))
    return "pdf", lambda: read_file("书.pdf", raw), bare, f"{pages} pages, whole reading against bare text"


def _printed(paragraphs: list[str]) -> bytes:
    """The paragraphs as a browser prints them, with fonts inside the file."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=BROWSER_OPTIONS)
        page = browser.new_page()
        page.set_content("".join(f"<p>{text}</p>" for text in paragraphs))
        raw = page.pdf(format="A4")
        browser.close()
    return raw


def _word() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    document = docx.Document()
    for text in _paragraphs(PARAGRAPHS):
        document.add_paragraph(text, style="List Number" if len(text) < 20 else None)
    buffer = io.BytesIO()
    document.save(buffer)
    raw = buffer.getvalue()

    def bare() -> int:
        return sum(len(paragraph.text) for paragraph in docx.Document(io.BytesIO(raw)).paragraphs)

    return (
        "word",
        lambda: read_file("书.docx", raw),
        bare,
        f"{PARAGRAPHS} paragraphs, whole reading against python-docx",
    )


def _text() -> tuple[str, Callable[[], object], Callable[[], object], str]:
    raw = "\n".join(wrap(_paragraphs(PARAGRAPHS), 38, indent="　　")).encode("gb18030")

    def bare() -> list[str]:
        return [line.strip() for line in raw.decode("gb18030").splitlines() if line.strip()]

    whole = statistics.median(_timed(lambda: read_file("书.txt", raw)) for _round in range(ROUNDS)) * 1000
    lines = len(bare())
    detail = (
        f"{PARAGRAPHS} paragraphs on {lines} lines in GB18030; measured is the reader's own step from file to lines"
        f" against decode, splitlines and strip; the whole reading to articles takes {whole:.1f} ms,"
        f" {whole * 1000 / lines:.0f} µs a line"
    )
    return "text", lambda: BY_NAME["text"].read(raw), bare, detail


if __name__ == "__main__":
    main()
