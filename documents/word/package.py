"""The parts of a Word file: where they lie, what refers to them, how they are parsed."""

from __future__ import annotations

import posixpath
from typing import Any

from core.errors import Invalid
from core.i18n import _
from core.xml_tree import parse
from core.zips import Package, open_package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)
_MOST_PICTURE_BYTES = 20 * 2**20


class Parts:
    """The parts of one Word file by what they are for."""

    def __init__(self, raw: bytes) -> None:
        self._package: Package = open_package(raw)
        self.main = self._main_name()
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self._pictures: dict[str, bytes] = {}

    def body(self) -> Any:
        """Return the root of the main part, or raise Invalid when the package is no Word file."""
        root = self.root(self.main)
        if root is None or root.tag != f"{W}document":
            raise Invalid(_("这个文件里没有 Word 正文，请用 Word 或 WPS 打开后另存为 .docx 再试。"))
        return root

    def root(self, name: str) -> Any | None:
        """Return the root of an XML part, None when the file has no such part."""
        if name not in self._package:
            return None
        content = self._package.read(name)
        if b"purl.oclc.org" in content:
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
        return parse(content, name=name)

    def related(self, kind: str) -> Any | None:
        """Return the root of the part the main part names as its styles, numbering, footnotes and so on."""
        for target, found in self.relations(self.main).values():
            if found.endswith("/" + kind):
                return self.root(target)
        return None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return for each relation of a part its target inside the file and its kind; outside addresses are left out."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def picture(self, part: str, relation: str) -> bytes:
        """Return the bytes of a picture inside the file; empty when it is missing, damaged, too large or outside."""
        target = self.relations(part).get(relation, ("", ""))[0]
        if target not in self._pictures:
            self._pictures[target] = self._picture(target)
        return self._pictures[target]

    def _picture(self, target: str) -> bytes:
        if target not in self._package:
            return b""
        try:
            return self._package.read(target, most=_MOST_PICTURE_BYTES)
        except Invalid:  # a broken picture does not spoil the text around it
            return b""

    def _main_name(self) -> str:
        self._relations = {}
        for target, kind in self._read_relations("").values():
            if kind.endswith("/officeDocument"):
                return target
        return "word/document.xml"

    def _read_relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, file = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{file}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(_RELATION) if root is not None else ():
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
                found[relation.get("Id", "")] = (target, relation.get("Type", ""))
        return found
