"""Staff pages of courses: list, versions, preview of a lesson, withdrawing and publishing."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.i18n import _
from courses import actions, entry, queries
from courses.forms import ReasonForm
from courses.labels import KIND_LABELS, STATE_LABELS, TIER_LABELS
from courses.models import Course
from courses.reading import shown_lesson
from courses.rendering import render_summary
from courses.views.blueprint import bp


@bp.get("/")
@requires(Permission.COURSE_READ)
def index() -> str:
    """List all courses."""
    return render_template(
        "courses/index.html",
        cards=queries.all_courses(),
        tier_labels=TIER_LABELS,
        state_labels=STATE_LABELS,
        kind_labels=KIND_LABELS,
    )


@bp.get("/<int:course_id>")
@requires(Permission.COURSE_READ)
def show(course_id: int) -> str:
    """Show a course, its lessons and its versions."""
    return _course_page(queries.course(course_id), ReasonForm())


@bp.get("/<int:course_id>/versions/<int:number>")
@requires(Permission.COURSE_READ)
def show_version(course_id: int, number: int) -> str:
    """Show one version of a course with its lessons."""
    version = queries.version(course_id, number)
    return render_template(
        "courses/version.html", version=version, text=render_summary(version.summary), tier_labels=TIER_LABELS
    )


@bp.get("/lessons/<int:lesson_id>")
@requires(Permission.COURSE_READ)
def preview(lesson_id: int) -> str:
    """Show a lesson as members read it, without credit."""
    lesson = queries.lesson(lesson_id)
    return render_template("courses/preview.html", lesson=lesson, shown=shown_lesson(lesson.id, lesson.version.digest))


@bp.post("/<int:course_id>/withdrawal")
@requires(Permission.COURSE_EDIT)
def withdraw(course_id: int) -> Response | tuple[str, int]:
    """Take a course out of the members' list."""
    course, form = queries.course(course_id), ReasonForm()
    if not form.validate_on_submit():
        return _course_page(course, form), 422
    actions.withdraw_course(current_user, course, form.reason.data, now=clock.now())
    flash(_("课程已撤下，学员不再看到它；已有的学习记录和学时不变。"), "success")
    return redirect(url_for("courses.show", course_id=course_id), code=303)


@bp.post("/<int:course_id>/publication")
@requires(Permission.COURSE_EDIT)
def publish(course_id: int) -> Response | tuple[str, int]:
    """Offer a withdrawn course again."""
    course, form = queries.course(course_id), ReasonForm()
    if not form.validate_on_submit():
        return _course_page(course, form), 422
    actions.publish_course(current_user, course, form.reason.data, now=clock.now())
    flash(_("课程已重新发布。"), "success")
    return redirect(url_for("courses.show", course_id=course_id), code=303)


def _course_page(course: Course, form: ReasonForm) -> str:
    versions = queries.versions_of(course.id)
    return render_template(
        "courses/show.html",
        course=course,
        versions=versions,
        text=render_summary(versions[0].summary),
        form=form,
        may_edit=can(current_user, Permission.COURSE_EDIT),
        tier_labels=TIER_LABELS,
        state_labels=STATE_LABELS,
        conditions=queries.conditions_of(course.id),
        titles=queries.titles_by_slug(),
        rules=entry.ALL,
    )
