"""Marking rules: how the points of a multiple-response question follow from how right the answer is."""

from assessment.marking.base import MarkingRule
from assessment.marking.half import Half
from assessment.marking.per_hit import PerHit
from assessment.marking.plus_minus import PlusMinus
from assessment.marking.proportional import Proportional
from assessment.marking.strict import Strict

ALL: tuple[MarkingRule, ...] = (Strict(), Half(), Proportional(), PerHit(), PlusMinus())
BY_NAME = {rule.name: rule for rule in ALL}
