"""Reading cases and handbooks kept as Markdown files, checked field by field (pure but for the files)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from courses.front_matter import Fault, FrontMatter, read_front_matter
from courses.handbook_text import checklists_in
from courses.models import CaseKind, CaseTopic
from courses.sources import LONGEST_FILE, MOST_FAULTS, SLUG

HANDBOOK_PREFIX = "handbook-"
HEADING = re.compile(r"^## +(.+?)\s*$", re.M)
NUMBER = re.compile(r"^\s*(?:\d+[.．)]\s+|\d+、\s*|[-*]\s+)")
PARTS = {"问题": "problem", "建议": "advice", "步骤": "steps", "经验教训": "lessons_learned"}
"""Headings of a case file, and the fields they fill."""


@dataclass(frozen=True)
class CaseText:
    """What a case says."""

    title: str
    problem: str
    advice: str
    steps: str
    lessons_learned: str
    unit_words: str
    source: str

    @property
    def digest(self) -> str:
        """Return the SHA-256 over everything a reader can see of the case."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class CaseSource:
    """A case as its file says it; `lessons` are pairs of a course's slug and a lesson's slug."""

    slug: str
    kind: CaseKind
    topic: CaseTopic
    text: CaseText
    lessons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HandbookSource:
    """A handbook as its file says it."""

    slug: str
    title: str
    source: str
    body: str

    @property
    def digest(self) -> str:
        """Return the SHA-256 over everything a reader can see of the handbook."""
        return hashlib.sha256(json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_library(folder: Path) -> tuple[list[CaseSource], list[HandbookSource]]:
    """Read every .md file of a folder; files named handbook-… are handbooks. Raises Invalid naming all faults."""
    if not folder.is_dir():
        raise Invalid(_("没有找到文件夹 %(folder)s，请检查路径。", folder=folder))
    faults: list[Fault] = []
    cases, handbooks = [], []
    for path in sorted(folder.glob("*.md")):
        head = _read_file(path, faults)
        if head is not None and path.name.startswith(HANDBOOK_PREFIX):
            handbooks.append(_handbook(path, head, faults))
        elif head is not None:
            cases.append(_case(path, head, faults))
    if faults:
        raise Invalid("\n".join(fault.sentence for fault in faults[:MOST_FAULTS]))
    return [case for case in cases if case], [handbook for handbook in handbooks if handbook]


def _case(path: Path, head: FrontMatter, faults: list[Fault]) -> CaseSource | None:
    parts = parts_of(head.body())
    slug = head.slug(SLUG, path.stem)
    kind, topic = head.choice("kind", list(CaseKind)), head.choice("topic", list(CaseTopic))
    text = CaseText(
        title=head.text("title", longest=120), unit_words=head.text("unit", required=False, longest=120),
        source=head.text("source"), **parts,
    )  # fmt: skip
    lessons = head.items("lessons", required=False)
    found = head.faults_with_unknown({"slug", "kind", "topic", "title", "unit", "source", "lessons"})
    found += [Fault(str(path), 0, "", sentence) for sentence in text_faults(parts)]
    found += [
        Fault(str(path), 0, "lessons", _("应写成“课程 slug/课 slug”，现为“%(text)s”。", text=each[:60]))
        for each in lessons if each.count("/") != 1
    ]  # fmt: skip
    faults.extend(found)
    if found:
        return None
    pairs = tuple((each.split("/")[0].strip(), each.split("/")[1].strip()) for each in lessons)
    return CaseSource(slug, CaseKind(kind), CaseTopic(topic), text, pairs)


def parts_of(body: str) -> dict[str, str]:
    """Return the parts of a case by field: 问题, 建议, 步骤 (one a line, without numbers), 经验教训."""
    pieces = HEADING.split(body)
    said = {heading.strip(): text.strip() for heading, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    parts = {field: said.get(heading, "") for heading, field in PARTS.items()}
    steps = (NUMBER.sub("", line).strip() for line in parts["steps"].split("\n"))
    return parts | {"steps": "\n".join(step for step in steps if step)}


def text_faults(parts: Mapping[str, str]) -> list[str]:
    """Return one sentence for each part that a case cannot do without and that is empty."""
    words = {field: heading for heading, field in PARTS.items()}
    needed = ("problem", "advice", "steps")
    return [_("缺少“%(part)s”部分，请补上。", part=words[name]) for name in needed if not parts.get(name)]


def _handbook(path: Path, head: FrontMatter, faults: list[Fault]) -> HandbookSource | None:
    found_before = len(faults)
    source = HandbookSource(
        head.slug(SLUG, path.stem), head.text("title", longest=120), head.text("source", required=False), head.body()
    )
    faults.extend(head.faults_with_unknown({"slug", "title", "source"}))
    if not checklists_in(source.body):
        faults.append(Fault(str(path), 0, "", _("手册里没有清单：请加一个“## 清单：名称”，下面每行写“- [ ] 内容”。")))
    return source if len(faults) == found_before else None


def _read_file(path: Path, faults: list[Fault]) -> FrontMatter | None:
    raw = path.read_bytes()
    if len(raw) > LONGEST_FILE:
        faults.append(Fault(str(path), 0, "", _("文件超过 %(limit)s KB，请拆开。", limit=LONGEST_FILE // 1000)))
        return None
    try:
        head = read_front_matter(str(path), clean_text(raw.decode("utf-8-sig")))
    except UnicodeDecodeError:
        faults.append(Fault(str(path), 0, "", _("文件不是 UTF-8 编码，请用编辑器另存为 UTF-8。")))
        return None
    if isinstance(head, Fault):
        faults.append(head)
        return None
    return head
