"""Reading course folders: what is accepted, and how faults are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Invalid
from courses.front_matter import Fault, read_front_matter
from courses.sources import read_courses

COURSE = """---
slug: fire
title: 防火
tier: basic
order: 1
source:
- 《防火手册》
---
学会看风向。
"""
LESSON = """---
slug: wind
title: 看风向
minutes: 3
topic: 防火/看风向
self_check: 2
source_title: 《防火手册》
source_section: 一、
key_points:
- 先看风向
- 再看退路
---
## 站位

先看风向。
"""


@pytest.fixture
def folder(tmp_path: Path, app) -> Path:
    (tmp_path / "fire").mkdir()
    write(tmp_path, COURSE, LESSON)
    return tmp_path


def write(folder: Path, course: str, lesson: str, name: str = "01-wind.md") -> None:
    (folder / "fire" / "course.md").write_text(course, encoding="utf-8")
    (folder / "fire" / name).write_text(lesson, encoding="utf-8")


def test_a_folder_is_read_with_all_its_fields(folder: Path):
    course = read_courses(folder)[0]

    assert (course.slug, course.title, course.tier, course.sources) == ("fire", "防火", "basic", ("《防火手册》",))
    lesson = course.lessons[0]
    assert (lesson.minutes, lesson.self_check_count, lesson.topic_path) == (3, 2, "防火/看风向")
    assert lesson.key_points == ("先看风向", "再看退路")
    assert lesson.body.startswith("## 站位")


def test_one_course_folder_may_be_given_itself(folder: Path):
    assert [course.slug for course in read_courses(folder / "fire")] == ["fire"]


def test_the_digest_changes_with_the_text_and_only_then(folder: Path):
    first = read_courses(folder)[0].digest
    write(folder, COURSE.replace("order: 1", "order: 5"), LESSON)
    moved = read_courses(folder)[0].digest
    write(folder, COURSE, LESSON.replace("先看风向。", "先看坡度。"))

    assert moved == first
    assert read_courses(folder)[0].digest != first


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("minutes: 3", "minutes: abc", "第 4 行 minutes：应为 1 到 240 的整数，现为“abc”"),
        ("minutes: 3", "minutes: 0", "第 4 行 minutes"),
        ("minutes: 3\n", "", "minutes：这一项没有填写"),
        ("title: 看风向", "title:", "第 3 行 title：这一项没有填写"),
        ("title: 看风向", "title: 看\ntitle: 听", "title：这一项写了两次"),
        ("topic: 防火/看风向", "topic: 防火", "课程名/课名"),
        ("slug: wind", "slug: rain", "slug：应与文件名一致（wind）"),
        ("self_check: 2", "self_check: -1", "self_check"),
        ("key_points:", "keypoints:", "keypoints：不认识这一项"),
        ("- 先看风向", "* 先看风向", "看不懂这一行"),
        ("## 站位\n\n先看风向。\n", "", "没有正文"),
        ("---\nslug", "slug", "第 1 行"),
    ],
)
def test_a_fault_names_file_line_and_field(folder: Path, old, new, words):
    write(folder, COURSE, LESSON.replace(old, new, 1))

    with pytest.raises(Invalid) as refusal:
        read_courses(folder)

    assert "01-wind.md" in refusal.value.sentence
    assert words in refusal.value.sentence


def test_all_faults_are_told_at_once(folder: Path):
    write(folder, COURSE.replace("basic", "hard"), LESSON.replace("minutes: 3", "minutes: x"))

    with pytest.raises(Invalid) as refusal:
        read_courses(folder)

    assert len(refusal.value.sentence.splitlines()) == 2


def test_odd_files_are_refused_in_words(folder: Path):
    (folder / "fire" / "notes.md").write_text("x")
    (folder / "fire" / "02-gbk.md").write_bytes("风向".encode("gbk"))

    with pytest.raises(Invalid) as refusal:
        read_courses(folder)

    assert "文件名应形如" in refusal.value.sentence
    assert "不是 UTF-8" in refusal.value.sentence


def test_a_folder_without_courses_is_refused(tmp_path: Path, app):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(Invalid):
            read_courses(folder)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="-:ab \n中", max_size=60))
def test_any_text_is_read_or_refused_and_never_crashes(text: str):
    found = read_front_matter("x.md", text)

    assert isinstance(found, Fault) or found.faults_with_unknown(set()) is not None
