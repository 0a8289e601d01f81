"""Makers of editions for tests: the demonstration's regulation, 26 rules reduced to 13."""

from __future__ import annotations

from typing import Any

from config import ROOT
from core import clock
from documents.actions import store_document
from documents.models import Document

FOLDER = ROOT / "installation" / "demonstration" / "documents"
TRIAL = (FOLDER / "patrol-trial.txt").read_text("utf-8")
REVISED = (FOLDER / "patrol-revised.txt").read_text("utf-8")
TRIAL_TITLE = "《北岭森工公司护林员巡护管理办法（试行）》"


def stored(actor: Any, text: str = TRIAL, name: str = "办法.txt") -> Document:
    """Store a text as a document."""
    return store_document(actor, name, text.encode(), now=clock.now())


def spot(document: Document, words: str) -> tuple[int, str]:
    """Return the one paragraph of a document that holds these words."""
    found = [
        (article.id, paragraph.anchor)
        for article in document.articles
        for section in article.sections
        for paragraph in section.paragraphs
        if words in f"{section.number}{paragraph.body}"
    ]
    assert len(found) == 1, (words, found)
    return found[0]
