"""The list of lessons and questions to be looked at again after a regulation was replaced."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import Forbidden
from core.i18n import _
from core.paging import asked_page
from courses import actions, queries
from courses.forms import NoteForm
from courses.queries import Choice
from courses.views.blueprint import bp
from documents import queries as documents
from question_bank import actions as question_actions
from question_bank import queries as questions
from question_bank.rules import STATE_LABELS


@bp.app_context_processor
def waiting() -> dict[str, Any]:
    """Let pages say how much rests on changed paragraphs of a document, and on which paragraphs a lesson rests."""
    return {
        "stale_of_document": lambda document_id: queries.waiting_of_document(document_id, clock.now()),
        "lesson_sources": queries.quoted_lesson_sources,
    }


@bp.get("/stale")
@requires(Permission.DOCUMENT_READ)
def stale() -> str:
    """List the lessons and questions whose paragraphs changed, with the words that changed."""
    return _list(NoteForm(formdata=None))


def _list(form: NoteForm) -> str:
    now, choice = clock.now(), Choice(_asked_id("owner"), _asked_id("document"))
    return render_template(
        "courses/stale.html",
        questions=queries.waiting_questions(choice, now, asked_page(request.args.get("page"))),
        lessons=queries.waiting_lessons(choice, now, asked_page(request.args.get("lessons"))),
        owners=queries.owners_waited_for(now),
        documents=documents.document_titles(queries.superseded_documents(now)),
        choice=choice,
        form=form,
        states=STATE_LABELS,
        may_edit_questions=can(current_user, Permission.QUESTION_EDIT),
        may_confirm_questions=_may_confirm_questions(),
        may_write_courses=can(current_user, Permission.COURSE_WRITE),
        may_edit_courses=can(current_user, Permission.COURSE_EDIT),
    )


def _asked_id(name: str) -> int | None:
    asked = request.args.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _may_confirm_questions() -> bool:
    return can(current_user, Permission.QUESTION_EDIT) or can(current_user, Permission.QUESTION_REVIEW)


@bp.post("/stale/questions/<int:question_id>")
@requires(Permission.QUESTION_READ)
def confirm_question(question_id: int) -> Response | tuple[str, int]:
    """Note that a question still holds."""
    question, form = questions.question_for(current_user, question_id), NoteForm()
    if not _may_confirm_questions():
        raise Forbidden
    if not form.validate_on_submit():
        return _list(form), 422
    question_actions.confirm_question(current_user, question, form.note.data, now=clock.now())
    flash(_("已确认“题目 %(id)s”仍然有效，可以继续抽入试卷。", id=question_id), "success")
    return _back()


@bp.post("/stale/lessons/<int:lesson_id>")
@requires(Permission.COURSE_WRITE)
def confirm_lesson(lesson_id: int) -> Response | tuple[str, int]:
    """Note that a lesson still holds."""
    lesson, form = queries.lesson(lesson_id), NoteForm()
    if not form.validate_on_submit():
        return _list(form), 422
    actions.confirm_lesson(current_user, lesson, form.note.data, now=clock.now())
    flash(_("已确认“%(title)s”仍然有效。", title=lesson.title), "success")
    return _back()


def _back() -> Response:
    """Lead back to the list as it was narrowed."""
    return redirect(url_for("courses.stale", owner=_asked_id("owner"), document=_asked_id("document")), code=303)
