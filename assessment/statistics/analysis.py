"""Everything at once for a response matrix, and as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assessment.statistics import latent
from assessment.statistics.advice import advice
from assessment.statistics.classical import ItemFigures, item_figures
from assessment.statistics.latent import LatentModel
from assessment.statistics.papers import PaperFigures, paper_figures
from assessment.statistics.responses import Responses

ENOUGH_FOR_MODELS = 100
"""Persons below which item response models are not shown on pages."""
MODELS = ("rasch", "one_pl", "two_pl")


@dataclass(frozen=True)
class Analysis:
    """Paper, items and the item response models that could be fitted."""

    paper: PaperFigures
    items: tuple[ItemFigures, ...]
    models: dict[str, LatentModel]

    def as_json(self) -> dict[str, Any]:
        """Return plain data with alpha, sem, items and models; numbers are not rounded."""
        rasch, two = self.models.get("rasch"), self.models.get("two_pl")
        paper = {name: value for name, value in asdict(self.paper).items() if name not in ("persons", "items")}
        return {
            "n_persons": self.paper.persons,
            "n_items": self.paper.items,
            **paper,
            "log_likelihood": {name: model.log_likelihood for name, model in self.models.items()},
            "items": [
                {**_classical(figures), **_rasch(rasch, place), **_two(two, place), "advice": advice(figures)}
                for place, figures in enumerate(self.items)
            ],
            "models": {name: _model(model) for name, model in self.models.items()},
        }


def analyse(responses: Responses, *, pass_share: float = 0.6, models: bool = True) -> Analysis:
    """Return all figures of a response matrix; models only for answers wholly right or wrong."""
    fitted = {}
    if models and responses.is_dichotomous:
        found = ((name, latent.fit(responses.shares, name)) for name in MODELS)
        fitted = {name: model for name, model in found if model}
    return Analysis(paper_figures(responses, pass_share), tuple(item_figures(responses)), fitted)


def _classical(figures: ItemFigures) -> dict[str, Any]:
    said = asdict(figures)
    said["corrected_point_biserial"] = said.pop("point_biserial")
    said["corrected_point_biserial_interval"] = said.pop("point_biserial_interval")
    return said


def _rasch(model: LatentModel | None, place: int) -> dict[str, Any]:
    item = model.items[place] if model else None
    return {
        "rasch_difficulty": item.b if item else None,
        "rasch_se": item.se_b if item else None,
        "rasch_infit": item.infit if item else None,
        "rasch_outfit": item.outfit if item else None,
    }


def _two(model: LatentModel | None, place: int) -> dict[str, Any]:
    item = model.items[place] if model else None
    return {
        "two_pl_a": item.a if item else None,
        "two_pl_b": item.b if item else None,
        "two_pl_se_a": item.se_a if item else None,
        "two_pl_se_b": item.se_b if item else None,
    }


def _model(model: LatentModel) -> dict[str, Any]:
    return {
        "log_likelihood": model.log_likelihood,
        "parameters": model.parameters,
        "converged": model.converged,
        "items": [asdict(item) for item in model.items],
    }
