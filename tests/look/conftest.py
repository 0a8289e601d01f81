"""Rendering of single components, and the files that make up the look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))

Tag = tuple[str, dict[str, str]]
Render = Callable[..., "Markup"]


class Markup(HTMLParser):
    """Rendered HTML as a list of tags with their attributes, and its words."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source
        self.tags: list[Tag] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep the words between tags."""
        self.words += data

    def all(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of every tag of this name."""
        return [attributes for tag, attributes in self.tags if tag == name]

    def one(self, name: str) -> dict[str, str]:
        """Return the attributes of the only tag of this name."""
        found = self.all(name)
        assert len(found) == 1, self.source
        return found[0]

    def of_class(self, name: str) -> list[dict[str, str]]:
        """Return the attributes of every tag that wears this class."""
        return [attributes for _, attributes in self.tags if name in attributes.get("class", "").split()]


@pytest.fixture
def render(sqlite_app: Flask) -> Iterator[Render]:
    """Return a function that renders a template text with the components as `ui`, at /list?unit=3&page=2."""
    with sqlite_app.test_request_context("/list?unit=3&page=2"):

        def render(source: str, **values: Any) -> Markup:
            template = sqlite_app.jinja_env.from_string('{% import "components/ui.html" as ui %}' + source)
            return Markup(template.render(**values))

        yield render
