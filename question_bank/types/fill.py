"""Fill-in: one or more blanks in the stem, each with the texts that are accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import Answer, Basic, Body, Line, Readable, Sent, Verdict, counted, holds_only, unanswered
from question_bank.types.fill_matching import Likeness, likeness

MOST_BLANKS = 20
MOST_ACCEPTED = 20
LONGEST_BLANK = 200


class Fill(Basic):
    """Each blank counts the same; a near miss earns nothing by itself and waits for a person."""

    name = "fill"
    label = _l("填空题")
    stands_in_stem = True
    explains = _l("每空分值相同，写法不同但意思一致同样得分。")
    example: Body = {"blanks": [{"accepted": ["32", "32学时"]}, {"accepted": ["党章"]}]}
    right_answer: Answer = {"blanks": ["三十二", "党章"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on missing blanks and blanks without an accepted text."""
        blanks = body.get("blanks")
        if not isinstance(blanks, list) or not all(isinstance(blank, dict) for blank in blanks):
            return things.shape_fault()
        if not 1 <= len(blanks) <= MOST_BLANKS:
            return [_("填空题应有 1 至 %(most)d 个空。", most=MOST_BLANKS)]
        return [
            fault
            for number, blank in enumerate(blanks, start=1)
            for fault in _blank_faults(number, blank.get("accepted"))
        ]

    def public(self, body: Body) -> Body:
        """How many blanks there are."""
        return {"count": len(body["blanks"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """The part of the blanks that are right; near misses are left to a person."""
        found = self._judged(body, answer)
        if not answer or not any(answer["blanks"]):
            return unanswered(len(found))
        right = found.count(Likeness.RIGHT)
        wrong = sum(
            1 for each, text in zip(found, answer["blanks"], strict=True) if text.strip() and each == Likeness.WRONG
        )
        return counted(right, wrong, len(found), near=Likeness.NEAR in found)

    def _judged(self, body: Body, answer: Answer) -> list[Likeness]:
        given = answer["blanks"] if answer else [""] * len(body["blanks"])
        return [likeness(text, blank["accepted"]) for text, blank in zip(given, body["blanks"], strict=True)]

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when there is not one short text for each blank."""
        if answer is None:
            return []
        given = answer.get("blanks") if holds_only(answer, "blanks") else None
        if not isinstance(given, list) or len(given) != len(body["blanks"]):
            return things.answer_fault()
        if not all(isinstance(text, str) for text in given):
            return things.answer_fault()
        return [_("一个空最多填 %(most)d 字。", most=LONGEST_BLANK)] if max(map(len, given)) > LONGEST_BLANK else []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The texts of the blanks in order."""
        given = [str(text).strip() for text in sent("")]
        return {"blanks": given} if any(given) else None

    def describe_key(self, body: Body) -> str:
        """The accepted texts, blank by blank."""
        return "；".join(_either(blank["accepted"]) for blank in body["blanks"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """What was filled in, blank by blank."""
        return "；".join(text.strip() or "—" for text in answer["blanks"]) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each blank: what was written, what is accepted."""
        given = answer["blanks"] if answer else [""] * len(body["blanks"])
        return [
            Line(
                str(_("第 %(number)d 空", number=number)),
                text,
                _either(blank["accepted"]),
                None if judged == Likeness.NEAR else judged == Likeness.RIGHT,
            )
            for number, (text, blank, judged) in enumerate(
                zip(given, body["blanks"], self._judged(body, answer), strict=True), start=1
            )
        ]

    def key_of(self, body: Body) -> Any:
        """A list of accepted texts for each blank."""
        return [list(blank["accepted"]) for blank in body["blanks"]]

    def meaning(self, body: Body) -> Any:
        """The accepted texts."""
        return [sorted(blank["accepted"]) for blank in body["blanks"]]

    def body_of(self, read: Readable) -> Body:
        """A body from lists of accepted texts; a lone text is the one blank there is."""
        key = [[read.key]] if isinstance(read.key, str) else list(read.key or ())
        return {"blanks": [{"accepted": [each] if isinstance(each, str) else list(each)} for each in key]}

    def key_text(self, key: Any) -> str:
        """One blank a line, accepted texts between ｜; a lone blank that holds a ； ends in ｜, so that it stays one."""
        lines = ["｜".join(each) for each in key or []]
        return f"{lines[0]}｜" if len(lines) == 1 and re.search("[；;]", lines[0]) else "\n".join(lines)

    def key_from(self, text: str) -> Any:
        """A blank for each line, or for each part between ； in a single line; synonyms between ｜."""
        blanks = things.lines_of(text)
        if len(blanks) == 1 and not blanks[0].endswith(("｜", "|")):
            blanks = [each for each in re.split("[；;]", blanks[0]) if each.strip()]
        return [_synonyms(blank) for blank in blanks] or None


def _synonyms(blank: str) -> list[str]:
    return [each.strip() for each in re.split(r"[|｜]|／|\s/\s", blank) if each.strip()]


def _either(accepted: Sequence[str]) -> str:
    return str(_(" 或 ")).join(accepted)


def _blank_faults(number: int, accepted: Any) -> list[str]:
    if not isinstance(accepted, list) or not all(isinstance(each, str) for each in accepted):
        return things.shape_fault()
    if not accepted or not all(each.strip() for each in accepted):
        return [_("第 %(number)d 空没有填写答案。", number=number)]
    if len(accepted) > MOST_ACCEPTED or max(map(len, accepted)) > LONGEST_BLANK:
        return [_("第 %(number)d 空的答案过多或过长。", number=number)]
    return []
