"""Colours can be read, and the tokens are those of the house."""

from __future__ import annotations

import re

import pytest

from tests.look.conftest import ROOT, STYLES

TOKENS = (ROOT / "static/css/tokens.css").read_text(encoding="utf-8")
BY_DAY, BY_NIGHT = TOKENS.split("html[data-night]")
COLOURS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", BY_DAY))
NIGHT = COLOURS | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", BY_NIGHT))
TEXT_ON_GROUND = [
    ("ink", "paper"), ("ink", "ground"), ("ink-2", "paper"), ("ink-2", "ground"), ("ink-2", "line-soft"),
    ("ink-3", "paper"), ("ink-3", "ground"), ("ink-3", "line-soft"), ("paper", "ink"), ("paper", "red-600"),
    ("paper", "red-700"), ("red-700", "paper"), ("red-700", "red-50"), ("red-700", "ground"), ("red-800", "red-50"),
    ("red-800", "red-100"), ("red-800", "paper"), ("green-700", "green-50"), ("green-700", "paper"),
    ("green-700", "ground"), ("paper", "green-600"), ("amber-700", "amber-50"), ("amber-700", "paper"),
    ("amber-700", "ground"), ("gold", "red-800"),
]  # fmt: skip
FILLED = [
    ("on-fill", "red-fill"), ("on-fill", "red-fill-2"), ("on-fill", "red-fill-3"), ("on-fill", "green-fill"),
    ("on-gold", "gold"), ("gold", "red-fill-3"),
]  # fmt: skip
"""Words on grounds that stay the same by day and by night."""
BORDERS = [("line-strong", "paper"), ("red-600", "red-50"), ("green-600", "green-50"), ("amber-600", "paper")]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("border", "ground"), BORDERS)
def test_borders_that_mean_something_stand_out(border: str, ground: str) -> None:
    assert contrast(COLOURS[border], COLOURS[ground]) >= 3


@pytest.mark.parametrize(("text", "ground"), FILLED)
def test_words_on_filled_grounds_stand_out(text: str, ground: str) -> None:
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5
    assert NIGHT[text] == COLOURS[text] and NIGHT[ground] == COLOURS[ground]


@pytest.mark.parametrize(("text", "ground"), [pair for pair in TEXT_ON_GROUND if pair[0] not in {"paper", "gold"}])
def test_text_stands_out_from_its_ground_by_night(text: str, ground: str) -> None:
    assert contrast(NIGHT[text], NIGHT[ground]) >= 4.5


def test_what_is_chosen_stands_out_by_night() -> None:
    assert contrast(NIGHT["paper"], NIGHT["ink"]) >= 4.5


@pytest.mark.parametrize(("border", "ground"), BORDERS)
def test_borders_stand_out_by_night(border: str, ground: str) -> None:
    assert contrast(NIGHT[border], NIGHT[ground]) >= 3


def test_paper_is_never_dark() -> None:
    before = BY_DAY.rstrip()

    assert before.endswith("@media screen {")


def test_the_colours_are_those_of_the_house() -> None:
    house = {"red-600": "#c0271f", "green-600": "#2e7d32", "ink": "#1f1d1b", "ground": "#f7f5f2", "gold": "#ffe9a8"}

    assert house.items() <= COLOURS.items()


def test_distances_lie_on_the_four_pixel_grid() -> None:
    spaces = [int(pixels) for pixels in re.findall(r"--space-\d+: (\d+)px", TOKENS)]

    assert spaces and all(pixels % 4 == 0 for pixels in spaces)


def test_large_type_shows_no_text_below_18_pixels() -> None:
    large = TOKENS[TOKENS.index("html[data-large]") :]
    sizes = dict(re.findall(r"--size-([\w-]+): ([\d.]+)rem", TOKENS)) | dict(
        re.findall(r"--size-([\w-]+): ([\d.]+)rem", large)
    )

    assert min(float(rem) * 20 for rem in sizes.values()) >= 18


def test_large_type_makes_targets_of_60_pixels() -> None:
    large = TOKENS[TOKENS.index("html[data-large]") :]

    targets = [int(pixels) for pixels in re.findall(r"--(?:target|target-small|option): (\d+)px", large)]

    assert len(targets) == 3 and min(targets) >= 60


def test_every_name_that_a_style_uses_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", TOKENS))
    used = {name for sheet in STYLES for name in re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8"))}

    assert used <= defined


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours after WCAG 2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
