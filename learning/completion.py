"""When a lesson counts as completed, and what is still missing: dated rules, pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Lack(StrEnum):
    """What keeps a lesson from being completed."""

    TIME = "time"
    END = "end"
    CHECK = "check"


@dataclass(frozen=True)
class CompletionRule:
    """From a day on: the share of the estimated minutes to be credited, beside end reached and self-check passed."""

    version: int
    valid_from: date
    time_percent: int
    basis: str


RULES = (
    CompletionRule(
        1,
        date(2020, 1, 1),
        60,
        "计时不少于预计时长的 60%，读到末尾，自测合格（参照无纸化学法的通行做法）",
    ),
)
"""In the order of their days; a change is a new row, never an edit, so that old completions keep their rule."""


@dataclass(frozen=True)
class Reading:
    """How far a member got with a lesson."""

    minutes: int
    credited_ms: int
    end_reached: bool
    has_check: bool
    check_passed: bool


def rule_on(day: date) -> CompletionRule:
    """Return the rule in force on a day; before the first rule, the first."""
    return next((rule for rule in reversed(RULES) if rule.valid_from <= day), RULES[0])


def rule_of_version(version: int) -> CompletionRule:
    """Return the rule of a version, as completions name it."""
    return next(rule for rule in RULES if rule.version == version)


def missing_ms(rule: CompletionRule, reading: Reading) -> int:
    """Return the milliseconds of study still missing, 0 when there are enough."""
    needed = reading.minutes * 60_000 * rule.time_percent // 100
    return max(0, needed - reading.credited_ms)


def lacks(rule: CompletionRule, reading: Reading) -> tuple[Lack, ...]:
    """Return what is still missing, in the order a learner would do it; empty means completed."""
    found = []
    if missing_ms(rule, reading) > 0:
        found.append(Lack.TIME)
    if not reading.end_reached:
        found.append(Lack.END)
    if reading.has_check and not reading.check_passed:
        found.append(Lack.CHECK)
    return tuple(found)


def share_done(rule: CompletionRule, reading: Reading) -> float:
    """Return how much of a lesson is done, 0 to 1: credited time, end and self-check weigh what they ask for.

    Time weighs 80 %, the end 10 % and the self-check 10 %; without a self-check time weighs 90 %.
    """
    needed = reading.minutes * 60_000 * rule.time_percent // 100
    timed = min(1.0, reading.credited_ms / needed) if needed else 1.0
    if not reading.has_check:
        return 0.9 * timed + 0.1 * reading.end_reached
    return 0.8 * timed + 0.1 * reading.end_reached + 0.1 * reading.check_passed
