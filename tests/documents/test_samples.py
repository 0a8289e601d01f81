"""Every sample, of every kind of file, is read as a person reads it, and nothing of it is lost."""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from io import BytesIO

import pypdfium2
import pytest

from documents.encodings import decode_text
from documents.lines import visible
from documents.reading import ReadArticle, read_file
from tests.documents.samples import SAMPLES, Expected, Sample
from tests.documents.test_reading_keeps_everything import letters, outcome

MARKUP = frozenset("<#*`!()[]>^~_x")  # signs of Markdown, which are no text


def read(sample: Sample) -> list[ReadArticle]:
    return read_file(sample.name, sample.make())


def found_in(article: ReadArticle) -> Expected:
    headings = [(section.level, section.number, section.heading) for section in article.sections if section.level]
    return Expected(article.title, list(article.authors), article.unit, str(article.kind), headings)


def bare_text(sample: Sample) -> str:
    """The text of a file as the bare library, or a search for tags, finds it."""
    raw = sample.make()
    ending = sample.name.rpartition(".")[2]
    if ending == "pdf":
        document = pypdfium2.PdfDocument(raw)
        return "".join(page.get_textpage().get_text_range() for page in document)
    if ending == "docx":
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            xml = "".join(archive.read(name).decode() for name in archive.namelist() if "/_rels" not in name)
        xml = re.sub("<mc:Fallback>.*?</mc:Fallback>|<w:moveFrom .*?</w:moveFrom>", "", xml)
        return html.unescape("".join(re.findall("<w:t[ >][^<]*", xml))).replace('<w:t xml:space="preserve">', "")
    if ending == "html":
        source = raw.decode("utf-8" if b"utf-8" in raw[:200] else "gb18030")
        page = re.sub("(?s)<script.*?</script>|<style.*?</style>|<title.*?</title>|<[^>]+>", "", source)
        return html.unescape(page + "".join(re.findall('alt="([^"]*)"', source)))
    return decode_text(raw) or ""


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
class TestEverySample:
    def test_is_read_as_a_person_reads_it(self, sample: Sample) -> None:
        assert [found_in(article) for article in read(sample)] == sample.articles

    def test_loses_no_letter_and_adds_only_counted_numbers(self, sample: Sample) -> None:
        found, there = Counter(outcome(read(sample))), Counter(letters(bare_text(sample)))

        signs = MARKUP if sample.name.endswith(".md") else frozenset()
        assert set(there - found) <= signs
        assert set(found - there) - signs <= set("第章条节、（）.0123456789一二三四五六七八九十")

    def test_keeps_whole_what_is_text_and_leaves_out_what_is_none(self, sample: Sample) -> None:
        texts = [text.text for article in read(sample) for section in article.sections for text in section.paragraphs]

        assert [text for text in sample.kept if text not in texts] == []
        assert [words for words in sample.gone if any(words in text for text in texts)] == []

    def test_has_the_same_anchors_on_every_reading(self, sample: Sample) -> None:
        assert read(sample) == read(sample)

    def test_has_paragraphs_that_are_whole(self, sample: Sample) -> None:
        texts = [text.text for article in read(sample) for section in article.sections for text in section.paragraphs]

        assert [
            text for text in texts if visible(text)[-1] not in "。；：，！|" and "…" not in text
        ] == [] or sample.entries


def test_every_kind_of_file_has_a_sample() -> None:
    endings = {sample.name.rpartition(".")[2] for sample in SAMPLES}

    assert endings == {"docx", "pdf", "html", "txt", "md"}
