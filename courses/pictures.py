"""Pictures in lessons: how Markdown names them and how they reach the safe HTML (pure)."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator

ADDRESS = "/courses/pictures/"
IN_MARKDOWN = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\(picture:(?P<digest>[0-9a-f]{64})\)")
ANY_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\([^)\n]*\)")


def without_text(body: str) -> list[str]:
    """The pictures of a Markdown text that lack their alternative text, as they are written."""
    return [found[0] for found in ANY_PICTURE.finditer(body) if not found["alt"].strip()]


def digests_in(body: str) -> Iterator[str]:
    """The pictures a Markdown text shows."""
    for found in IN_MARKDOWN.finditer(body):
        yield found["digest"]


class Marks:
    """Takes pictures out of a Markdown text before it is rendered and puts them into the safe HTML afterwards."""

    def __init__(self, body: str) -> None:
        self._pictures: list[tuple[str, str]] = []
        # No text can hold the mark by chance: it carries the digest of the whole text.
        self._mark = "p" + hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()[:24]
        self.text = IN_MARKDOWN.sub(self._take, body)

    def _take(self, found: re.Match[str]) -> str:
        self._pictures.append((found["digest"], found["alt"].strip()))
        return f"{self._mark}x{len(self._pictures) - 1}x"

    def put_back(self, safe_html: str) -> str:
        """The HTML with its pictures; none inside a tag, such as the id of a heading or the title of a link."""
        safe_html = re.sub(r"<[^>]*>", lambda tag: re.sub(rf"{self._mark}x\d+x", "", tag[0]), safe_html)
        for place, (digest, alt) in enumerate(self._pictures):
            shown = f'<img src="{ADDRESS}{digest}" alt="{html.escape(alt)}" loading="lazy">'
            safe_html = safe_html.replace(f"{self._mark}x{place}x", shown)
        return safe_html
