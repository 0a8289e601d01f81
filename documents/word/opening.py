"""Reading a whole Word file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.progress import Progress, counted
from documents.word.blocks import WordBlock, WordDocument, WordNote, WordParagraph
from documents.word.body import Walker
from documents.word.package import Parts, R, W


def word_blocks(raw: bytes, *, pictures: bool = True) -> list[WordBlock]:
    """Return paragraphs, tables and pictures in document order, text boxes beside the paragraph that anchors them.

    Raises Invalid with a sentence when the bytes are no sound .docx file. Without `pictures` their bytes are not read.
    """
    return word_document(raw, pictures=pictures).blocks


def word_document(raw: bytes, *, pictures: bool = True, progress: Progress | None = None) -> WordDocument:
    """Return the blocks of a Word file with its notes and the texts of its headers and footers.

    `progress` is told how many of the paragraphs and tables of the body are read.
    """
    parts = Parts(raw)
    root = parts.body()
    walker = Walker(parts, parts.main, pictures=pictures)
    blocks = list(walker.blocks(counted(root, len(root), progress)))
    return WordDocument(blocks, list(_notes(parts, walker)), list(_furniture(parts, root)))


def _notes(parts: Parts, walker: Walker) -> Iterator[WordNote]:
    for kind in ("footnotes", "endnotes"):
        root = parts.related(kind) if any(of == kind for of, _id in walker.note_places) else None
        for node in root if root is not None else ():
            place = walker.note_places.get((kind, node.get(f"{W}id", "")))
            text = _text_below(parts, node)
            if place and text:
                yield WordNote(place, text)


def _furniture(parts: Parts, root: Any) -> Iterator[str]:
    """The texts of the headers and footers that the sections name, each once."""
    seen: set[str] = set()
    for name in (f"{W}headerReference", f"{W}footerReference"):
        for node in root.iter(name):
            target = parts.relations(parts.main).get(node.get(f"{R}id", ""), ("", ""))[0]
            part = parts.root(target) if target and target not in seen else None
            seen.add(target)
            text = _text_below(parts, part) if part is not None else ""
            if text and text not in seen:
                seen.add(text)
                yield text


def _text_below(parts: Parts, node: Any) -> str:
    walker = Walker(parts, parts.main, pictures=False)
    texts = []
    for block in walker.blocks(node):
        cells = (
            [[block]]
            if isinstance(block, WordParagraph)
            else [cell for row in getattr(block, "rows", ()) for cell in row]
        )
        texts += [paragraph.text.strip() for cell in cells for paragraph in cell]
    return " ".join(text for text in texts if text)
