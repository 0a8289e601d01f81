"""Loading what is shipped: questions, courses, hour policies; again only when a file changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from accounts.models import Installation
from config import ROOT
from core.db import atomic, db
from core.errors import Invalid
from courses.actions import load_library, load_starter, tie_self_checks
from learning.actions import load_shipped_policies
from question_bank import formats
from question_bank.actions import import_reading, renew_questions

QUESTIONS = ROOT / "question_bank" / "starter"
COURSES = ROOT / "courses" / "starter"
MICRO_COURSES = ROOT / "courses" / "starter_micro"
CASES = ROOT / "courses" / "starter_cases"


@dataclass(frozen=True)
class Shipped:
    """How much this run added: questions, new course versions, policy rows."""

    questions: int
    courses: int
    policies: int


def load_shipped(
    *, now: datetime, questions: Path = QUESTIONS, courses: Path = COURSES, cases: Path = CASES
) -> Shipped:
    """Load shipped questions, courses, cases and hour policies; what was loaded before stays as it is."""
    added = sum(_load_questions(path, now) for path in sorted(questions.glob("*.txt")))
    loaded = load_starter(courses, actor=None, now=now)
    micro = load_starter(MICRO_COURSES, actor=None, now=now)
    tie_self_checks(None, now=now)
    load_library(cases, actor=None, now=now)
    return Shipped(
        added, sum(len(each.new) + len(each.changed) for each in (loaded, micro)), load_shipped_policies(None, now=now)
    )


@atomic
def _load_questions(path: Path, now: datetime) -> int:
    """Import one file through the importer that organizers use; return how many new questions it brought."""
    raw = path.read_bytes()
    mark, digest = f"shipped:{path.stem}"[:40], hashlib.sha256(raw).hexdigest()
    known = db.session.get(Installation, mark)
    if known is not None and known.setting == digest:
        return 0
    reading = formats.read(path.name, raw)
    doubtful = [question for question in reading.questions if question.status != "ready"]
    if doubtful:
        first = doubtful[0]
        raise Invalid(f"{path.name}, line {first.line}: {first.issues}")
    fresh = renew_questions(reading, file_name=path.name, now=now)
    batch = import_reading(None, fresh, only_ready=True, file_name=path.name, now=now)
    if known is None:
        db.session.add(Installation(name=mark, setting=digest))
    else:
        known.setting = digest
    return batch.question_count
