"""Courses, lessons, beats and self-checks."""

from __future__ import annotations

from math import ceil

from flask import Response, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from accounts.permissions import Permission, requires
from accounts.sessions import signed_in_member
from assessment.models import Exam
from assessment.queries import attempt_for, attempt_review, grade_of, self_check_paper
from core import clock
from core.db import db
from core.errors import NotFound
from core.i18n import _
from courses.labels import CASE_KIND_LABELS, TIER_LABELS, TIER_NOTES
from courses.models import Tier
from courses.queries import cases_of_course, placements
from courses.reading import shown_lesson
from courses.rendering import render_summary
from learning import actions, wording
from learning.completion import rule_on
from learning.crediting import Beat, BeatState
from learning.hours.base import Deed
from learning.incoming import field_name, read_answers, read_beat
from learning.queries import shelf, study
from learning.queries.entry import lacks_for
from learning.queries.hours import shown_conversion
from learning.queries.study import CourseProgress, LessonRow
from learning.views.blueprint import bp

SIZE_MARK = "@@page-size@@"


@bp.get("/learn")
@requires(Permission.LEARN)
def courses() -> str:
    """List the courses by tier with one's own progress, what is required, and what is locked."""
    shown = request.args.get("show", "")
    offers = shelf.shelf_of(current_user, shown)
    tiers = [(tier, [offer for offer in offers if offer.card.tier is tier]) for tier in Tier]
    return render_template(
        "learning/courses.html",
        tiers=[(tier, found) for tier, found in tiers if found],
        shown=shown,
        placements={each.tier: each for each in placements() if each.tier},
        tier_labels=TIER_LABELS,
        tier_notes=TIER_NOTES,
        today=clock.local(clock.now()).date(),
    )


@bp.get("/learn/courses/<slug>")
@requires(Permission.LEARN)
def course(slug: str) -> str:
    """Show the lessons of a course, where one stands in each, and why one is not completed yet."""
    found = study.course_for(current_user.id, slug)
    today = clock.local(clock.now()).date()
    rule = rule_on(today)
    reasons = {
        lesson.lesson_id: wording.joined(wording.lack_sentences(rule, lesson.reading)) for lesson in found.lessons
    }
    return render_template(
        "learning/course.html", course=found, reasons=reasons, rule=rule, tier_labels=TIER_LABELS, today=today,
        text=render_summary(study.summary_of(found.first.version_id)), way_in=shelf.way_in(current_user, found),
        cases=cases_of_course(found.first.course_id), case_labels=CASE_KIND_LABELS,
    )  # fmt: skip


@bp.post("/learn/courses/<slug>/enrolment")
@requires(Permission.LEARN)
def enrol(slug: str) -> AnyResponse:
    """Begin a course, or go on with it."""
    found = study.course_for(current_user.id, slug)
    actions.enrol(current_user, found.first.course_id, found.first.version_id, now=clock.now())
    return redirect(url_for("learning.lesson", lesson_id=found.next_lesson().lesson_id), code=303)


@bp.get("/learn/lessons/<int:lesson_id>")
@requires(Permission.LEARN)
def lesson(lesson_id: int) -> str:
    """Show a lesson to read."""
    found = study.course_of_lesson(signed_in_member().id, lesson_id)
    row = found.lesson(lesson_id)
    if not found.enrolled and lacks_for(current_user, row.course_id):
        way_in = shelf.way_in(current_user, found)
        if way_in.is_locked:
            return render_template("learning/locked.html", course=found, lesson=row, way_in=way_in)
    today = clock.local(clock.now()).date()
    rule = rule_on(today)
    before, after = found.neighbours(lesson_id)
    page = render_template(
        "learning/lesson.html",
        course=found,
        reader_id=signed_in_member().id,
        lesson=row,
        shown=shown_lesson(lesson_id, row.digest),
        before=before,
        after=after,
        percent=found.percent(today),
        needed_ms=row.minutes * 60_000 * rule.time_percent // 100,
        lacks=wording.lack_sentences(rule, row.reading),
        hours=_hours_of(row),
        tier_labels=TIER_LABELS,
        size=SIZE_MARK,
    )
    return page.replace(SIZE_MARK, str(ceil(len(page.encode()) / 1024)))


def _hours_of(row: LessonRow) -> float:
    conversion = shown_conversion("online_lesson", clock.local(clock.now()).date())
    return conversion.rule.quarters(Deed(row.minutes), conversion.terms) / 4 if conversion else 0.0


@bp.post("/learn/lessons/<int:lesson_id>/beats")
@requires(Permission.LEARN)
def beats(lesson_id: int) -> Response:
    """Take one beat of an open lesson page; answers what is counted and what is still missing."""
    sent = read_beat(request.get_json(silent=True))
    now = clock.now()
    pulse = Beat(lesson_id, sent.client_id, now, takes_over=sent.takes_over)
    beaten = actions.beat(current_user, pulse, position=sent.position, end_reached=sent.end_reached)
    rule = rule_on(clock.local(now).date())
    sentences = [] if beaten.completed else wording.lack_sentences(rule, beaten.reading)
    return jsonify(
        {
            "state": beaten.state,
            "counting": beaten.state is not BeatState.TAKEN,
            "credited_seconds": beaten.reading.credited_ms // 1000,
            "lacks": sentences,
            "completed": beaten.completed,
            "completed_now": beaten.completed_now,
        }
    )


@bp.get("/learn/lessons/<int:lesson_id>/self-check")
@requires(Permission.LEARN)
def self_check(lesson_id: int) -> str:
    """Show the questions of the next self-check."""
    found, exam = _check_of(lesson_id)
    return render_template(
        "learning/self_check.html",
        course=found,
        lesson=found.lesson(lesson_id),
        items=self_check_paper(current_user, exam),
        pass_percent=exam.pass_permille // 10,
        field_name=field_name,
    )


@bp.post("/learn/lessons/<int:lesson_id>/self-check")
@requires(Permission.LEARN)
def take_self_check(lesson_id: int) -> AnyResponse:
    """Mark the answers of a self-check."""
    _found, exam = _check_of(lesson_id)
    answers = read_answers(self_check_paper(current_user, exam), request.form.getlist)
    outcome = actions.submit_self_check(current_user, lesson_id, answers, now=clock.now())
    address = url_for("learning.self_check_result", lesson_id=lesson_id, attempt_id=outcome.attempt.id)
    return redirect(address, code=303)


@bp.get("/learn/lessons/<int:lesson_id>/self-check/<int:attempt_id>")
@requires(Permission.LEARN)
def self_check_result(lesson_id: int, attempt_id: int) -> str:
    """Show a marked self-check with every question explained."""
    found, exam = _check_of(lesson_id)
    attempt = attempt_for(current_user, attempt_id)
    if attempt.exam_id != exam.id:
        raise NotFound
    row = found.lesson(lesson_id)
    rule = rule_on(clock.local(clock.now()).date())
    return render_template(
        "learning/self_check_result.html",
        course=found,
        lesson=row,
        after=found.neighbours(lesson_id)[1],
        grade=grade_of(attempt),
        review=attempt_review(attempt),
        attempt_id=attempt_id,
        pass_percent=exam.pass_permille // 10,
        lacks=[] if row.is_complete else wording.lack_sentences(rule, row.reading),
    )


def _check_of(lesson_id: int) -> tuple[CourseProgress, Exam]:
    found = study.course_of_lesson(current_user.id, lesson_id)
    exam_id = found.lesson(lesson_id).exam_id
    exam = db.session.get(Exam, exam_id) if exam_id else None
    if exam is None:
        raise NotFound(_("这一课没有自测题。"))
    return found, exam
