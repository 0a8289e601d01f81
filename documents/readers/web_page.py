"""Web pages saved from an intranet: headings, paragraphs, lists and tables; navigation is left out."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from core.errors import Invalid
from core.i18n import _
from documents.cleaning import Dropped
from documents.encodings import decode_text
from documents.lines import Line, Look, printable, visible
from documents.pictures import FoundPicture
from documents.progress import counted
from documents.readers.base import Progress, Script
from documents.reasons import Reason
from documents.tables import table_text

MOST_BYTES = 20 * 2**20
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "object", "iframe", "input", "select", "textarea")
)
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "button", "menu"))
_FURNITURE_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|position|location|footer|foot|copyright|sidebar|side"
    r"|topbar|toolbar|share|pager|pagination|related|recommend(?:ed)?|comments?|friendlink|links)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_BANNER_NAMES = re.compile(r"(?:^|\s)(?:header|head|banner|logo|top|masthead|site-?name)(?:$|\s)", re.IGNORECASE)
_LONGEST_BANNER = 40  # characters
_TITLE_NAMES = re.compile(
    r"(?:^|[-_\s])(?:article|news|content|arc|page|main|wz)?[-_]?(?:title|tit|biaoti|bt)(?:$|[-_\s\d])", re.IGNORECASE
)
_BLOCKS = frozenset(
    (
        "p", "div", "section", "article", "main", "blockquote", "li", "ul", "ol", "dl", "dt", "dd", "pre", "tr", "td", "th", "table",
        "tbody", "thead", "tfoot", "figure", "figcaption", "center", "form", "fieldset", "address", "hr", "body", "caption", "details",
        "summary", "h1", "h2", "h3", "h4", "h5", "h6", *_FURNITURE,
    )
)  # fmt: skip
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_CHINESE_SETS = ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_INLINE = re.compile(r"\s*data:(image/[\w.+-]{1,20})(?:;[\w=-]{1,30})*;base64,", re.IGNORECASE)
_LONGEST_PICTURE = 16 * 2**20
_DEEPEST = 180
_LONGEST_CELL = 120
_MOST_SPAN = 60
_LONGEST_START = 5  # figures of a list's first number
_LINKED = 0.6
_FEWEST_IN_MENU = 2
_LONGEST_LINK = 15  # characters of a link of a menu


class WebPage:
    """A .html file as a browser saves it."""

    name = "web_page"
    extensions = ("html", "htm", "xhtml")
    is_markup = False
    has_pages = False
    most_bytes = MOST_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return the lines of the page's text; line breaks of its source mean nothing."""
        text = _decoded(raw)
        root = _parsed(text)
        walker = _Walker(root, progress)
        if root is not None:
            walker.walk(root, 0)
            walker.close()
        lines = walker.lines
        return Script(lines, "\n".join(line.text for line in lines), walker.dropped, walker.pictures)


def _decoded(raw: bytes) -> str:
    declared = _DECLARED.search(raw[:4096])
    text = None
    if declared:
        name = declared[1].decode("ascii").lower()
        text = _in_encoding(raw, "gb18030" if name in _CHINESE_SETS else name)
    text = text or decode_text(raw) or (_in_encoding(raw, "utf-8") if declared else None)
    if text is None:
        raise Invalid(_("这个网页的文字编码无法识别，请在浏览器里打开后另存为 UTF-8 编码的网页再试。"))
    return text


def _in_encoding(raw: bytes, name: str) -> str | None:
    if name not in ("gb18030", "utf-8", "utf8", "big5"):
        return None
    text = raw.decode(name, "replace")
    return text if text.count("\ufffd") * 100 <= len(text) else None


def _parsed(text: str) -> Any | None:
    """The root of a page; nothing that it names is fetched."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff"))
    try:
        return html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


@dataclass
class _Open:
    """The line being written."""

    text: str = ""
    depth: int = 0
    look: Look = Look.PLAIN
    firm: bool = True


class _Walker:
    def __init__(self, root: Any | None, progress: Progress | None) -> None:
        total = sum(1 for _node in root.iter()) if root is not None and progress else 0
        self._count = counted(range(total), total, progress)
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self.pictures: list[FoundPicture] = []
        self._open = _Open()
        self._number = 0
        self._gap = True
        self._items: Counter[Any] = Counter()

    def walk(self, node: Any, deep: int, pre: bool = False) -> None:
        tag = node.tag if isinstance(node.tag, str) else ""
        next(self._count, None)
        if deep > _DEEPEST:
            self._say(node.text_content())
        elif tag in _SILENT or not tag:
            pass
        elif why := _left_out(node, tag):
            self.close()
            self._drop(node.text_content(), why)
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._picture(node)
        elif tag == "table" and _holds_values(node):
            self.close()
            self._table(node)
        else:
            self._element(node, tag, deep, pre or tag == "pre")

    def close(self) -> None:
        """End the line being written, if it holds anything."""
        text = " ".join(printable(self._open.text).split())
        if text:
            self._number += 1
            indent = 2 if self._open.text.startswith(("\u3000", "\u00a0\u00a0")) else 0
            self.lines.append(
                Line(
                    self._number,
                    text,
                    indent,
                    self._gap,
                    depth=self._open.depth,
                    firm=self._open.firm,
                    look=self._open.look,
                )
            )  # fmt: skip
            self._gap = False
        self._open = _Open()

    def _element(self, node: Any, tag: str, deep: int, pre: bool) -> None:
        block = tag in _BLOCKS
        if block:
            self.close()
            self._gap = self._gap or tag != "li"
            self._open = replace(self._open, depth=_HEADINGS.get(tag, 0), look=_look(node, tag))
            if tag == "li":
                self._say(self._item_number(node))
        self._say(node.text, pre)
        for child in node:
            self.walk(child, deep + 1, pre)
            self._say(child.tail, pre)
        if block:
            self.close()

    def _item_number(self, node: Any) -> str:
        above = node.getparent()
        if above is None or above.tag != "ol":
            return ""
        start = above.get("start") or "1"
        first = int(start) if start.isascii() and start.isdigit() and len(start) < _LONGEST_START else 1
        self._items[above] += 1
        return f"{first + self._items[above] - 1}. "

    def _break(self) -> None:
        depth, look, empty = self._open.depth, self._open.look, not self._open.text.strip()
        if depth or look is Look.TITLE:
            self._open.text += " "
            return
        self.close()
        self._gap = self._gap or empty
        self._open = _Open(firm=False, look=look)

    def _say(self, text: str | None, pre: bool = False) -> None:
        if not text:
            return
        if pre and "\n" in text:
            for place, piece in enumerate(text.split("\n")):
                if place:
                    self._break()
                self._open.text += piece
            return
        self._open.text += re.sub(r"[ \t\r\n\f]*\n[ \t\r\n\f]*", _joint, text)

    def _drop(self, text: str, why: Reason) -> None:
        bare = " ".join(printable(text).split())
        if bare:
            self._number += 1
            self.dropped.append(Dropped(self._number, bare, why))

    def _picture(self, node: Any) -> None:
        alt = " ".join(printable(node.get("alt") or node.get("title") or "").split())
        inside = _INLINE.match(node.get("src") or "")
        if inside:
            content = _decoded_picture(node.get("src")[inside.end() :])
            self.pictures.append(FoundPicture(self._number + bool(self._open.text.strip()), inside[1], alt, content))
        elif alt:
            self._drop(alt, Reason.PICTURE)

    def _table(self, node: Any) -> None:
        for caption in node.iterchildren("caption"):
            self.walk(caption, 0)
            self.close()
        for hidden in node.xpath(".//script | .//style"):
            hidden.drop_tree()
        self._number += 1
        self.lines.append(Line(self._number, table_text(_grid(node)), gap=True, firm=True, table=True))
        self._gap = True


def _decoded_picture(text: str) -> bytes:
    """The bytes of a picture written into the page; empty when they are too many or no base64."""
    try:
        return base64.b64decode(unquote_to_bytes(text), validate=False) if len(text) <= _LONGEST_PICTURE else b""
    except binascii.Error:
        return b""


def _joint(found: re.Match[str]) -> str:
    """A line break of the source stands for a blank only between words of Latin script."""
    text = found.string
    before, behind = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    return " " if before.isascii() and behind.isascii() else ""


def _left_out(node: Any, tag: str) -> Reason | None:
    if node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
        return Reason.HIDDEN
    if tag in ("body", "html", "main", "article"):
        return None
    if node.get("role", "").lower() in _FURNITURE_ROLES:
        return Reason.NAVIGATION
    if tag in ("header", "aside"):  # an article may have a header of its own with title and author
        inside = any(above.tag in ("article", "main") for above in node.iterancestors())
        return None if inside and tag == "header" else Reason.NAVIGATION
    if tag in _FURNITURE:
        return Reason.NAVIGATION
    named = f"{node.get('class') or ''} {node.get('id') or ''}"
    if named.strip() and tag in _BLOCKS and _FURNITURE_NAMES.search(named):
        return Reason.NAVIGATION if len(visible(node.text_content())) <= 400 else None
    if _BANNER_NAMES.search(named) and _is_banner(node):
        return Reason.NAVIGATION
    if tag in ("table", "td"):
        return Reason.NAVIGATION if _is_menu(node) else None
    return Reason.NAVIGATION if tag in ("ul", "ol", "div") and _is_link_list(node) else None


def _is_banner(node: Any) -> bool:
    """Whether a block holds no more than the name of the site."""
    headed = any(True for _node in node.iter("h1", "h2", "h3", "table"))
    return not headed and len(visible(node.text_content())) <= _LONGEST_BANNER


def _is_link_list(node: Any) -> bool:
    """Whether a block is hardly more than links: a menu that does not say so."""
    links = node.findall(".//a")
    if len(links) < 4 or any(True for _node in node.iter("p", "h1", "h2", "table")):
        return False
    whole = len(visible(node.text_content()))
    linked = sum(len(visible(link.text_content())) for link in links)
    return linked >= _LINKED * whole and whole <= 30 * len(links)


def _is_menu(node: Any) -> bool:
    """Whether a cell or a table of layout holds a few links and the name of their column, and nothing else."""
    links = node.findall(".//a")
    if len(links) < _FEWEST_IN_MENU or any(True for _node in node.iter("p", "h1", "h2", "h3", "th")):
        return False
    whole = len(visible(node.text_content()))
    linked = sum(len(visible(link.text_content())) for link in links)
    return linked >= _LINKED * whole and whole <= _LONGEST_LINK * len(links)


def _look(node: Any, tag: str) -> Look:
    named = f"{node.get('class') or ''} {node.get('id') or ''}".strip()
    if tag in ("div", "p", "td", "center", "h2", "h3") and named and _TITLE_NAMES.search(named) and len(node) <= 3:
        return Look.TITLE if 4 <= len(visible(node.text_content())) <= 60 else Look.PLAIN
    if tag == "p" and len(node) == 1 and node[0].tag in ("strong", "b") and not (node.text or "").strip():
        whole, bold = visible(node.text_content()), visible(node[0].text_content())
        return Look.HEADING if whole == bold and len(whole) <= 30 and whole[-1:] not in "。；，、：" else Look.PLAIN
    return Look.PLAIN


def _holds_values(node: Any) -> bool:
    """Whether a table holds values and not the layout of a page."""
    if node.find(".//table") is not None:
        return False
    rows = node.findall(".//tr")
    widths = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    if len(rows) < 2 or max(widths, default=0) < 2:
        return False
    cells = [visible(cell.text_content()) for cell in node.iter("td", "th")]
    long = sum(len(cell) > _LONGEST_CELL for cell in cells)
    return long * 4 <= len(cells) and max(map(len, cells)) <= 1500


def _grid(node: Any) -> list[list[str]]:
    """The texts of a table; what a merged cell covers beside its first place is empty."""
    rows: list[list[str]] = []
    covered: dict[tuple[int, int], bool] = {}
    for down, row in enumerate(node.findall(".//tr")):
        texts: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while covered.get((down, len(texts))):
                texts.append("")
            across, high = _span(cell, "colspan"), _span(cell, "rowspan")
            for step in range(1, high):
                covered |= {(down + step, len(texts) + beside): True for beside in range(across)}
            texts += [" ".join(printable(cell.text_content()).split())] + [""] * (across - 1)
        rows.append(texts)
    return rows


def _span(cell: Any, name: str) -> int:
    text = (cell.get(name) or "1").strip()
    return max(1, min(int(text), _MOST_SPAN)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
