"""Statistics of items and papers from marked answers: pure, values in, values out."""

from assessment.statistics.analysis import Analysis, analyse
from assessment.statistics.classical import ItemFigures, OptionFigures
from assessment.statistics.papers import PaperFigures
from assessment.statistics.responses import Responses, read_responses

__all__ = ["Analysis", "ItemFigures", "OptionFigures", "PaperFigures", "Responses", "analyse", "read_responses"]
