"""What a sample is: a file, what is irregular about it, and what a person reads in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Headings = list[tuple[int, str, str]]


@dataclass
class Expected:
    """What a person reads in one article."""

    title: str
    authors: list[str] = field(default_factory=list)
    unit: str = ""
    kind: str = "essay"
    headings: Headings = field(default_factory=list)


@dataclass
class Sample:
    """One file, what is irregular about it, and the articles in it."""

    name: str
    what: str
    make: Callable[[], bytes]
    articles: list[Expected]
    entries: bool = False  # it holds lines that are no sentences, as lists and minutes do
    kept: tuple[str, ...] = ()  # paragraphs that must be found whole
    gone: tuple[str, ...] = ()  # words that must not be found in any paragraph


def encoded(text: str, encoding: str = "utf-8") -> Callable[[], bytes]:
    """The maker of a text file."""
    return lambda: text.encode(encoding)
