"""Areas on a picture: from pixels to shares of its width and height."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def spot(name: str, shape: str, pixels: Sequence[float], size: tuple[int, int]) -> dict[str, Any] | None:
    """An area by its corners in pixels (circle: centre and radius); None when it makes no sense."""
    width, height = size
    wanted = {
        "rect": len(pixels) == 4,
        "circle": len(pixels) == 3,
        "polygon": len(pixels) >= 6 and len(pixels) % 2 == 0,
    }
    if not wanted.get(shape):
        return None
    if shape == "circle":
        shares = [pixels[0] / width, pixels[1] / height, pixels[2] / width]
    else:
        shares = [value / (height if place % 2 else width) for place, value in enumerate(pixels)]
    if not all(-0.01 <= each <= 1.01 for each in shares):
        return None
    return {"id": name, "shape": shape, "coords": [round(min(max(each, 0.0), 1.0), 6) for each in shares]}


def pixels_of(area: dict[str, Any], size: tuple[int, int]) -> list[int]:
    """The corners of an area in pixels (circle: centre and radius)."""
    width, height = size
    coords = area["coords"]
    if area["shape"] == "circle":
        return [round(coords[0] * width), round(coords[1] * height), round(coords[2] * width)]
    return [round(value * (height if place % 2 else width)) for place, value in enumerate(coords)]


def hotspot_body(digest: str, size: tuple[int, int], alt: str, spots: list[dict[str, Any]]) -> dict[str, Any]:
    """The body of a hot-spot question all of whose areas are right."""
    picture = {"digest": digest, "width": size[0], "height": size[1], "alt": alt}
    return {"picture": picture, "spots": spots, "key": [each["id"] for each in spots]}
