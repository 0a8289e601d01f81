"""Reads QTI 2.1, 2.2 and 3.0: single items, tests and packages."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from core.errors import Invalid
from core.i18n import _, _l
from question_bank.formats import qti_items
from question_bank.formats.base import Reading, ReadQuestion, doubt
from question_bank.formats.finishing import finished, gathered
from question_bank.formats.markup import Node, markdown
from question_bank.formats.pictures import Pictures
from question_bank.formats.qti_nodes import child, name_of, normalised
from question_bank.formats.qti_package import About, Holding, opened

_ROOT = re.compile(rb"<(?:\w+:)?(?:assessmentItem|assessmentTest|qti-assessment-item|qti-assessment-test)[\s>]")


class Qti:
    """A single item in QTI 2.1, 2.2 or 3.0."""

    name = "qti"
    label = _l("QTI 2.1/2.2/3.0")
    extensions: tuple[str, ...] = (".xml",)

    def claims(self, name: str, raw: bytes) -> bool:
        """XML with an item or test as its root."""
        head = raw[:20_000].replace(b"\0", b"")
        return head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and bool(_ROOT.search(head))

    def read(self, name: str, raw: bytes) -> Reading:
        """Read the item; raises Invalid with a sentence when it cannot be read."""
        return read_holding(name, opened(name, raw))


def holds_items(holding: Holding) -> bool:
    """Whether any document is an item or a test."""
    return any(name_of(root) in ("assessmentItem", "assessmentTest") for root in holding.documents.values())


def read_holding(name: str, holding: Holding) -> Reading:
    """The reading of every item in the order of the test, else of the package."""
    items = {path: root for path, root in holding.documents.items() if name_of(root) == "assessmentItem"}
    tests = {path: root for path, root in holding.documents.items() if name_of(root) == "assessmentTest"}
    if not items and tests and len(holding.documents) == 1:
        raise Invalid(_("这是试卷的目录文件，题目在别的文件里；请上传整个压缩包。"), field="file")
    return read_items("qti", _ordered(items, tests, holding), items, holding)


def read_items(name: str, ordered: list[str], items: dict[str, Any], holding: Holding) -> Reading:
    """The reading of items in an order; those that share a stimulus stand together."""
    found: list[ReadQuestion] = []
    stimulus = ""
    for path in ordered:
        node = normalised(items[path])
        question = qti_items.understood(node, holding.near(path))
        question = _placed(question, path, holding.about.get(path, About()))
        shared = _stimulus_path(node, path)
        if shared in holding.documents:
            if shared != stimulus or not found:
                found.append(_shared(normalised(holding.documents[shared]), holding.near(shared), question))
            found[-1] = _with_part(found[-1], question)
        else:
            found.append(question.with_issues(*([doubt("stimulus_missing", name=shared)] if shared else [])))
        stimulus = shared if shared in holding.documents else ""
    return gathered(name, "utf-8", found, holding.warnings)


def _placed(question: ReadQuestion, path: str, about: About) -> ReadQuestion:
    return replace(
        question, topic=about.topic, difficulty=about.difficulty, source=about.source, sheet=path if "." in path else ""
    )


def _ordered(items: dict[str, Any], tests: dict[str, Any], holding: Holding) -> list[str]:
    """The paths of items: first as tests list them, then the rest as the manifest does."""
    listed = []
    for path, root in tests.items():
        for each in root.iter("{*}assessmentItemRef", "{*}qti-assessment-item-ref"):
            target = _beside(path, each.get("href", ""))
            if target in items:
                listed.append(target)
            else:
                holding.warnings.append(_("试卷里列有“%(path)s”，文件却不在包里。", path=target))
    return list(dict.fromkeys([*listed, *items]))


def _beside(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))


def _stimulus_path(node: Node, path: str) -> str:
    reference = child(node, "assessmentStimulusRef")
    return _beside(path, reference.attributes.get("href", "")) if reference else ""


def _shared(node: Node, files: dict[str, bytes], first: ReadQuestion) -> ReadQuestion:
    pictures = Pictures(files)
    text = markdown(child(node, "stimulusBody") or node, pictures.own)
    whole = ReadQuestion(0, "material", text, line=first.line, last_line=first.last_line, topic=first.topic,
                         source=first.source, difficulty=first.difficulty, raw=text[:5000], sheet=first.sheet)  # fmt: skip
    return finished(whole, pictures.issues, pictures.found.values())


def _with_part(whole: ReadQuestion, part: ReadQuestion) -> ReadQuestion:
    pictures = {each.name: each for each in (*whole.pictures, *part.pictures)}
    inner = replace(part, number=len(whole.parts) + 1, pictures=(), topic="")
    joined = replace(
        whole, parts=(*whole.parts, inner), pictures=tuple(pictures.values()), raw=f"{whole.raw}\n{part.raw}"[:5000]
    )
    return joined.with_issues()
