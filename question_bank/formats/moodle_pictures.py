"""Places on a picture in Moodle XML: one marker on one picture becomes a hot-spot, all else is told."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from question_bank.formats.base import Issue, doubt, error
from question_bank.formats.image_size import size_of
from question_bank.formats.moodle_texts import Texts, child
from question_bank.formats.pictures import is_picture, unbased
from question_bank.formats.spots import hotspot_body, spot


@dataclass
class Marked:
    """A picture with its right places."""

    stem: str
    key: list[str] | None = None
    body: dict[str, Any] | None = None
    issues: list[Issue] = field(default_factory=list)


def understood(element: Any, stem: str, texts: Texts) -> Marked:
    """The hot-spot of a question with one marker; several labels or drop pictures are kept and flagged."""
    found = Marked(stem)
    picture = _background(element)
    if picture is None:
        found.issues.append(error("spots_unclear"))
        return found
    digest = texts.pictures.keep(picture, "")
    drops, size = element.findall("drop"), size_of(picture)
    labels = [child(drag, "text") or drag.findtext("text", "") for drag in element.findall("drag")]
    if element.get("type") == "ddimageortext" or size is None or not drops or len(element.findall("drag")) != 1:
        shown = "、".join(label for label in labels if label)[:80] or element.get("type", "")
        found.stem = f"{stem}\n\n![](picture:{digest})"
        found.issues += [error("kind_foreign", text=f"{element.get('type')}：{shown}"), error("spots_unclear")]
        return found
    spots = [_spot(drop, f"s{place}", size) for place, drop in enumerate(drops, start=1)]
    if any(each is None for each in spots):
        found.issues.append(error("spots_unclear"))
        return found
    found.body = hotspot_body(digest, size, labels[0], [each for each in spots if each])
    found.key = [each["id"] for each in spots if each]
    if len(drops) > 1:
        found.issues.append(doubt("spots_unclear"))
    return found


def _background(element: Any) -> bytes | None:
    for file in element.findall("file"):
        content = unbased(file.text or "")
        if content and is_picture(content):
            return content
    return None


def _spot(drop: Any, name: str, size: tuple[int, int]) -> dict[str, Any] | None:
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", child(drop, "coords"))[:60]]
    shape = {"rectangle": "rect"}.get(child(drop, "shape"), child(drop, "shape"))
    if shape == "rect" and len(numbers) == 4:
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    return spot(name, shape, numbers, size)
