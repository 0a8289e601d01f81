"""Writes GIFT."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from core.i18n import _, _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.finishing import BLANKS, truth_of
from question_bank.formats.gift_escapes import escaped
from question_bank.writing.base import PICTURE, Loss, beyond_key, left_out, lost, texts_of, without_pictures


class GiftWriter:
    """Questions as GIFT text."""

    name = "gift"
    label = _l("GIFT")
    ending = "gift.txt"
    media_type = "text/plain; charset=utf-8"
    kinds = frozenset(
        {"single", "multiple", "indefinite", "true_false", "fill", "numeric", "short_answer", "essay", "matching"}
    )

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What GIFT does not keep of a question."""
        if reason := _impossible(question):
            return [left_out(question, reason)]
        return lost(question, self.label, [*_unkept(question), *beyond_key(question)])

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The questions with a category line wherever the topic changes."""
        lines, topic = [f"// {' '.join(title.split())}", ""], ""
        for place, question in enumerate(questions, start=1):
            if question.topic != topic:
                topic = question.topic
                lines += [f"$CATEGORY: {' '.join(topic.split()) or '$course$/top'}", ""]
            lines += [_text(question, place), ""]
        return "\n".join(lines).encode()


def _impossible(question: ReadQuestion) -> str:
    if question.kind == "fill" and (len(question.key or []) != 1 or len(BLANKS.findall(question.stem)) != 1):
        return str(_("GIFT 的填空题只能有一个空"))
    if question.kind == "matching" and any("->" in text for pair in question.key for text in pair):
        return str(_("GIFT 不能写含“->”的匹配项"))
    if question.kind == "fill" and all("->" in text for text in question.key[0]):
        return str(_("GIFT 不能写含“->”的答案"))
    if any("\\*" in text for text in texts_of(question)) and question.kind == "fill":
        return str(_("GIFT 不能写含“\\*”的答案"))
    return ""


def _unkept(question: ReadQuestion) -> list[str]:
    """The things of a question that have no place in GIFT, in words."""
    checks: list[tuple[Any, str]] = [
        (question.kind == "indefinite", _("“不定项”（写成多选题）")),
        (question.kind == "short_answer", _("“简答”（写成论述题）")),
        (question.kind in ("short_answer", "essay") and question.key, _("参考答案")),
        (question.kind == "numeric" and question.key["unit"], _("单位")),
        (question.kind == "single" and truth_of(question.options), _("选项（读回时是判断题）")),
        (any(PICTURE.search(text) for text in texts_of(question)), _("图片")),
        (question.difficulty not in (None, 2), _("难度")),
        (question.source, _("出处")),
        (question.points is not None, _("分值")),
    ]
    return [str(words) for is_lost, words in checks if is_lost]


def _text(question: ReadQuestion, place: int) -> str:
    stem = re.sub(r"_{4,}", "____", without_pictures(question.stem))
    answers = _ANSWERS[question.kind](question)
    general = f"####{_e(question.explanation)}" if question.explanation else ""
    braces = "{" + answers + general + "}"
    if question.kind == "fill":
        before, _blank, after = stem.partition("____")
        return f"::{place:04d}::[markdown]{_e(before)}{braces}{_e(after)}"
    return f"::{place:04d}::[markdown]{_e(stem)} {braces}"


def _e(text: str) -> str:
    return escaped(without_pictures(text))


def _single(question: ReadQuestion) -> str:
    right = ord(question.key) - ord("A")
    lines = [
        f"{'=' if place == right else '~'}{_weight(text, place == right)}{_e(text)}"
        for place, text in enumerate(question.options)
    ]
    return "\n" + "\n".join(lines) + "\n"


def _weight(text: str, is_right: bool) -> str:
    """A text that starts like a weight gets one before it, so that it is not taken for one."""
    return ("%100%" if is_right else "%0%") if re.match(r"\s*%", text) else ""


def _several(question: ReadQuestion) -> str:
    right = {ord(letter) - ord("A") for letter in question.key}
    share = f"{100 / len(right):.5f}".rstrip("0").rstrip(".") if len(right) > 1 else "100"
    if len(right) == 1:  # a single full share would read as a single choice
        share = "99.99999"
    lines = [f"~%{share if place in right else '-100'}%{_e(text)}" for place, text in enumerate(question.options)]
    return "\n" + "\n".join(lines) + "\n"


def _truth(question: ReadQuestion) -> str:
    return "TRUE" if question.key else "FALSE"


def _fill(question: ReadQuestion) -> str:
    return "".join(
        f"={_weight(text, True)}{_e(text.replace('*', chr(92) + '*'))} " for text in question.key[0]
    ).rstrip()


def _numeric(question: ReadQuestion) -> str:
    return f"#{question.key['value']}:{question.key['tolerance']}"


def _matching(question: ReadQuestion) -> str:
    used = {right for _left, right in question.key}
    pairs = [*question.key, *(["", text] for text in question.options if text not in used)]
    return "\n" + "\n".join(f"={_e(left)} -> {_e(right)}" for left, right in pairs) + "\n"


def _open(_question: ReadQuestion) -> str:
    return ""


_ANSWERS: dict[str, Callable[[ReadQuestion], str]] = {
    "single": _single, "multiple": _several, "indefinite": _several, "true_false": _truth, "fill": _fill, "numeric": _numeric,
    "short_answer": _open, "essay": _open, "matching": _matching,
}  # fmt: skip
