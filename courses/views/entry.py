"""Conditions of a course and placement tests, on the staff pages of courses."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid, NotFound
from core.forms import clean_text
from core.i18n import _
from courses import actions, queries
from courses.entry import BY_NAME
from courses.forms import PlacementForm
from courses.labels import TIER_LABELS
from courses.models import Course, Tier
from courses.views.blueprint import bp


@bp.get("/<int:course_id>/entry-rules/<kind>/new")
@requires(Permission.COURSE_EDIT)
def new_entry_rule(course_id: int, kind: str) -> str:
    """Show the form of a condition of one kind."""
    return _rule_page(queries.course(course_id), kind, {}, "")


@bp.post("/<int:course_id>/entry-rules/<kind>")
@requires(Permission.COURSE_EDIT)
def add_entry_rule(course_id: int, kind: str) -> Response | tuple[str, int]:
    """Set a condition of a course."""
    course = queries.course(course_id)
    terms = {name: clean_text(value)[:200] for name, value in request.form.items()}
    today = clock.local(clock.now()).date()
    try:
        actions.add_entry_rule(current_user, course, kind, terms, valid_from=today, now=clock.now())
    except Invalid as invalid:
        return _rule_page(course, kind, terms, invalid.sentence), 422
    flash(_("学习条件已设好，今天起生效；已经开始学的人不受影响。"), "success")
    return redirect(url_for("courses.show", course_id=course_id), code=303)


@bp.post("/<int:course_id>/entry-rules/<int:rule_id>/end")
@requires(Permission.COURSE_EDIT)
def end_entry_rule(course_id: int, rule_id: int) -> Response:
    """End a condition of a course."""
    rule = queries.entry_rule(course_id, rule_id)
    actions.end_entry_rule(current_user, rule, clean_text(request.form.get("reason"))[:200], now=clock.now())
    flash(_("这条学习条件已停用。"), "success")
    return redirect(url_for("courses.show", course_id=course_id), code=303)


@bp.get("/placements")
@requires(Permission.COURSE_READ)
def placements() -> str:
    """List the placement tests that may be taken."""
    return _placements_page(_offering(PlacementForm(formdata=None)))


@bp.post("/placements")
@requires(Permission.COURSE_EDIT)
def offer_placement() -> Response | tuple[str, int]:
    """Open a placement test for a course or a tier."""
    form = _offering(PlacementForm())
    if not form.validate_on_submit():
        return _placements_page(form), 422
    chosen: Course | Tier = (
        queries.course(int(form.target.data)) if form.target.data.isdigit() else Tier(form.target.data)
    )
    actions.offer_placement(current_user, chosen, form.plan(), now=clock.now())
    flash(_("摸底测试已开放，学员可以在课程页面参加。"), "success")
    return redirect(url_for("courses.placements"), code=303)


@bp.post("/placements/<int:placement_id>/closing")
@requires(Permission.COURSE_EDIT)
def close_placement(placement_id: int) -> Response:
    """Close a placement test."""
    reason = clean_text(request.form.get("reason"))[:200]
    actions.close_placement(current_user, queries.placement(placement_id), reason, now=clock.now())
    flash(_("摸底测试已停用，已经获得的免学不变。"), "success")
    return redirect(url_for("courses.placements"), code=303)


def _rule_page(course: Course, kind: str, terms: dict[str, str], fault: str) -> str:
    rule = BY_NAME.get(kind)
    if rule is None:
        raise NotFound
    titles = [(slug, title) for slug, title in queries.titles_by_slug().items() if slug != course.slug]
    return render_template(
        "courses/entry_rule_form.html", course=course, rule=rule, terms=terms, fault=fault, titles=titles
    )


def _offering(form: PlacementForm) -> PlacementForm:
    courses = [(str(card.course_id), card.title) for card in queries.published_courses()]
    form.target.choices = courses + [(tier.value, _("整个层级：%(tier)s", tier=TIER_LABELS[tier])) for tier in Tier]
    return form


def _placements_page(form: PlacementForm) -> str:
    return render_template(
        "courses/placements.html", placements=queries.placements_with_exams(), form=form, tier_labels=TIER_LABELS
    )
