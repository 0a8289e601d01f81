"""The files of a QTI package: which documents it holds, in what order, and what the manifest says of each."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from core.errors import Invalid
from core.i18n import _
from core.xml_tree import parse
from core.zips import MARK, Package, open_package
from question_bank.formats.markup import local

MOST_FILE = 20 * 2**20
MOST_FILES = 64 * 2**20
MANIFEST = "imsmanifest.xml"
_BLACKBOARD = "{http://www.blackboard.com/content-packaging/}file"
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|bmp)$", re.IGNORECASE)
_LEVELS = {"very easy": 1, "easy": 1, "medium": 2, "difficult": 3, "very difficult": 3}


@dataclass(frozen=True)
class About:
    """What a manifest says of one document."""

    topic: str = ""
    difficulty: int | None = None
    source: str = ""


@dataclass
class Holding:
    """The XML documents of a package by path in manifest order, its pictures, and what is told of each document."""

    documents: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    about: dict[str, About] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def near(self, path: str) -> dict[str, bytes]:
        """The pictures as a document at a path calls them."""
        folder = posixpath.dirname(path)
        near = {posixpath.relpath(name, folder or "."): content for name, content in self.pictures.items()}
        return {**self.pictures, **near}


def opened(name: str, raw: bytes) -> Holding:
    """The documents of a package or of a single XML file."""
    if not raw.startswith(MARK):
        return Holding({name: parse(raw, name=name)})
    package = open_package(raw)
    manifest = min((each for each in package.names if each.rpartition("/")[2] == MANIFEST), key=len, default="")
    root = parse(package.read(manifest, most=MOST_FILE), name=manifest) if manifest else None
    holding = Holding(pictures=_pictures(package))
    for path, resource in _listed(package, manifest, root):
        _take(holding, package, path, resource)
    return holding


def _pictures(package: Package) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = MOST_FILES
    for each in package.names:
        if _PICTURE.search(each):
            content = package.read(each, most=MOST_FILE)
            room -= len(content)
            if room < 0:
                raise Invalid(
                    _("压缩包里的图片超过 %(limit)s MB，请拆成几个文件。", limit=MOST_FILES // 2**20), field="file"
                )
            found[each] = content
    return found


def _listed(package: Package, manifest: str, root: Any) -> list[tuple[str, Any]]:
    """Paths of XML documents with their resource element; all XML files where there is no manifest."""
    if root is None:
        return [(each, None) for each in sorted(package.names) if each.lower().endswith(".xml")]
    folder = posixpath.dirname(manifest)
    found: dict[str, Any] = {}
    for resource in root.iter("{*}resource"):
        hrefs = [
            resource.get("href"),
            resource.get(_BLACKBOARD),
            *(each.get("href") for each in resource.iter("{*}file")),
        ]
        for href in hrefs:
            path = posixpath.normpath(posixpath.join(folder, unquote(href))) if href else ""
            if path.lower().endswith((".xml", ".qti", ".dat")):
                found.setdefault(path, resource)
    return list(found.items())


def _take(holding: Holding, package: Package, path: str, resource: Any) -> None:
    if path not in package:
        holding.warnings.append(_("压缩包的目录里列有“%(path)s”，文件却不在包里。", path=path))
        return
    try:
        holding.documents[path] = parse(package.read(path, most=MOST_FILE), name=path)
    except Invalid as refusal:
        holding.warnings.append(str(refusal.sentence))
        return
    if resource is not None:
        holding.about[path] = about(resource)


def about(resource: Any) -> About:
    """Topic, difficulty and source that a resource's metadata tells."""
    entries = [_text(each) for path in resource.iter("{*}taxonPath") for each in path.iter("{*}entry")]
    levels = [_text(value) for each in resource.iter("{*}difficulty") for value in each.iter("{*}value")]
    sources = [_text(each) for relation in resource.iter("{*}relation") for each in relation.iter("{*}description")]
    return About(
        "/".join(entries), next((_LEVELS.get(each.casefold()) for each in levels), None), next(iter(sources), "")
    )


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def kind_of(root: Any) -> str:
    """The name of a document's root without namespace."""
    return local(root)
