"""Pages of import: bring a file, compare, correct, confirm, take back."""

from __future__ import annotations

from typing import Any

from flask import Response as FlaskResponse
from flask import current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from core.paging import asked_page
from core.uploads import read_upload
from core.xlsx import Column, Sheet, write_workbook
from question_bank import actions, formats, queries, staging
from question_bank.actions import Decision
from question_bank.formats.base import ReadQuestion
from question_bank.formats.wording import LABELS
from question_bank.forms import CorrectionForm, DecisionForm, UploadForm, key_words
from question_bank.models import StagedImport
from question_bank.types import BY_NAME
from question_bank.views.blueprint import bp

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUSES = ("ready", "doubtful", "rejected")


@bp.get("/imports")
@requires(Permission.QUESTION_EDIT)
def imports() -> str:
    """Offer to bring a file or paste text; list what waits and what came in."""
    return _imports(UploadForm(formdata=None))


def _imports(form: UploadForm) -> str:
    return render_template(
        "question_bank/imports.html",
        form=form,
        waiting=queries.waiting_imports(current_user),
        batches=queries.batches(asked_page(request.args.get("page"))),
    )


@bp.post("/imports")
@requires(Permission.QUESTION_EDIT)
def stage() -> Response | tuple[str, int]:
    """Read a file or pasted text and keep the reading for a decision."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _imports(form), 422
    try:
        name, raw = _brought()
        reading = formats.read(name, raw)
    except Invalid as refusal:
        form.form_errors = [refusal.sentence]
        return _imports(form), 422
    staged = actions.stage_reading(current_user, reading, name or _("粘贴的文字"), now=clock.now())
    return redirect(url_for("questions.staged", staged_id=staged.id), code=303)


def _brought() -> tuple[str, bytes]:
    upload = request.files.get("file")
    pasted = request.form.get("pasted", "")
    if (upload is None or not upload.filename) and pasted.strip():
        return "", pasted.encode("utf-8", errors="replace")
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    return read_upload(upload, extensions=formats.EXTENSIONS, max_bytes=limit)


@bp.get("/imports/<int:staged_id>")
@requires(Permission.QUESTION_EDIT)
def staged(staged_id: int) -> str:
    """Show a file that waits: the original beside what was read."""
    return _staged(queries.staged_for(current_user, staged_id), DecisionForm(formdata=None))


def _staged(waiting: StagedImport, form: DecisionForm, tried: tuple[int, CorrectionForm] | None = None) -> str:
    status = request.args.get("status", "")
    status = status if status in STATUSES else ""
    page = queries.staged_page(waiting, status, asked_page(request.args.get("page")))
    items = [(item, staging.from_text(item.question_json)) for item in page.items]
    return render_template(
        "question_bank/staged.html",
        staged=waiting,
        counts=queries.staged_counts(waiting),
        status=status,
        page=page,
        items=[(item, question, _correction_form(item.id, question, tried)) for item, question in items],
        form=form,
        labels=LABELS,
        lines=_lines,
    )


def _lines(question: ReadQuestion) -> list[tuple[int, list[tuple[str, bool]]]]:
    """The original lines of a question, each cut where something is in doubt."""
    marks = [issue.mark for issue in question.issues if issue.mark]
    if question.sheet:
        return [(question.line, [(cell, any(mark in cell for mark in marks)) for cell in question.raw.split(" | ")])]
    return [(question.line + place, _cut(text, marks)) for place, text in enumerate(question.raw.split("\n"))]


def _cut(text: str, marks: list[str]) -> list[tuple[str, bool]]:
    mark = next((mark for mark in marks if mark in text), "")
    if not mark:
        return [(text, False)]
    before, _mark, after = text.partition(mark)
    return [(before, False), (mark, True), (after, False)]


def _correction_form(item_id: int, question: ReadQuestion, tried: tuple[int, CorrectionForm] | None) -> CorrectionForm:
    form = tried[1] if tried and tried[0] == item_id else _fresh_correction_form(question)
    for field in form:
        field.id = f"{field.name}-{item_id}"  # many of these forms stand on one page
    return form


def _fresh_correction_form(question: ReadQuestion) -> CorrectionForm:
    return CorrectionForm(
        formdata=None,
        kind=question.kind if question.kind in BY_NAME else "single",
        stem=question.stem,
        options="\n".join(question.options),
        key=key_words(question),
        explanation=question.explanation,
        topic=question.topic,
    )


@bp.post("/imports/<int:staged_id>/items/<int:item_id>")
@requires(Permission.QUESTION_EDIT)
def correct(staged_id: int, item_id: int) -> Response | tuple[str, int]:
    """Correct one question in place."""
    item = queries.staged_question_for(current_user, staged_id, item_id)
    form = CorrectionForm()
    if not form.validate_on_submit():
        return _staged(queries.staged_for(current_user, staged_id), DecisionForm(formdata=None), (item_id, form)), 422
    fresh = actions.correct_staged(current_user, item, form.correction())
    if fresh.status == "ready":
        flash(_("已改正，这道题可用了。"), "success")
    else:
        flash(_("已保存，但仍有问题，请看提示。"), "warning")
    return redirect(
        url_for(
            "questions.staged",
            staged_id=staged_id,
            status=request.args.get("status"),
            page=request.args.get("page"),
            _anchor=f"item-{item_id}",
        ),
        code=303,
    )


@bp.post("/imports/<int:staged_id>/batch")
@requires(Permission.QUESTION_EDIT)
def confirm(staged_id: int) -> Response | tuple[str, int]:
    """Take the sound questions in."""
    waiting = queries.staged_for(current_user, staged_id)
    form = DecisionForm()
    if not form.validate_on_submit():
        return _staged(waiting, form), 422
    decision = Decision(topic=form.topic.data or "", ready=form.ready.data)
    batch = actions.import_staged(current_user, waiting, decision, now=clock.now())
    flash(_("已导入 %(count)d 题。", count=batch.question_count), "success")
    return redirect(url_for("questions.index", batch=batch.id), code=303)


@bp.post("/imports/<int:staged_id>/removal")
@requires(Permission.QUESTION_EDIT)
def discard(staged_id: int) -> Response:
    """Throw a file that waits away."""
    actions.discard_staged(current_user, queries.staged_for(current_user, staged_id))
    flash(_("已放弃这份文件，题库没有变化。"), "success")
    return redirect(url_for("questions.imports"), code=303)


@bp.get("/imports/<int:staged_id>/problems.xlsx")
@requires(Permission.QUESTION_EDIT)
def problems(staged_id: int) -> FlaskResponse:
    """Download what needs attention as a workbook, with the lines of the file."""
    waiting = queries.staged_for(current_user, staged_id)
    rows = [_problem_row(staging.from_text(text)) for text in queries.staged_problems(waiting)]
    columns = (
        Column(_("行号"), "number", 8), Column(_("题号"), "number", 8), Column(_("状态"), width=10), Column(_("题型"), width=14),
        Column(_("原因"), width=50), Column(_("题干"), width=50), Column(_("原文"), width=70),
    )  # fmt: skip
    content = write_workbook(
        [Sheet(_("问题清单"), columns, rows, heading=_("问题清单：%(name)s", name=waiting.file_name))]
    )
    return FlaskResponse(content, mimetype=XLSX, headers={"Content-Disposition": "attachment; filename=problems.xlsx"})


def _problem_row(question: ReadQuestion) -> tuple[Any, ...]:
    status = {"doubtful": _("待确认"), "rejected": _("有错误")}[str(question.status)]
    reasons = " ".join(issue.sentence for issue in question.issues)
    return (
        question.line,
        question.number,
        status,
        str(LABELS[question.kind]),
        reasons,
        question.stem,
        question.raw[:5000],
    )


@bp.post("/batches/<int:batch_id>/removal")
@requires(Permission.QUESTION_EDIT)
def undo(batch_id: int) -> Response:
    """Take a whole batch back while nothing of it is used."""
    batch = actions.undo_batch(current_user, queries.batch_for(current_user, batch_id), now=clock.now())
    flash(_("已撤回“%(name)s”导入的 %(count)d 题。", name=batch.file_name, count=batch.question_count), "success")
    return redirect(url_for("questions.imports"), code=303)
