"""What readers of whole papers share, whatever file the paper came in."""

from __future__ import annotations

import re
from dataclasses import replace

from question_bank.formats import checks
from question_bank.formats.base import ReadPicture, ReadQuestion, Status, doubt, worst

_REFERENCE = re.compile(r"!\[[^\[\]]*\]\(picture:([0-9a-f]{64})\)")


def without_duplicates(questions: list[ReadQuestion]) -> list[ReadQuestion]:
    """The questions of several parts of a file, held against each other."""
    afresh = [
        replace(each, issues=(), status=Status.READY).with_issues(
            *(issue for issue in each.issues if not issue.code.startswith("duplicate"))
        )
        for each in questions
    ]
    return checks.without_duplicates_unseen(afresh)


def illustrated(question: ReadQuestion, pictures: dict[str, ReadPicture], lost: dict[int, str]) -> ReadQuestion:
    """The question with the pictures its texts show, and a doubt for each that could not be kept."""
    names = _REFERENCE.findall("\n".join((question.stem, *question.options, question.explanation)))
    parts = tuple(illustrated(part, pictures, {}) for part in question.parts)
    found = replace(
        question, pictures=tuple(pictures[name] for name in dict.fromkeys(names) if name in pictures), parts=parts
    )
    if found.pictures:
        found = replace(found, issues=tuple(issue for issue in found.issues if issue.code != "picture"))
    missing = [
        name for place, name in lost.items() if not question.sheet and question.line <= place <= question.last_line
    ]
    left = [*found.issues, *(doubt("picture_lost", line=question.line, name=name) for name in missing)]
    return replace(found, issues=(), status=worst(tuple(part.status for part in parts))).with_issues(*left)
