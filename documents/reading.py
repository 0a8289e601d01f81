"""Reading one document file into its articles: the entry point of the package."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePath
from typing import Any, NamedTuple

from core.errors import Invalid
from core.i18n import _
from core.pictures import EncodedPicture
from documents.anchors import Anchors
from documents.articles import ArticleKind, Draft, part_articles
from documents.cleaning import Dropped, close_up, keep_verse, split_off_units, take_out_furniture
from documents.columns import full_lines
from documents.joining import join_lines
from documents.lines import Line, visible
from documents.memory import collector_at_rest
from documents.outline import OutlineSection, outline
from documents.pictures import LOST, PlacedPicture, encode_all
from documents.progress import WHOLE, Progress, part_of, silent
from documents.readers import ALL, BY_EXTENSION
from documents.readers.base import Reader, Script
from documents.reasons import LABELS, SENTENCES, Doubt, Reason
from documents.roles import roles_of
from documents.titles import with_top_depth

MAX_BYTES = max(reader.most_bytes for reader in ALL)
_SIGNATURES = {b"%PDF": "pdf", b"PK\x03\x04": "docx", b"\xd0\xcf\x11\xe0": "doc", b"{\\rtf": "rtf"}
_CITATION = re.compile(r"\^?[\[［]\s*(\d{1,3})(?:\s*[-–—~,，、]\s*\d{1,3})*\s*[\]］]|\^\(?\d{1,3}\)?")
_LONGEST_PARAGRAPH = 3000  # characters
_READ = 300
"""Thousandths of the work on a file without pages that are done when its lines are known."""


class Unreadable(Invalid):
    """A file that cannot be read as a document; the sentence says why and what helps."""


@dataclass(frozen=True)
class ReadParagraph:
    """One paragraph with the anchor by which it is quoted."""

    anchor: str
    text: str


@dataclass(frozen=True)
class ReadPicture:
    """A picture of an article: in which of its sections (counted from 0), behind which paragraph there ('' for none)."""

    section: int
    anchor: str
    alt: str
    picture: EncodedPicture


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
    pictures: tuple[ReadPicture, ...] = ()

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
            "pictures": [_picture_as_json(shown) for shown in self.pictures],
        }


@dataclass(frozen=True)
class Source:
    """What a file says and the reader that fits its kind."""

    name: str
    script: Script
    reader: Reader

    @property
    def text(self) -> str:
        """The whole file as plain text."""
        return self.script.text


def read_file(name: str, raw: bytes, progress: Progress | None = None) -> list[ReadArticle]:
    """The articles in a document file, or Unreadable with a sentence.

    Reading never touches the database. Every letter of the file is found again in a title, a heading,
    a paragraph or the list of dropped text. Strangers' files are read by `documents.jailed_reading`.
    """
    with collector_at_rest():
        return read_articles(open_source(name, raw, progress))


def read_telling(name: str, raw: bytes, progress: Progress) -> tuple[Source, list[ReadArticle]]:
    """A file and its articles; `progress` is told its pages, or for files without pages, thousandths of the work.

    Either way it ends with as many done as there are.
    """
    if ensure_known(name, raw)[1].has_pages:
        source = open_source(name, raw, progress)
        return source, read_articles(source)
    source = open_source(name, raw, part_of(progress, 0, _READ))
    articles = read_articles(source, part_of(progress, _READ, WHOLE))
    progress(WHOLE, WHOLE)
    return source, articles


def open_source(name: str, raw: bytes, progress: Progress | None = None) -> Source:
    """What a file says, or Unreadable when it is of another kind, too large, empty or damaged."""
    shown, reader = ensure_known(name, raw)
    try:
        script = reader.read(raw, progress)
    except Invalid as refusal:
        raise Unreadable(_("“%(name)s”：%(reason)s", name=shown, reason=refusal.sentence)) from refusal
    if not any(char.isalnum() for char in script.text):
        raise Unreadable(_("“%(name)s”里没有文字，请检查后重新选择。", name=shown))
    return Source(shown, script, reader)


def ensure_known(name: str, raw: bytes) -> tuple[str, Reader]:
    """The bare name of a file and the reader for it, or Unreadable when its kind, size or beginning is wrong."""
    shown = PurePath(name.replace("\\", "/")).name or name
    reader = BY_EXTENSION.get(PurePath(shown).suffix.lower().lstrip("."))
    if reader is None:
        kinds = "、".join(f".{known}" for known in BY_EXTENSION)
        raise Unreadable(_("不能读取“%(name)s”：只支持 %(kinds)s 文件。", name=shown, kinds=kinds))
    if not raw.strip(b" \t\r\n\0"):
        raise Unreadable(_("“%(name)s”是空文件，请检查后重新选择。", name=shown))
    if len(raw) > reader.most_bytes:
        limit = reader.most_bytes // 2**20
        raise Unreadable(_("“%(name)s”超过 %(limit)s MB，请拆成几个文件后再读取。", name=shown, limit=limit))
    _ensure_right_ending(shown, reader, raw)
    return shown, reader


def read_articles(source: Source, progress: Progress = silent) -> list[ReadArticle]:
    """The articles in what a file says; `progress` is told thousandths of this part of the work."""
    lines = [_closed_up(line) for line in source.script.lines]
    lines, furniture = take_out_furniture(tuple(split_off_units(lines)))
    lines = with_top_depth(keep_verse(lines))
    progress(100, WHOLE)
    full = [False] * len(lines) if source.reader.is_markup else _full(lines)
    blocks, hyphens = join_lines(
        lines, roles_of(lines, full, part_of(progress, 100, 600)), full, markup=source.reader.is_markup
    )
    drafts = part_articles(blocks) or [Draft()]
    pictures, lost = encode_all(source.script.pictures, part_of(progress, 600, 900))
    shown = _share_out(drafts, [*source.script.dropped, *furniture, *hyphens, *lost], pictures)
    return [_article(source.name, draft, own) for draft, own in zip(drafts, shown, strict=True)]


def _closed_up(line: Line) -> Line:
    text = line.text if line.table else close_up(line.text)
    return line if text == line.text else line._replace(text=text)


def _full(lines: Sequence[Line]) -> list[bool]:
    """Which lines reach the edge of their column: none where every line is a paragraph; as the file says, else as the lines around tell."""
    if all(line.firm for line in lines):
        return [False] * len(lines)
    if all(line.full is None for line in lines):
        return full_lines(lines)
    return [bool(line.full) for line in lines]


def _ensure_right_ending(name: str, reader: Reader, raw: bytes) -> None:
    """Refuse a file whose beginning belongs to another kind than its ending says."""
    for signature, ending in _SIGNATURES.items():
        if raw.startswith(signature) and ending not in reader.extensions:
            raise Unreadable(
                _("“%(name)s”的内容其实是 .%(ending)s 文件，请改成正确的后缀后再试。", name=name, ending=ending)
            )


def _share_out(
    drafts: Sequence[Draft], dropped: Iterable[Dropped], pictures: Iterable[PlacedPicture]
) -> list[list[PlacedPicture]]:
    """Give each dropped line to the article on whose lines it stood, and return the pictures of each article."""
    starts = list(accumulate((_first_line(draft) for draft in drafts), max))
    shown: list[list[PlacedPicture]] = [[] for _draft in drafts]
    for gone in dropped:
        drafts[max(0, bisect_right(starts, gone.line) - 1)].dropped.append(gone)
    for picture in pictures:
        shown[max(0, bisect_right(starts, picture.line) - 1)].append(picture)
    return shown


def _first_line(draft: Draft) -> int:
    return min([block.line for block in draft.body] + [gone.line for gone in draft.dropped], default=0)


def _article(name: str, draft: Draft, pictures: Sequence[PlacedPicture]) -> ReadArticle:
    sections = outline(draft.body)
    kept = [section for section in sections if section.level or section.paragraphs] or sections[: bool(pictures)]
    citations: list[Dropped] = []
    has_references = any(gone.why is Reason.REFERENCES for gone in draft.dropped)
    anchors = Anchors()
    spots = [_Spot(0, 0, "")]
    read = tuple(
        _section(section, anchors, citations if has_references else None, place, spots)
        for place, section in enumerate(kept)
    )
    dropped = tuple(sorted([*draft.dropped, *citations], key=lambda gone: gone.line))
    return ReadArticle(
        name, draft.title or PurePath(name).stem, tuple(draft.authors), draft.unit, draft.kind, read, dropped,
        tuple(_doubts(draft, sections)), tuple(_placed(pictures, spots)),
    )  # fmt: skip


class _Spot(NamedTuple):
    """A line behind which a picture may stand: of a heading, or of the paragraph with this anchor."""

    line: int
    section: int
    anchor: str


def _placed(pictures: Iterable[PlacedPicture], spots: Sequence[_Spot]) -> Iterator[ReadPicture]:
    """The pictures, each behind the last heading or paragraph that began before it."""
    lines = list(accumulate((spot.line for spot in spots), max))
    for shown in sorted(pictures, key=lambda shown: shown.line):
        spot = spots[max(0, bisect_right(lines, shown.line) - 1)]
        yield ReadPicture(spot.section, spot.anchor, shown.alt, shown.picture)


def _section(
    section: OutlineSection, anchors: Anchors, citations: list[Dropped] | None, place: int, spots: list[_Spot]
) -> ReadSection:
    """The section as it is read; where pictures may stand in it goes into `spots`."""
    spots.append(_Spot(section.line, place, ""))
    texts = [(text.line, text.text) for text in section.paragraphs]
    if citations is not None:
        texts = [(line, _without_citations(line, text, citations)) for line, text in texts]
    texts = [(line, text) for line, text in texts if text]
    paragraphs = tuple(ReadParagraph(anchors.of(text), text) for _line, text in texts)
    lines = (line for line, _text in texts)
    spots += [_Spot(line, place, own.anchor) for line, own in zip(lines, paragraphs, strict=True)]
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
    if not draft.authors and draft.kind is not ArticleKind.REGULATION:
        yield Doubt.NO_AUTHOR
    if not texts:
        yield Doubt.NO_BODY
    if len(sections) == 1:
        yield Doubt.NO_HEADINGS
    if any(gone.why in LOST for gone in draft.dropped):
        yield Doubt.PICTURES
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


def _picture_as_json(shown: ReadPicture) -> dict[str, Any]:
    return {
        "section": shown.section,
        "anchor": shown.anchor,
        "alt": shown.alt,
        "media_type": shown.picture.media_type,
        "width": shown.picture.width,
        "height": shown.picture.height,
        "digest": shown.picture.digest,
    }


def title_of(articles: Sequence[ReadArticle], name: str) -> str:
    """What a stored document is called: its only article's title, else the name of its file."""
    return articles[0].title if len(articles) == 1 else PurePath(name).stem
