"""Pictures on the pages of a PDF file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from core.pictures import MAX_BYTES, MOST_PIXELS

_MARK = re.compile(rb"/Subtype\s*/Image")
_PAGE_WIDE = 0.8
"""Of the page, from which a picture is the ground the text stands on, as in scans."""
_DEEPEST = 3
_MOST_ON_PAGE = 100
_MOST_PIXELS = 200_000_000
"""Unpacked of one file."""


@dataclass(frozen=True)
class PdfPicture:
    """A picture on a page; x from the left and y from the top in points. `content` is empty where it was not unpacked."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    content: bytes
    is_ground: bool = False
    """It lies under the whole page."""


def may_have_images(raw: bytes) -> bool:
    """Whether a file names any picture; most texts name none, and their pages need not be searched."""
    return _MARK.search(raw) is not None


class Images:
    """Takes the pictures off the pages of one file, within bounds."""

    def __init__(self) -> None:
        self._left = _MOST_PIXELS

    def of(self, page: Any, number: int) -> Iterator[PdfPicture]:
        """Yield the pictures of a page from its top down."""
        found = []
        for count, image in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=_DEEPEST)):
            if count >= _MOST_ON_PAGE:
                break
            try:
                found.append(self._picture(page, image, number))
            except (pypdfium2.PdfiumError, ValueError, RuntimeError):  # no place on the page
                continue
        yield from sorted(found, key=lambda picture: (picture.y0, picture.x0))

    def _picture(self, page: Any, image: Any, number: int) -> PdfPicture:
        x0, bottom, x1, top = image.get_bounds()
        left, low, right, high = page.get_mediabox()
        ground = abs((x1 - x0) * (top - bottom)) >= _PAGE_WIDE * abs((right - left) * (high - low))
        y0, y1 = (high - top, high - bottom) if page.get_rotation() == 0 else (float("inf"), float("inf"))
        content = b"" if ground else self._content(image)
        return PdfPicture(number, x0 - left, y0, x1 - left, y1, content, ground)

    def _content(self, image: Any) -> bytes:
        """A JPEG as it lies in the file, anything else unpacked; empty when it is too large or broken."""
        try:
            wide, high = image.get_px_size()
            if wide * high > min(MOST_PIXELS, self._left):
                return b""
            self._left -= wide * high
            if image.get_filters() == ["DCTDecode"]:
                return bytes(image.get_data())[: MAX_BYTES + 1]
            picture = image.get_bitmap().to_pil()
        except (pypdfium2.PdfiumError, ValueError, KeyError):
            return b""
        stream = io.BytesIO()
        picture.save(stream, "PNG", compress_level=1)
        return stream.getvalue()
