"""What is wrong with single lines of the editor, so that each sentence can stand at its row; pure.

Only what its type refuses, too: a body without row faults may still have faults of the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.i18n import _
from question_bank.types import BY_NAME, Sent, hotspot, things

NO_PART = -1
MOST_WEIGHT = 100
SHOWN = 3


@dataclass(frozen=True)
class RowFault:
    """A sentence on one row, counted from 0: of which list, and of which question inside a question."""

    rows: str
    row: int
    said: str
    part: int = NO_PART

    @property
    def sentence(self) -> str:
        """The sentence with the place it speaks of."""
        said = str(_("第 %(row)d 行：%(said)s", row=self.row + 1, said=self.said))
        return said if self.part == NO_PART else str(_("小题 %(number)d，%(said)s", number=self.part + 1, said=said))


def row_faults(kind: str, sent: Sent) -> list[RowFault]:
    """The faults of every row the editor sent for a kind."""
    if kind != "material":
        return faults_in(kind, _first(sent(f"{kind}-options")), _first(sent(f"{kind}-key")))
    parts = zip(sent("part-kind"), sent("part-stem"), sent("part-options"), sent("part-key"), strict=False)
    return [
        replace(fault, part=number)
        for number, (name, stem, options, key) in enumerate(parts)
        if stem.strip() or key.strip()
        for fault in faults_in(name, options, key)
    ]


def faults_in(kind: str, options: str, key: str) -> list[RowFault]:
    """The faults of the lines in the two fields of a kind."""
    return _FINDERS[kind](things.lines_of(options), key) if kind in _FINDERS else []


def in_one(faults: Sequence[RowFault]) -> str:
    """The first sentences in one, and that there are more."""
    said = "".join(fault.sentence for fault in faults[:SHOWN])
    return said if len(faults) <= SHOWN else said + str(_("另有 %(count)d 处，见各行。", count=len(faults) - SHOWN))


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _repeated(rows: str, texts: Iterable[str]) -> list[RowFault]:
    faults, seen = [], dict[str, int]()
    for row, text in enumerate(texts):
        if text and text in seen:
            faults.append(RowFault(rows, row, str(_("与第 %(row)d 行内容相同。", row=seen[text] + 1))))
        seen.setdefault(text, row)
    return faults


def _pairs(rows: str, key: str, words: tuple[str, str, str]) -> list[RowFault]:
    """`words` say what is missing: the sign, the left and the right side."""
    faults, lefts = [], []
    for row, line in enumerate(things.lines_of(key)):
        left, *right = things.halves(line)
        lefts.append(left)
        missing = [word for word, gone in zip(words, (not right, not left, right == [""]), strict=True) if gone]
        faults += [RowFault(rows, row, word) for word in missing[:1]]
    return faults + _repeated(rows, lefts)


def _matching(_options: list[str], key: str) -> list[RowFault]:
    signs = _("缺少等号，请写成“左边 = 右边”。"), _("没有写左边的内容。"), _("没有写右边的内容。")
    return _pairs("pairs", key, signs)


def _classification(_options: list[str], key: str) -> list[RowFault]:
    signs = _("缺少等号，请写成“项目 = 类别”。"), _("没有写项目的内容。"), _("还没有选类别。")
    return _pairs("items", key, signs)


def _ordering(_options: list[str], key: str) -> list[RowFault]:
    return _repeated("items", things.lines_of(key))


def _fill(_options: list[str], key: str) -> list[RowFault]:
    blanks: list[Any] = BY_NAME["fill"].key_from(key) or []
    return [RowFault("blanks", row, str(_("没有填写答案。"))) for row, accepted in enumerate(blanks) if not accepted]


def _find_error(options: list[str], key: str) -> list[RowFault]:
    kind, faults, spare = BY_NAME["find_error"], _repeated("steps", options), len(options)
    found = kind.key_from(key)
    if found is None:
        lines = things.lines_of(key)
        unread = [row for row, line in enumerate(lines) if kind.key_from(line) is None]
        return faults + [RowFault("key", row, str(_("请写成“步骤序号：改正”。"))) for row in unread]
    numbers = [each[0] if isinstance(each, list) else each for each in found]
    for number in numbers:
        if number == 0:  # a correction whose step has no text
            faults.append(RowFault("steps", spare, str(_("没有写步骤的内容。"))))
            spare += 1
        elif number > len(options):
            faults.append(RowFault("key", numbers.index(number), str(_("没有第 %(number)d 步。", number=number))))
    return faults


def _short_answer(_options: list[str], key: str) -> list[RowFault]:
    found = BY_NAME["short_answer"].key_from(key)
    points = found["points"] if isinstance(found, dict) else []
    said = str(_("权重应是 1 至 %(most)d 的整数。", most=MOST_WEIGHT))
    faults = [
        RowFault("points", row, said) for row, each in enumerate(points) if not 1 <= each["weight"] <= MOST_WEIGHT
    ]
    return faults + _repeated("points", [each["text"] for each in points])


def _essay(_options: list[str], key: str) -> list[RowFault]:
    found = BY_NAME["essay"].key_from(key)
    rubric = found["rubric"] if isinstance(found, dict) else []
    faults = []
    for row, each in enumerate(rubric):
        if not each["text"]:
            faults.append(RowFault("rubric", row, str(_("没有写评分标准的内容。"))))
        if not float(each["points"]):
            faults.append(RowFault("rubric", row, str(_("请写明分值。"))))
    return faults + _repeated("rubric", [each["text"] for each in rubric])


def _hotspot(_options: list[str], key: str) -> list[RowFault]:
    said = str(_("看不懂这个位置，请按说明重写，数字在 0 到 1 之间。"))
    return [RowFault("spots", row, said) for row, line in enumerate(things.lines_of(key)) if not hotspot.is_place(line)]


_FINDERS: dict[str, Callable[[list[str], str], list[RowFault]]] = {
    "matching": _matching,
    "classification": _classification,
    "ordering": _ordering,
    "fill": _fill,
    "find_error": _find_error,
    "short_answer": _short_answer,
    "essay": _essay,
    "hotspot": _hotspot,
}
