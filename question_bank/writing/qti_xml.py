"""Trees of QTI elements to XML, in the spelling of the version asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from question_bank.formats.markup import Node

_XHTML = {
    "p",
    "br",
    "img",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "strong",
    "em",
    "sub",
    "sup",
    "div",
    "span",
    "object",
    "ul",
    "ol",
    "li",
}
_FRAMED = ("modalFeedback", "feedbackBlock", "rubricBlock")  # whose content stands in a frame of its own since 3.0
_OPEN = ("view", "class", "src", "alt", "type", "data", "width", "height", "id", "href")


@dataclass(frozen=True)
class Version:
    """What differs between the versions of QTI we write."""

    name: str
    namespace: str
    location: str
    templates: str
    manifest: str
    schema: tuple[str, str]
    item_type: str
    test_type: str
    kebab: bool = False


V21 = Version(
    "2.1", "http://www.imsglobal.org/xsd/imsqti_v2p1", "http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd",
    "http://www.imsglobal.org/question/qti_v2p1/rptemplates/", "http://www.imsglobal.org/xsd/imscp_v1p1",
    ("QTIv2.1 Package", "1.0.0"), "imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1",
)  # fmt: skip
V30 = Version(
    "3.0", "http://www.imsglobal.org/xsd/imsqtiasi_v3p0", "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd",
    "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/", "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    ("QTI Package", "3.0.0"), "imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0", kebab=True,
)  # fmt: skip


def document(root: Node, version: Version) -> bytes:
    """A whole XML document with the namespace and schema of a version."""
    root.attributes = {
        "xmlns": version.namespace,
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:schemaLocation": f"{version.namespace} {version.location}",
        **root.attributes,
    }
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(root, version)) + "\n").encode()


def _written(node: Node, version: Version) -> Iterable[str]:
    tag = node.tag if node.tag in _XHTML or not version.kebab else f"qti-{kebab(node.tag)}"
    inner = [Node("contentBody", {}, node.children)] if version.kebab and node.tag in _FRAMED else node.children
    yield f"<{tag}"
    for name, value in node.attributes.items():
        spelled = name if not version.kebab or ":" in name or name in _OPEN else kebab(name)
        yield f" {spelled}={_quoted(value)}"
    if not inner:
        yield "/>"
        return
    yield ">"
    for child in inner:
        if isinstance(child, str):
            yield escape(child)
        else:
            yield from _written(child, version)
    yield f"</{tag}>"


def _quoted(value: str) -> str:
    return quoteattr(value, {"\t": "&#9;"})


def kebab(name: str) -> str:
    """A name such as simpleChoice in the spelling simple-choice."""
    return re.sub(r"[A-Z]", lambda found: "-" + found[0].lower(), name)
