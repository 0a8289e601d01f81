"""Item response models against the published estimates for section 6 of the LSAT.

The estimates are those of Rizopoulos (2006), "ltm: An R package for latent variable modeling and item response
theory analyses", Journal of Statistical Software 17(5), section 3.1, and of its manual for the two-parameter model.
"""

from __future__ import annotations

import numpy as np
import pytest

from assessment.statistics import latent
from tests.assessment.statistics import lsat

RASCH = [(-2.8720, 0.1287), (-1.0630, 0.0821), (-0.2576, 0.0766), (-1.3881, 0.0865), (-2.2188, 0.1048)]
ONE_SLOPE = [(-3.6153, 0.3266), (-1.3224, 0.1422), (-0.3176, 0.0977), (-1.7301, 0.1691), (-2.7802, 0.2510)]
TWO = [  # a, b, standard errors of a and b
    (0.8254, -3.3597, 0.2581, 0.8669), (0.7229, -1.3696, 0.1867, 0.3073), (0.8905, -0.2799, 0.2326, 0.0997),
    (0.6886, -1.8659, 0.1852, 0.4341), (0.6575, -3.1236, 0.2100, 0.8700),
]  # fmt: skip


def fitted(name: str) -> latent.LatentModel:
    model = latent.fit(lsat.answers(), name)
    assert model is not None
    assert model.converged
    return model


def test_rasch_difficulties_and_errors_are_the_published_ones() -> None:
    model = fitted("rasch")

    assert [(item.b, item.se_b) for item in model.items] == [pytest.approx(pair, abs=0.005) for pair in RASCH]
    assert {item.a for item in model.items} == {1.0}
    assert model.log_likelihood == pytest.approx(-2473.054, abs=0.005)
    assert model.parameters == 5


def test_one_common_slope_gives_the_published_figures() -> None:
    model = fitted("one_pl")

    assert [(item.b, item.se_b) for item in model.items] == [pytest.approx(pair, abs=0.005) for pair in ONE_SLOPE]
    assert model.items[0].a == pytest.approx(0.7551, abs=0.005)
    assert model.items[0].se_a == pytest.approx(0.0694, abs=0.005)
    assert model.log_likelihood == pytest.approx(-2466.938, abs=0.005)


def test_two_parameters_are_the_published_ones() -> None:
    model = fitted("two_pl")

    found = [(item.a, item.b, item.se_a, item.se_b) for item in model.items]
    assert found == [pytest.approx(row, abs=0.005) for row in TWO]
    assert model.log_likelihood == pytest.approx(-2466.653, abs=0.005)


def test_answers_made_by_the_model_fit_it_and_give_its_numbers_back() -> None:
    chance = np.random.default_rng(20261126)
    ability, slopes = chance.normal(size=4000), np.linspace(0.7, 1.8, 12)
    levels = np.linspace(-1.5, 1.5, 12)
    right = chance.random((4000, 12)) < 1 / (1 + np.exp(-slopes * (ability[:, None] - levels)))

    model = latent.fit(right.astype(float), "two_pl")

    assert model is not None
    assert [item.a for item in model.items] == pytest.approx(slopes, abs=0.25)
    assert [item.b for item in model.items] == pytest.approx(levels, abs=0.15)
    assert [item.infit for item in model.items] == pytest.approx([1.0] * 12, abs=0.05)


def test_an_item_that_follows_another_trait_misfits_the_rasch_model() -> None:
    chance = np.random.default_rng(7)
    ability = chance.normal(size=3000)
    right = chance.random((3000, 10)) < 1 / (1 + np.exp(-(1.5 * ability[:, None] - np.linspace(-1, 1, 10))))
    right[:, 4] = chance.random(3000) < 0.5

    model = latent.fit(right.astype(float), "one_pl")

    assert model is not None
    assert model.items[4].infit == max(item.infit for item in model.items)
    assert model.items[4].infit > 1.1


def test_items_not_put_to_everybody_are_estimated_from_those_who_had_them() -> None:
    shares = lsat.answers()
    shares[::3, 2] = np.nan

    model = latent.fit(shares, "rasch")

    assert model is not None
    assert model.items[2].b == pytest.approx(-0.2576, abs=0.15)
    assert model.items[2].se_b > 0.0766


@pytest.mark.parametrize("column", [0.0, 1.0])
def test_an_item_that_nobody_or_everybody_gets_right_cannot_be_placed(column: float) -> None:
    shares = lsat.answers()
    shares[:, 0] = column

    assert latent.fit(shares, "rasch") is None
