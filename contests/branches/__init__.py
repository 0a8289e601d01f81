"""Branch rules: how the score of a branch follows from the points of its members."""

from contests.branches.base import BranchResult, BranchRule, PlacedBranch, placed
from contests.branches.participation_mean import ParticipationMean
from contests.branches.top_mean import TopMean
from contests.branches.total import Total

ALL: tuple[BranchRule, ...] = (TopMean(), ParticipationMean(), Total())
BY_NAME = {rule.name: rule for rule in ALL}

__all__ = ["ALL", "BY_NAME", "BranchResult", "BranchRule", "PlacedBranch", "placed"]
