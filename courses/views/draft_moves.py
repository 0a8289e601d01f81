"""Moving paragraphs and suggested questions between the lessons of a draft."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from courses import actions, queries
from courses.forms import MoveForm, ParagraphForm
from courses.models import DraftLesson
from courses.views.blueprint import bp


@bp.post("/drafts/questions/<int:question_id>/lesson")
@requires(Permission.COURSE_WRITE)
def move_question(question_id: int) -> Response:
    """Put a suggested question under another lesson."""
    suggested, target = queries.draft_question(question_id), _target()
    before = suggested.lesson
    actions.move_question(current_user, suggested, target, now=clock.now())
    flash(_("题目已移到第 %(number)s 课“%(title)s”。", number=target.ordinal, title=target.title), "success")
    return _back(before, "questions")


@bp.post("/drafts/lessons/<int:lesson_id>/paragraphs")
@requires(Permission.COURSE_WRITE)
def move_paragraph(lesson_id: int) -> Response:
    """Let another lesson rest on a paragraph of this one."""
    lesson, target, form = queries.draft_lesson(lesson_id), _target(), ParagraphForm()
    if not form.validate_on_submit():
        raise Invalid(_("没有这个段落，请刷新页面后重试。"))
    spot = (form.article.data or 0, form.anchor.data or "")
    with_words = actions.move_paragraph(current_user, lesson, target, spot, now=clock.now())
    flash(_told(target, with_words), "success")
    return _back(lesson, "source")


def _told(target: DraftLesson, with_words: bool) -> str:
    names = {"number": target.ordinal, "title": target.title}
    if with_words:
        return _("段落和它的文字、题目已移到第 %(number)s 课“%(title)s”。", **names)
    return _("段落和它的题目已移到第 %(number)s 课“%(title)s”；正文里改写过的文字留在原处。", **names)


def _target() -> DraftLesson:
    form = MoveForm()
    if not form.validate_on_submit():
        raise Invalid(_("请选择要移到哪一课。"), field="lesson")
    return queries.draft_lesson(form.lesson.data or 0)


def _back(lesson: DraftLesson, anchor: str) -> Response:
    address = url_for("courses.workbench", draft_id=lesson.draft_id, lesson=lesson.id, _anchor=anchor)
    return redirect(address, code=303)
