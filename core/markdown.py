"""Markdown to safe HTML: the only place where stored text becomes markup."""

from __future__ import annotations

import html
import re

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre",
    "table", "thead", "tbody", "tr", "th", "td", "a", "del", "sup", "sub",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "th": {"align"}, "td": {"align"}}
SCHEMES = {"http", "https", "mailto"}


def render(text: str) -> Markup:
    """Render Markdown (with tables) to HTML that cannot carry script, style or foreign images."""
    converter = Markdown(
        extensions=["tables", "sane_lists", "toc"],
        extension_configs={"toc": {"slugify": _slug, "marker": ""}},
        output_format="html",
    )
    unsafe = converter.convert(_with_boxes(_aligned_without_style(text)))
    safe = nh3.clean(unsafe, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer")
    return Markup(safe)  # noqa: S704 - sanitised in the line above


def plain(text: str) -> str:
    """Return the words of a Markdown text without any markup."""
    stripped = re.sub(r"<[^>]+>", " ", str(render(text)))
    return re.sub(r"\s+", " ", html.unescape(stripped)).strip()


def _aligned_without_style(text: str) -> str:
    """Drop column alignment marks, which Markdown would turn into style attributes."""
    return re.sub(r"^\s*\|?(\s*:?-{3,}:?\s*\|)+\s*(:?-{3,}:?)?\s*$", lambda m: m[0].replace(":", "-"), text, flags=re.M)


def _with_boxes(text: str) -> str:
    """Show the items of a checklist with an empty or ticked box."""
    text = re.sub(r"^(\s*[-*] )\[ \] ", r"\1☐ ", text, flags=re.M)
    return re.sub(r"^(\s*[-*] )\[[xX]\] ", r"\1☑ ", text, flags=re.M)


def _slug(value: str, separator: str) -> str:
    return "h-" + re.sub(r"[^\w]+", separator, value.strip().lower()).strip(separator)
