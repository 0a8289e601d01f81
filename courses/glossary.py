"""Glossaries: reading `glossary.md`, and marking terms where they first stand in a lesson (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from core.i18n import _
from courses.front_matter import Fault

GLOSSARY_FILE = "glossary.md"
ENTRY = re.compile(r"[-*]\s+(.{1,40}?)[：:](.{1,300})")
TAG = re.compile(r"(<[^>]+>)")
NOT_IN = ("h2", "h3", "h4", "a", "code", "pre", "th")
"""Elements whose words stay as they are."""

Term = tuple[str, str]


def read_glossary(file: str, text: str) -> tuple[tuple[Term, ...], list[Fault]]:
    """Read lines of `- term：meaning`; headings and empty lines are passed over."""
    terms: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        entry = ENTRY.fullmatch(line.strip())
        if entry is None and line.strip() and not line.startswith("#"):
            faults.append(Fault(file, number, "", _("看不懂这一行：应为“- 术语：解释”。")))
        elif entry and entry[1].strip() in terms:
            faults.append(Fault(file, number, "", _("术语“%(term)s”写了两次，请删去一处。", term=entry[1].strip())))
        elif entry:
            terms[entry[1].strip()] = entry[2].strip()
    return tuple(terms.items()), faults


def terms_in(terms: Mapping[str, str], bodies: Iterable[str]) -> tuple[Term, ...]:
    """Return the terms that some body mentions."""
    text = "\n".join(bodies)
    return tuple((term, meaning) for term, meaning in terms.items() if term in text)


def mark_terms(html: Markup, terms: Sequence[Term]) -> tuple[Markup, tuple[Term, ...]]:
    """Make a button of each term where it first stands; return the text and the terms found, in their order.

    Only text between tags is touched, and none of it changes: the words of each block stay the same.
    """
    if not terms:
        return html, ()
    by_escaped = {str(escape(term)): (term, meaning) for term, meaning in terms}
    pattern = re.compile("|".join(sorted(map(re.escape, by_escaped), key=len, reverse=True)))
    found: dict[str, Term] = {}

    def button(match: re.Match[str]) -> str:
        if match[0] in found:
            return match[0]
        found[match[0]] = by_escaped[match[0]]
        return f'<button type="button" class="term" data-term="{len(found)}">{match[0]}</button>'

    parts, closed_to = [], 0
    for part in TAG.split(str(html)):
        if part.startswith("<"):
            closed_to = max(0, closed_to + _step(part))
            parts.append(part)
        else:
            parts.append(part if closed_to else pattern.sub(button, part))
    return Markup("".join(parts)), tuple(found.values())  # noqa: S704 - sanitised text, escaped terms


def _step(tag: str) -> int:
    """Return 1 for a tag that opens an element of NOT_IN, -1 for one that closes it."""
    name = re.match(r"</?([a-z0-9]+)", tag)
    if name is None or name[1] not in NOT_IN:
        return 0
    return -1 if tag.startswith("</") else 1
