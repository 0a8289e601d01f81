"""Short answer: marked by key points a text names; what is not plainly there goes to a person."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import Answer, Body, Line, Readable, Verdict, unanswered
from question_bank.types.fill_matching import canonical
from question_bank.types.writing import Writing, reference_faults, reference_of, with_rows, without_rows

_POINT = re.compile(r"^\s*[-•*·]\s*(?P<said>.+?)(?:\s*[×xX*]\s*(?P<weight>\d{1,3}))?\s*$")
_NEGATED = re.compile("[不未非无勿莫没毋]|禁止|不得|严禁")
BEFORE = 3


class ShortAnswer(Writing):
    """Each key point has a weight and the phrases that name it.

    A point counts when one of its phrases stands in the text in the same words and numbers and no negation stands right
    before it. The share is the weight of the points found. Only a text with every point found is marked without a
    person; without points every answer waits for one.
    """

    name = "short_answer"
    label = _l("简答题")
    explains = _l("按要点给分，必要时由阅卷人评定。")
    example: Body = {
        "reference": "发现火情应立即报警，说清地点和火势；在保证安全的前提下组织扑救；及时疏散群众。",
        "points": [
            {"id": "p1", "text": "立即报警", "accepted": ["立即报警", "报警", "拨打12119"], "weight": 1},
            {"id": "p2", "text": "疏散群众", "accepted": ["疏散群众", "疏散"], "weight": 1},
        ],
    }
    right_answer: Answer = {"text": "马上报警，同时疏散周围群众。"}

    def faults(self, body: Body) -> list[str]:
        """Sentences on a missing reference or unusable points."""
        faults, points = reference_faults(body), body.get("points", [])
        if faults:
            return faults
        if not things.are_things(points) or not all(_is_point(point) for point in points):
            return things.shape_fault()
        return things.thing_faults(points, str(_("得分要点")), least=0)

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """The weight of the points whose phrases the text holds."""
        points = body.get("points", [])
        if not answer or not answer["text"].strip():
            return unanswered(max(len(points), 1))
        found = [_holds(answer["text"], point) for point in points]
        total = sum(point["weight"] for point in points)
        got = sum(point["weight"] for point, here in zip(points, found, strict=True) if here)
        share = Fraction(got, total) if total else Fraction(0)
        return Verdict(share, sum(found), 0, max(len(points), 1), answered=True, needs_person=share < 1)

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each point: whether the text names it."""
        text = answer["text"] if answer else ""
        return [
            Line(
                point["text"],
                str(_("已写到")) if _holds(text, point) else "",
                str(_("要点")),
                _holds(text, point) or None,
            )
            for point in body.get("points", [])
        ]

    def key_of(self, body: Body) -> Any:
        """The reference text; with points {"reference", "points"}."""
        if not body.get("points"):
            return body["reference"]
        points = [{name: point[name] for name in ("text", "accepted", "weight")} for point in body["points"]]
        return {"reference": body["reference"], "points": points}

    def meaning(self, body: Body) -> Any:
        """The reference text in one spelling."""
        return canonical(body["reference"])

    def body_of(self, read: Readable) -> Body:
        """A body from a reference text, alone or with its points."""
        key = read.key if isinstance(read.key, dict) else {"reference": reference_of(read.key), "points": []}
        points = [{"id": f"p{number}", **point} for number, point in enumerate(key["points"], start=1)]
        return {"reference": key["reference"], "points": points}

    def key_text(self, key: Any) -> str:
        """The reference, then one point a line: `- 要点｜同义说法 ×2`."""
        if not isinstance(key, dict):
            return with_rows(str(key or ""), [], _POINT)
        points = [
            f"- {'｜'.join([point['text'], *(each for each in point['accepted'] if each != point['text'])])} ×{point['weight']}"
            for point in key["points"]
        ]
        return with_rows(key["reference"], points, _POINT)

    def key_from(self, text: str) -> Any:
        """The reference text, and lines with a dash before them as points."""
        reference, points = without_rows(text, _POINT)
        if not points:
            return reference or None
        return {"reference": reference, "points": [_written_point(found) for found in points]}

    def printed(self, body: Body) -> list[str]:
        """Room to write."""
        return [str(_("答：")), "", "", ""]


def _written_point(found: re.Match[str]) -> dict[str, Any]:
    words = [each.strip() for each in re.split("[|｜]", found["said"]) if each.strip()]
    return {"text": words[0] if words else "", "accepted": words, "weight": int(found["weight"] or 1)}


def _is_point(point: dict[str, Any]) -> bool:
    accepted, weight = point.get("accepted"), point.get("weight", 1)
    return (
        isinstance(accepted, list)
        and bool(accepted)
        and all(isinstance(each, str) and canonical(each) for each in accepted)
        and type(weight) is int
        and 1 <= weight <= 100
    )


def _holds(text: str, point: dict[str, Any]) -> bool:
    said = canonical(text)
    return any(_stands(canonical(phrase), said) for phrase in point["accepted"])


def _stands(phrase: str, said: str) -> bool:
    """Whether a phrase stands in a text, not cut out of a longer number and not negated."""
    for found in re.finditer(re.escape(phrase), said):
        before, after = said[max(0, found.start() - BEFORE) : found.start()], said[found.end() : found.end() + 1]
        torn = (phrase[0].isdigit() and before[-1:].isdigit()) or (phrase[-1].isdigit() and after.isdigit())
        if not torn and not _NEGATED.search(before):
            return True
    return False
