"""Questions that say the same as others: what stands beside them for comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.i18n import _
from question_bank import queries, staging
from question_bank.formats.base import Issue, ReadQuestion
from question_bank.forms import written_key
from question_bank.models import QuestionRevision, StagedImport
from question_bank.types import BY_NAME

IN_FILE = ("duplicate", "duplicate_conflict")
IN_BANK = ("bank_duplicate", "bank_near", "bank_conflict")


@dataclass(frozen=True)
class Other:
    """A question shown beside one that says the same; `conflict` when its key differs."""

    title: str
    stem: str
    options: tuple[str, ...]
    key: str
    conflict: bool
    bank_id: int | None = None


def others_of(waiting: StagedImport, questions: list[ReadQuestion]) -> dict[int, list[Other]]:
    """For each question of a page, by its place there, what it is compared with."""
    told = [(place, issue) for place, question in enumerate(questions) for issue in question.issues]
    ordinals = [
        int(issue.values["ordinal"]) for _place, issue in told if issue.code in IN_FILE and "ordinal" in issue.values
    ]
    staged = queries.staged_by_ordinal(waiting, ordinals)
    held = queries.revisions_of(int(issue.values["id"]) for _place, issue in told if issue.code in IN_BANK)
    found: dict[int, list[Other]] = {}
    for place, issue in told:
        if issue.code in IN_FILE and (item := staged.get(int(issue.values.get("ordinal", 0)))):
            found.setdefault(place, []).append(_from_file(staging.from_text(item.question_json), issue))
        elif issue.code in IN_BANK and (revision := held.get(int(issue.values["id"]))):
            found.setdefault(place, []).append(_from_bank(revision, issue))
    return found


def _from_file(question: ReadQuestion, issue: Issue) -> Other:
    title = _("本文件第 %(line)d 行，第 %(number)d 题", line=question.line, number=question.number)
    return Other(str(title), question.stem, question.options, written_key(question), issue.code == "duplicate_conflict")


def _from_bank(revision: QuestionRevision, issue: Issue) -> Other:
    kind, body = BY_NAME[revision.kind], revision.body
    key: Any = kind.describe_key(body)
    title = _("题库中编号 %(id)s", id=issue.values["id"])
    conflict = issue.code == "bank_conflict"
    return Other(str(title), revision.stem, tuple(kind.texts_of(body)), str(key), conflict, int(issue.values["id"]))
