"""Makers for learning: courses of short lessons, a bank behind their self-checks, people who study."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

from accounts.models import Member
from core import clock
from core.db import atomic, db
from courses.actions import publish_courses
from courses.models import Course, Lesson, Tier
from courses.queries import course_by_slug
from courses.sources import CourseSource, LessonSource
from learning import actions
from learning.actions.back_entries import Session
from learning.crediting import Beat
from learning.models import BackEntry, HourEntry
from question_bank.actions import ensure_topic
from question_bank.models import Question, QuestionRevision
from tests.cast import NOON

PAGE = "a" * 32
OTHER_PAGE = "b" * 32


def lesson_source(number: int, *, minutes: int = 2, questions: int = 0, course: str = "防火") -> LessonSource:
    """One lesson with three blocks and a heading."""
    return LessonSource(
        slug=f"lesson-{number}", ordinal=number, title=f"第{number}讲", body="## 站位\n\n先看风向。\n\n再看退路。",
        minutes=minutes, key_points=("看风向",), source_title="《防火手册》", source_section="一、",
        source_author="张三", topic_path=f"{course}/第{number}讲", self_check_count=questions,
    )  # fmt: skip


def course_source(slug: str = "fire", *, lessons: int = 2, tier: Tier = Tier.BASIC, title: str = "防火",
                  minutes: int = 2, questions: int = 0) -> CourseSource:  # fmt: skip
    """A course of a few short lessons."""
    found = tuple(
        lesson_source(number, minutes=minutes, questions=questions, course=title) for number in range(1, lessons + 1)
    )
    return CourseSource(slug, tier, 1, title, "学会看风向。", ("《防火手册》",), found)


@atomic
def make_questions(path: str, owner: Member, count: int = 4) -> None:
    """Ready single-choice questions under a topic; the key is always b."""
    topic = ensure_topic(path)
    body = {"options": [{"id": x, "text": f"选项{n}"} for n, x in enumerate("abcd", 1)], "key": ["b"]}
    for n in range(count):
        question = Question(kind="single", topic_id=topic.id, state="ready", owner_id=owner.id, created_at=clock.now())
        db.session.add(question)
        db.session.flush()
        revision = QuestionRevision(
            question_id=question.id, number=1, kind="single", stem=f"第{n}题（　）。",
            body_json=json.dumps(body, ensure_ascii=False), explanation="要看风向。", source="《防火手册》",
            difficulty=1, digest=f"{path}-{n}", created_by_id=owner.id, created_at=clock.now(),
        )  # fmt: skip
        db.session.add(revision)
        db.session.flush()
        question.latest_id = revision.id


def make_course(owner: Member | None = None, **values: object) -> Course:
    """Publish a course; with `questions` its topics get a bank first."""
    source = course_source(**values)  # type: ignore[arg-type]
    if owner is not None:
        for lesson in source.lessons:
            make_questions(lesson.topic_path, owner)
    publish_courses(None, [source], now=clock.now())
    return course_by_slug(source.slug)


def lessons_of(course: Course) -> list[Lesson]:
    """The lessons of the current version."""
    assert course.current_version is not None
    return course.current_version.lessons


def study(member: Member, lesson: Lesson, seconds: int, *, start: datetime = NOON, end: bool = True) -> datetime:
    """Read a lesson for so many seconds with a beat each 15; returns when."""
    at = start
    actions.beat(member, Beat(lesson.id, PAGE, at, takes_over=True), position=0, end_reached=False)
    for _ in range(seconds // 15):
        at += timedelta(seconds=15)
        actions.beat(member, Beat(lesson.id, PAGE, at), position=1, end_reached=end)
    return at


def complete(member: Member, lesson: Lesson, *, start: datetime = NOON) -> datetime:
    """Read a lesson without a self-check until it is completed."""
    return study(member, lesson, lesson.minutes * 60, start=start)


def session(minutes: int = 120, day: date = date(2026, 5, 20), activity: str = "collective_study") -> Session:
    """A meeting of the branch."""
    return Session(activity, "五月党员大会", day, minutes, "支部会议室", "签到表存支部档案")


def back_entry(manager: Member, member: Member, **values: object) -> BackEntry:
    """A record that waits for review."""
    return actions.record_back_entries(manager, [member], session(**values), now=clock.now())[0]  # type: ignore[arg-type]


@atomic
def hour_entry(member: Member, quarters: int, *, side: str = "concentrated", day: date = date(2026, 3, 1),
               evidence_id: int = 1) -> HourEntry:  # fmt: skip
    """An entry without its story."""
    entry = HourEntry(
        member_id=member.id, year=day.year, happened_on=day, activity="collective_study", side=side, title="学习",
        minutes=quarters * 15, quarters=quarters, evidence_kind="back_entry", evidence_id=evidence_id,
        recorded_at=clock.now(),
    )  # fmt: skip
    db.session.add(entry)
    db.session.flush()
    return entry
