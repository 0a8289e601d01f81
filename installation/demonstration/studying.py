"""A year of study in the demonstration: lessons read, self-checks passed, sessions attended."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from accounts.models import Member
from assessment.models import Exam
from assessment.queries import self_check_paper
from core.clock import frozen, local, now
from core.db import db
from courses.models import Course, Lesson
from installation.demonstration.answers import answer_to
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster
from learning.actions import assign_course, beat, record_back_entries, review_back_entry, submit_self_check
from learning.actions.back_entries import Session
from learning.audiences import Audience
from learning.crediting import Beat
from question_bank import queries as questions

BEAT = timedelta(seconds=40)
READERS = 0.35
"""Share of the people who read lessons."""
REQUIREMENTS = ((Audience.PARTY_MEMBERS, 0.8), (Audience.PARTY_MEMBERS, 1.2), (Audience.BRANCH_LEADERS, 1.1))
"""Audience and day (as a share of the history) of the courses that are required, in the order of the courses."""
TOPICS = (
    "二十届历次全会精神学习", "《中国共产党纪律处分条例》学习", "森林防火形势分析与岗位责任", "三会一课：党员大会",
    "生态文明思想专题学习", "安全生产月专题党课", "党风廉政警示教育", "秋季防火动员与应急演练",
)  # fmt: skip


def assign_courses(roster: Roster, calendar: Calendar) -> None:
    """Let the training manager require courses: of all party members, and more of secretaries."""
    manager, span = roster.members["manager"], calendar.ends_at - calendar.begins_at
    for course, (audience, share) in zip(_courses(), REQUIREMENTS, strict=False):
        with frozen(calendar.at(0.05)):
            due_at = calendar.begins_at + span * share
            assign_course(manager, course, roster.units["DW"], audience, due_at, now=now())


def hold_sessions(roster: Roster, calendar: Calendar, chance: random.Random) -> None:
    """Record a year of concentrated study for each branch, reviewed by another manager."""
    manager, reviewer = roster.members["manager"], roster.members["manager2"]
    for place, topic in enumerate(TOPICS):
        held_at = calendar.at(0.06 + place * 0.12)
        present = [member for member in roster.everybody if chance.random() < 0.82]
        present += [roster.members["member"], roster.members["secretary"]] if place % 4 != 3 else []
        session = Session(
            "collective_study",
            topic,
            local(held_at).date(),
            300,
            "二楼会议室",
            f"签到表第 {place + 1} 号，会议记录已归档",
        )
        with frozen(held_at + timedelta(hours=3)):
            entries = record_back_entries(manager, present, session, now=now())
        with frozen(held_at + timedelta(hours=20)):
            for entry in entries:
                review_back_entry(reviewer, entry, accepted=True, reason="", now=now())


def read_lessons(roster: Roster, calendar: Calendar, chance: random.Random) -> None:
    """Let about half of the people read lessons; the demonstration's own member stops in the middle of one."""
    lessons = _lessons()
    readers = [member for member in roster.everybody if chance.random() < READERS]
    for member in readers:
        for place, lesson in enumerate(lessons[: chance.choice((1, 2, 5, 5, 5))]):
            read_lesson(member, lesson, calendar.at(0.1 + 0.8 * chance.random(), place), passes=chance.random() < 0.97)
    member = roster.members["member"]
    for place, lesson in enumerate(lessons[:3]):
        read_lesson(member, lesson, calendar.at(0.7 + place * 0.05), passes=True)
    begin_lesson(member, lessons[3], calendar.at(0.95))


def read_lesson(member: Member, lesson: Lesson, at: datetime, *, passes: bool) -> None:
    """Read one lesson to its end, beat by beat, and take its self-check."""
    client = f"demo{member.id:028d}"
    beats = int(lesson.minutes * 60 * 0.7 / BEAT.total_seconds()) + 2
    for number in range(beats):
        with frozen(at + BEAT * number):
            pulse = Beat(lesson.id, client, now(), takes_over=number == 0)
            beat(member, pulse, position=number, end_reached=number == beats - 1)
    exam = db.session.get(Exam, lesson.exam_id) if lesson.exam_id else None
    if exam is not None:
        paper = self_check_paper(member, exam)
        revisions = questions.revisions([item.revision_id for item in paper])
        answers = {number: answer_to(revision, right=passes) for number, revision in revisions.items()}
        with frozen(at + BEAT * (beats + 1)):
            submit_self_check(member, lesson.id, answers, now=now())


def begin_lesson(member: Member, lesson: Lesson, at: datetime) -> None:
    """Read the first minute of a lesson and leave."""
    client = f"demo{member.id:028d}"
    for number in range(3):
        with frozen(at + BEAT * number):
            beat(member, Beat(lesson.id, client, now(), number == 0), position=number * 2, end_reached=False)


def _courses() -> Sequence[Course]:
    return db.session.scalars(select(Course).order_by(Course.sort_no, Course.id)).all()


def _lessons() -> list[Lesson]:
    order = {course.current_version_id: place for place, course in enumerate(_courses())}
    lessons = db.session.scalars(select(Lesson).where(Lesson.version_id.in_(order))).all()
    return sorted(lessons, key=lambda lesson: (order[lesson.version_id], lesson.ordinal))
