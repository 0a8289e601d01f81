"""Hour rules: one file an activity, listed in the order in which pages offer them."""

from learning.hours.base import HourRule
from learning.hours.collective_study import CollectiveStudy
from learning.hours.concentrated_training import ConcentratedTraining
from learning.hours.contest import PassedContest
from learning.hours.huddle import HuddleTalk
from learning.hours.online_lesson import OnlineLesson
from learning.hours.passed_check import PassedCheck
from learning.hours.passed_placement import PassedPlacement
from learning.hours.theme_day import ThemeDay

ALL: tuple[HourRule, ...] = (
    ConcentratedTraining(),
    CollectiveStudy(),
    ThemeDay(),
    OnlineLesson(),
    PassedContest(),
    PassedCheck(),
    PassedPlacement(),
    HuddleTalk(),
)
BY_NAME = {rule.name: rule for rule in ALL}
BY_HAND = tuple(rule for rule in ALL if rule.recorded_by_hand)

__all__ = ["ALL", "BY_HAND", "BY_NAME", "HourRule"]
