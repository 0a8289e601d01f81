"""Counting rules: which of a member's attempts stands for the member in the ranking."""

from contests.counting.average import Average
from contests.counting.base import CountingRule
from contests.counting.best import Best
from contests.counting.last import Last

ALL: tuple[CountingRule, ...] = (Best(), Last(), Average())
BY_NAME = {rule.name: rule for rule in ALL}
