"""Changing the lessons of a draft: text, order, cutting, joining, sources, suggested questions."""

from __future__ import annotations

from flask import Response as FlaskResponse
from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid, NotFound, wants_json
from core.i18n import _
from core.text import clock as time_of_day
from courses import actions, queries
from courses.aid.telling import aid_sentence
from courses.forms import LessonForm, ParagraphForm, PlaceForm, TitleForm
from courses.models import DraftLesson
from courses.views.blueprint import bp
from courses.views.drafts import bench
from documents.differences import text_difference

STEPS = {
    "accept": actions.accept_question,
    "decline": actions.decline_question,
    "reopen": actions.reopen_question,
}
FIELDS = ("title", "minutes", "body", "key_points", "key_terms", "objectives")


def _back(lesson: DraftLesson, anchor: str | None = None) -> Response:
    address = url_for("courses.workbench", draft_id=lesson.draft_id, lesson=lesson.id, _anchor=anchor)
    return redirect(address, code=303)


@bp.post("/drafts/lessons/<int:lesson_id>")
@requires(Permission.COURSE_WRITE)
def save_lesson(lesson_id: int) -> Response | FlaskResponse | tuple[str, int] | tuple[FlaskResponse, int]:
    """Save the text of a lesson; two people who edit it at once are shown both texts."""
    lesson, form = queries.draft_lesson(lesson_id), _lesson_form()
    if not form.validate():
        return _refused(lesson, form)
    number = form.number.data or 0
    try:
        saved = actions.save_lesson(current_user, lesson, form.text(), number, now=clock.now())
    except actions.Stale as stale:
        return _both_texts(stale, form)
    if request.is_json:
        return jsonify({"number": saved.number, "saved_at": time_of_day(clock.now())})
    flash(_("已保存。"), "success")
    return _back(saved)


def _lesson_form() -> LessonForm:
    if not request.is_json:
        return LessonForm()
    said = request.get_json(silent=True)
    values = said if isinstance(said, dict) else {}
    known = {name: values[name] for name in (*FIELDS, "number") if isinstance(values.get(name), (str, int))}
    if values.get("objectives_confirmed"):
        known["objectives_confirmed"] = "1"
    return LessonForm(formdata=MultiDict({name: str(value) for name, value in known.items()}), meta={"csrf": False})


def _refused(lesson: DraftLesson, form: LessonForm) -> tuple[str, int]:
    if request.is_json:
        raise Invalid(form.errors_text())
    return bench(queries.draft(lesson.draft_id), lesson=lesson, lesson_form=form), 422


def _both_texts(stale: actions.Stale, form: LessonForm) -> tuple[str, int] | tuple[FlaskResponse, int]:
    lesson = stale.lesson
    if wants_json():
        theirs = {name: getattr(lesson, name) for name in FIELDS}
        theirs["objectives_confirmed"] = lesson.objectives_confirmed
        error = {"sentence": stale.sentence, "field": None, "status": 409}
        return jsonify({"error": error, "number": lesson.number, "theirs": theirs}), 409
    difference = text_difference(lesson.body, form.body.data or "")
    page = render_template(
        "courses/conflict.html", lesson=lesson, form=form, sentence=stale.sentence, difference=difference
    )
    return page, 409


@bp.post("/drafts/<int:draft_id>/lessons")
@requires(Permission.COURSE_WRITE)
def add_lesson(draft_id: int) -> Response | tuple[str, int]:
    """Add a lesson at the end."""
    draft, form = queries.draft(draft_id), TitleForm()
    if not form.validate_on_submit():
        return bench(draft, title_form=form), 422
    return _back(actions.add_lesson(current_user, draft, form.title.data or "", now=clock.now()))


@bp.post("/drafts/lessons/<int:lesson_id>/place")
@requires(Permission.COURSE_WRITE)
def move_lesson(lesson_id: int) -> Response:
    """Put a lesson at another place."""
    lesson, place = queries.draft_lesson(lesson_id), _place()
    actions.move_lesson(current_user, lesson, place, now=clock.now())
    flash(_("“%(title)s”现在是第 %(number)s 课。", title=lesson.title, number=lesson.ordinal), "success")
    return _stay(lesson, anchor="lessons")


def _stay(lesson: DraftLesson, anchor: str) -> Response:
    """Lead back to the lesson that was open, which need not be the one that changed."""
    here = request.form.get("here", lesson.id, int)
    address = url_for("courses.workbench", draft_id=lesson.draft_id, lesson=here, _anchor=anchor)
    return redirect(address, code=303)


def _place() -> int:
    form = PlaceForm()
    if not form.validate_on_submit():
        raise Invalid(_("请选择位置。"), field="at")
    return int(form.at.data or 0)


@bp.post("/drafts/lessons/<int:lesson_id>/split")
@requires(Permission.COURSE_WRITE)
def split_lesson(lesson_id: int) -> Response:
    """Cut a lesson in two."""
    lesson = queries.draft_lesson(lesson_id)
    new = actions.split_lesson(current_user, lesson, _place(), now=clock.now())
    flash(_("已拆出新的一课“%(title)s”。", title=new.title), "success")
    return _back(new)


@bp.post("/drafts/lessons/<int:lesson_id>/merge")
@requires(Permission.COURSE_WRITE)
def merge_lesson(lesson_id: int) -> Response:
    """Join the next lesson into this one."""
    lesson = actions.merge_lesson(current_user, queries.draft_lesson(lesson_id), now=clock.now())
    flash(_("已与下一课合并；下一课原来的文字留在“移出的课”里。"), "success")
    return _back(lesson)


@bp.post("/drafts/lessons/<int:lesson_id>/removal")
@requires(Permission.COURSE_WRITE)
def remove_lesson(lesson_id: int) -> Response:
    """Take a lesson out of the draft."""
    lesson = queries.draft_lesson(lesson_id)
    actions.remove_lesson(current_user, lesson, now=clock.now())
    flash(_("已移出“%(title)s”，可以在“移出的课”里恢复。", title=lesson.title), "success")
    return redirect(url_for("courses.workbench", draft_id=lesson.draft_id), code=303)


@bp.post("/drafts/lessons/<int:lesson_id>/restoring")
@requires(Permission.COURSE_WRITE)
def restore_lesson(lesson_id: int) -> Response:
    """Put a removed lesson back."""
    lesson = queries.draft_lesson(lesson_id)
    actions.restore_lesson(current_user, lesson, now=clock.now())
    return _back(lesson)


@bp.get("/drafts/lessons/<int:lesson_id>/edits")
@requires(Permission.COURSE_DRAFT)
def lesson_edits(lesson_id: int) -> str:
    """Show every kept text of a lesson with what changed in it."""
    lesson = queries.draft_lesson(lesson_id)
    edits = queries.edits_of(lesson_id)
    before = [*edits[1:], None]
    shown = [
        (edit, text_difference(old.body if old else "", edit.body)) for edit, old in zip(edits, before, strict=True)
    ]
    return render_template("courses/lesson_edits.html", lesson=lesson, shown=shown)


@bp.post("/drafts/lessons/<int:lesson_id>/sources")
@requires(Permission.COURSE_WRITE)
def use_paragraph(lesson_id: int) -> Response:
    """Let a lesson rest on a paragraph, or no longer."""
    lesson, form = queries.draft_lesson(lesson_id), ParagraphForm()
    if not form.validate_on_submit():
        raise Invalid(_("没有这个段落，请刷新页面后重试。"))
    anchor = form.anchor.data or ""
    actions.use_paragraph(
        current_user, lesson, form.article.data or 0, anchor, used=bool(form.used.data), now=clock.now()
    )
    return _back(lesson, anchor=anchor)


@bp.post("/drafts/questions/<int:question_id>/<step>")
@requires(Permission.COURSE_WRITE)
def judge_question(question_id: int, step: str) -> Response:
    """Accept a suggested question, put it aside, or take it up again."""
    suggested = queries.draft_question(question_id)
    if step not in STEPS:
        raise NotFound
    STEPS[step](current_user, suggested, now=clock.now())
    return _back(suggested.lesson, anchor=f"question-{question_id}")


@bp.post("/drafts/lessons/<int:lesson_id>/aid")
@requires(Permission.COURSE_WRITE)
def consult_aid(lesson_id: int) -> Response:
    """Ask the writing aid for points and questions, where the administrator set one; the answer comes later."""
    lesson = queries.draft_lesson(lesson_id)
    if not current_app.config["SETTINGS"].aid_url:
        raise NotFound
    actions.request_aid(current_user, lesson, now=clock.now())
    return _back(lesson, anchor="aid")


@bp.get("/drafts/lessons/<int:lesson_id>/aid")
@requires(Permission.COURSE_WRITE)
def aid_state(lesson_id: int) -> FlaskResponse:
    """Tell the workbench how far the writing aid is."""
    queries.draft_lesson(lesson_id)
    request_made = queries.latest_aid_request(lesson_id)
    if request_made is None:
        raise NotFound
    answer = jsonify(finished=request_made.finished_at is not None, sentence=aid_sentence(request_made, clock.now()))
    answer.headers["Cache-Control"] = "no-store"
    return answer
