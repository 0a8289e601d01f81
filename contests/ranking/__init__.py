"""Ranking rules: which place follows from points, time and the moment of submission."""

from contests.ranking.base import Placed, RankingRule, Result, placed
from contests.ranking.score_only import ScoreOnly
from contests.ranking.score_then_earlier import ScoreThenEarlier
from contests.ranking.score_then_time import ScoreThenTime
from contests.ranking.score_time_number import ScoreTimeNumber

ALL: tuple[RankingRule, ...] = (ScoreThenTime(), ScoreThenEarlier(), ScoreOnly(), ScoreTimeNumber())
BY_NAME = {rule.name: rule for rule in ALL}

__all__ = ["ALL", "BY_NAME", "Placed", "RankingRule", "Result", "placed"]
