"""Numeric: a number with a unit, right within a tolerance."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import measures, things
from question_bank.types.base import Answer, Basic, Body, Line, Readable, Sent, Verdict, counted, holds_only, unanswered
from question_bank.types.fill_matching import canonical, number_in

_KEY = re.compile(
    r"^\s*(?P<value>[^±%\s]*?\d[\d.,]*|[^±\s]+?)\s*(?P<early>[^\d\s±.,]*m[23]|[^\d\s±.,]*)\s*(?:±\s*(?P<tolerance>[\d.]+\s*%?)\s*(?P<unit>[^\d\s]*m[23]|[^\d\s]*))?\s*$"
)
LONGEST_NUMBER = 40


class Numeric(Basic):
    """A number is right when it differs from the key by no more than the tolerance (a number, or a share such as 5%).

    A unit may be left out where the key has one: the question names it. A unit that can be converted (mm, cm, m, km, g,
    kg, t, s, min, h, V, kV) is converted before comparing; any other unit is wrong.
    """

    name = "numeric"
    label = _l("数值题")
    explains = _l("在允许误差内即得分；单位可换算。")
    example: Body = {"value": "32", "tolerance": "0", "unit": "学时"}
    right_answer: Answer = {"value": "三十二", "unit": "学时"}

    def faults(self, body: Body) -> list[str]:
        """Sentences on a value or tolerance that is no number, or a unit that is none."""
        if not all(isinstance(body.get(name, ""), str) for name in ("value", "tolerance", "unit")):
            return things.shape_fault()
        if number_in(body.get("value", "")) is None:
            return [_("请填写数值，例如 32 或 0.5。")]
        if _tolerance(body) is None:
            return [_("允许误差应是不小于 0 的数，或百分数，例如 0.5 或 5%。")]
        return [_("单位过长。")] if len(body.get("unit", "")) > LONGEST_NUMBER else []

    def public(self, body: Body) -> Body:
        """The unit, which is part of the question."""
        return {"unit": body.get("unit", "")}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Right or wrong, nothing between."""
        if not answer or not answer["value"].strip():
            return unanswered(1)
        right = _is_right(body, answer["value"], answer.get("unit", ""))
        return counted(int(right), int(not right), 1, Fraction(int(right)))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer is not a short text with an optional unit."""
        if answer is None:
            return []
        if not holds_only(answer, "value", "unit") or not all(isinstance(each, str) for each in answer.values()):
            return things.answer_fault()
        if max(map(len, answer.values())) > LONGEST_NUMBER:
            return [_("数值最多填 %(most)d 字。", most=LONGEST_NUMBER)]
        return []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The number and, where given, its unit."""
        value, unit = "".join(sent("")).strip(), "".join(sent("unit")).strip()
        if not value:
            return None
        return {"value": value, "unit": unit} if unit else {"value": value}

    def describe_key(self, body: Body) -> str:
        """The value with tolerance and unit."""
        return self.key_text(self.key_of(body))

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The number as it was written."""
        return f"{answer['value']} {answer.get('unit', '')}".strip() if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """One line: what was written and what is right."""
        right = self.mark(body, answer).share == 1
        return [Line("", self.describe_answer(body, answer), self.describe_key(body), right)]

    def key_of(self, body: Body) -> Any:
        """Value, tolerance and unit."""
        return {"value": body["value"], "tolerance": body.get("tolerance", "0"), "unit": body.get("unit", "")}

    def meaning(self, body: Body) -> Any:
        """Value and unit in one spelling."""
        return [canonical(body["value"]), measures.unit_named(body.get("unit", ""))]

    def body_of(self, read: Readable) -> Body:
        """A body from value, tolerance and unit, or from one text such as `32±0.5 学时`."""
        key = read.key[0] if isinstance(read.key, list) and read.key else read.key
        key = key[0] if isinstance(key, list) and key else key
        found = self.key_from(key) if isinstance(key, str) else key
        found = found or {"value": str(key or "")}
        return {name: str(found.get(name) or fallback) for name, fallback in _EMPTY.items()}

    def key_text(self, key: Any) -> str:
        """`32±0.5 学时`."""
        if not isinstance(key, dict):
            return str(key or "")
        spread = "" if str(key.get("tolerance") or "0") == "0" else f"±{key['tolerance']}"
        return f"{key['value']}{spread} {key.get('unit', '')}".strip()

    def key_from(self, text: str) -> Any:
        """Value, tolerance and unit in one text; None when there is no number in it."""
        found = _KEY.match(text.replace("＋", "+").replace("％", "%"))
        if not found or number_in(found["value"]) is None:
            return None
        unit = found["unit"] or found["early"] or ""
        return {"value": found["value"], "tolerance": re.sub(r"\s", "", found["tolerance"] or "0"), "unit": unit}

    def printed(self, body: Body) -> list[str]:
        """A line to write on, with the unit behind it."""
        return [str(_("答：________ %(unit)s", unit=body.get("unit", ""))).strip()]


_EMPTY = {"value": "", "tolerance": "0", "unit": ""}


def _tolerance(body: Body) -> Decimal | None:
    """The greatest difference that is still right; None when the tolerance is none."""
    written = canonical(body.get("tolerance") or "0")
    size = number_in(written.removesuffix("%"))
    if size is None or size < 0:
        return None
    value = number_in(body["value"]) or Decimal(0)
    return abs(value) * size / 100 if written.endswith("%") else size


def _is_right(body: Body, value: str, unit: str) -> bool:
    written, unit = _split(value, unit)
    given, wanted, asked = number_in(written), number_in(body["value"]), body.get("unit", "")
    if given is None or wanted is None:
        return False
    scale = measures.factor(unit, asked) if unit and asked else Decimal(1) if not unit else None
    return scale is not None and abs(given * scale - wanted) <= (_tolerance(body) or 0)


def _split(value: str, unit: str) -> tuple[str, str]:
    """Number and unit, also where both stand in one field."""
    said = canonical(value)
    found = re.match(r"(-?\d+(?:\.\d+)?)(.*)$", said)
    if not found or not found[2]:
        return value, unit.strip()
    if unit.strip() and measures.unit_named(unit) != found[2]:
        return "", unit
    return found[1], found[2]
