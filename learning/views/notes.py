"""Notes of one's own: kept by the lesson page, listed on one page."""

from __future__ import annotations

from flask import Response, jsonify, render_template, request
from flask_login import current_user

from accounts.permissions import Permission, requires
from core import clock
from core.forms import clean_text
from core.paging import asked_page
from learning import actions
from learning.models import ReaderNote
from learning.noting import read_key, read_note
from learning.queries import notes as queries
from learning.queries import study
from learning.views.blueprint import bp


@bp.get("/learn/notes")
@requires(Permission.LEARN)
def notes() -> str:
    """List one's own notes by course and place."""
    words = clean_text(request.args.get("q"))[:60]
    page = queries.notes_page(current_user.id, words, asked_page(request.args.get("page")))
    open_ids = queries.lessons_open_to(current_user.id, {note.lesson_id for note in page.items})
    return render_template("learning/notes.html", page=page, words=words, open_ids=open_ids)


@bp.get("/learn/lessons/<int:lesson_id>/notes")
@requires(Permission.LEARN)
def lesson_notes(lesson_id: int) -> Response:
    """Answer one's own notes in a lesson."""
    study.course_of_lesson(current_user.id, lesson_id)
    return jsonify({"notes": [_told(note) for note in queries.notes_in(current_user.id, lesson_id)]})


@bp.put("/learn/lessons/<int:lesson_id>/notes/<key>")
@requires(Permission.LEARN)
def keep_note(lesson_id: int, key: str) -> Response:
    """Keep a note; sent twice it is kept once."""
    draft = read_note(request.get_json(silent=True))
    return jsonify(_told(actions.keep_note(current_user, lesson_id, read_key(key), draft, now=clock.now())))


@bp.delete("/learn/lessons/<int:lesson_id>/notes/<key>")
@requires(Permission.LEARN)
def delete_note(lesson_id: int, key: str) -> tuple[str, int]:
    """Delete a note."""
    actions.delete_note(current_user, read_key(key))
    return "", 204


def _told(note: ReaderNote) -> dict[str, object]:
    return {
        "key": note.key,
        "block": note.block,
        "start": note.start_offset,
        "end": note.end_offset,
        "quote": note.quote,
        "words": note.words,
        "written_ms": note.written_ms,
    }
