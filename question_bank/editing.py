"""Bodies of questions out of the fields of the editor, and the fields of the editor out of bodies; pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from core.i18n import _l
from question_bank.types import ALL, BY_NAME, SIMPLE, Body, QuestionType, Read, Sent
from question_bank.types.choices import MOST_OPTIONS, letter
from question_bank.types.material import MOST_PARTS

LEAST_PARTS = 3


@dataclass(frozen=True)
class LineWords:
    """How the two plain text fields of a kind are named and filled in; no first field where `options` is empty."""

    key: Any
    help: Any
    options: Any = ""
    options_help: Any = ""
    rows: int = 5


LINES = {
    "fill": LineWords(
        _l("每空的答案"), _l("每行一个空，按题干里____的顺序；几种写法都对时用｜隔开，例如 32｜32学时。")
    ),
    "numeric": LineWords(
        _l("数值"), _l("例如 32 学时；允许误差写成 32±0.5 米 或 50±5% 千克。单位不同但可换算时自动换算。"), rows=1
    ),
    "short_answer": LineWords(
        _l("参考答案与得分要点"), _l("先写参考答案，再每行一个要点：- 立即报警｜拨打12119 ×2（同义说法用｜，权重用×）。参考答案里以 - 开头的行写成 \\-。"), rows=8
    ),
    "essay": LineWords(
        _l("参考答案与评分标准"), _l("先写参考答案，再每行一条评分标准：- 观点明确 5分。"), rows=10
    ),
    "matching": LineWords(
        _l("配对"), _l("每行一对：左边 = 右边。左边里的等号写成 \\=。"), _l("多余的右边（可不填）"), _l("每行一个，不与左边任何一项对应。")
    ),
    "ordering": LineWords(_l("正确顺序"), _l("按正确顺序每行写一项；学员看到的是打乱的顺序。")),
    "classification": LineWords(
        _l("各项归入"), _l("每行一项：项目 = 类别。项目里的等号写成 \\=。"), _l("类别"), _l("每行一个，按显示的顺序。")
    ),
    "find_error": LineWords(
        _l("有错的步骤"), _l("每行一处：步骤序号：改正，例如 2：先停电再检修。"), _l("步骤"), _l("按顺序每行写一步。")
    ),
    "hotspot": LineWords(
        _l("正确位置"),
        _l("每行一处，数字是占宽、高的比例：矩形 0.1,0.1,0.3,0.4（左、上、右、下）；圆 0.7,0.5,0.1（中心、半径）；多边形依次写各角。不该点的地方在行末写“错”。"),
    ),
}  # fmt: skip
PART_KINDS = tuple(kind for kind in SIMPLE if kind.name != "hotspot")


def body_of(kind: QuestionType, sent: Sent) -> Body:
    """The body that the editor's fields describe; its faults are the type's to find."""
    return EDITORS[kind.name](kind, sent)


def _ticked(_kind: QuestionType, sent: Sent) -> Body:
    """Options with ticks; empty rows at the end or between are left out."""
    texts, chosen = sent("option")[:MOST_OPTIONS], set(sent("key"))
    filled = [(str(place), text) for place, text in enumerate(texts) if text or str(place) in chosen]
    ids = [letter(place).lower() for place in range(len(filled))]
    return {
        "options": [{"id": each, "text": text} for each, (_place, text) in zip(ids, filled, strict=True)],
        "key": [each for each, (place, _text) in zip(ids, filled, strict=True) if place in chosen],
    }


def _judged(_kind: QuestionType, sent: Sent) -> Body:
    body: Body = {"key": {"true": True, "false": False}.get(_first(sent("truth")))}
    correction = _first(sent("correction"))
    return body | {"correction": correction} if correction and body["key"] is False else body


def _written(kind: QuestionType, sent: Sent) -> Body:
    """A kind written into two text fields: what is offered, and the key."""
    key = kind.key_from(_first(sent(f"{kind.name}-key")))
    return _made(kind, Read(kind.name, "", tuple(_lines(_first(sent(f"{kind.name}-options")))), key))


def _pictured(kind: QuestionType, sent: Sent) -> Body:
    sizes = [int(size) if (size := _first(sent(f"picture-{name}"))).isascii() and size.isdigit() and len(size) < 6 else 0
             for name in ("width", "height")]  # fmt: skip
    picture = {"digest": _first(sent("picture-digest")), "width": sizes[0], "height": sizes[1]}
    key = kind.key_from(_first(sent("hotspot-key"))) or {"spots": []}
    return _made(kind, Read(key={**key, "picture": picture | {"alt": _first(sent("picture-alt"))}}))


def _parted(kind: QuestionType, sent: Sent) -> Body:
    rows = zip(*(sent(f"part-{name}") for name in ("kind", "stem", "options", "key", "points")), strict=False)
    parts = []
    for name, stem, options, key, points in list(rows)[:MOST_PARTS]:
        if stem.strip() or key.strip():
            inner = BY_NAME[name] if name in BY_NAME and name != kind.name else BY_NAME["single"]
            texts = tuple(_without_letter(line, place) for place, line in enumerate(_lines(options)))
            part = {"kind": inner.name, "stem": stem, "options": texts, "key": inner.key_from(key)}
            parts.append(part | ({"points": points.strip()} if points.strip() else {}))
    return _made(kind, Read(key={"material": _first(sent("material")), "parts": parts}))


EDITORS: dict[str, Callable[[QuestionType, Sent], Body]] = {
    **dict.fromkeys(("single", "multiple", "indefinite"), _ticked),
    "true_false": _judged,
    **dict.fromkeys(LINES, _written),
    "hotspot": _pictured,
    "material": _parted,
}


def _made(kind: QuestionType, read: Read) -> Body:
    """The body of what was written; an empty one, with which its type finds fault, where it makes no sense."""
    try:
        return kind.body_of(read)
    except (ValueError, TypeError, KeyError, IndexError):
        return {}


def fields_of(kind_name: str, body: Body) -> dict[str, list[str]]:
    """The values of the editor's text fields for a sound body."""
    kind = BY_NAME.get(kind_name)
    if kind is None or not body or kind.faults(body):
        return {}
    key = kind.key_of(body)
    fields = {f"{kind.name}-options": ["\n".join(kind.texts_of(body))], f"{kind.name}-key": [kind.key_text(key)]}
    fields["correction"] = [str(body.get("correction", ""))]
    picture = body.get("picture") or {}
    fields |= {f"picture-{name}": [str(picture.get(name, ""))] for name in ("digest", "width", "height", "alt")}
    fields["material"] = [str(body.get("material", ""))]
    return fields | _part_fields(body.get("parts", []))


def _part_fields(parts: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {f"part-{name}": [] for name in ("kind", "stem", "options", "key", "points")}
    for part in parts:
        kind = BY_NAME[part["kind"]]
        columns["part-kind"].append(kind.name)
        columns["part-stem"].append(part["stem"])
        columns["part-options"].append("\n".join(kind.texts_of(part["body"])))
        columns["part-key"].append(kind.key_text(kind.key_of(part["body"])))
        columns["part-points"].append(str(part.get("points", "")))
    return columns


def part_rows(fields: dict[str, list[str]]) -> list[tuple[str, str, str, str, str]]:
    """Rows of the editor for the parts of a material question, with empty ones to write in."""
    rows = list(
        zip(*(fields.get(f"part-{name}", []) for name in ("kind", "stem", "options", "key", "points")), strict=False)
    )
    return rows + [("single", "", "", "", "")] * max(LEAST_PARTS - len(rows), 1 if len(rows) < MOST_PARTS else 0)


def written_kinds() -> list[QuestionType]:
    """The kinds that are written into two text fields, in the order the editor offers."""
    return [kind for kind in ALL if EDITORS[kind.name] is _written]


def _first(values: Sequence[str]) -> str:
    return values[0] if values else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _without_letter(line: str, place: int) -> str:
    return re.sub(rf"^[(（]?{letter(place % MOST_OPTIONS)}\s*[.．、)）:：]\s*", "", line)
