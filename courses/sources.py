"""Reading course folders: Markdown files with front matter, checked field by field (pure but for the files)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from courses.front_matter import Fault, FrontMatter, read_front_matter
from courses.glossary import GLOSSARY_FILE, read_glossary, terms_in
from courses.micro import micro_fault
from courses.models import CourseKind, Tier

COURSE_FILE = "course.md"
LESSON_NAME = re.compile(r"(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_FILE = 200_000
MOST_FAULTS = 20


@dataclass(frozen=True)
class LessonSource:
    """One lesson as its file says it."""

    slug: str
    ordinal: int
    title: str
    body: str
    minutes: int
    key_points: tuple[str, ...]
    source_title: str
    source_section: str
    source_author: str
    topic_path: str
    self_check_count: int


@dataclass(frozen=True)
class CourseSource:
    """One course as its folder says it."""

    slug: str
    tier: Tier
    sort_no: int
    title: str
    summary: str
    sources: tuple[str, ...]
    lessons: tuple[LessonSource, ...]
    kind: CourseKind = CourseKind.STANDARD
    terms: tuple[tuple[str, str], ...] = ()
    """Terms of the lessons with their meanings."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 over everything a learner can see of the course."""
        said = asdict(self)
        said.pop("sort_no")
        # A course that needs neither keeps the digest it had before these existed.
        for name in ("kind", "terms"):
            if said[name] in ((), CourseKind.STANDARD):
                said.pop(name)
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def read_courses(folder: Path) -> list[CourseSource]:
    """Read every course folder below `folder`, by its order; raise Invalid naming all faults found.

    A folder that itself holds course.md is read as one course.
    """
    folders = [folder] if (folder / COURSE_FILE).is_file() else _course_folders(folder)
    faults: list[Fault] = []
    shared = _glossary(folder, faults) if folders != [folder] else ()
    courses = [course for found in folders if (course := _read_course(found, shared, faults))]
    faults.extend(_repeated_slugs(folder, courses))
    if faults:
        raise Invalid("\n".join(_in_words(faults)))
    return sorted(courses, key=lambda course: (course.sort_no, course.slug))


def _in_words(faults: list[Fault]) -> Iterator[str]:
    yield from (fault.sentence for fault in faults[:MOST_FAULTS])
    if len(faults) > MOST_FAULTS:
        yield _("还有 %(count)s 处问题，请先改好以上各处再试。", count=len(faults) - MOST_FAULTS)


def _course_folders(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise Invalid(_("没有找到课程文件夹 %(folder)s，请检查路径。", folder=folder))
    found = sorted(path.parent for path in folder.glob(f"*/{COURSE_FILE}"))
    if not found:
        raise Invalid(
            _("文件夹 %(folder)s 里没有课程：每门课程应是一个文件夹，内有 course.md 和各课的 .md 文件。", folder=folder)
        )
    return found


def _read_course(folder: Path, shared: tuple[tuple[str, str], ...], faults: list[Fault]) -> CourseSource | None:
    before = len(faults)
    head = _read_file(folder / COURSE_FILE, faults)
    paths = [path for path in sorted(folder.glob("*.md")) if path.name not in {COURSE_FILE, GLOSSARY_FILE}]
    lessons = [_read_lesson(path, faults) for path in paths]
    terms = dict(shared) | dict(_glossary(folder, faults))
    if not lessons:
        faults.append(Fault(str(folder), 0, "", _("这门课程还没有课，请加入形如 01-名称.md 的文件。")))
    if head is None:
        return None
    slug = head.slug(SLUG, folder.name)
    title = head.text("title", longest=120)
    tier = head.choice("tier", [tier.value for tier in Tier])
    sort_no = head.number("order", 0, 999)
    sources = head.items("source")
    summary = head.body()
    kind = CourseKind(head.choice("kind", list(CourseKind), default=CourseKind.STANDARD))
    faults.extend(head.faults_with_unknown({"slug", "title", "tier", "order", "source", "kind"}))
    read = tuple(lesson for lesson in lessons if lesson)
    faults.extend(_repeated_ordinals(folder, read))
    faults.extend(_too_long_for_micro(folder, kind, read))
    if len(faults) > before:
        return None
    found = terms_in(terms, (lesson.body for lesson in read))
    return CourseSource(slug, Tier(tier), sort_no, title, summary, sources, read, kind, found)


def _glossary(folder: Path, faults: list[Fault]) -> tuple[tuple[str, str], ...]:
    path = folder / GLOSSARY_FILE
    text = _read_text(path, faults) if path.is_file() else None
    terms, found = read_glossary(str(path), text or "")
    faults.extend(found)
    return terms


def _too_long_for_micro(folder: Path, kind: CourseKind, lessons: Sequence[LessonSource]) -> list[Fault]:
    sentence = micro_fault(kind, [lesson.minutes for lesson in lessons])
    return [Fault(str(folder), 0, "kind", sentence)] if sentence else []


def _read_lesson(path: Path, faults: list[Fault]) -> LessonSource | None:
    name = LESSON_NAME.fullmatch(path.name)
    if not name:
        sentence = _("文件名应形如 01-safety.md：两位序号、连字符、小写英文名。")
        faults.append(Fault(str(path), 0, "", sentence))
        return None
    head = _read_file(path, faults)
    if head is None:
        return None
    lesson = LessonSource(
        slug=head.slug(SLUG, name[2]),
        ordinal=int(name[1]),
        title=head.text("title", longest=120),
        body=head.body(),
        minutes=head.number("minutes", 1, 240),
        key_points=head.items("key_points", required=False),
        source_title=head.text("source_title", longest=200),
        source_section=head.text("source_section", required=False, longest=80),
        source_author=head.text("source_author", required=False, longest=80),
        topic_path=head.topic("topic"),
        self_check_count=head.number("self_check", 0, 20),
    )
    known = {"slug", "title", "minutes", "topic", "self_check", "source_title", "source_section", "source_author",
             "key_points"}  # fmt: skip
    found = head.faults_with_unknown(known)
    faults.extend(found)
    return None if found else lesson


def _read_file(path: Path, faults: list[Fault]) -> FrontMatter | None:
    text = _read_text(path, faults)
    head = read_front_matter(str(path), text) if text is not None else None
    if isinstance(head, Fault):
        faults.append(head)
        return None
    return head


def _read_text(path: Path, faults: list[Fault]) -> str | None:
    raw = path.read_bytes()
    if len(raw) > LONGEST_FILE:
        sentence = _("文件超过 %(limit)s KB，请拆成几课。", limit=LONGEST_FILE // 1000)
        faults.append(Fault(str(path), 0, "", sentence))
        return None
    try:
        return clean_text(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        faults.append(Fault(str(path), 0, "", _("文件不是 UTF-8 编码，请用编辑器另存为 UTF-8。")))
        return None


def _repeated_ordinals(folder: Path, lessons: Sequence[LessonSource]) -> list[Fault]:
    seen: dict[int, str] = {}
    slugs: set[str] = set()
    faults = []
    for lesson in lessons:
        if lesson.ordinal in seen or lesson.slug in slugs:
            sentence = _("“%(title)s”的序号或 slug 与另一课相同，请改文件名。", title=lesson.title)
            faults.append(Fault(str(folder), 0, "slug", sentence))
        seen[lesson.ordinal] = lesson.slug
        slugs.add(lesson.slug)
    return faults


def _repeated_slugs(folder: Path, courses: list[CourseSource]) -> list[Fault]:
    slugs = [course.slug for course in courses]
    repeated = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    return [Fault(str(folder), 0, "slug", _("有两门课程的 slug 都是 %(slug)s。", slug=slug)) for slug in repeated]
