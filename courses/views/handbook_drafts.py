"""Pages on which the next version of a handbook is written, discussed, reviewed and published."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock, markdown
from core.errors import Refusal
from core.forms import clean_text
from core.i18n import _, _l
from courses import actions, labels, queries
from courses.differences import lesson_differences
from courses.forms import HandbookForm
from courses.handbook_text import sections_in
from courses.models import HandbookDraft
from courses.views.handbooks import bp

SAID = {
    "submit": _l("已送审，由另一位审核人通过后发布。"),
    "take_back": _l("已撤回，可以继续修改。"),
    "return": _l("已退回，作者会看到您写的理由。"),
    "approve": _l("已发布，学员现在可以看到。"),
    "drop": _l("已放弃这一稿，现行的版本不变。"),
}


@bp.get("/manage")
@requires(Permission.COURSE_DRAFT)
def manage() -> str:
    """List the handbooks in force and the versions somebody works on."""
    return render_template(
        "courses/handbooks_manage.html",
        handbooks=queries.handbooks(),
        drafts=queries.open_handbook_drafts(),
        may_write=can(current_user, Permission.COURSE_WRITE),
        state_labels=labels.HANDBOOK_STATE_LABELS,
        state_tones=labels.HANDBOOK_STATE_TONES,
    )


@bp.get("/manage/new")
@requires(Permission.COURSE_WRITE)
def new() -> str:
    """Show the form of a new handbook."""
    return render_template("courses/handbook_form.html", form=HandbookForm(formdata=None), draft=None, handbook=None)


@bp.get("/<slug>/edit")
@requires(Permission.COURSE_WRITE)
def edit(slug: str) -> str | Response:
    """Show the form of the next version, filled with the one in force; lead to it where somebody writes it already."""
    version, begun = queries.handbook_version(slug), queries.open_handbook_draft(slug)
    if begun is not None:
        return redirect(url_for("handbooks.work", draft_id=begun.id), code=303)
    form = HandbookForm(formdata=None, slug=slug, title=version.title, source=version.source, body=version.body)
    return render_template("courses/handbook_form.html", form=form, draft=None, handbook=version.handbook)


@bp.post("/manage")
@requires(Permission.COURSE_WRITE)
def start() -> Response | tuple[str, int]:
    """Save the first text of a next version."""
    form = HandbookForm()
    if not form.validate_on_submit():
        return render_template("courses/handbook_form.html", form=form, draft=None, handbook=None), 422
    try:
        draft = actions.start_handbook(current_user, form.source_text(), form.reason.data or "", now=clock.now())
    except Refusal as refusal:
        return _refused(form, None, refusal)
    flash(_("草稿已保存，核对后请送审。"), "success")
    return redirect(url_for("handbooks.work", draft_id=draft.id), code=303)


@bp.get("/manage/<int:draft_id>")
@requires(Permission.COURSE_DRAFT)
def work(draft_id: int) -> str:
    """Show a draft against the version in force, what was said about it and what can be done next."""
    return _work_page(queries.handbook_draft(draft_id))


@bp.get("/manage/<int:draft_id>/edit")
@requires(Permission.COURSE_WRITE)
def write(draft_id: int) -> str:
    """Show the form of a draft, filled with its newest text."""
    draft = queries.handbook_draft(draft_id)
    text = draft.latest
    form = HandbookForm(formdata=None, obj=text, slug=draft.slug, seen=text.number)
    return render_template("courses/handbook_form.html", form=form, draft=draft, handbook=None)


@bp.post("/manage/<int:draft_id>")
@requires(Permission.COURSE_WRITE)
def revise(draft_id: int) -> Response | tuple[str, int]:
    """Save a new text of a draft; what somebody else saved meanwhile is told, and nothing written is lost."""
    draft, form = queries.handbook_draft(draft_id), HandbookForm()
    if not form.validate_on_submit():
        return render_template("courses/handbook_form.html", form=form, draft=draft, handbook=None), 422
    try:
        actions.revise_handbook(
            current_user, draft, form.source_text(), form.reason.data or "", seen=form.seen.data or 0, now=clock.now()
        )
    except Refusal as refusal:
        return _refused(form, draft, refusal)
    flash(_("草稿已保存，核对后请送审。"), "success")
    return redirect(url_for("handbooks.work", draft_id=draft_id), code=303)


@bp.post("/manage/<int:draft_id>/remarks")
@requires(Permission.COURSE_DRAFT)
def remark(draft_id: int) -> Response:
    """Write a remark on a draft or on one of its sections."""
    words, place = clean_text(request.form.get("words")), clean_text(request.form.get("place"))
    actions.remark_on_handbook(current_user, queries.handbook_draft(draft_id), words, place, now=clock.now())
    return redirect(url_for("handbooks.work", draft_id=draft_id, _anchor="remarks"), code=303)


@bp.post("/manage/<int:draft_id>/<verb>")
@requires(Permission.COURSE_DRAFT)
def move(draft_id: int, verb: str) -> Response:
    """Hand in, take back, return, publish or drop."""
    words = clean_text(request.form.get("words"))[:500]
    draft = actions.move_handbook(current_user, queries.handbook_draft(draft_id), verb, words, now=clock.now())
    flash(str(SAID[verb]), "success")
    if verb == "approve":
        return redirect(url_for("handbooks.show", slug=draft.slug), code=303)
    return redirect(url_for("handbooks.work", draft_id=draft_id), code=303)


def _refused(form: HandbookForm, draft: HandbookDraft | None, refusal: Refusal) -> tuple[str, int]:
    page = render_template(
        "courses/handbook_form.html", form=form, draft=draft, handbook=None, refusals=[refusal.sentence]
    )
    return page, int(refusal.status)


def _work_page(draft: HandbookDraft) -> str:
    before = queries.version_before(draft)
    sections = sections_in(draft.latest.body)
    extra: dict[str, Any] = {
        "before": before,
        "lessons": lesson_differences(sections_in(before.body) if before else [], sections),
        "places": [section.title for section in sections if section.title],
        "events": queries.handbook_events(draft.id),
        "texts": queries.handbook_texts(draft.id),
        "may_write": can(current_user, Permission.COURSE_WRITE),
        "may_review": can(current_user, Permission.COURSE_REVIEW),
        "wrote_it": current_user.id in queries.handbook_authors(draft),
    }
    return render_template(
        "courses/handbook_work.html",
        draft=draft,
        text=markdown.render(draft.latest.body),
        event_labels=labels.HANDBOOK_EVENT_LABELS,
        state_labels=labels.HANDBOOK_STATE_LABELS,
        state_tones=labels.HANDBOOK_STATE_TONES,
        **extra,
    )
