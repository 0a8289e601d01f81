"""Material (案例分析): questions about one shared text, kept together, drawn together, shown together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import (
    Answer,
    Basic,
    Body,
    Line,
    Read,
    Readable,
    Sent,
    Verdict,
    holds_only,
    ordered,
    unanswered,
)

MOST_PARTS = 20
LONGEST_MATERIAL = 20_000
LONGEST_STEM = 2000


class Material(Basic):
    """The stem may be the shared text itself; `material` holds more of it.

    Each part is a question of its own kind and weighs by its `points` (equal without), so that the points of the whole
    are the sum of its parts.
    """

    name = "material"
    label = _l("案例分析题")
    explains = _l("各小题分别计分，合计为本题得分。")
    shows = "parts"

    def __init__(self, kinds: Sequence[Any]) -> None:
        self.kinds: dict[str, Any] = {kind.name: kind for kind in kinds}

    def faults(self, body: Body) -> list[str]:
        """Sentences on missing parts and on what is wrong with each."""
        parts, material = body.get("parts"), body.get("material", "")
        if not isinstance(parts, list) or not isinstance(material, str) or not all(_is_part(part) for part in parts):
            return things.shape_fault()
        if len({part["id"] for part in parts}) < len(parts):
            return things.shape_fault()
        if not 1 <= len(parts) <= MOST_PARTS:
            return [_("案例分析题应有 1 至 %(most)d 个小题。", most=MOST_PARTS)]
        if len(material) > LONGEST_MATERIAL:
            return [_("材料超过 %(most)d 字。", most=LONGEST_MATERIAL)]
        return [
            str(_("小题 %(number)d：%(fault)s", number=number, fault=fault))
            for number, part in enumerate(parts, start=1)
            for fault in self._part_faults(part)
        ]

    def _part_faults(self, part: dict[str, Any]) -> list[str]:
        if part["kind"] not in self.kinds:
            return [_("请选择题型。")]
        if not part["stem"].strip():
            return [_("请填写题干。")]
        if len(part["stem"]) > LONGEST_STEM:
            return [_("题干超过 %(most)d 字，请缩短。", most=LONGEST_STEM)]
        return list(self.kinds[part["kind"]].faults(part["body"]))

    def public(self, body: Body) -> Body:
        """The text, and of each part what a candidate may see."""
        return {
            "material": body.get("material", ""),
            "parts": [
                {
                    "id": part["id"],
                    "kind": part["kind"],
                    "stem": part["stem"],
                    "body": self._of(part).public(part["body"]),
                }
                for part in body["parts"]
            ],
        }

    def _of(self, part: dict[str, Any]) -> Any:
        return self.kinds[part["kind"]]

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Each part by its own type; the share is their weighted sum."""
        given = answer["parts"] if answer else {}
        verdicts = [self._of(part).mark(part["body"], given.get(part["id"])) for part in body["parts"]]
        weights = _weights(body["parts"])
        if not any(verdict.answered for verdict in verdicts):
            return unanswered(len(verdicts))
        right = sum(1 for verdict in verdicts if verdict.share == 1)
        return Verdict(
            sum((weight * verdict.share for weight, verdict in zip(weights, verdicts, strict=True)), Fraction(0)),
            right,
            sum(1 for verdict in verdicts if verdict.answered and verdict.share == 0 and not verdict.needs_person),
            len(verdicts),
            answered=True,
            needs_person=any(verdict.needs_person for verdict in verdicts),
            parts=tuple(zip(weights, verdicts, strict=True)),
        )

    def needs_people(self, body: Body) -> bool:
        """One part that needs people is enough."""
        return any(self._of(part).needs_people(part["body"]) for part in body["parts"])

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on an answer to a part that is of the wrong shape."""
        if answer is None:
            return []
        given = answer.get("parts") if holds_only(answer, "parts") else None
        parts = {part["id"]: part for part in body["parts"]}
        if not isinstance(given, dict) or not set(given) <= set(parts):
            return things.answer_fault()
        return [
            fault
            for each, said in given.items()
            for fault in self._of(parts[each]).answer_faults(parts[each]["body"], said)
        ]

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The answers to the parts; a part's fields have its id before their names."""
        given = {}
        for part in body["parts"]:
            said = self._of(part).answer_of(part["body"], _below(part["id"], sent))
            if said is not None:
                given[part["id"]] = said
        return {"parts": given} if given else None

    def describe_key(self, body: Body) -> str:
        """The keys of the parts."""
        return "\n".join(
            f"（{number}）{self._of(part).describe_key(part['body'])}"
            for number, part in enumerate(body["parts"], start=1)
        )

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The answers to the parts."""
        given = answer["parts"] if answer else {}
        return "\n".join(
            f"（{number}）{self._of(part).describe_answer(part['body'], given.get(part['id']))}"
            for number, part in enumerate(body["parts"], start=1)
            if given.get(part["id"])
        )

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each part: what was answered and what is right."""
        given, lines = answer["parts"] if answer else {}, []
        for number, part in enumerate(body["parts"], start=1):
            kind, said = self._of(part), given.get(part["id"])
            verdict = kind.mark(part["body"], said)
            lines.append(
                Line(
                    f"（{number}）{part['stem']}",
                    kind.describe_answer(part["body"], said),
                    kind.describe_key(part["body"]),
                    None if verdict.needs_person else verdict.share == 1,
                )
            )
        return lines

    def wording(self, body: Body) -> list[str]:
        """The text, and stems and texts of the parts."""
        texts = [text for part in body["parts"] for text in (part["stem"], *self._of(part).wording(part["body"]))]
        return [*([body["material"]] if body.get("material") else []), *texts]

    def key_of(self, body: Body) -> Any:
        """Each part as an importer reads it: kind, stem, options, key; with what more there is of the text."""
        parts = []
        for part in body["parts"]:
            kind = self._of(part)
            said = {"kind": part["kind"], "stem": part["stem"], "options": kind.texts_of(part["body"])}
            parts.append(
                said | {"key": kind.key_of(part["body"])} | ({"points": part["points"]} if "points" in part else {})
            )
        return {"material": body.get("material", ""), "parts": parts}

    def meaning(self, body: Body) -> Any:
        """The keys of the parts in terms of texts."""
        return [[part["kind"], self._of(part).meaning(part["body"])] for part in body["parts"]]

    def body_of(self, read: Readable) -> Body:
        """A body from parts: `read.parts` as readers find them, or the parts in `key_of`'s own shape."""
        key = read.key if isinstance(read.key, dict) else {}
        found: list[Any] = list(getattr(read, "parts", ()) or ()) or [_read(part) for part in key.get("parts", [])]
        points = [part.get("points") for part in key.get("parts", [])] or [
            getattr(each, "points", None) for each in found
        ]
        parts = []
        for number, (each, worth) in enumerate(zip(found, points, strict=True), start=1):
            part = {
                "id": f"p{number}",
                "kind": each.kind,
                "stem": each.stem,
                "body": self.kinds[each.kind].body_of(each),
            }
            parts.append(part | ({"points": str(worth).removesuffix(".0")} if worth else {}))
        return {"material": key.get("material", ""), "parts": parts}

    def key_text(self, key: Any) -> str:
        """The parts are written one by one, not into one field."""
        return ""

    def key_from(self, text: str) -> Any:
        """The parts are written one by one, not into one field."""
        return None

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Parts keep their order; inside each what may move moves. Ids carry the part before a dot."""
        return [
            f"{part['id']}.{each}"
            for part in body["parts"]
            for each in self._of(part).order_of(part["stem"], part["body"], random, shuffle=shuffle)
        ]

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """Each part arranged by its own ids."""
        parts = []
        for part in body["parts"]:
            own = [each.partition(".")[2] for each in order if each.startswith(f"{part['id']}.")]
            parts.append({**part, "body": self._of(part).arranged(part["body"], own)})
        return {**body, "parts": ordered(parts, [part["id"] for part in body["parts"]])}

    def printed(self, body: Body) -> list[str]:
        """The text, then each part with its own lines."""
        lines: list[str] = body.get("material", "").splitlines()
        for number, part in enumerate(body["parts"], start=1):
            lines += [f"（{number}）{part['stem']}", *self._of(part).printed(part["body"])]
        return lines

    def part_ids(self, body: Body) -> list[str]:
        """The ids of the parts in order."""
        return [part["id"] for part in body["parts"]]

    def weights(self, body: Body) -> dict[str, Fraction]:
        """The weight of each part, all together 1."""
        return dict(zip(self.part_ids(body), _weights(body["parts"]), strict=True))

    def inside(self, stem: str, body: Body, answer: Answer, place: str) -> tuple[str, str, Body, Answer]:
        """The part of that id; the question itself for ""."""
        part = next((part for part in body["parts"] if part["id"] == place), None)
        if part is None:
            return self.name, stem, body, answer
        return part["kind"], part["stem"], part["body"], (answer or {"parts": {}})["parts"].get(place)

    @property
    def example(self) -> Body:
        """One case, two questions."""
        single, fill = self.kinds["single"], self.kinds["fill"]
        parts = [
            {"id": "p1", "kind": "single", "stem": "应先拨打哪个电话？", "body": single.example, "points": "2"},
            {
                "id": "p2",
                "kind": "fill",
                "stem": "每年至少学习____学时，依据是____。",
                "body": fill.example,
                "points": "3",
            },
        ]
        return {"material": "护林员巡山时发现浓烟。", "parts": parts}

    @property
    def right_answer(self) -> Answer:
        """Both questions right."""
        return {"parts": {"p1": self.kinds["single"].right_answer, "p2": self.kinds["fill"].right_answer}}


def _read(part: dict[str, Any]) -> Read:
    return Read(part["kind"], part["stem"], tuple(part["options"]), part["key"])


def _below(prefix: str, sent: Sent) -> Sent:
    return lambda name: sent(f"{prefix}-{name}" if name else prefix)


def _weights(parts: list[dict[str, Any]]) -> list[Fraction]:
    """The part of the whole each question is worth: by points where all have them, else the same for each."""
    points = [Fraction(part["points"]) if part.get("points") else None for part in parts]
    worth = [each for each in points if each]
    if len(worth) < len(parts):
        return [Fraction(1, len(parts))] * len(parts)
    return [each / sum(worth) for each in worth]


def _is_part(part: Any) -> bool:
    if not isinstance(part, dict) or not all(isinstance(part.get(name), str) for name in ("id", "kind", "stem")):
        return False
    if not isinstance(part.get("body"), dict) or not part["id"].isalnum():
        return False
    points = part.get("points", "1")
    return isinstance(points, str) and points.replace(".", "", 1).isdigit() and Fraction(points) > 0
