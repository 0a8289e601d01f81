"""A paragraph as it is quoted elsewhere (pure)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quoted:
    """A paragraph with where it stands."""

    article_id: int
    anchor: str
    document_id: int
    document: str
    article: str
    section: str
    text: str
    chapter: str = ""
    """The highest heading above it, where a whole document was asked for."""

    @property
    def spot(self) -> tuple[int, str]:
        """Return what the paragraph is cited by."""
        return self.article_id, self.anchor
