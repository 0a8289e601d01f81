"""Everything the product says in Chinese it says in English, too."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from config import ROOT
from tests import architecture

KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
HAN = re.compile(r"[\u3400-\u9fff]")
AS_TYPED = re.compile("题干|选项[AB]|答案|正确|错误|知识点")
"""Words that organizers type into their files in Chinese, whatever language the page is in."""
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
CATALOGUES = sorted((ROOT / "translations").glob("*/en/LC_MESSAGES/messages.po"))


def strings_of(path: Path) -> dict[str, str]:
    """Return the interface strings of a file, each with where it stands."""
    method = "python" if path.suffix == ".py" else "jinja2"
    with path.open("rb") as file:
        found = list(extract(method, file, keywords=KEYWORDS, options={"silent": "false"}))
    strings: dict[str, str] = {}
    for line, message, *_ in found:
        for text in [message] if isinstance(message, str) else message:
            strings[text] = f"{path}:{line}"
    return strings


def sources(root: Path) -> list[Path]:
    return [source.path for source in architecture.product(root)] + sorted((root / "templates").rglob("*.html"))


@cache
def all_strings(root: Path) -> dict[str, str]:
    return {text: place for path in sources(root) for text, place in strings_of(path).items()}


@cache
def english() -> dict[str, Message]:
    found: dict[str, Message] = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    for text in [message.id] if isinstance(message.id, str) else message.id:
                        found[text] = message
    return found


def untranslated(strings: dict[str, str], catalogue: dict[str, Message]) -> list[str]:
    return [
        f"{place}: {text}"
        for text, place in sorted(strings.items(), key=lambda pair: pair[1])
        if text and (text not in catalogue or not catalogue[text].string or catalogue[text].fuzzy)
    ]


def test_every_interface_string_has_an_english_entry() -> None:
    assert untranslated(all_strings(ROOT), english()) == []


def test_english_entries_fill_in_the_same_places() -> None:
    strings = all_strings(ROOT)
    wrong = [
        f"{text} → {message.string}"
        for text, message in english().items()
        if text in strings and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(str(message.string)))
    ]

    assert wrong == []


def test_english_entries_are_english() -> None:
    strings = all_strings(ROOT)
    wrong = [
        f"{text} → {message.string}"
        for text, message in english().items()
        if text in strings and HAN.search(AS_TYPED.sub("", str(message.string)))
    ]

    assert wrong == []


def test_templates_say_nothing_past_the_catalogue() -> None:
    """Text between the tags goes through `_()`; only a language's own name stands as it is."""
    wrong = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        words = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        wrong += [f"{path.name}: {line.strip()}" for line in words.splitlines() if HAN.search(line)]

    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-4])
def test_a_catalogue_can_be_compiled(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)

    assert [error for message in catalogue for error in message.check(catalogue)] == []


class TestTheTestItself:
    """A missing entry is found wherever it stands."""

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("page.html", "<p>{{ _('忘了') }}</p>"),
            ("page.html", "{% call ui.card(_('忘了')) %}{% endcall %}"),
            ("page.html", "{{ ui.field(x, help=_('忘了') if y else none) }}"),
            ("views.py", "from core.i18n import _\nx = _('忘了')\n"),
            ("labels.py", "from core.i18n import _l\nx = {1: _l('忘了')}\n"),
            ("views.py", "x = f(_(\n    '忘'\n    '了'\n))\n"),
        ],
    )
    def test_a_missing_entry_is_found(self, tmp_path: Path, name: str, text: str) -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")

        assert untranslated(strings_of(tmp_path / name), {})

    def test_an_empty_or_fuzzy_entry_counts_as_missing(self) -> None:
        strings = {"忘了": "page.html:1"}

        assert untranslated(strings, {"忘了": Message("忘了", "")})
        assert untranslated(strings, {"忘了": Message("忘了", "forgot", flags=["fuzzy"])})
        assert not untranslated(strings, {"忘了": Message("忘了", "forgot")})
