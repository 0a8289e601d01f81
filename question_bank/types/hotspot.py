"""Hot-spot: point at places in a picture."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import things
from question_bank.types.base import Answer, Basic, Body, Line, Readable, Sent, Verdict, counted, holds_only, unanswered

MOST_SPOTS = 20
_NUMBERS = {"rect": (4, 4), "circle": (3, 3), "polygon": (6, 60)}
_SHAPES = {"矩形": "rect", "圆": "circle", "圆形": "circle", "多边形": "polygon"}
_LINE = re.compile(
    r"^(?P<shape>矩形|圆形?|多边形|rect|circle|polygon)\s*[:：]?\s*(?P<coords>[\d.,，\s]+?)\s*(?P<wrong>[（(]?(?:错误?|×|wrong)[）)]?)?$",
    re.IGNORECASE,
)


class Hotspot(Basic):
    """As many points as there are right places; coordinates are parts of width and height.

    The share is places hit minus points that hit none, as a part of the places and not below 0; two points in one
    place count once.
    """

    name = "hotspot"
    label = _l("识图题")
    explains = _l("按找准的位置给分，标错一处抵扣一处，最低 0 分。")
    example: Body = {
        "picture": {"digest": "0" * 64, "width": 640, "height": 400, "alt": "巷道平面图"},
        "spots": [
            {"id": "h1", "shape": "rect", "coords": [0.1, 0.1, 0.3, 0.4]},
            {"id": "h2", "shape": "circle", "coords": [0.7, 0.5, 0.1]},
        ],
        "key": ["h1", "h2"],
    }
    right_answer: Answer = {"points": [[0.2, 0.2], [0.7, 0.55]]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on a missing picture or description, and on places that are no shapes."""
        picture, spots, key = body.get("picture"), body.get("spots"), body.get("key")
        if not isinstance(picture, dict) or not isinstance(spots, list) or not isinstance(key, list):
            return [_("请先上传图片。")] if not isinstance(picture, dict) else things.shape_fault()
        if not _is_picture(picture):
            return [_("请先上传图片。")]
        if not str(picture.get("alt", "")).strip():
            return [_("请填写图片说明，供看不到图片的人使用。")]
        if not 1 <= len(spots) <= MOST_SPOTS or not all(_is_spot(spot) for spot in spots):
            return [_("请标出 1 至 %(most)d 个正确位置，坐标在 0 到 1 之间。", most=MOST_SPOTS)]
        if not key or not things.is_pick(key, [spot["id"] for spot in spots]):
            return [_("请标出正确位置。")]
        return []

    def public(self, body: Body) -> Body:
        """The picture, and how many places to point at."""
        return {"picture": dict(body["picture"]), "count": len(body["key"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Places hit minus points beside."""
        points = answer["points"] if answer else []
        if not points:
            return unanswered(len(body["key"]))
        wanted = [spot for spot in body["spots"] if spot["id"] in body["key"]]
        hit = sum(1 for spot in wanted if any(_holds(body["picture"], spot, point) for point in points))
        beside = sum(1 for point in points if not any(_holds(body["picture"], spot, point) for spot in wanted))
        return counted(hit, beside, len(wanted), max(Fraction(0), Fraction(hit - beside, len(wanted))))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences when the answer is not a list of points in the picture, or too many."""
        if answer is None:
            return []
        points = answer.get("points") if holds_only(answer, "points") else None
        if not isinstance(points, list) or not all(_is_point(point) for point in points):
            return things.answer_fault()
        if len(points) > len(body["key"]):
            return [_("最多标 %(most)d 处。", most=len(body["key"]))]
        return []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """Points from the fields for across and down, in hundredths."""
        pairs = zip(sent("x"), sent("y"), strict=False)
        points = [[_part(x), _part(y)] for x, y in pairs if str(x).strip() and str(y).strip()]
        return {"points": points} if points else None

    def describe_key(self, body: Body) -> str:
        """How many places, and where the middle of each is."""
        middles = [_middle(spot) for spot in body["spots"] if spot["id"] in body["key"]]
        return "；".join(str(_("横 %(x)d%%、纵 %(y)d%%", x=round(x * 100), y=round(y * 100))) for x, y in middles)

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """Where the points are."""
        points = answer["points"] if answer else []
        return "；".join(str(_("横 %(x)d%%、纵 %(y)d%%", x=round(x * 100), y=round(y * 100))) for x, y in points)

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each place: whether it was hit."""
        points = answer["points"] if answer else []
        wanted = [spot for spot in body["spots"] if spot["id"] in body["key"]]
        lines = []
        for number, spot in enumerate(wanted, start=1):
            hit = next((point for point in points if _holds(body["picture"], spot, point)), None)
            given = self.describe_answer(body, {"points": [hit]}) if hit else ""
            where = self.describe_key({**body, "key": [spot["id"]]})
            lines.append(Line(str(_("第 %(number)d 处", number=number)), given, where, hit is not None))
        return lines + self._traps(body, points)

    def _traps(self, body: Body, points: list[Any]) -> list[Line]:
        """The wrong places somebody pointed at."""
        inside = [
            next((point for point in points if _holds(body["picture"], spot, point)), None)
            for spot in body["spots"]
            if spot["id"] not in body["key"]
        ]
        word = str(_("不应标的地方"))
        return [Line(word, self.describe_answer(body, {"points": [point]}), "", False) for point in inside if point]

    def wording(self, body: Body) -> list[str]:
        """The picture itself."""
        return [body["picture"]["digest"]]

    def key_of(self, body: Body) -> Any:
        """Shapes and coordinates of the right places, with the picture; wrong places as "others"."""
        right: list[Any] = []
        others: list[Any] = []
        for spot in body["spots"]:
            (right if spot["id"] in body["key"] else others).append([spot["shape"], *spot["coords"]])
        return {"picture": dict(body["picture"]), "spots": right} | ({"others": others} if others else {})

    def meaning(self, body: Body) -> Any:
        """The right places."""
        return sorted(str(spot["coords"]) for spot in body["spots"] if spot["id"] in body["key"])

    def body_of(self, read: Readable) -> Body:
        """A body from {"picture", "spots"}, each spot a shape with its numbers; "others" are wrong places."""
        key = read.key if isinstance(read.key, dict) else {"spots": read.key or []}
        picture = key.get("picture") or getattr(read, "picture", None)
        spots = [
            {"id": f"h{number}", "shape": shape, "coords": list(coords)}
            for number, (shape, *coords) in enumerate([*key.get("spots", []), *key.get("others", [])], start=1)
        ]
        return {"picture": picture, "spots": spots, "key": [spot["id"] for spot in spots[: len(key.get("spots", []))]]}

    def key_text(self, key: Any) -> str:
        """One place a line: `矩形 0.1,0.1,0.3,0.4` (left, top, right, bottom), `圆 0.7,0.5,0.1` (middle, radius).

        A wrong place has 错 behind it.
        """
        if not isinstance(key, dict):
            key = {"spots": key or []}
        lines = [_spot_line(spot) for spot in key.get("spots", [])]
        return "\n".join([*lines, *(f"{_spot_line(spot)} 错" for spot in key.get("others", []))])

    def key_from(self, text: str) -> Any:
        """Places out of lines."""
        found = [_LINE.match(line) for line in things.lines_of(text)]
        if not found or not all(found):
            return None
        right = [_written_spot(each) for each in found if each and not each["wrong"]]
        others = [_written_spot(each) for each in found if each and each["wrong"]]
        return {"spots": right} | ({"others": others} if others else {})

    def printed(self, body: Body) -> list[str]:
        """The picture's description and how many places to mark."""
        return [
            str(_("〔图：%(alt)s〕", alt=body["picture"]["alt"])),
            str(_("请在图上标出 %(count)d 处。", count=len(body.get("key", ())) or body.get("count", 1))),
        ]


def _spot_line(spot: list[Any]) -> str:
    names = {shape: name for name, shape in _SHAPES.items() if name != "圆形"}
    shape, *coords = spot
    return f"{names.get(shape, shape)} {','.join(f'{each:g}' for each in coords)}"


def is_place(line: str) -> bool:
    """Whether a line describes a place that can be used."""
    found = _LINE.match(line.strip())
    shape, *coords = _written_spot(found) if found else [""]
    return bool(found) and _is_spot({"id": "h1", "shape": shape, "coords": coords})


def _written_spot(found: re.Match[str]) -> list[Any]:
    numbers = re.findall(r"\d*\.\d+|\d+", found["coords"])
    return [_SHAPES.get(found["shape"], found["shape"].lower()), *(float(each) for each in numbers)]


def _is_picture(picture: dict[str, Any]) -> bool:
    sizes = picture.get("width"), picture.get("height")
    return (
        bool(re.fullmatch(r"[0-9a-f]{64}", str(picture.get("digest", ""))))
        and all(type(size) is int and 0 < size <= 20_000 for size in sizes)
        and isinstance(picture.get("alt", ""), str)
    )


def _is_spot(spot: Any) -> bool:
    if not isinstance(spot, dict) or not isinstance(spot.get("id"), str) or spot.get("shape") not in _NUMBERS:
        return False
    least, most = _NUMBERS[spot["shape"]]
    coords = spot.get("coords")
    return (
        isinstance(coords, list)
        and least <= len(coords) <= most
        and (spot["shape"] != "polygon" or len(coords) % 2 == 0)
        and all(_is_part(each) for each in coords)
    )


def _is_part(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _is_point(point: Any) -> bool:
    return isinstance(point, list) and len(point) == 2 and all(_is_part(each) for each in point)


def _part(text: str) -> Any:
    """Hundredths as a part of one; what is no number stays for the check of shapes to refuse."""
    return float(text) / 100 if re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", str(text).strip()) else str(text)


def _middle(spot: dict[str, Any]) -> tuple[float, float]:
    coords = spot["coords"]
    if spot["shape"] == "circle":
        return coords[0], coords[1]
    across, down = coords[0::2], coords[1::2]
    return sum(across) / len(across), sum(down) / len(down)


def _holds(picture: dict[str, Any], spot: dict[str, Any], point: list[float]) -> bool:
    """Whether a point lies in a shape; a circle's radius is a part of the width."""
    (x, y), coords = point, spot["coords"]
    if spot["shape"] == "rect":
        left, top, right, bottom = coords
        return bool(min(left, right) <= x <= max(left, right) and min(top, bottom) <= y <= max(top, bottom))
    if spot["shape"] == "circle":
        down = (y - coords[1]) * picture["height"] / picture["width"]
        return bool((x - coords[0]) ** 2 + down**2 <= coords[2] ** 2)
    return _in_polygon(x, y, list(zip(coords[0::2], coords[1::2], strict=True)))


def _in_polygon(x: float, y: float, corners: list[tuple[float, float]]) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
