"""Find the error: name the wrong steps of a procedure."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import (
    LONGEST_TEXT,
    Answer,
    Basic,
    Body,
    Line,
    Readable,
    Sent,
    Verdict,
    counted,
    holds_only,
    unanswered,
)

_KEY_LINE = re.compile(
    r"^[（(]?(?:第)?\s*(?P<step>\d{1,2}|[A-Za-z])\s*[)）]?(?:步|项)?\s*(?:[.．、:：=＝→]+\s*(?P<correction>.+))?$"
)


class FindError(Basic):
    """The share is right steps minus wrong ones, as a part of the key and not below 0.

    So ticking every step earns little or nothing. Corrections are shown afterwards and not marked.
    """

    name = "find_error"
    label = _l("找错题")
    explains = _l("按找对的步骤给分，找错一步抵扣一步，最低 0 分。")
    example: Body = {
        "steps": [
            {"id": "s1", "text": "检查风筒和瓦斯浓度"},
            {"id": "s2", "text": "带电检修开关"},
            {"id": "s3", "text": "挂牌上锁后作业"},
        ],
        "key": ["s2"],
        "corrections": {"s2": "先停电、验电、放电，再检修"},
    }
    right_answer: Answer = {"chosen": ["s2"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable steps or a key outside them."""
        steps, key, corrections = body.get("steps"), body.get("key"), body.get("corrections", {})
        if not things.are_things(steps) or not isinstance(key, list) or not isinstance(corrections, dict):
            return things.shape_fault()
        faults = things.thing_faults(steps or [], str(_("步骤")))
        if not faults and (not key or not things.is_pick(key, things.ids_of(steps or []))):
            faults.append(_("请指出哪一步有错，步骤应在列表之内。"))
        said = corrections.values()
        if not faults and not (set(corrections) <= set(key) and all(isinstance(each, str) for each in said)):
            faults.append(_("只有有错的步骤才能写改正。"))
        return faults or [
            _("改正内容超过 %(most)d 字。", most=LONGEST_TEXT) for each in said if len(each) > LONGEST_TEXT
        ]

    def public(self, body: Body) -> Body:
        """The steps in their order."""
        return {"steps": things.bare(body["steps"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Right steps minus wrong ones."""
        chosen, key = set(answer["chosen"]) if answer else set(), set(body["key"])
        if not chosen:
            return unanswered(len(key))
        right, wrong = len(chosen & key), len(chosen - key)
        return counted(right, wrong, len(key), max(Fraction(0), Fraction(right - wrong, len(key))))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer names no steps of the list."""
        if answer is None:
            return []
        if not holds_only(answer, "chosen") or not things.is_pick(answer["chosen"], things.ids_of(body["steps"])):
            return things.answer_fault()
        return []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The steps ticked."""
        chosen = list(sent(""))
        return {"chosen": chosen} if chosen else None

    def describe_key(self, body: Body) -> str:
        """The numbers of the wrong steps with their corrections."""
        parts = []
        for number, each in enumerate(things.ids_of(body["steps"]), start=1):
            if each in body["key"]:
                correction = body.get("corrections", {}).get(each, "")
                parts.append(f"（{number}）{correction}")
        return "；".join(parts)

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The numbers of the steps chosen."""
        chosen = answer["chosen"] if answer else []
        return "、".join(
            f"（{number}）" for number, each in enumerate(things.ids_of(body["steps"]), start=1) if each in chosen
        )

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each step: whether it was named and whether it is wrong."""
        chosen, words = (answer["chosen"] if answer else []), (str(_("没有错")), str(_("有错")))
        return [
            Line(
                each["text"],
                words[each["id"] in chosen] if chosen else "",
                "：".join(
                    filter(None, (words[each["id"] in body["key"]], body.get("corrections", {}).get(each["id"], "")))
                ),
                (each["id"] in chosen) == (each["id"] in body["key"]),
            )
            for each in body["steps"]
        ]

    def texts_of(self, body: Body) -> list[str]:
        """The steps."""
        return [each["text"] for each in body["steps"]]

    def wording(self, body: Body) -> list[str]:
        """The steps."""
        return [each["text"] for each in body["steps"]]

    def key_of(self, body: Body) -> Any:
        """The numbers of wrong steps; with corrections pairs of number and correction."""
        numbers = {each: number for number, each in enumerate(things.ids_of(body["steps"]), start=1)}
        corrections = body.get("corrections") or {}
        if not corrections:
            return [numbers[each] for each in body["key"]]
        return [[numbers[each], corrections.get(each, "")] for each in body["key"]]

    def meaning(self, body: Body) -> Any:
        """The texts of the wrong steps."""
        return sorted(each["text"] for each in body["steps"] if each["id"] in body["key"])

    def body_of(self, read: Readable) -> Body:
        """A body from steps as options and the numbers or letters of the wrong ones, alone or with corrections."""
        steps = [{"id": f"s{number}", "text": text} for number, text in enumerate(read.options, start=1)]
        pairs = [each if isinstance(each, (list, tuple)) else (each, "") for each in read.key or ()]
        corrections = {f"s{_number(step)}": said for step, said in pairs if said}
        body: Body = {"steps": steps, "key": [f"s{_number(step)}" for step, _said in pairs]}
        return body | {"corrections": corrections} if corrections else body

    def key_text(self, key: Any) -> str:
        """One wrong step a line: `2：改正`."""
        pairs = [each if isinstance(each, (list, tuple)) else (each, "") for each in key or ()]
        return "\n".join(f"{step}：{said}" if said else str(step) for step, said in pairs)

    def key_from(self, text: str) -> Any:
        """Wrong steps line by line, or several numbers in one line."""
        lines = things.lines_of(text)
        if len(lines) == 1 and re.fullmatch(r"[\dA-Za-z\s、,，;；]+", lines[0]):
            lines = re.findall(r"\d+|[A-Za-z]", lines[0])
        found = [_KEY_LINE.match(line) for line in lines]
        if not found or not all(found):
            return None
        pairs = [[_number(each["step"]), (each["correction"] or "").strip()] for each in found if each]
        return pairs if any(said for _step, said in pairs) else [step for step, _said in pairs]

    def printed(self, body: Body) -> list[str]:
        """The steps numbered."""
        return things.numbered(body, "steps")


def _number(step: Any) -> int:
    """The number of a step named by number or letter."""
    said = str(step).strip()
    return int(said) if said.isdigit() else ord(said.upper()[:1] or "@") - ord("A") + 1
