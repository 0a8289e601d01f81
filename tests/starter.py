"""The shipped teaching content as the tests see it: lessons, questions, and whether their words are our own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COURSES = ROOT / "courses" / "starter"
MICRO_COURSES = ROOT / "courses" / "starter_micro"
QUESTIONS = ROOT / "question_bank" / "starter"
DOCUMENTS = Path(os.environ.get("SHUREN_SHARED", ROOT.parent / "shared")) / "documents"
HAN = re.compile(r"[\u4e00-\u9fff]")
ARTICLE = re.compile(r"《.*?》")
OFFICIAL = re.compile("习近平新时代中国特色社会主义思想|习近平总书记关于工会工作的重要论述")
"""Names that are written in full and cannot be put into words of our own."""
COPIED_RUN = 16
KINDS = {"一、单选题": "single", "二、多选题": "multiple", "三、判断题": "true_false"}
LABELS = {"答案": "key", "解析": "explanation", "知识点": "topic", "难度": "difficulty", "出处": "source"}


@dataclass(frozen=True)
class Page:
    """One Markdown file: its front matter (a string or a list under each key) and its body."""

    path: Path
    head: dict[str, str | list[str]]
    body: str

    @property
    def name(self) -> str:
        """Return folder and file, for messages and test ids."""
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass
class Question:
    """One question of a paper as it stands in the file."""

    file: str
    kind: str
    number: int
    stem: str
    options: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the key as written: letters, 正确 or 错误."""
        return self.fields["key"]

    @property
    def right(self) -> list[str]:
        """Return the texts of the right options."""
        return [self.options[ord(letter) - ord("A")] for letter in self.key]

    @property
    def wrong(self) -> list[str]:
        """Return the texts of the wrong options."""
        return [option for option in self.options if option not in self.right]


def read_page(path: Path) -> Page:
    """Read one Markdown file whose front matter stands between two lines of three dashes."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    values: dict[str, str | list[str]] = {}
    key = ""
    for line in head.splitlines():
        if line.startswith("- "):
            values[key] = [*(values[key] or []), line[2:]]
        else:
            key, _, value = line.partition(":")
            values[key] = value.strip()
    return Page(path, values, body.strip())


@cache
def courses() -> tuple[Page, ...]:
    """Return the course pages."""
    return tuple(read_page(path) for path in sorted(COURSES.glob("*/course.md")))


@cache
def lessons() -> tuple[Page, ...]:
    """Return the lessons of all courses."""
    return tuple(read_page(path) for path in sorted(COURSES.glob("*/[0-9]*.md")))


@cache
def micro_lessons() -> tuple[Page, ...]:
    """Return the lessons of the micro-courses."""
    return tuple(read_page(path) for path in sorted(MICRO_COURSES.glob("*/[0-9]*.md")))


@cache
def questions() -> tuple[Question, ...]:
    """Return the questions of the papers of single choice, multiple response and true/false, one paper a course."""
    papers = [path for path in sorted(QUESTIONS.glob("*.txt")) if not path.stem.endswith("-more")]
    return tuple(question for path in papers for question in _read_paper(path))


def _read_paper(path: Path) -> Iterator[Question]:
    kind = ""
    question: Question | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        start = re.match(r"(\d+)\. (.+)", line)
        label, _, value = line.partition("：")
        if line in KINDS:
            kind = KINDS[line]
        elif start and kind:
            if question:
                yield question
            question = Question(path.name, kind, int(start[1]), start[2])
        elif question and re.match(r"[A-H]\. ", line):
            question.options.append(line[3:])
        elif question and label in LABELS:
            question.fields[LABELS[label]] = value
    if question:
        yield question


def han(text: str) -> str:
    """Return only the Han characters of a text."""
    return "".join(HAN.findall(text))


@cache
def source_text() -> str:
    """Return the Han characters of all source documents, files kept apart."""
    return "|".join(han(path.read_text(encoding="utf-8")) for path in sorted(DOCUMENTS.glob("*.txt")))


def copied_runs(text: str) -> list[str]:
    """Return the runs of COPIED_RUN Han characters a text shares with the sources.

    Punctuation, spaces and line breaks do not interrupt a run; titles in 《》 and official names may stand.
    """
    ours = han(OFFICIAL.sub("", ARTICLE.sub("", text)))
    windows = (ours[start : start + COPIED_RUN] for start in range(len(ours) - COPIED_RUN + 1))
    return [window for window in windows if window in source_text()]
