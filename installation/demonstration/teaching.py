"""What surrounds the courses: conditions, a placement test, talks before the shift, notes, a branch's own case."""

from __future__ import annotations

import re
from datetime import timedelta

from lxml.html import fragments_fromstring
from sqlalchemy import select

from accounts.models import Member
from assessment.models import Exam
from assessment.queries import self_check_paper
from core.clock import frozen, local, now, to_ms
from core.db import db
from courses import actions, queries
from courses.actions import PlacementPlan
from courses.case_files import CaseText
from courses.models import CaseKind, CaseTopic, Checklist, Lesson
from courses.rendering import render_lesson
from installation.demonstration.answers import answer_to
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster
from learning.actions import answer_huddle, close_huddle, keep_note, open_huddle, take_placement
from learning.noting import NoteDraft
from learning.queries import huddles
from question_bank import queries as questions

FIRST, TESTED, LATER, FOR_SECRETARIES = "party-branch-basics", "three-emphases", "five-focuses", "branch-secretary"
CONDITIONS = (
    (LATER, "prior_course", {"course": TESTED}),
    (LATER, "score", {"course": FIRST, "percent": "80"}),
    (FOR_SECRETARIES, "party_role", {"role": "committee"}),
)
PLACEMENT = PlacementPlan(each=2, pass_percent=80, attempts=2)
TALKS = (("micro-safety-post", True), ("micro-two-people", False))
"""Courses that the team talked about, and whether its answer was right."""
WORDS = ("下次支部会上讲给大家听。", "", "问问站长：我们站是怎么做的？")
SENTENCE = re.compile(r"[^。！？]{8,}[。！？]")
CASE = CaseText(
    title="雪后巡护路线报备到人",
    problem="首场大雪后手机信号时断时续，两名护林员比报备的时间晚回来一个半小时，值班员不知道该往哪条沟找人。",
    advice="雪后出发前把路线、转弯点和最晚返回时间报到值班员本人，不只写在黑板上。",
    steps="出发前由值班员在路线图上画出当天的线路。\n每到一个转弯点用对讲机报一次平安。\n"
    "超过最晚返回时间半小时，值班员报告站长，按图寻找。",
    lessons_learned="晚归不可怕，没人知道人在哪里才可怕；报备要报到人。",
    unit_words="第三管护站党支部",
    source="支部自编",
)
OUTCOMES = ("done", "done", "open", "done", "done", "none")


def set_conditions(roster: Roster, calendar: Calendar) -> None:
    """Let the training manager set what has to come first, and offer a test to those who know it already."""
    manager, secretary = roster.members["manager"], roster.members["secretary"]
    with frozen(calendar.at(0.3)):
        for slug, kind, terms in CONDITIONS:
            course = queries.course_by_slug(slug)
            actions.add_entry_rule(manager, course, kind, terms, valid_from=local(now()).date(), now=now())
        placement = actions.offer_placement(manager, queries.course_by_slug(TESTED), PLACEMENT, now=now())
    with frozen(calendar.at(0.6)):
        paper = self_check_paper(secretary, db.session.get_one(Exam, placement.exam_id))
        revisions = questions.revisions([item.revision_id for item in paper])
        answers = {number: answer_to(revision, right=True) for number, revision in revisions.items()}
        take_placement(secretary, placement, answers, now=now())


def hold_talks(roster: Roster, calendar: Calendar) -> None:
    """Let the foreman of the third station hold talks before the shift with those on duty."""
    leader, station = roster.members["foreman"], roster.units["GH03"]
    for place, (slug, right) in enumerate(TALKS):
        at = calendar.at(0.9 + place * 0.05)
        present = [member.id for member in huddles.people_of(station)][place::2]
        with frozen(at):
            talk = open_huddle(leader, station, _first_lesson(slug), now=now())
        with frozen(at + timedelta(minutes=4)):
            answer = answer_to(huddles.revision_of(talk), right=right)
            sent = answer["chosen"] if "chosen" in answer else ["true" if answer["value"] else "false"]
            answer_huddle(talk, sent, present, now=now())
        with frozen(at + timedelta(minutes=8)):
            close_huddle(leader, talk, present, now=now())


def take_notes(roster: Roster, calendar: Calendar) -> None:
    """Let the member mark a sentence in each of the first lessons, with words of their own."""
    version = queries.version_by_id(queries.course_by_slug(FIRST).current_version_id or 0)
    for place, (lesson, words) in enumerate(zip(version.lessons, WORDS, strict=False)):
        with frozen(calendar.at(0.7 + place * 0.05) + timedelta(minutes=2)):
            _note(roster.members["member"], lesson, place, words)


def _note(member: Member, lesson: Lesson, place: int, words: str) -> None:
    blocks = _blocks(render_lesson(lesson.body).html)
    for number, text in enumerate(blocks):
        found = SENTENCE.search(text)
        if found is not None:
            quote = found.group()
            draft = NoteDraft(number, found.start(), found.end(), quote[:400], words, to_ms(now()))
            keep_note(member, lesson.id, f"{place + 1:032x}", draft, now=now())
            return


def _blocks(html: str) -> list[str]:
    """The text of each element that stands directly in a lesson, as the browser numbers them."""
    return [str(block.text_content()) for block in fragments_fromstring(html) if not isinstance(block, str)]


def share_experience(roster: Roster, calendar: Calendar) -> None:
    """Let a branch secretary go through a checklist and hand in a case that waits for its review."""
    secretary, branch = roster.members["secretary"], roster.units["ZB03"]
    checklist = db.session.scalars(select(Checklist).order_by(Checklist.id)).first()
    with frozen(calendar.at(0.93)):
        if checklist is not None:
            items = range(1, len(checklist.item_lines) + 1)
            marks = {item: (OUTCOMES[item % len(OUTCOMES)], "") for item in items}
            actions.record_run(secretary, checklist, branch, marks, "下次会前由组织委员逐项提醒。", now=now())
        case = actions.contribute_case(secretary, branch, CaseKind.CASE, CaseTopic.SAFETY, CASE, now=now())
        actions.move_case(secretary, case, "submit", now=now())


def _first_lesson(slug: str) -> Lesson:
    return queries.version_by_id(queries.course_by_slug(slug).current_version_id or 0).lessons[0]
