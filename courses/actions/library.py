"""Loading cases and handbooks kept as Markdown files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import NotFound
from courses import queries, searching
from courses.actions.cases import note_event, write_revision
from courses.actions.handbooks import publish_handbook
from courses.case_files import CaseSource, HandbookSource, read_library
from courses.models import Case, CaseLesson, CaseQuestion, CaseState, Handbook
from question_bank.queries import ready_revisions, topic_by_path

QUESTIONS_A_LESSON = 2


@dataclass
class LoadedLibrary:
    """What loading a folder did: numbers of new and of changed cases and handbooks."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@atomic
def load_library(folder: Path, *, actor: Member | None, now: datetime) -> LoadedLibrary:
    """Publish the cases and handbooks of a folder; again it changes only what its files changed.

    A case that somebody edited or withdrew here keeps what they did until its file says something new.
    """
    cases, handbooks = read_library(folder)
    loaded = LoadedLibrary()
    known = queries.cases_by_slug([case.slug for case in cases])
    for source in cases:
        _load_case(actor, source, known.get(source.slug), loaded, now)
    for handbook in handbooks:
        _load_handbook(actor, handbook, loaded, now)
    return loaded


def _load_case(
    actor: Member | None, source: CaseSource, case: Case | None, loaded: LoadedLibrary, now: datetime
) -> None:
    digests = {revision.digest for revision in queries.case_revisions(case.id)} if case else set()
    if case is not None and source.text.digest in digests:
        loaded.unchanged += 1
        _link(case, source)
        return
    loaded.changed += case is not None
    loaded.new += case is None
    if case is None:
        case = Case(slug=source.slug, kind=source.kind, topic=source.topic, created_at=now)
        db.session.add(case)
        db.session.flush()
    case.kind, case.topic, case.state = source.kind, source.topic, CaseState.PUBLISHED
    case.shown_id = write_revision(actor, case, source.text, now).id
    note_event(case, "load", actor, "", now)
    audit.record(actor, "case.load", case, after={"title": source.text.title})
    _link(case, source)
    searching.feed_case(case)


def _link(case: Case, source: CaseSource) -> None:
    """Link the lessons a file names, as far as they exist, and questions on them; links are only added."""
    if db.session.scalar(select(CaseLesson.case_id).where(CaseLesson.case_id == case.id).limit(1)):
        return
    for course_slug, lesson_slug in source.lessons:
        try:
            version = queries.course_by_slug(course_slug).current_version
        except NotFound:
            continue
        lesson = next((each for each in (version.lessons if version else ()) if each.slug == lesson_slug), None)
        if version is not None and lesson is not None:
            db.session.merge(CaseLesson(case_id=case.id, course_id=version.course_id, lesson_slug=lesson_slug))
            _link_questions(case, lesson.topic_path)
    db.session.flush()


def _link_questions(case: Case, path: str) -> None:
    try:
        topic = topic_by_path(path)
    except NotFound:
        return
    for ref in ready_revisions(topic.id, None)[:QUESTIONS_A_LESSON]:
        db.session.merge(CaseQuestion(case_id=case.id, question_id=ref.question_id))


def _load_handbook(actor: Member | None, source: HandbookSource, loaded: LoadedLibrary, now: datetime) -> None:
    known = db.session.scalar(select(Handbook).where(Handbook.slug == source.slug))
    if known is not None and source.digest in {version.digest for version in known.versions}:
        loaded.unchanged += 1
        return
    loaded.changed += known is not None
    loaded.new += known is None
    publish_handbook(actor, source, now=now)
