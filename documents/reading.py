"""Reading one document file into its articles: the entry point of the package."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePath
from typing import Any

from core.errors import Invalid
from core.i18n import _
from documents.anchors import Anchors
from documents.articles import ArticleKind, Draft, part_articles
from documents.cleaning import Dropped, close_up, split_off_units, take_out_furniture
from documents.columns import full_lines
from documents.encodings import decode_text
from documents.joining import join_lines
from documents.lines import visible
from documents.outline import OutlineSection, outline
from documents.readers import BY_EXTENSION
from documents.readers.base import Reader
from documents.reasons import LABELS, SENTENCES, Doubt, Reason
from documents.roles import roles_of

MAX_BYTES = 2**20
WORD_OR_PDF = ("doc", "docx", "pdf", "wps", "rtf", "odt")
_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CITATION = re.compile(r"\^?[\[［]\s*(\d{1,3})(?:\s*[-–—~,，、]\s*\d{1,3})*\s*[\]］]|\^\(?\d{1,3}\)?")
_LONGEST_PARAGRAPH = 3000  # characters


class Unreadable(Invalid):
    """A file that cannot be read as a document; the sentence says why and what helps."""


@dataclass(frozen=True)
class ReadParagraph:
    """One paragraph with the anchor by which it is quoted."""

    anchor: str
    text: str


@dataclass(frozen=True)
class ReadSection:
    """One heading of the outline with its own paragraphs.

    Level 0 is the text before any heading, present only when there is such text.
    `number` is the mark as written (一、 （一） 1.1 一是); `ending` is the mark between the heading
    and a text that runs on behind it, so that number + heading + ending + text is what stood there.
    """

    level: int
    number: str
    heading: str
    ending: str
    paragraphs: tuple[ReadParagraph, ...]


@dataclass(frozen=True)
class ReadArticle:
    """One article as read from a file."""

    file: str
    title: str
    authors: tuple[str, ...]
    unit: str
    kind: ArticleKind
    sections: tuple[ReadSection, ...]
    dropped: tuple[Dropped, ...]
    doubts: tuple[Doubt, ...]

    @property
    def warnings(self) -> list[str]:
        """What a person should check, as sentences."""
        return [str(SENTENCES[doubt]) for doubt in self.doubts]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the body has."""
        return sum(len(section.paragraphs) for section in self.sections)

    @property
    def characters(self) -> int:
        """How many characters the paragraphs of the body have, white space not counted."""
        return sum(len(visible(paragraph.text)) for section in self.sections for paragraph in section.paragraphs)

    def as_json(self) -> dict[str, Any]:
        """The article as plain lists and dictionaries, in the shape the command prints."""
        return {
            "file": self.file,
            "title": self.title,
            "authors": list(self.authors),
            "unit": self.unit,
            "kind": str(self.kind),
            "sections": [_section_as_json(section) for section in self.sections],
            "paragraphs": self.paragraphs,
            "characters": self.characters,
            "dropped": [{"line": gone.line, "text": gone.text, "why": str(LABELS[gone.why])} for gone in self.dropped],
            "warnings": self.warnings,
        }


@dataclass(frozen=True)
class Source:
    """The text of a file and the reader that fits its kind."""

    name: str
    text: str
    reader: Reader


def read_file(name: str, raw: bytes) -> list[ReadArticle]:
    """The articles in a document file, or Unreadable with a sentence.

    Reading never touches the database. Every visible character of the file is found again in a title,
    a heading, a paragraph or the list of dropped text.
    """
    return read_articles(open_source(name, raw))


def open_source(name: str, raw: bytes) -> Source:
    """The text of a file, or Unreadable when it is of another kind, too large, empty or no text."""
    shown = PurePath(name.replace("\\", "/")).name or name
    extension = PurePath(shown).suffix.lower().lstrip(".")
    _ensure_known_kind(shown, extension, raw)
    if len(raw) > MAX_BYTES:
        raise Unreadable(
            _("“%(name)s”超过 %(limit)s MB，请拆成几个文件后再读取。", name=shown, limit=MAX_BYTES // 2**20)
        )
    if not raw.strip(b" \t\r\n\0"):
        raise Unreadable(_("“%(name)s”是空文件，请检查后重新选择。", name=shown))
    text = decode_text(raw)
    if text is None:
        raise Unreadable(_("“%(name)s”不是可识别的文本，请用 UTF-8 编码另存为 .txt 后重试。", name=shown))
    if not any(char.isalnum() for char in text):
        raise Unreadable(_("“%(name)s”里没有文字，请检查后重新选择。", name=shown))
    return Source(shown, text, BY_EXTENSION[extension])


def read_articles(source: Source) -> list[ReadArticle]:
    """The articles in a text."""
    lines = [replace(line, text=close_up(line.text)) for line in source.reader.lines(source.text)]
    lines, furniture = take_out_furniture(tuple(split_off_units(lines)))
    full = [False] * len(lines) if source.reader.is_markup else full_lines(lines)
    blocks, hyphens = join_lines(lines, roles_of(lines, full), full, markup=source.reader.is_markup)
    drafts = part_articles(blocks) or [Draft()]
    _share_out(drafts, [*furniture, *hyphens])
    return [_article(source.name, draft) for draft in drafts]


def _ensure_known_kind(name: str, extension: str, raw: bytes) -> None:
    if extension in WORD_OR_PDF or raw.startswith(_SIGNATURES):
        raise Unreadable(
            _("目前还不能读取 Word 和 PDF 文件（“%(name)s”）。请先另存为 UTF-8 编码的 .txt 文本再读取。", name=name)
        )
    if extension not in BY_EXTENSION:
        kinds = "、".join(f".{known}" for known in BY_EXTENSION)
        raise Unreadable(_("不能读取“%(name)s”：目前只支持 %(kinds)s 文件。", name=name, kinds=kinds))


def _share_out(drafts: Sequence[Draft], dropped: Iterable[Dropped]) -> None:
    """Give each dropped line to the article on whose lines it stood."""
    starts = list(accumulate((_first_line(draft) for draft in drafts), max))
    for gone in dropped:
        drafts[max(0, bisect_right(starts, gone.line) - 1)].dropped.append(gone)


def _first_line(draft: Draft) -> int:
    return min([block.line for block in draft.body] + [gone.line for gone in draft.dropped], default=0)


def _article(name: str, draft: Draft) -> ReadArticle:
    sections = outline(draft.body)
    citations: list[Dropped] = []
    has_references = any(gone.why is Reason.REFERENCES for gone in draft.dropped)
    anchors = Anchors()
    read = tuple(
        _section(section, anchors, citations if has_references else None)
        for section in sections
        if section.level or section.paragraphs
    )
    dropped = tuple(sorted([*draft.dropped, *citations], key=lambda gone: gone.line))
    return ReadArticle(
        name, draft.title or PurePath(name).stem, tuple(draft.authors), draft.unit, draft.kind, read, dropped,
        tuple(_doubts(draft, sections)),
    )  # fmt: skip


def _section(section: OutlineSection, anchors: Anchors, citations: list[Dropped] | None) -> ReadSection:
    texts = [(text.line, text.text) for text in section.paragraphs]
    if citations is not None:
        texts = [(line, _without_citations(line, text, citations)) for line, text in texts]
    paragraphs = tuple(ReadParagraph(anchors.of(text), text) for _line, text in texts if text)
    return ReadSection(section.level, section.number, section.heading, section.ending, paragraphs)


def _without_citations(line: int, text: str, citations: list[Dropped]) -> str:
    citations += [Dropped(line, found.group(), Reason.CITATION) for found in _CITATION.finditer(text)]
    return _CITATION.sub("", text).strip()


def _doubts(draft: Draft, sections: Sequence[OutlineSection]) -> Iterator[Doubt]:
    texts = [paragraph.text for section in sections for paragraph in section.paragraphs]
    if not draft.title:
        yield Doubt.NO_TITLE
    if draft.title_at_end:
        yield Doubt.TITLE_AT_END
    if not draft.authors:
        yield Doubt.NO_AUTHOR
    if not texts:
        yield Doubt.NO_BODY
    if len(sections) == 1:
        yield Doubt.NO_HEADINGS
    if any(len(text) > _LONGEST_PARAGRAPH for text in texts):
        yield Doubt.LONG_PARAGRAPH


def _section_as_json(section: ReadSection) -> dict[str, Any]:
    return {
        "level": section.level,
        "number": section.number,
        "heading": section.heading,
        "ending": section.ending,
        "paragraphs": [{"anchor": paragraph.anchor, "text": paragraph.text} for paragraph in section.paragraphs],
    }


def title_of(articles: Sequence[ReadArticle], name: str) -> str:
    """What a stored document is called: its only article's title, else the name of its file."""
    return articles[0].title if len(articles) == 1 else PurePath(name).stem
