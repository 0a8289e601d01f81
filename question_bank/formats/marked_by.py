"""What a written answer is marked by: the lines below 得分要点 or 评分标准 behind its reference answer."""

from __future__ import annotations

import re
from dataclasses import replace

from question_bank.formats.base import ReadQuestion
from question_bank.types import BY_NAME, Read

HEADINGS = {"short_answer": "得分要点", "essay": "评分标准"}
HEADING = re.compile(r"^[ 　]*(?:得分要点|评分标准)[ 　]*[:：][ 　]*$", re.MULTILINE)
_ITEM = re.compile(r"^\s*[-•*·]")


def with_marking(question: ReadQuestion) -> ReadQuestion:
    """The question with its key points or its rubric apart from the reference answer.

    Lines that are not all understood stay in the reference answer, so that nothing is lost.
    """
    if question.kind not in HEADINGS or not isinstance(question.key, str):
        return question
    found = list(HEADING.finditer(question.key))
    if len(found) != 1:
        return question
    reference, listed = question.key[: found[0].start()].strip(), question.key[found[0].end() :].strip()
    kind = BY_NAME[question.kind]
    key = kind.key_from(f"{reference}\n{listed}")
    if not reference or not isinstance(key, dict) or key["reference"] != reference:
        return question
    if not all(_ITEM.match(line) for line in listed.split("\n")):
        return question
    return replace(question, key=reference, body=kind.body_of(Read(question.kind, question.stem, (), key)))


def marking_lines(question: ReadQuestion) -> list[str]:
    """The key points or the rubric of a question as `with_marking` reads them; none when it has none."""
    body = question.body or {}
    if question.kind not in HEADINGS or not (body.get("points") or body.get("rubric")):
        return []
    kind = BY_NAME[question.kind]
    return [f"{HEADINGS[question.kind]}：", *kind.key_text(kind.key_of({**body, "reference": ""})).strip().split("\n")]
