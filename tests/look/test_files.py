"""Rules that hold for every template, style and script of the product."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from tests.look.conftest import ROOT, SCRIPTS, STYLES, TEMPLATES, Render

INLINE_CODE = re.compile(r"""<[^>]*\s(?:style|on[a-z]+)\s*=\s*["']""")
FOREIGN_ADDRESS = re.compile(r"""(?:href|src|action|url)\s*[=(]\s*["']?\s*(?:https?:)?//""")
INLINE_ELEMENT = re.compile(r"<style\b|<script(?![^>]*\bsrc=)", re.IGNORECASE)
NEWER_STYLE = re.compile(
    r":has\(|:is\(|:where\(|@container|@layer|\binset:|\baspect-ratio:|\bclamp\(|(?<!-)\bmin\(|^\s*&", re.M
)
LITERAL_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|\brgba?\(")
NEWER_SCRIPT = re.compile(r"\?\.[A-Za-z_(\[]|\?\?|\.replaceChildren\(|\.at\(|\.replaceAll\(|randomUUID\(|^await ", re.M)


def name_of(path: Path) -> str:
    """Return a short name for the list of tests."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
class TestEveryTemplate:
    """What a strict content policy and an intranet ask of a template."""

    def test_has_no_style_or_script_of_its_own(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")

        assert not INLINE_CODE.findall(source)
        assert not INLINE_ELEMENT.findall(source)

    def test_asks_no_other_host(self, path: Path) -> None:
        assert not FOREIGN_ADDRESS.findall(path.read_text(encoding="utf-8"))

    def test_uses_components_and_icons_that_exist(self, path: Path, sqlite_app: Flask) -> None:
        components = sqlite_app.jinja_env.get_template("components/ui.html").module
        tree = sqlite_app.jinja_env.parse(path.read_text(encoding="utf-8"))

        used = [node.attr for node in tree.find_all(nodes.Getattr) if getattr(node.node, "name", "") == "ui"]
        drawings = [argument.value for call in tree.find_all(nodes.Call) for argument in icon_arguments(call)]

        assert [name for name in used if not hasattr(components, name)] == []
        assert [name for name in drawings if name not in components.icon_names] == []


@pytest.mark.parametrize("path", STYLES, ids=name_of)
class TestEveryStyle:
    """What phones of 2018 and an intranet ask of a style sheet."""

    def test_runs_on_older_browsers(self, path: Path) -> None:
        assert not NEWER_STYLE.findall(path.read_text(encoding="utf-8"))

    def test_asks_no_other_host(self, path: Path) -> None:
        assert "http" not in path.read_text(encoding="utf-8")

    def test_spaces_flexible_boxes_without_gap(self, path: Path) -> None:
        rules = re.findall(r"\{([^{}]*)\}", path.read_text(encoding="utf-8"))

        assert [rule for rule in rules if "flex;" in rule and re.search(r"(?<![\w-])gap:", rule)] == []

    def test_takes_colours_from_the_tokens_alone(self, path: Path) -> None:
        if path.name in {"tokens.css", "print.css"}:
            return
        screen = re.sub(r"@media print \{.*", "", path.read_text(encoding="utf-8"))

        assert not LITERAL_COLOUR.findall(screen)

    def test_uses_tokens_that_exist(self, path: Path) -> None:
        tokens = (ROOT / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
        source = path.read_text(encoding="utf-8")

        assert set(re.findall(r"var\((--[\w-]+)", source)) <= set(re.findall(r"(--[\w-]+)\s*:", tokens + source))


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
class TestEveryScript:
    """What phones of 2018 and an intranet ask of a script."""

    def test_runs_on_older_browsers(self, path: Path) -> None:
        assert not NEWER_SCRIPT.findall(path.read_text(encoding="utf-8"))

    def test_asks_no_other_host(self, path: Path) -> None:
        assert not re.findall(r"https?://", path.read_text(encoding="utf-8"))

    def test_imports_only_files_that_exist(self, path: Path) -> None:
        imported = re.findall(r'^import [^;]*?"(\.[^"]+)"', path.read_text(encoding="utf-8"), re.M)

        assert [name for name in imported if not (path.parent / name).resolve().is_file()] == []


def test_the_rule_against_inline_code_sees_a_style_attribute() -> None:
    assert INLINE_CODE.search('<p class="a" style="width: 3%">')
    assert INLINE_CODE.search("<a onclick='go()'>")


def test_the_marker_of_an_unknown_icon_is_an_empty_drawing(render: Render) -> None:
    assert "<path" not in render("{{ ui.icon('unicorn') }}").source


def icon_arguments(call: nodes.Call) -> list[nodes.Const]:
    """Return the constant names of icons that a call mentions."""
    wanted = [argument.value for argument in call.kwargs if argument.key in {"icon", "icon_name"}]
    if getattr(call.node, "attr", getattr(call.node, "name", "")) == "icon":
        wanted.extend(call.args[:1])
    return [argument for argument in wanted if isinstance(argument, nodes.Const) and isinstance(argument.value, str)]
