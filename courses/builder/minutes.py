"""How long a lesson takes: reading at an unhurried pace, and its self-check (pure)."""

from __future__ import annotations

import math

CHARACTERS_A_MINUTE = 320
"""Unhurried reading of a working text in Chinese, read to be remembered."""
SECONDS_A_QUESTION = 40
USUAL_QUESTIONS = 4
"""Self-check questions that a lesson is sized with where its questions are not known."""
MOST_CHECKS = 5
"""Most questions of a self-check."""
SHORTEST, LONGEST = 5, 15
"""Minutes of a lesson."""


def minutes_of(characters: int, questions: int = USUAL_QUESTIONS) -> int:
    """Minutes for a text of so many characters and so many questions, rounded up, at least one."""
    return max(1, math.ceil(characters / CHARACTERS_A_MINUTE + questions * SECONDS_A_QUESTION / 60))


def characters_in(minutes: int, questions: int = USUAL_QUESTIONS) -> int:
    """How many characters fit into so many minutes beside the questions."""
    return int((minutes - questions * SECONDS_A_QUESTION / 60) * CHARACTERS_A_MINUTE)
