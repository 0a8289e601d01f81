"""Writes QTI 2.1 and 3.0 packages: one item a question, a test in their order, a manifest."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from core.i18n import _, _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.finishing import BLANKS
from question_bank.formats.markup import Node
from question_bank.writing import qti_parts
from question_bank.writing.base import Loss, ending_of, left_out, lost, picture_bytes, texts_of
from question_bank.writing.qti_parts import element
from question_bank.writing.qti_xml import V21, V30, Version, document
from question_bank.writing.xhtml import FOLDER, unchanged

_LEVELS = {1: "easy", 2: "medium", 3: "difficult"}
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_MOMENT = (1980, 1, 1, 0, 0, 0)


class QtiWriter:
    """Questions as a QTI package."""

    ending = "zip"
    media_type = "application/zip"
    kinds = qti_parts.KINDS

    def __init__(self, name: str, label: str, version: Version) -> None:
        self.name, self.label, self.mark, self.version = name, label, label, version

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What QTI does not keep of a question."""
        for part in (question, *question.parts):
            if reason := _impossible(part):
                return [left_out(question, reason)]
        things = [_("改正内容")] if (question.body or {}).get("corrections") else []
        if not all(unchanged(text) for text in texts_of(question) if text):
            things.append(_("部分空格和换行"))
        return lost(question, self.label, things)

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The package."""
        files = {
            f"items/{_name(place)}.xml": _item(question, _name(place), self.version)
            for place, question in enumerate(questions, start=1)
        }
        files["test.xml"] = _test(len(questions), title, self.version)
        for question in questions:
            for name, content in picture_bytes(question).items():
                files[f"items/{FOLDER}{name}.{ending_of(content)[0]}"] = content
        files["imsmanifest.xml"] = _manifest(questions, self.version)
        return _zipped(files)


QTI21 = QtiWriter("qti21", _l("QTI 2.1"), V21)
QTI30 = QtiWriter("qti30", _l("QTI 3.0"), V30)


def _name(place: int) -> str:
    return f"Q{place:05d}"


def _impossible(question: ReadQuestion) -> str:
    if question.kind == "fill" and len(BLANKS.findall(question.stem)) != len(question.key or []):
        return str(_("空格数与答案数不同"))
    if question.kind == "hotspot" and (question.body or {}).get("picture", {}).get("digest") not in picture_bytes(
        question
    ):
        return str(_("缺少图片"))
    if question.kind in ("matching", "classification") and len({pair[0] for pair in question.key}) < len(question.key):
        return str(_("左边有相同的项"))
    return ""


def _item(question: ReadQuestion, name: str, version: Version) -> bytes:
    made = qti_parts.written(question, "RESPONSE")
    outcomes = [
        element(
            "outcomeDeclaration", {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}, _default("0")
        )
    ]
    if question.points is not None:
        outcomes.append(
            element(
                "outcomeDeclaration",
                {"identifier": "MAXSCORE", "cardinality": "single", "baseType": "float"},
                _default(f"{question.points:g}"),
            )
        )
    if question.explanation or any(part.explanation for part in question.parts):
        outcomes.append(
            element(
                "outcomeDeclaration",
                {"identifier": "FEEDBACK", "cardinality": "single", "baseType": "identifier"},
                _default("EXPLANATION"),
            )
        )
    body = element("itemBody", {}, *_with_endings(made.body, question))
    rules = [element("responseProcessing", {"template": _template(made.template, version)})] if made.template else []
    rules = rules or ([element("responseProcessing", {}, *made.rules)] if made.rules else [])
    attributes = {"identifier": name, "title": name, "adaptive": "false", "timeDependent": "false"}
    content = [
        *made.declarations,
        *outcomes,
        body,
        *rules,
        *_with_endings(qti_parts.explanation(question.explanation), question),
    ]
    return document(Node("assessmentItem", attributes, [each for each in content if isinstance(each, Node)]), version)


def _template(name: str, version: Version) -> str:
    return f"{version.templates}{name}.xml" if version.kebab else f"{version.templates}{name}"


def _default(value: str) -> Node:
    return element("defaultValue", {}, element("value", {}, value))


def _with_endings(nodes: Sequence[Node | str], question: ReadQuestion) -> list[Node | str]:
    """Pictures are called by their file names."""
    files = picture_bytes(question)
    waiting = [each for each in nodes if isinstance(each, Node)]
    while waiting:
        each = waiting.pop()
        name = each.attributes.get("src", "").removeprefix(FOLDER)
        if each.tag == "img" and name in files:
            each.attributes["src"] = f"{FOLDER}{name}.{ending_of(files[name])[0]}"
        waiting += [child for child in each.children if isinstance(child, Node)]
    return list(nodes)


def _test(count: int, title: str, version: Version) -> bytes:
    references = [
        element("assessmentItemRef", {"identifier": _name(place), "href": f"items/{_name(place)}.xml"})
        for place in range(1, count + 1)
    ]
    section = element("assessmentSection", {"identifier": "SECTION", "title": title, "visible": "true"}, *references)
    part = element(
        "testPart", {"identifier": "PART", "navigationMode": "nonlinear", "submissionMode": "simultaneous"}, section
    )
    return document(Node("assessmentTest", {"identifier": "TEST", "title": title}, [part]), version)


def _manifest(questions: Sequence[ReadQuestion], version: Version) -> bytes:
    resources = [_resource(question, place, version) for place, question in enumerate(questions, start=1)]
    needs = "".join(f'<dependency identifierref="R-{_name(place)}"/>' for place in range(1, len(questions) + 1))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<manifest xmlns="{version.manifest}" identifier="MANIFEST">',
        f"<metadata><schema>{version.schema[0]}</schema><schemaversion>{version.schema[1]}</schemaversion></metadata>",
        "<organizations/>",
        "<resources>",
        f'<resource identifier="R-TEST" type="{version.test_type}" href="test.xml"><file href="test.xml"/>{needs}</resource>',
        *resources,
        "</resources>",
        "</manifest>",
    ]
    return "\n".join(lines).encode()


def _resource(question: ReadQuestion, place: int, version: Version) -> str:
    path = f"items/{_name(place)}.xml"
    shown = "".join(
        f'<file href="items/{FOLDER}{name}.{ending_of(content)[0]}"/>'
        for name, content in picture_bytes(question).items()
    )
    return f'<resource identifier="R-{_name(place)}" type="{version.item_type}" href="{path}">{_about(question)}<file href="{path}"/>{shown}</resource>'


def _about(question: ReadQuestion) -> str:
    """Difficulty, source and topic as learning-object metadata, in the order of its schema."""
    said = ""
    if question.difficulty:
        said += f"<educational><difficulty><source>LOMv1.0</source><value>{_LEVELS[question.difficulty]}</value></difficulty></educational>"
    if question.source:
        text = f'<description><string language="zh-CN">{escape(question.source)}</string></description>'
        said += f"<relation><resource>{text}</resource></relation>"
    if question.topic:
        taxa = "".join(
            f'<taxon><entry><string language="zh-CN">{escape(name)}</string></entry></taxon>'
            for name in question.topic.split("/")
        )
        said += f"<classification><purpose><source>LOMv1.0</source><value>discipline</value></purpose><taxonPath>{taxa}</taxonPath></classification>"
    return f'<metadata><lom xmlns="{_LOM}">{said}</lom></metadata>' if said else ""


def _zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("imsmanifest.xml", *(each for each in files if each != "imsmanifest.xml")):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), files[name])
    return target.getvalue()
