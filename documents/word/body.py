"""Walking through the body of a Word file, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.word.blocks import Cell, WordBlock, WordParagraph, WordPicture, WordTable
from documents.word.inline import Inline, read_inline
from documents.word.numbering import Number, Numbering
from documents.word.package import Parts, W
from documents.word.styles import Styles, centred_of, heading_of, number_of, switch

_HOLDERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "ftr", "hdr")
)
_MOST_SPAN = 100  # columns one cell may cover
_MOST_PLACES = 200_000  # cells of one table, merged ones counted for each place they cover


class Walker:
    """Reads blocks in document order, counting paragraphs and lists as it goes."""

    def __init__(self, parts: Parts, part: str, *, pictures: bool) -> None:
        self._parts, self._part, self._pictures = parts, part, pictures
        self._styles = Styles(parts.related("styles"))
        self._numbering = Numbering(parts.related("numbering"))
        self._fields: list[str] = []
        self._place = 0
        self._boxes = 0
        self._break = False
        self.note_places: dict[tuple[str, str], int] = {}

    def blocks(self, holder: Any) -> Iterator[WordBlock]:
        """Yield the blocks below an element."""
        for node in holder:
            if node.tag == f"{W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{W}tbl":
                yield from self._table(node)
            elif node.tag in _HOLDERS:
                yield from self.blocks(node)
            elif node.tag.endswith("}AlternateContent"):
                yield from self.blocks(chosen(node))

    def _paragraph(self, node: Any) -> Iterator[WordBlock]:
        inline = read_inline(node, self._styles, self._fields)
        for box in inline.boxes_before:
            yield from self._box(box)
        paragraph = self._built(node, inline)
        yield paragraph
        yield from self._picture_blocks(inline, paragraph.place)
        for box in inline.boxes:
            yield from self._box(box)

    def _built(self, node: Any, inline: Inline) -> WordParagraph:
        self._place += 1
        said = node.find(f"{W}pPr")
        style_node = said.find(f"{W}pStyle") if said is not None else None
        style_id = style_node.get(f"{W}val", "") if style_node is not None else ""
        style = self._styles.paragraph(style_id)
        heading = heading_of(said)
        centred = centred_of(said)
        number = self._number(said, style_id)
        for key in inline.notes:
            self.note_places.setdefault(key, self._place)
        page = self._break or inline.page or bool(switch(said, "pageBreakBefore") or style.page)
        self._break = inline.page_after or (said is not None and said.find(f"{W}sectPr") is not None)
        return WordParagraph(
            runs=tuple(inline.runs),
            label=number.label if number else "",
            level=number.level if number else 0,
            style=style.name,
            heading=style.heading if heading is None else heading,
            place=self._place,
            in_box=self._boxes > 0,
            bullet=bool(number and number.bullet),
            contents=inline.contents or style.name.startswith(("toc ", "目录 ")),
            page=page,
            centred=style.centred if centred is None else centred,
            hidden=inline.hidden,
        )

    def _number(self, said: Any | None, style_id: str) -> Number | None:
        direct = number_of(said)
        style = self._styles.paragraph(style_id)
        instance, depth = direct or style.number or ("0", None)
        if instance in ("0", ""):
            return None
        if depth is None:
            depth = self._numbering.level_for_style(instance, style.number_style or style_id) if not direct else 0
        return self._numbering.next(instance, depth)

    def _box(self, content: Any) -> Iterator[WordBlock]:
        self._boxes += 1
        yield from self.blocks(content)
        self._boxes -= 1

    def _picture_blocks(self, inline: Inline, place: int) -> Iterator[WordPicture]:
        for relation, alt in inline.pictures:
            target = self._parts.relations(self._part).get(relation, ("", ""))[0]
            if target:
                content = self._parts.picture(self._part, relation) if self._pictures else b""
                yield WordPicture(target.rpartition("/")[2], alt, content, place)

    def _table(self, node: Any) -> Iterator[WordBlock]:
        first = self._place + 1
        beside: list[WordBlock] = []
        rows: list[tuple[Cell, ...]] = []
        left = _MOST_PLACES
        for row in _below(node, "tr"):
            above = rows[-1] if rows else ()
            cells = self._row(row, above, beside)[:left]
            left -= len(cells)
            rows.append(tuple(cells))
        width = max((len(row) for row in rows), default=0)
        if width * len(rows) <= _MOST_PLACES:
            rows = [row + ((),) * (width - len(row)) for row in rows]
        yield WordTable(tuple(rows), first, self._boxes > 0)
        yield from beside

    def _row(self, row: Any, above: tuple[Cell, ...], beside: list[WordBlock]) -> list[Cell]:
        cells: list[Cell] = []
        cells += [()] * _count(row.find(f"{W}trPr/{W}gridBefore"))
        for node in _below(row, "tc"):
            said = node.find(f"{W}tcPr")
            span = max(1, _count(said.find(f"{W}gridSpan"))) if said is not None else 1
            merge = said.find(f"{W}vMerge") if said is not None else None
            content = self._cell(node, beside)
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            if goes_on and len(cells) < len(above) and not any(part.text.strip() for part in content):
                content = above[len(cells)]
            cells += [content] * span
        return cells

    def _cell(self, node: Any, beside: list[WordBlock]) -> Cell:
        found: list[WordParagraph] = []
        for block in self.blocks(node):
            if isinstance(block, WordParagraph):
                found.append(block)
            elif isinstance(block, WordPicture):
                beside.append(block)
            else:
                found += _once(block)
        return tuple(found)


def chosen(node: Any) -> Any:
    """Return the one variant of alternative content that is read."""
    return node[0] if len(node) else node


def _below(holder: Any, name: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also inside content controls."""
    for node in holder:
        if node.tag == f"{W}{name}":
            yield node
        elif node.tag in _HOLDERS:
            yield from _below(node, name)


def _once(table: WordTable) -> Iterator[WordParagraph]:
    seen: set[int] = set()
    for row in table.rows:
        for cell in row:
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from cell


def _count(node: Any | None) -> int:
    text = node.get(f"{W}val", "") if node is not None else ""
    return min(int(text), _MOST_SPAN) if text.isdigit() and len(text) < 10 else 0
