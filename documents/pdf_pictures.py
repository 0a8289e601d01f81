"""Pictures of PDF files: at which line each stands, and which are ornament."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from documents.cleaning import Dropped
from documents.pdf import PdfLine, PdfPicture
from documents.pictures import FoundPicture
from documents.reasons import Reason

_ON_MANY = 3  # pages from which a picture that comes back is a letterhead


def pictures_of(
    pages: Sequence[Sequence[PdfLine]], numbers: dict[int, int], shown: Sequence[PdfPicture]
) -> tuple[list[FoundPicture], list[Dropped]]:
    """The pictures with the number of the line above each, and, once each, those that lie under or over every page."""
    places: dict[bytes, set[int]] = defaultdict(set)
    for picture in shown:
        places[picture.content].add(picture.page)
    found: list[FoundPicture] = []
    dropped: dict[bytes, Dropped] = {}
    for number, picture in enumerate(shown, start=1):
        name, line = f"P{picture.page}-{number}", _line_above(pages, numbers, picture)
        again = bool(picture.content) and len(places[picture.content]) >= _ON_MANY
        if picture.is_ground or again:
            dropped.setdefault(picture.content, Dropped(line, name, Reason.PICTURE_BACKGROUND))
        else:
            found.append(FoundPicture(line, name, "", picture.content))
    return found, list(dropped.values())


def _line_above(pages: Sequence[Sequence[PdfLine]], numbers: dict[int, int], picture: PdfPicture) -> int:
    """The lowest line above a picture in its column, else the last line of the pages before."""
    middle = (picture.y0 + picture.y1) / 2
    above = [line for line in pages[picture.page - 1] if (line.y0 + line.y1) / 2 < middle and not line.slanted]
    beside = [line for line in above if line.x0 < picture.x1 and line.x1 > picture.x0] or above
    if beside:
        return numbers[id(max(beside, key=lambda line: line.y1))]
    return max((numbers[id(line)] for line in _before(pages, picture.page)), default=0)


def _before(pages: Sequence[Sequence[PdfLine]], page: int) -> Iterator[PdfLine]:
    for lines in reversed(pages[: page - 1]):
        if lines:
            yield lines[-1]
            return
