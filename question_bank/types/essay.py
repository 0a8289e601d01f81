"""Essay: marked by people with a rubric."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import Answer, Body, Line, Readable, Verdict, unanswered
from question_bank.types.fill_matching import canonical, number_in
from question_bank.types.writing import Writing, reference_faults, reference_of, with_rows, without_rows

_ROW = re.compile(r"^\s*[-•*·]\s*(?P<said>.*?)\s*[（(]?(?P<points>\d{1,3}(?:\.\d)?)\s*(?:分|points?)[）)]?\s*$")


class Essay(Writing):
    """Every answer waits for a person; rubric rows say what for, in points that a paper scales to its own."""

    name = "essay"
    label = _l("论述题")
    explains = _l("由阅卷人按评分标准评分。")
    is_marked_by_people = True
    longest = 20_000
    example: Body = {
        "reference": "应从压实责任、早期处置、宣传教育三个方面论述，结合本单位实际。",
        "rubric": [
            {"id": "r1", "text": "观点明确，三个方面齐全", "points": "6"},
            {"id": "r2", "text": "结合本单位实际", "points": "4"},
        ],
    }
    right_answer: Answer = {"text": "一要压实责任……"}

    def faults(self, body: Body) -> list[str]:
        """Sentences on a missing reference or unusable rubric rows."""
        faults, rubric = reference_faults(body), body.get("rubric", [])
        if faults:
            return faults
        if not things.are_things(rubric) or not all(isinstance(row.get("points"), str) for row in rubric):
            return things.shape_fault()
        if any((number_in(row["points"]) or 0) <= 0 for row in rubric):
            return [_("评分标准每一行都要写明分值，例如“观点明确 5分”。")]
        return things.thing_faults(rubric, str(_("评分标准")), least=0)

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Nothing by machine: an answer waits, an empty one is nothing."""
        if not answer or not answer["text"].strip():
            return unanswered(1)
        return Verdict(Fraction(0), 0, 0, 1, answered=True, needs_person=True)

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """The rubric, row by row."""
        return [
            Line(row["text"], "", str(_("%(points)s 分", points=row["points"])), None) for row in body.get("rubric", [])
        ]

    def key_of(self, body: Body) -> Any:
        """The reference text; with a rubric {"reference", "rubric"}."""
        if not body.get("rubric"):
            return body["reference"]
        rubric = [{"text": row["text"], "points": row["points"]} for row in body["rubric"]]
        return {"reference": body["reference"], "rubric": rubric}

    def meaning(self, body: Body) -> Any:
        """The reference text in one spelling."""
        return canonical(body["reference"])

    def body_of(self, read: Readable) -> Body:
        """A body from a reference text, alone or with its rubric."""
        if isinstance(read.key, dict) and "rubric" in read.key:
            rubric = [{"id": f"r{number}", **row} for number, row in enumerate(read.key["rubric"], start=1)]
            return {"reference": read.key["reference"], "rubric": rubric}
        return {"reference": reference_of(read.key), "rubric": []}

    def key_text(self, key: Any) -> str:
        """The reference, then one rubric row a line: `- 观点明确 5分`."""
        if not isinstance(key, dict):
            return with_rows(str(key or ""), [], _ROW)
        rows = [f"- {row['text']} {row['points']}{_('分')}" for row in key["rubric"]]
        return with_rows(key["reference"], rows, _ROW)

    def key_from(self, text: str) -> Any:
        """The reference text, and lines with a dash before and points behind them as rubric."""
        reference, rows = without_rows(text, _ROW)
        if not rows:
            return reference or None
        return {"reference": reference, "rubric": [{"text": row["said"], "points": row["points"]} for row in rows]}

    def printed(self, body: Body) -> list[str]:
        """Room to write."""
        return [str(_("答：")), *[""] * 10]
