"""Reads QTI 1.2: items and assessments, alone or in a package, as older learning platforms export them."""

from __future__ import annotations

import re
from dataclasses import replace

from core.i18n import _, _l
from question_bank.formats import qti1_items
from question_bank.formats.base import Reading, ReadQuestion
from question_bank.formats.finishing import gathered
from question_bank.formats.markup import Node
from question_bank.formats.qti1_items import field_of
from question_bank.formats.qti_nodes import children, line, normalised
from question_bank.formats.qti_package import Holding, kind_of, opened

_ROOT = re.compile(rb"<(?:\w+:)?questestinterop[\s>]")


class Qti1:
    """Items and assessments in QTI 1.2."""

    name = "qti1"
    label = _l("QTI 1.2")
    extensions: tuple[str, ...] = (".xml", ".qti")

    def claims(self, name: str, raw: bytes) -> bool:
        """XML whose root is questestinterop."""
        head = raw[:20_000].replace(b"\0", b"")
        return head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and bool(_ROOT.search(head))

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every item in order; raises Invalid with a sentence when the XML is damaged."""
        return read_holding(opened(name, raw))


def read_holding(holding: Holding) -> Reading:
    """The reading of every item of every document in order."""
    found: list[ReadQuestion] = []
    for path, root in holding.documents.items():
        if kind_of(root) == "questestinterop":
            _walk(normalised(root), "", found, holding.near(path), holding.warnings)
    return gathered("qti1", "utf-8", found, holding.warnings)


def _walk(node: Node, topic: str, found: list[ReadQuestion], files: dict[str, bytes], warnings: list[str]) -> None:
    for each in children(node, "assessment", "section", "objectbank", "item"):
        if each.tag != "item":
            _walk(each, _topic(each, topic), found, files, warnings)
            if children(each, "selection_ordering") or list(each.every("sourcebank_ref")):
                warnings.append(_("文件里有随机抽题的设置，未导入。"))
            continue
        kind = field_of(each, "question_type")
        if kind == "text_only_question":
            text = qti1_items.stem_alone(each, files)
            warnings.append(_("第 %(line)d 行的说明文字不是题目，未读入：%(text)s", line=line(each), text=text[:60]))
            continue
        found.append(replace(qti1_items.understood(each, files), topic=topic))


def _topic(node: Node, above: str) -> str:
    """The titles of sections along the way; an assessment's own title is the name of a paper, not a topic."""
    title = node.attributes.get("title", "").strip().replace("/", "／")
    if node.tag != "section" or not title or node.attributes.get("ident") == "root_section":
        return above
    return f"{above}/{title}" if above else title
