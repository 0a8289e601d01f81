"""Classification: each item belongs into one of several groups."""

from __future__ import annotations

from core.i18n import _, _l
from question_bank.types import arranging, things
from question_bank.types.assigning import Assigning
from question_bank.types.base import Answer, Body, Read, Readable


class Classification(Assigning):
    """Each item counts the same; a wrong group earns nothing and costs nothing.

    The share is the part of the items in their right group.
    """

    name = "classification"
    label = _l("归类题")
    explains = _l("每项分值相同，归错不倒扣。")
    givers = "items"
    takers = "groups"
    said = "groups"
    moves = "items"

    def list_faults(self, body: Body) -> list[str]:
        """Sentences on unusable groups or items."""
        lists = (("groups", _("类别")), ("items", _("待归类的各项")))
        return [fault for each, name in lists for fault in things.thing_faults(body[each], str(name))]

    def gap_fault(self) -> str:
        """Every item needs a group."""
        return str(_("每一项都要归入一个类别。"))

    def in_short(self, body: Body, pairs: dict[str, str]) -> str:
        """Group by group, the numbers of its items."""
        numbers = {each: number for number, each in enumerate(things.ids_of(body["items"]), start=1)}
        parts = []
        for group in body["groups"]:
            inside = sorted(numbers[item] for item, each in pairs.items() if each == group["id"])
            if inside:
                parts.append(f"{group['text']}：{'、'.join(f'（{number}）' for number in inside)}")
        return "；".join(parts)

    def texts_of(self, body: Body) -> list[str]:
        """The groups."""
        return [each["text"] for each in body["groups"]]

    def wording(self, body: Body) -> list[str]:
        """Groups and items."""
        return [each["text"] for each in (*body["groups"], *body["items"])]

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
