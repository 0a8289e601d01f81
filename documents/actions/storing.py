"""Changes of documents: storing a file with what was read from it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.i18n import _
from core.jail import Progress
from documents import queries, reading, searching
from documents.actions.pictures import keep_encoded
from documents.jailed_reading import Reading, read_safely
from documents.models import Article, Document, DocumentPicture, DroppedText, Paragraph, Picture, Section
from documents.reading import ReadArticle, ReadPicture, ReadSection

LONGEST_NAME = 200


class AlreadyStored(Refusal):
    """The same file is in the library already."""


def store_document(
    actor: Member | None, name: str, raw: bytes, *, now: datetime, progress: Progress | None = None
) -> Document:
    """Read a file in the jail and store its text, articles and paragraphs.

    Raises Unreadable when the file cannot be read and AlreadyStored when the same bytes are stored
    already; nothing is stored then. `actor` is None for the command line.
    """
    read = read_safely(name, raw, progress)  # before the transaction: reading a long file takes a while
    return _store(actor, read, hashlib.sha256(raw).hexdigest(), now=now)


@atomic
def _store(actor: Member | None, read: Reading, digest: str, *, now: datetime) -> Document:
    document = Document(
        title=reading.title_of(read.articles, read.name)[:LONGEST_NAME],
        file_name=read.name[-LONGEST_NAME:],
        sha256=digest,
        file_kind=read.kind,
        text=read.text.replace("\0", ""),
        uploaded_by_id=actor.id if actor else None,
        uploaded_at=now,
    )
    stored = queries.document_by_digest(digest)
    known = stored.title if stored else read.name
    with refusing(AlreadyStored(_("这个文件已经收录过（《%(title)s》），无需重复上传。", title=known), field="file")):
        db.session.add(document)
    for ordinal, article in enumerate(read.articles, start=1):
        _add_article(document, ordinal, article)
    searching.feed(document)
    audit.record(actor, "document.store", document, after={"file": document.file_name, "articles": len(read.articles)})
    return document


def _add_article(document: Document, ordinal: int, read: ReadArticle) -> None:
    article = Article(
        document_id=document.id,
        ordinal=ordinal,
        title=read.title[:LONGEST_NAME],
        authors="、".join(read.authors)[:LONGEST_NAME],
        unit_name=read.unit[:LONGEST_NAME],
        kind=read.kind,
        characters=read.characters,
        doubts=" ".join(read.doubts),
    )
    db.session.add(article)
    db.session.flush()
    sections = [_section(article, place, section) for place, section in enumerate(read.sections, start=1)]
    db.session.add_all(sections)
    db.session.add_all(_dropped(article, read))
    db.session.flush()
    db.session.add_all(_paragraphs(article, list(zip(sections, read.sections, strict=True))))
    db.session.flush()
    for place, shown in enumerate(read.pictures, start=1):
        picture = keep_encoded(document.uploaded_by, shown.picture, now=document.uploaded_at)
        db.session.add(_picture(article, place, sections[shown.section], shown, picture))
    db.session.flush()


def _section(article: Article, ordinal: int, read: ReadSection) -> Section:
    return Section(
        article_id=article.id,
        ordinal=ordinal,
        depth=read.level,
        number=read.number[:40],
        heading=read.heading[:300],
        ending=read.ending[:8],
    )


def _paragraphs(article: Article, sections: list[tuple[Section, ReadSection]]) -> Iterator[Paragraph]:
    ordinal = 0
    for section, read in sections:
        for paragraph in read.paragraphs:
            ordinal += 1
            yield Paragraph(
                article_id=article.id,
                section_id=section.id,
                ordinal=ordinal,
                anchor=paragraph.anchor,
                body=paragraph.text,
            )


def _picture(article: Article, ordinal: int, section: Section, shown: ReadPicture, picture: Picture) -> DocumentPicture:
    return DocumentPicture(
        article_id=article.id,
        ordinal=ordinal,
        section_id=section.id,
        anchor=shown.anchor or None,
        alt=shown.alt,
        digest=picture.digest,
    )


def _dropped(article: Article, read: ReadArticle) -> Iterator[DroppedText]:
    for ordinal, gone in enumerate(read.dropped, start=1):
        yield DroppedText(article_id=article.id, ordinal=ordinal, line_no=gone.line, body=gone.text, reason=gone.why)
