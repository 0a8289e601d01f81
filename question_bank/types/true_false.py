"""True or false: one statement to judge, with a correction where it is wrong."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types.base import LONGEST_TEXT, Answer, Basic, Body, Line, Readable, Sent, Verdict, unanswered

_TRUE = {"正确", "对", "√", "✓", "✔", "是", "T", "TRUE", "Y", "YES", "A", "1"}
_FALSE = {"错误", "错", "×", "✗", "✘", "X", "否", "F", "FALSE", "N", "NO", "B", "0", "不正确", "不对"}


class TrueFalse(Basic):
    """One statement, right or wrong; `correction` says how a wrong one ought to read."""

    name = "true_false"
    label = _l("判断题")
    shows = "choices"
    example: Body = {"key": False}
    right_answer: Answer = {"value": False}

    def faults(self, body: Body) -> list[str]:
        """Sentences when the key is not a truth value or the correction does not belong."""
        if not isinstance(body.get("key"), bool):
            return [_("请选择这句话是正确还是错误。")]
        correction = body.get("correction", "")
        if not isinstance(correction, str) or len(correction) > LONGEST_TEXT:
            return [_("改正内容超过 %(most)d 字。", most=LONGEST_TEXT)]
        if correction and body["key"]:
            return [_("这句话是正确的，不需要改正。")]
        return []

    def public(self, body: Body) -> Body:
        """Nothing beside the stem is shown."""
        return {}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Right or wrong, nothing between."""
        if not answer:
            return unanswered(1)
        right = answer["value"] is body["key"]
        return Verdict(Fraction(int(right)), int(right), int(not right), 1, answered=True)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer is not a truth value."""
        if answer is None:
            return []
        if isinstance(answer, dict) and set(answer) == {"value"} and isinstance(answer["value"], bool):
            return []
        return [_("判断题只能回答正确或错误。")]

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """What was ticked: true or false."""
        said = list(sent(""))
        return {"value": {"true": True, "false": False}.get(said[0])} if said else None

    def describe_key(self, body: Body) -> str:
        """正确 or 错误, with the correction."""
        word = str(_("正确") if body["key"] else _("错误"))
        return f"{word}（{body['correction']}）" if body.get("correction") else word

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """正确 or 错误."""
        return str(_("正确") if answer["value"] else _("错误")) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """One line: what was said and what is right."""
        right = bool(answer) and answer["value"] is body["key"]  # type: ignore[index]
        return [Line("", self.describe_answer(body, answer), self.describe_key(body), right)]

    def key_of(self, body: Body) -> Any:
        """The truth value; with a correction {"value", "correction"}."""
        if body.get("correction"):
            return {"value": body["key"], "correction": body["correction"]}
        return body["key"]

    def meaning(self, body: Body) -> Any:
        """The truth value."""
        return body["key"]

    def key_text(self, key: Any) -> str:
        """正确, 错误, or 错误：the correction."""
        if isinstance(key, dict):
            return f"{self.key_text(key['value'])}：{key['correction']}"
        return str(_("正确") if key else _("错误")) if isinstance(key, bool) else ""

    def key_from(self, text: str) -> Any:
        """The truth value a word or mark stands for, and what follows a colon as correction."""
        word, _colon, correction = (each.strip() for each in re.sub("[：:，,]", "：", text, count=1).partition("："))
        word = unicodedata.normalize("NFKC", word).strip("()[] .。").upper()
        value = True if word in _TRUE else False if word in _FALSE else None
        return {"value": value, "correction": correction} if correction and value is not None else value

    def body_of(self, read: Readable) -> Body:
        """A body from a truth value, alone or with its correction; options beside it carry nothing."""
        if isinstance(read.key, dict):
            return {"key": read.key["value"], "correction": read.key["correction"]}
        return {"key": read.key}

    def printed(self, body: Body) -> list[str]:
        """The bracket to write the mark into."""
        return ["（    ）"]
