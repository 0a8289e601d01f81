"""Searching lessons, cases and, for staff, documents."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.paging import asked_page
from core.search import ALL, MOST_FOUND, STAFF, Hit, SearchKind, find, known_kinds
from courses import queries as courses
from documents.queries import successors
from documents.searching import PARAGRAPHS, spot_of
from learning.queries import study
from learning.views.blueprint import bp

LONGEST = 80


@bp.get("/search")
@requires(Permission.LEARN)
def search() -> str:
    """Find lessons and cases, and for staff paragraphs of documents, by words."""
    words = " ".join(request.args.get("q", "").split())[:LONGEST]
    offered = _offered()
    kind = request.args.get("kind", "")
    asked = [kind] if kind in offered else list(offered)
    found = find(words, kinds=asked, audiences=_audiences(), number=asked_page(request.args.get("page")))
    return render_template(
        "learning/search.html",
        words=words,
        kind=kind if kind in offered else "",
        kinds=offered,
        choices=[(name, offer.label) for name, offer in offered.items()],
        page=found,
        superseded=_superseded(found.items),
        most=MOST_FOUND,
        reads_sources=_reads_sources(),
    )


def _superseded(hits: Sequence[Hit]) -> set[str]:
    """The refs of found paragraphs whose document a newer edition in force has taken the place of."""
    spots = {hit.ref: spot_of(hit.ref) for hit in hits if hit.kind == PARAGRAPHS.name}
    replaced = successors(spots.values(), clock.now()) if spots else {}
    return {ref for ref, spot in spots.items() if spot in replaced}


def _reads_sources() -> bool:
    return can(current_user, Permission.DOCUMENT_READ)


def _audiences() -> list[str]:
    return [ALL, STAFF] if _reads_sources() else [ALL]


def _offered() -> dict[str, SearchKind]:
    return {
        name: kind
        for name, kind in known_kinds().items()
        if kind.audience in _audiences() and (not kind.permission or can(current_user, Permission(kind.permission)))
    }


@bp.get("/search/lessons/<int:lesson_id>")
@requires(Permission.LEARN)
def found_lesson(lesson_id: int) -> Response:
    """Lead to a found lesson in the version that the member learns, or to the course where that one lacks it."""
    lesson = courses.lesson(lesson_id)
    course = study.course_for(current_user.id, lesson.version.course.slug)
    own = next((row for row in course.lessons if row.lesson_id == lesson_id), None)
    own = own or next((row for row in course.lessons if row.title == lesson.title), None)
    if own is None:
        return redirect(url_for("learning.course", slug=lesson.version.course.slug), code=303)
    return redirect(url_for("learning.lesson", lesson_id=own.lesson_id), code=303)
