"""Pages of import: bring a file, compare, correct, confirm, take back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response as FlaskResponse
from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from core.jobs import enqueue
from core.paging import asked_page
from core.uploads import read_upload
from core.xlsx import Column, Sheet, write_workbook
from question_bank import actions, formats, opening, queries, staging
from question_bank.actions import Decision
from question_bank.formats.base import ReadQuestion
from question_bank.formats.wording import LABELS
from question_bank.forms import CorrectionForm, DecisionForm, UploadForm, written_key
from question_bank.models import StagedImport
from question_bank.types import BY_NAME
from question_bank.views.blueprint import bp
from question_bank.views.comparing import others_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATUSES = ("ready", "doubtful", "rejected")
READ_AT_ONCE = 200_000
"""Bytes up to which a file is read while its owner waits; longer ones go through the worker."""
FORMATS = {reader.name: reader.label for reader in formats.ALL}
Tried = tuple[int, int | None, CorrectionForm] | None
"""A correction that was refused: of which row, of which part of it."""


@bp.get("/imports")
@requires(Permission.QUESTION_EDIT)
def imports() -> str:
    """Offer to bring a file or paste text; list what waits and what came in."""
    return _imports(UploadForm(formdata=None))


def _imports(form: UploadForm) -> str:
    return render_template(
        "question_bank/imports.html",
        form=form,
        accept=",".join(sorted(opening.EXTENSIONS)),
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
        takes_long = len(raw) > READ_AT_ONCE or opening.must_be_converted(name, raw)
        staged = _staged_later(name, raw) if takes_long else _staged_now(name, raw)
    except Invalid as refusal:
        form.form_errors = [refusal.sentence]
        return _imports(form), 422
    return redirect(url_for("questions.staged", staged_id=staged.id), code=303)


def _staged_now(name: str, raw: bytes) -> StagedImport:
    reading = opening.read_safely(name, raw)
    return actions.stage_reading(current_user, reading, name or _("粘贴的文字"), now=clock.now())


def _staged_later(name: str, raw: bytes) -> StagedImport:
    staged = actions.receive_upload(current_user, name or _("粘贴的文字"), raw, now=clock.now())
    enqueue(actions.READ_UPLOAD, staged_id=staged.id)
    return staged


def _brought() -> tuple[str, bytes]:
    upload = request.files.get("file")
    pasted = request.form.get("pasted", "")
    if (upload is None or not upload.filename) and pasted.strip():
        return "", pasted.encode("utf-8", errors="replace")
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    return read_upload(upload, extensions=opening.EXTENSIONS, max_bytes=limit)


@bp.get("/imports/<int:staged_id>")
@requires(Permission.QUESTION_EDIT)
def staged(staged_id: int) -> str:
    """Show a file that waits: the original beside what was read, or how far the reading is."""
    waiting = queries.staged_for(current_user, staged_id)
    if upload := queries.upload_of(waiting):
        return render_template("question_bank/reading.html", staged=waiting, upload=upload)
    return _staged(waiting, DecisionForm(formdata=None))


@bp.get("/imports/<int:staged_id>/progress")
@requires(Permission.QUESTION_EDIT)
def progress(staged_id: int) -> Response:
    """Tell the page of a long file how far its reading is."""
    upload = queries.upload_of(queries.staged_for(current_user, staged_id))
    answer = jsonify(reading=bool(upload and not upload.refusal), percent=upload.percent if upload else 100)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _staged(waiting: StagedImport, form: DecisionForm, tried: Tried = None) -> str:
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
        items=[(item, question, _forms_of(item.id, question, tried)) for item, question in items],
        others=others_of(waiting, [question for _item, question in items]),
        format_label=FORMATS.get(waiting.file_format, waiting.file_format),
        form=form,
        labels=LABELS,
        lines=_lines,
        written_key=written_key,
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


def _forms_of(item_id: int, question: ReadQuestion, tried: Tried) -> list[CorrectionForm]:
    """A form for the question itself, and one for each part of a material."""
    forms = []
    for place, each in enumerate((question, *question.parts)):
        part = place - 1 if place else None
        form = tried[2] if tried and tried[:2] == (item_id, part) else _fresh_correction_form(each)
        for field in form:
            field.id = f"{field.name}-{item_id}-{place}"  # many of these forms stand on one page
        forms.append(form)
    return forms


def _fresh_correction_form(question: ReadQuestion) -> CorrectionForm:
    return CorrectionForm(
        formdata=None,
        kind=question.kind if question.kind in BY_NAME else "single",
        stem=question.stem,
        options="\n".join(question.options),
        key=written_key(question),
        explanation=question.explanation,
        topic=question.topic,
    )


@bp.post("/imports/<int:staged_id>/items/<int:item_id>")
@requires(Permission.QUESTION_EDIT)
def correct(staged_id: int, item_id: int) -> Response | tuple[str, int]:
    """Correct one question in place."""
    item = queries.staged_question_for(current_user, staged_id, item_id)
    part = request.args.get("part", type=int)
    form = CorrectionForm()
    if not form.validate_on_submit():
        waiting = queries.staged_for(current_user, staged_id)
        return _staged(waiting, DecisionForm(formdata=None), (item_id, part, form)), 422
    fresh = actions.correct_staged(current_user, item, form.correction(), part=part)
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
    texts = queries.staged_texts(waiting, "doubtful", "rejected")
    rows = (row for text in texts for row in _problem_rows(staging.from_text(text)))
    columns = (
         Column(_("行号"), "number", 8), Column(_("工作表"), width=14), Column(_("题号"), "number", 8), Column(_("状态"), width=10), Column(_("题型"), width=14),
        Column(_("原因"), width=50), Column(_("题干"), width=50), Column(_("原文"), width=70),
    )  # fmt: skip
    content = write_workbook(
        [Sheet(_("问题清单"), columns, rows, heading=_("问题清单：%(name)s", name=waiting.file_name))]
    )
    return FlaskResponse(content, mimetype=XLSX, headers={"Content-Disposition": "attachment; filename=problems.xlsx"})


def _problem_rows(question: ReadQuestion) -> Iterator[tuple[Any, ...]]:
    """A row for the question where it has reasons of its own, and one for each part that has."""
    for each in (question, *question.parts):
        if each.issues or (each is question and not question.parts):
            yield _problem_row(each)


def _problem_row(question: ReadQuestion) -> tuple[Any, ...]:
    status = {"ready": _("可用"), "doubtful": _("待确认"), "rejected": _("有错误")}[str(question.status)]
    reasons = " ".join(issue.sentence for issue in question.issues)
    return (
        question.line,
        question.sheet,
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
