"""Comments, handing in, returning and publishing drafts; differences between versions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.i18n import _
from courses import actions, queries
from courses.differences import lesson_differences
from courses.forms import CommentForm, VerdictForm
from courses.views.blueprint import bp
from courses.views.drafts import bench
from documents.differences import text_difference


def _back(draft_id: int, anchor: str | None = None, **more: object) -> Response:
    return redirect(url_for("courses.workbench", draft_id=draft_id, _anchor=anchor, **more), code=303)  # type: ignore[arg-type]


@bp.post("/drafts/<int:draft_id>/comments")
@requires(Permission.COURSE_DRAFT)
def add_comment(draft_id: int) -> Response | tuple[str, int]:
    """Write a remark."""
    draft, form = queries.draft(draft_id), CommentForm()
    if not form.validate_on_submit():
        return bench(draft, comment_form=form), 422
    lesson = next((each for each in draft.lessons if each.id == form.lesson.data), None)
    actions.comment(
        current_user, draft, form.comment.data or "", lesson=lesson, anchor=form.anchor.data or "", now=clock.now()
    )
    return _back(draft_id, "comments", lesson=lesson.id if lesson else None)


@bp.post("/drafts/comments/<int:comment_id>/settling")
@requires(Permission.COURSE_DRAFT)
def settle_comment(comment_id: int) -> Response:
    """Mark a remark as dealt with."""
    row = queries.draft_comment(comment_id)
    actions.settle_comment(current_user, row, now=clock.now())
    return _back(row.draft_id, "comments", lesson=row.lesson_id)


@bp.post("/drafts/<int:draft_id>/review")
@requires(Permission.COURSE_WRITE)
def hand_in(draft_id: int) -> Response:
    """Hand a draft in for review."""
    actions.hand_in(current_user, queries.draft(draft_id), now=clock.now())
    flash(_("已提交审核。审核人会在“课程草稿”里看到它。"), "success")
    return _back(draft_id, "review")


@bp.post("/drafts/<int:draft_id>/taking-back")
@requires(Permission.COURSE_WRITE)
def take_back(draft_id: int) -> Response:
    """Take a draft back from review."""
    actions.take_back(current_user, queries.draft(draft_id), now=clock.now())
    return _back(draft_id)


@bp.post("/drafts/<int:draft_id>/return")
@requires(Permission.COURSE_REVIEW)
def return_draft(draft_id: int) -> Response | tuple[str, int]:
    """Send a draft back with what is to be changed."""
    draft, form = queries.draft(draft_id), VerdictForm()
    if not form.validate_on_submit():
        return bench(draft, verdict_form=form), 422
    actions.return_draft(current_user, draft, form.note.data or "", now=clock.now())
    flash(_("已退回作者。"), "success")
    return _back(draft_id, "review")


@bp.post("/drafts/<int:draft_id>/publication")
@requires(Permission.COURSE_REVIEW)
def publish_draft(draft_id: int) -> Response | tuple[str, int]:
    """Approve a draft and publish it."""
    draft, form = queries.draft(draft_id), VerdictForm()
    if not form.validate_on_submit():
        return bench(draft, verdict_form=form), 422
    approves = bool(form.with_questions.data) and can(current_user, Permission.QUESTION_REVIEW)
    version = actions.publish_draft(
        current_user, draft, note=form.note.data or "", with_questions=approves, now=clock.now()
    )
    flash(_("已发布“%(title)s”第 %(number)s 版。", title=version.title, number=version.number), "success")
    return redirect(url_for("courses.show", course_id=version.course_id), code=303)


@bp.get("/<int:course_id>/versions/<int:number>/differences")
@requires(Permission.COURSE_READ)
def differences(course_id: int, number: int) -> str:
    """Show what a version changed against an earlier one, lesson by lesson."""
    asked = request.args.get("against", "")
    against = int(asked) if asked.isdecimal() and len(asked) < 5 else number - 1
    after, before = queries.version(course_id, number), queries.version(course_id, against)
    return render_template(
        "courses/differences.html",
        before=before,
        after=after,
        title=text_difference(before.title, after.title),
        summary=text_difference(before.summary, after.summary),
        lessons=lesson_differences(before.lessons, after.lessons),
    )
