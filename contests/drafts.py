"""What an organizer decides, step by step, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Unit


@dataclass(frozen=True)
class Basics:
    """Step 1: what the contest is called, who hosts it, what members read first."""

    title: str
    unit: Unit
    notice: str = ""


@dataclass(frozen=True)
class Times:
    """Step 2: the window, the minutes for a paper, how often one may try and which try counts."""

    opens_at: datetime
    hard_end_at: datetime
    last_start_at: datetime | None = None
    duration_minutes: int = 45
    attempts_allowed: int = 1
    counting_rule: str = "best"


@dataclass(frozen=True)
class Row:
    """One row of the blueprint; `kind` None takes any kind; points in thousandths."""

    topic_id: int
    kind: str | None
    count: int
    milli_points: int


@dataclass(frozen=True)
class Paper:
    """Step 3: the blueprint, how multiple-response questions are marked, the pass mark in thousandths."""

    rows: tuple[Row, ...]
    multiple_rule: str = "strict"
    pass_permille: int = 600


@dataclass(frozen=True)
class Audience:
    """Step 4: units whose subtrees may take part, and the posts it is limited to (none: all)."""

    units: tuple[Unit, ...]
    posts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Publishing:
    """Step 5: what members see after publishing, and how people and branches are ranked."""

    release: str = "answers"
    ranking_rule: str = "score_then_time"
    branch_rule: str = "top_mean"
    branch_top: int = 5


@dataclass(frozen=True)
class Weighing:
    """Skills contests: weight of the written round in thousandths, how many of a team count."""

    written_permille: int = 300
    team_top: int = 3


@dataclass(frozen=True)
class Item:
    """A line of a rubric; points in thousandths, 0 for a veto."""

    title: str
    milli_max: int = 0
    hint: str = ""
    is_veto: bool = False


@dataclass(frozen=True)
class Round:
    """A practical round with its rubric; the weight in thousandths."""

    title: str
    weight_permille: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Line:
    """What a judge gave for one rubric item: points in thousandths, or a veto."""

    item_id: int
    milli_points: int = 0
    veto: bool = False
