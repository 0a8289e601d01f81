"""Entry rules: one file a kind of condition, listed in the order in which pages offer them."""

from courses.entry.base import Candidate, EntryRule, EntryTerm, Standing
from courses.entry.opening_day import OpeningDay
from courses.entry.party_role import PartyRole
from courses.entry.post import Post
from courses.entry.prior_course import PriorCourse
from courses.entry.score import Score

ALL: tuple[EntryRule, ...] = (PriorCourse(), Score(), OpeningDay(), Post(), PartyRole())
BY_NAME = {rule.name: rule for rule in ALL}

__all__ = ["ALL", "BY_NAME", "Candidate", "EntryRule", "EntryTerm", "Standing"]
