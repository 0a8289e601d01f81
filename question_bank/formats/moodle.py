"""Reads Moodle XML: categories and all question types, with their pictures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from core.i18n import _, _l
from core.xml_tree import parse
from question_bank.formats import moodle_kinds
from question_bank.formats.base import Reading, ReadQuestion, error
from question_bank.formats.finishing import finished, gathered
from question_bank.formats.kinds import kind_named
from question_bank.formats.moodle_kinds import Part
from question_bank.formats.moodle_texts import Texts, child

_ROOT = re.compile(rb"<quiz[\s>]")
_LEVELS = {"易": 1, "中": 2, "难": 3}
_PLACES = ("top", "$course$", "$system$", "$cat1$", "$module$")


class MoodleXml:
    """A question bank exported as Moodle XML."""

    name = "moodle_xml"
    label = _l("Moodle XML")
    extensions: tuple[str, ...] = (".xml",)

    def claims(self, name: str, raw: bytes) -> bool:
        """XML whose root is a quiz."""
        head = raw[:20_000].replace(b"\0", b"")
        return head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").startswith(b"<") and bool(_ROOT.search(head))

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every question; raises Invalid with a sentence when the XML is damaged."""
        root = parse(raw, name=name)
        found: list[ReadQuestion] = []
        warnings: list[str] = []
        topic = ""
        for element in root.iter("question"):
            kind = element.get("type", "")
            if kind == "category":
                topic = _topic(child(element, "category"))
            elif kind in ("random", "randomsamatch"):
                warnings.append(_("第 %(line)d 行是随机抽题，没有自己的题目，未读入。", line=element.sourceline))
            elif kind == "description" and not _tags(element).get("材料"):
                warnings.append(_left_description(element))
            else:
                _take(found, element, replace(_understood(element), topic=topic))
                warnings += _unkept(element)
        return gathered(self.name, (root.getroottree().docinfo.encoding or "").lower(), found, warnings)


def _topic(path: str) -> str:
    parts = [part.strip().replace("\0", "/") for part in path.replace("//", "\0").split("/")]
    return "/".join(part for part in parts if part and part not in _PLACES and not re.fullmatch(r"\$\w+\$", part))


def _left_description(element: Any) -> str:
    text = Texts(element).of(element, "questiontext")
    return str(_("第 %(line)d 行的说明文字不是题目，未读入：%(text)s", line=element.sourceline, text=text[:60]))


def _unkept(element: Any) -> list[str]:
    """What is said about the file once, because it concerns marking and not the question."""
    said = []
    if (child(element, "penalty") or "0").strip("0."):
        said.append(_("文件里有“再试扣分”（penalty）设置，本系统没有，未导入。"))
    if any(child(element, name) for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")):
        said.append(_("文件里有答对、答错时的统一提示语，本系统没有，未导入。"))
    if element.find("hint") is not None and any(child(hint, "text") or hint.text for hint in element.iter("hint")):
        said.append(_("文件里有再试时的提示（hint），本系统没有，未导入。"))
    return said


def _tags(element: Any) -> dict[str, str]:
    """What tags such as 难度:易 say; other tags carry nothing."""
    pairs = [child(tag, "text").partition(":") for tag in element.findall("tags/tag")]
    return {name.strip(): value.strip() for name, mark, value in pairs if mark}


def _understood(element: Any) -> ReadQuestion:
    texts, tags = Texts(element), _tags(element)
    stem = texts.with_old_picture(texts.of(element, "questiontext"))
    reader = moodle_kinds.READERS.get(element.get("type", ""))
    part = reader(element, stem, texts) if reader else Part("essay", stem)
    if reader is None:
        part.issues.append(error("kind_foreign", text=element.get("type", "")))
    part = moodle_kinds.named(part, kind_named(tags.get("题型", "")))
    points = child(element, "defaultgrade")
    question = ReadQuestion(
        0, part.kind, part.stem, part.options, part.key, _explanation(element, part, texts),
        points=float(points) if re.fullmatch(r"\d{1,4}(?:\.\d+)?", points) else None,
        source=tags.get("出处", ""), difficulty=_LEVELS.get(tags.get("难度", "")),
        line=element.sourceline or 0, last_line=element.sourceline or 0, raw=_raw(element), parts=part.parts, body=part.body,
    )  # fmt: skip
    return finished(question, [*part.issues, *texts.pictures.issues], texts.pictures.found.values())


def _explanation(element: Any, part: Part, texts: Texts) -> str:
    return "\n".join(text for text in (texts.of(element, "generalfeedback"), part.feedback) if text)


def _raw(element: Any) -> str:
    """The words of a question for people who compare; files are left out."""
    words = [text.strip() for node in element.iter() if node.tag != "file" and (text := node.text) and text.strip()]
    return "\n".join(words)[:5000]


def _take(found: list[ReadQuestion], element: Any, question: ReadQuestion) -> None:
    """Append a question, or put it under the material its tag names."""
    group = _tags(element).get("材料", "")
    if group and element.get("type") == "description":
        found.append(
            replace(
                question,
                kind="material",
                key=None,
                issues=(),
                status=question.status,
                source=question.source,
                sheet=group,
            )
        )
        return
    if group and found and found[-1].kind == "material" and found[-1].sheet == group:
        whole = found[-1]
        part = replace(question, number=len(whole.parts) + 1, topic="", pictures=())
        pictures = {each.name: each for each in (*whole.pictures, *question.pictures)}
        found[-1] = replace(whole, parts=(*whole.parts, part), pictures=tuple(pictures.values())).with_issues()
        return
    found.append(question)
