"""The case library: what members read, and the pages on which branches contribute and reviewers decide."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.forms import clean_text
from core.i18n import _, _l
from core.menu import MenuItem
from core.paging import asked_page
from courses import actions, labels, queries
from courses.differences import LessonDifference, lesson_differences
from courses.forms import CaseForm
from courses.handbook_text import TextSection
from courses.models import Case, CaseKind, CaseRevision, CaseTopic
from courses.queries import CaseFilters

bp = Blueprint("cases", __name__, url_prefix="/cases")
MENU = (MenuItem(_l("案例与问题"), "cases.manage", Permission.CASE_EDIT, _l("资料"), "star"),)
LABELS = {
    "kind_labels": labels.CASE_KIND_LABELS,
    "library_labels": labels.LIBRARY_LABELS,
    "topic_labels": labels.CASE_TOPIC_LABELS,
    "state_labels": labels.CASE_STATE_LABELS,
    "state_tones": labels.CASE_STATE_TONES,
    "event_labels": labels.CASE_EVENT_LABELS,
}
SAID = {
    "submit": _l("已送审，审核通过后学员可以看到。"),
    "approve": _l("已发布，学员现在可以看到。"),
    "return": _l("已退回，作者会看到您写的理由。"),
    "withdraw": _l("已撤下，学员不再看到它。"),
    "restore": _l("已恢复为草稿，重新审核后学员可以看到。"),
}


@bp.get("/")
@requires(Permission.LEARN)
def index() -> str:
    """List the cases, or the problems, by class."""
    filters = _filters(default_kind=CaseKind.CASE)
    page = queries.shown_cases(filters, asked_page(request.args.get("page")))
    counts = queries.topic_counts(filters.kind)
    return render_template("courses/cases.html", page=page, filters=filters, counts=counts, **LABELS)


@bp.get("/<int:case_id>")
@requires(Permission.LEARN)
def show(case_id: int) -> str:
    """Show a case to read, with the lessons that teach what it is about."""
    case = queries.shown_case(case_id)
    lessons = queries.related_lessons(case_id)
    return render_template("courses/case.html", case=case, text=case.shown, lessons=lessons, **LABELS)


@bp.get("/manage")
@requires(Permission.CASE_EDIT)
def manage() -> str:
    """List the cases that somebody works on."""
    filters = _filters()
    page = queries.staff_cases(current_user, filters, asked_page(request.args.get("page")))
    return render_template("courses/cases_manage.html", page=page, filters=filters, **LABELS)


@bp.get("/manage/new")
@requires(Permission.CASE_EDIT)
def new() -> str:
    """Show the form of a new case."""
    return render_template("courses/case_form.html", form=_form(CaseForm(formdata=None)), case=None, **LABELS)


@bp.post("/manage")
@requires(Permission.CASE_EDIT)
def create() -> Response | tuple[str, int]:
    """Write the first draft of a case."""
    form = _form(CaseForm())
    if not form.validate_on_submit():
        return render_template("courses/case_form.html", form=form, case=None, **LABELS), 422
    unit = next(unit for unit in queries.contributing_units(current_user) if unit.id == form.unit.data)
    kind, topic = CaseKind(form.kind.data), CaseTopic(form.topic.data)
    case = actions.contribute_case(current_user, unit, kind, topic, form.text(), now=clock.now())
    flash(_("草稿已保存，核对后请送审。"), "success")
    return redirect(url_for("cases.work", case_id=case.id), code=303)


@bp.get("/manage/<int:case_id>")
@requires(Permission.CASE_EDIT)
def work(case_id: int) -> str:
    """Show a case with its links, its revisions, and what happened to it."""
    return _work_page(queries.staff_case(current_user, case_id))


@bp.get("/manage/<int:case_id>/edit")
@requires(Permission.CASE_EDIT)
def edit(case_id: int) -> str:
    """Show the form of the next revision."""
    case = queries.staff_case(current_user, case_id)
    form = _form(CaseForm(formdata=None, obj=case.latest), case)
    return render_template("courses/case_form.html", form=form, case=case, **LABELS)


@bp.post("/manage/<int:case_id>")
@requires(Permission.CASE_EDIT)
def revise(case_id: int) -> Response | tuple[str, int]:
    """Write the next revision."""
    case = queries.staff_case(current_user, case_id)
    form = _form(CaseForm(), case)
    if not form.validate_on_submit():
        return render_template("courses/case_form.html", form=form, case=case, **LABELS), 422
    actions.revise_case(current_user, case, form.text(), now=clock.now())
    flash(_("新的修订已保存为草稿，送审通过后替换学员现在看到的内容。"), "success")
    return redirect(url_for("cases.work", case_id=case_id), code=303)


@bp.post("/manage/<int:case_id>/<verb>")
@requires(Permission.CASE_EDIT)
def move(case_id: int, verb: str) -> Response:
    """Hand in, approve, return, withdraw, or offer again."""
    case = queries.staff_case(current_user, case_id)
    reason = clean_text(request.form.get("reason"))[:300]
    actions.move_case(current_user, case, verb, reason, now=clock.now())
    flash(str(SAID[verb]), "success")
    return redirect(url_for("cases.work", case_id=case_id), code=303)


@bp.post("/manage/<int:case_id>/lessons")
@requires(Permission.CASE_EDIT)
def change_lesson(case_id: int) -> Response:
    """Link a lesson, or take a link away."""
    case = queries.staff_case(current_user, case_id)
    course, _slash, lesson = clean_text(request.form.get("lesson")).partition("/")
    if request.form.get("remove"):
        actions.unlink_lesson(current_user, case, request.form.get("remove", 0, int), lesson)
    else:
        actions.link_lesson(current_user, case, course, lesson)
    return redirect(url_for("cases.work", case_id=case_id), code=303)


@bp.post("/manage/<int:case_id>/questions")
@requires(Permission.CASE_EDIT)
def change_question(case_id: int) -> Response:
    """Link a question by its number, or take a link away."""
    case = queries.staff_case(current_user, case_id)
    number = min(request.form.get("question", 0, int), 2**31)
    change = actions.unlink_question if request.form.get("remove") else actions.link_question
    change(current_user, case, number)
    return redirect(url_for("cases.work", case_id=case_id), code=303)


def _filters(default_kind: str = "") -> CaseFilters:
    kind, topic = request.args.get("kind", default_kind), request.args.get("topic", "")
    return CaseFilters(
        kind=kind if kind in set(CaseKind) else default_kind,
        topic=topic if topic in set(CaseTopic) else "",
        state=request.args.get("state", "")[:12],
        words=clean_text(request.args.get("q"))[:60],
    )


def _form(form: CaseForm, case: Case | None = None) -> CaseForm:
    units = queries.contributing_units(current_user)
    form.unit.choices = [(unit.id, unit.full_name) for unit in units]
    if case is not None:
        form.keeps_what_it_is()
    return form


def _differences(case: Case) -> list[LessonDifference]:
    """What the newest revision would change of what members read; nothing where that is the same one."""
    if case.shown is None or case.shown_id == case.latest_id:
        return []
    return lesson_differences(_parts(case.shown), _parts(case.latest))


def _parts(text: CaseRevision) -> list[TextSection]:
    return [
        TextSection(name, str(label), str(getattr(text, name)))
        for name, label in labels.CASE_PART_LABELS.items()
        if getattr(text, name)
    ]


def _work_page(case: Case) -> str:
    extra: dict[str, Any] = {
        "revisions": queries.case_revisions(case.id),
        "differences": _differences(case),
        "events": queries.case_events(case.id),
        "lessons": queries.related_lessons(case.id),
        "offered": queries.linkable_lessons(),
        "questions": queries.related_questions(case.id),
        "may_review": can(current_user, Permission.CASE_REVIEW, case.unit),
        "is_author": case.latest.created_by_id == current_user.id,
        "may_read_questions": can(current_user, Permission.QUESTION_READ),
    }
    return render_template("courses/case_work.html", case=case, text=case.latest, **extra, **LABELS)
