"""Pictures of documents: bounded in number and size, encoded anew, each tied to the line it stands at. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from core.pictures import EncodedPicture, NotAPicture, TooLarge, encode, size_of
from documents.cleaning import Dropped
from documents.progress import Progress, counted
from documents.reasons import Reason

MOST_PICTURES = 200
"""Kept of one file."""
MOST_PIXELS = 500_000_000
"""Decoded of one file, so that its pictures take seconds."""
MOST_BYTES = 48 * 2**20
"""Of all pictures of one file as they are kept."""
_SMALLEST = 24  # pixels; a bullet or a line is no picture
LOST = frozenset(
    (Reason.PICTURE, Reason.PICTURE_MISSING, Reason.PICTURE_BROKEN, Reason.PICTURE_LARGE, Reason.PICTURE_MANY)
)
"""Reasons for which a person may miss a picture."""


@dataclass(frozen=True)
class FoundPicture:
    """A picture as it stands in a file, at the line with this number or behind it."""

    line: int
    name: str
    alt: str
    content: bytes

    @property
    def words(self) -> str:
        """What a list of pictures calls it."""
        return self.alt or self.name


@dataclass(frozen=True)
class PlacedPicture:
    """A picture encoded anew, with the line it stands at."""

    line: int
    alt: str
    picture: EncodedPicture


class _Lost(Exception):
    """A picture that is not kept, with the reason."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why)
        self.why = why


def encode_all(
    found: Sequence[FoundPicture], progress: Progress | None = None
) -> tuple[list[PlacedPicture], list[Dropped]]:
    """The pictures of a file encoded anew, and those that are not kept, each with the reason."""
    box, lost = _Box(), []
    for each in counted(found, len(found), progress):
        try:
            box.put(each)
        except _Lost as loss:
            lost.append(Dropped(each.line, each.words, loss.why))
    return box.placed, lost


class _Box:
    """The pictures of one file as they fill what it may hold; the same bytes are encoded once."""

    def __init__(self) -> None:
        self.placed: list[PlacedPicture] = []
        self._known: dict[bytes, EncodedPicture | _Lost] = {}
        self._pixels = self._bytes = 0

    def put(self, found: FoundPicture) -> None:
        """Encode a picture and keep it; raises _Lost."""
        if not found.content:
            raise _Lost(Reason.PICTURE_MISSING)
        if len(self.placed) >= MOST_PICTURES:
            raise _Lost(Reason.PICTURE_MANY)
        key = hashlib.sha256(found.content).digest()
        if key not in self._known:
            self._known[key] = self._encoded(found.content)
        picture = self._known[key]
        if isinstance(picture, _Lost):
            raise _Lost(picture.why)
        self.placed.append(PlacedPicture(found.line, " ".join(found.alt.split()), picture))

    def _encoded(self, content: bytes) -> EncodedPicture | _Lost:
        wide, high = size_of(content)
        if 0 < min(wide, high) < _SMALLEST:
            return _Lost(Reason.PICTURE_SMALL)
        if self._pixels + wide * high > MOST_PIXELS or self._bytes > MOST_BYTES:
            return _Lost(Reason.PICTURE_MANY if wide * high < MOST_PIXELS else Reason.PICTURE_LARGE)
        try:
            picture = encode(content)
        except TooLarge:
            return _Lost(Reason.PICTURE_LARGE)
        except NotAPicture:
            return _Lost(Reason.PICTURE_BROKEN)
        self._pixels += wide * high
        self._bytes += len(picture.content)
        return picture
