"""PDF files for tests, written by hand: Chinese text at chosen places, columns, rotated pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

A4 = (595, 842)


class Page:
    """A page that text is put on; y counts from the top."""

    def __init__(self, *, rotate: int = 0, size: tuple[int, int] = A4) -> None:
        self.rotate, self.size = rotate, size
        self.operations: list[str] = []

    def put(
        self, x: float, y: float, text: str, *, size: float = 10.5, bold: bool = False, matrix: str = "1 0 0 1"
    ) -> None:
        """Write one piece of text with its base line at y."""
        font = "F2" if bold else "F1"
        place = f"{matrix} {x} {self.size[1] - y}"
        self.operations.append(f"BT /{font} {size} Tf {place} Tm <{text.encode('utf-16-be').hex()}> Tj ET")

    def column(self, x: float, y: float, lines: Iterable[str], *, size: float = 10.5, leading: float = 16) -> float:
        """Write lines below each other and return where the next would stand."""
        for line in lines:
            if line:
                bare = line.lstrip("　")
                self.put(x + (len(line) - len(bare)) * size, y, bare, size=size)
            y += leading
        return y


def pdf_file(pages: Sequence[Page], *, tail: bytes = b"") -> bytes:
    """A PDF file with these pages."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    bodies += [_font("STSong-Light"), _font("STHeiti-Bold")]
    kids = []
    for page in pages:
        stream = "\n".join(page.operations).encode()
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        width, height = page.size
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {page.rotate}"
            f"/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>/Contents {len(bodies)} 0 R>>".encode()
        )
        kids.append(f"{len(bodies)} 0 R")
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return assembled(bodies) + tail


def assembled(bodies: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of numbered objects, the first of them the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, trailer, start)


def _font(name: str) -> bytes:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
        f"/Subtype/CIDFontType0/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000"
        f"/W[1 95 500 814 939 500]/FontDescriptor<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -200 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/StemV 80>>>>]>>"
    ).encode()
