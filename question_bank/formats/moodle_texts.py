"""Texts of Moodle XML: their format, their pictures, their plain words."""

from __future__ import annotations

import re
from typing import Any

from question_bank.formats.markup import from_html, markdown
from question_bank.formats.pictures import Pictures, unbased

_PICTURE = re.compile(r"!\[([^\[\]\n]*)\]\(@@PLUGINFILE@@/([^)\s]+)\)")
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


class Texts:
    """The texts of one question and the pictures they show."""

    def __init__(self, question: Any) -> None:
        files = {each.get("name", ""): unbased(each.text or "") for each in question.iter("file")}
        self._old = child(question, "image")
        if self._old:
            files[self._old] = unbased(child(question, "image_base64"))
        self.pictures = Pictures({name: content for name, content in files.items() if content})

    def of(self, element: Any, path: str = "") -> str:
        """The text of an element (or of the one at a path below it) as Markdown; empty when there is none."""
        found = element.find(path) if path else element
        if found is None:
            return ""
        text = raw_text(found)
        style = found.get("format", "html")
        if style == "markdown":
            return _PICTURE.sub(lambda match: self.pictures.shown(match[2], match[1]), text).strip()
        if style in ("plain_text", "plain"):
            return text.strip()
        if not _MARKUP.search(text):
            return text.replace("\r\n", "\n").strip()
        return markdown(from_html(text), self.pictures.own)

    def with_old_picture(self, stem: str) -> str:
        """The stem with the picture that Moodle 1 kept in a field of its own."""
        return f"{stem}\n\n{self.pictures.shown(self._old, '')}" if self._old else stem


def raw_text(element: Any) -> str:
    """The content of the <text> in an element, or its own text."""
    inner = element.find("text")
    return str((inner if inner is not None else element).text or "")


def child(element: Any, name: str) -> str:
    """The plain words of a child element."""
    found = element.find(name)
    return raw_text(found).strip() if found is not None else ""
