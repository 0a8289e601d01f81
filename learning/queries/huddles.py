"""Reading talks before the shift: teams, people, subjects, questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Member, Unit
from accounts.permissions import Permission, scope
from assessment import showing
from core.db import db
from core.errors import NotFound
from core.i18n import _
from core.paging import Page, paginate
from courses.models import Course, CourseState, CourseVersion, Lesson
from learning.huddles import KINDS, least_used
from learning.models import Huddle, HuddlePresence
from question_bank import types
from question_bank.models import QuestionRevision
from question_bank.queries import ready_revisions, revisions, topic_by_path

RECENT = 60


@dataclass(frozen=True)
class HuddleQuestion:
    """The question of a talk as the team sees it; `choices` say what is right only once it was answered."""

    kind: str
    kind_label: Any
    stem: str
    choices: list[showing.Choice]
    explanation: str
    source: str


def teams_of(leader: Member) -> list[Unit]:
    """Return the active units whose talks a person may lead, in the official order."""
    units = scope(leader, Permission.HUDDLE_LEAD).unit_filter()
    return list(db.session.scalars(select(Unit).where(units, Unit.active.is_(True)).order_by(Unit.position)))


def team_for(leader: Member, unit_id: int) -> Unit:
    """Return a team that a person may lead, or raise NotFound."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or not unit.active or not scope(leader, Permission.HUDDLE_LEAD).covers_unit(unit):
        raise NotFound
    return unit


def people_of(unit: Unit) -> list[Member]:
    """Return the active people of a unit and of the units below it."""
    below = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True)).scalar_subquery()
    return list(
        db.session.scalars(
            select(Member)
            .where(Member.active.is_(True), Member.party_unit_id.in_(below) | Member.admin_unit_id.in_(below))
            .order_by(Member.name, Member.id)
        )
    )


def subjects() -> list[tuple[int, str]]:
    """Return the lessons with key points of published courses, as (id, course · lesson)."""
    rows = db.session.execute(
        select(Lesson.id, CourseVersion.title, Lesson.title)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(Course, Course.current_version_id == CourseVersion.id)
        .where(Course.state == CourseState.PUBLISHED, Lesson.key_points != "", Lesson.topic_path != "")
        .order_by(Course.sort_no, Course.id, Lesson.ordinal)
    )
    return [(lesson_id, f"{course} · {lesson}") for lesson_id, course, lesson in rows]


def subject(lesson_id: int) -> Lesson:
    """Return a lesson that a talk may be about, or raise NotFound."""
    lesson = db.session.get(Lesson, lesson_id, options=[joinedload(Lesson.version)])
    if lesson is None or not lesson.key_points or lesson_id not in {each for each, _words in subjects()}:
        raise NotFound
    return lesson


def next_key_point(unit_id: int, lesson: Lesson) -> str:
    """Return the key point of a lesson that this team heard least and longest ago."""
    points = [point for point in lesson.key_points.split("\n") if point]
    return (least_used(points, [talk.key_point for talk in _recent(unit_id, lesson.id)]) or "")[:300]


def next_question(unit_id: int, lesson: Lesson) -> int | None:
    """Return the revision of a question on a lesson that this team answered least and longest ago."""
    try:
        topic = topic_by_path(lesson.topic_path)
    except NotFound:
        return None
    offered = [ref.revision_id for ref in ready_revisions(topic.id, None) if ref.kind in KINDS]
    return least_used(offered, [talk.revision_id for talk in _recent(unit_id, lesson.id)])


def _recent(unit_id: int, lesson_id: int) -> list[Huddle]:
    found = db.session.scalars(
        select(Huddle)
        .where(Huddle.unit_id == unit_id, Huddle.lesson_id == lesson_id)
        .order_by(Huddle.id.desc())
        .limit(RECENT)
    ).all()
    return list(reversed(found))


def revision_of(huddle: Huddle) -> QuestionRevision:
    """Return the question of a talk as it was worded then."""
    return revisions([huddle.revision_id])[huddle.revision_id]


def question_of(huddle: Huddle) -> HuddleQuestion:
    """Return the question of a talk; before it is answered nothing tells what is right."""
    revision = revision_of(huddle)
    kind = types.BY_NAME[revision.kind]
    shown = revision.body if huddle.answered_at else kind.public(revision.body)
    return HuddleQuestion(
        revision.kind, kind.label, revision.stem, showing.choices(shown, huddle.given),
        revision.explanation if huddle.answered_at else "", revision.source,
    )  # fmt: skip


def huddle_for(leader: Member, huddle_id: int) -> Huddle:
    """Return a talk that somebody leads, with its people; anybody else's is NotFound."""
    found = db.session.get(
        Huddle, huddle_id,
        options=[joinedload(Huddle.unit), joinedload(Huddle.lesson), selectinload(Huddle.presences)],
    )  # fmt: skip
    if found is None or found.leader_id != leader.id:
        raise NotFound(_("没有找到这次班前会，它可能由别人主持。"))
    return found


def huddles_page(leader: Member, number: int) -> tuple[Page[Huddle], dict[int, int]]:
    """Return a page of the talks in scope, the latest first, and how many were at each."""
    units = select(Unit.id).where(scope(leader, Permission.HUDDLE_LEAD).unit_filter())
    page = paginate(
        select(Huddle)
        .where(Huddle.unit_id.in_(units))
        .options(joinedload(Huddle.unit), joinedload(Huddle.leader))
        .order_by(Huddle.id.desc()),
        number,
    )
    return page, _present([talk.id for talk in page.items])


def _present(ids: Collection[int]) -> dict[int, int]:
    rows = db.session.execute(
        select(HuddlePresence.huddle_id, func.count())
        .where(HuddlePresence.huddle_id.in_(ids))
        .group_by(HuddlePresence.huddle_id)
    )
    return dict(rows.tuples().all())
