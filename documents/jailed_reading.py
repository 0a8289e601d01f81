"""Reading strangers' documents: old kinds converted, everything read in the jail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core import jail, jailed
from core.pictures import from_plain
from documents import office
from documents.articles import ArticleKind
from documents.cleaning import Dropped
from documents.reading import (
    ReadArticle,
    ReadParagraph,
    ReadPicture,
    ReadSection,
    ensure_known,
    read_telling,
)
from documents.reasons import Doubt, Reason

LIMITS = jail.Limits(seconds=120, memory_mb=1536)


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its bare name, the name of its reader, its text, its articles."""

    name: str
    kind: str
    text: str
    articles: list[ReadArticle]


def ensure_readable(name: str, raw: bytes) -> None:
    """Raise Invalid when a file's kind, size or beginning alone says that it cannot be read."""
    if office.is_old_word(name):
        office.ensure_convertible(name, raw)
    else:
        ensure_known(name, raw)


def read_safely(name: str, raw: bytes, progress: jail.Progress | None = None) -> Reading:
    """Read a document file in a jailed child, or raise Invalid with a sentence.

    `progress` is told pages, or thousandths of the work where a file has none.
    """
    if office.is_old_word(name):
        return _read(name, f"{name}.docx", office.as_docx(name, raw), progress)
    ensure_readable(name, raw)
    return _read(name, name, raw, progress)


def read_here(raw: bytes, name: str) -> dict[str, Any]:
    """Read a document inside the jail; what it returns is plain."""
    source, articles = read_telling(name, raw, jailed.report)
    return {
        "name": source.name,
        "kind": source.reader.name,
        "text": source.text,
        "articles": [_plain(article) for article in articles],
    }


def _read(name: str, as_name: str, raw: bytes, progress: jail.Progress | None) -> Reading:
    found = jail.call(read_here, raw, as_name, name=name, limits=LIMITS, progress=progress)
    articles = [_article(plain, name) for plain in found["articles"]]
    return Reading(name.replace("\\", "/").rpartition("/")[2], found["kind"], found["text"], articles)


def _plain(article: ReadArticle) -> dict[str, Any]:
    return {
        "title": article.title,
        "authors": article.authors,
        "unit": article.unit,
        "kind": str(article.kind),
        "sections": [
            [
                section.level, section.number, section.heading, section.ending,
                [[paragraph.anchor, paragraph.text] for paragraph in section.paragraphs],
            ]
            for section in article.sections
        ],
        "dropped": [[gone.line, gone.text, str(gone.why)] for gone in article.dropped],
        "doubts": [str(doubt) for doubt in article.doubts],
        "pictures": [[shown.section, shown.anchor, shown.alt, shown.picture.as_plain()] for shown in article.pictures],
    }  # fmt: skip


def _article(plain: dict[str, Any], name: str) -> ReadArticle:
    return ReadArticle(
        name.replace("\\", "/").rpartition("/")[2],
        plain["title"],
        tuple(plain["authors"]),
        plain["unit"],
        ArticleKind(plain["kind"]),
        tuple(
            ReadSection(level, number, heading, ending, tuple(ReadParagraph(*paragraph) for paragraph in paragraphs))
            for level, number, heading, ending, paragraphs in plain["sections"]
        ),
        tuple(Dropped(line, text, Reason(why)) for line, text, why in plain["dropped"]),
        tuple(Doubt(doubt) for doubt in plain["doubts"]),
        tuple(
            ReadPicture(section, anchor, alt, from_plain(picture))
            for section, anchor, alt, picture in plain["pictures"]
        ),
    )
