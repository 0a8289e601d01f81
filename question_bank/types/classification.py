"""Classification: each item belongs into one of several groups."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from core.i18n import _, _l
from question_bank.types import arranging, things
from question_bank.types.base import (
    Answer,
    Basic,
    Body,
    Line,
    Read,
    Readable,
    Sent,
    Verdict,
    counted,
    holds_only,
    ordered,
    unanswered,
)


class Classification(Basic):
    """Each item counts the same; a wrong group earns nothing and costs nothing.

    The share is the part of the items in their right group.
    """

    name = "classification"
    label = _l("归类题")
    explains = _l("每项分值相同，归错不倒扣。")

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable groups or items, or a key that leaves an item without a group."""
        groups, items, key = body.get("groups"), body.get("items"), body.get("key")
        if not things.are_things(groups) or not things.are_things(items) or not isinstance(key, dict):
            return things.shape_fault()
        faults = things.thing_faults(groups or [], str(_("类别")))
        faults += things.thing_faults(items or [], str(_("待归类的各项")))
        whole = set(key) == set(things.ids_of(items or []))
        if not faults and not (whole and things.is_map(key, list(key), things.ids_of(groups or []))):
            faults.append(_("每一项都要归入一个类别。"))
        return faults

    def public(self, body: Body) -> Body:
        """Groups, and items in an order that tells nothing."""
        return {"groups": things.bare(body["groups"]), "items": things.bare(body["items"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count items in right and wrong groups."""
        given = answer["groups"] if answer else {}
        if not given:
            return unanswered(len(body["key"]))
        right = sum(1 for item, group in given.items() if body["key"][item] == group)
        return counted(right, len(given) - right, len(body["key"]))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer does not put items into groups."""
        if answer is None:
            return []
        if not holds_only(answer, "groups"):
            return things.answer_fault()
        sides = things.ids_of(body["items"]), things.ids_of(body["groups"])
        return [] if things.is_map(answer["groups"], *sides) else things.answer_fault()

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """What was ticked for each item."""
        chosen = {each: "".join(sent(each)) for each in things.ids_of(body["items"])}
        groups = {item: group for item, group in chosen.items() if group}
        return {"groups": groups} if groups else None

    def describe_key(self, body: Body) -> str:
        """Group by group, the numbers of its items."""
        return _by_group(body, body["key"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """Group by group, the numbers of the items put into it."""
        return _by_group(body, answer["groups"]) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each item: the group it was put into and the one it belongs to."""
        groups, given = things.texts(body["groups"]), answer["groups"] if answer else {}
        return [
            Line(
                each["text"],
                groups.get(given.get(each["id"], ""), ""),
                groups[body["key"][each["id"]]],
                given.get(each["id"]) == body["key"][each["id"]],
            )
            for each in body["items"]
        ]

    def texts_of(self, body: Body) -> list[str]:
        """The groups."""
        return [each["text"] for each in body["groups"]]

    def wording(self, body: Body) -> list[str]:
        """Groups and items."""
        return [each["text"] for each in (*body["groups"], *body["items"])]

    def key_of(self, body: Body) -> Any:
        """Pairs of item and group."""
        groups = things.texts(body["groups"])
        return [[each["text"], groups[body["key"][each["id"]]]] for each in body["items"]]

    def meaning(self, body: Body) -> Any:
        """The pairs in any order."""
        return sorted(self.key_of(body))

    def body_of(self, read: Readable) -> Body:
        """A body from pairs of item and group; options name the groups in order, also empty ones."""
        pairs = [(str(item), str(group)) for item, group in read.key or ()]
        names = list(dict.fromkeys([*read.options, *(group for _item, group in pairs)]))
        groups = {name: f"g{number}" for number, name in enumerate(names, start=1)}
        ids = arranging.blind_ids([item for item, _group in pairs])
        items = [{"id": each, "text": item} for each, (item, _group) in zip(ids, pairs, strict=True)]
        return {
            "groups": [{"id": each, "text": name} for name, each in groups.items()],
            "items": sorted(items, key=lambda item: item["id"]),
            "key": {each: groups[group] for each, (_item, group) in zip(ids, pairs, strict=True)},
        }

    def key_text(self, key: Any) -> str:
        """One item a line: 项 = 类别."""
        return things.pair_lines(key)

    def key_from(self, text: str) -> Any:
        """Pairs out of lines."""
        return things.pairs_of(text)

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The items in any order, always."""
        return arranging.mixed(things.ids_of(body["items"]), random)

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """The items in the candidate's order."""
        return {**body, "items": ordered(body["items"], order)}

    def printed(self, body: Body) -> list[str]:
        """Items numbered, then each group with room for numbers."""
        return [*things.numbered(body, "items"), *(f"{each['text']}：________" for each in body["groups"])]

    @property
    def example(self) -> Body:
        """Four pieces of waste, two bins."""
        key = [["废电池", "有害"], ["旧报纸", "可回收"], ["过期药品", "有害"], ["塑料瓶", "可回收"]]
        return self.body_of(Read(options=("可回收", "有害"), key=key))

    @property
    def right_answer(self) -> Answer:
        """Each in its bin."""
        return {"groups": self.example["key"]}


def _by_group(body: Body, pairs: dict[str, str]) -> str:
    numbers = {each: number for number, each in enumerate(things.ids_of(body["items"]), start=1)}
    parts = []
    for group in body["groups"]:
        inside = sorted(numbers[item] for item, each in pairs.items() if each == group["id"])
        if inside:
            parts.append(f"{group['text']}：{'、'.join(f'（{number}）' for number in inside)}")
    return "；".join(parts)
