"""Pages of editions: recording that a document supersedes another, and what changed."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import Refusal
from core.i18n import _, _l
from core.uploads import read_upload
from documents import actions, queries, reading
from documents.alignment import Fate
from documents.comparing import compared
from documents.forms import EditionForm, WithdrawalForm
from documents.models import Document, DocumentUpload, Supersession
from documents.views.library import OFFERED, bp

FATE_LABELS = {
    Fate.EDITED: _l("已修改"),
    Fate.ADDED: _l("新增"),
    Fate.REMOVED: _l("已删除"),
    Fate.UNCHANGED: _l("未变"),
}
FATE_TONES = {Fate.EDITED: "amber", Fate.ADDED: "green", Fate.REMOVED: "red", Fate.UNCHANGED: "neutral"}


@bp.get("/<int:document_id>/editions/new")
@requires(Permission.DOCUMENT_EDIT)
def new_edition(document_id: int) -> str:
    """Show the form for a newer edition of a document."""
    document = queries.document_for(current_user, document_id)
    form = EditionForm(formdata=None, in_force_on=clock.local(clock.now()).date())
    return _form_page(document, form)


def _form_page(document: Document, form: EditionForm) -> str:
    form.offer(queries.documents_besides(document.id))
    return render_template("documents/edition_new.html", document=document, form=form)


@bp.post("/<int:document_id>/editions")
@requires(Permission.DOCUMENT_EDIT)
def create_edition(document_id: int) -> Response | tuple[str, int]:
    """Store a newer edition, or take one that is stored already, and let it supersede the document."""
    document, form = queries.document_for(current_user, document_id), EditionForm()
    form.offer(queries.documents_besides(document_id))
    if not form.validate_on_submit():
        return _form_page(document, form), 422
    try:
        newer = _newer(form)
        if isinstance(newer, DocumentUpload):
            return _read_later(newer)
        step = actions.supersede(current_user, document, newer, form.in_force_on.data, now=clock.now())
    except Refusal as refusal:
        form.form_errors = [refusal.sentence]
        return _form_page(document, form), int(refusal.status)
    flash(_("已登记新版本。请看两版的差异，再处理待复核的课和题目。"), "success")
    return redirect(url_for("documents.differences", supersession_id=step.id), code=303)


def _newer(form: EditionForm) -> Document | DocumentUpload:
    """The newer edition, stored by now; or the upload that is read in the background, where reading takes long."""
    if not form.file.data:
        return queries.document_for(current_user, form.newer_id.data)
    name, raw = read_upload(form.file.data, extensions=OFFERED, max_bytes=reading.MAX_BYTES)
    if actions.takes_long(name, raw):
        return actions.put_aside(current_user, name, raw, now=clock.now())
    return actions.store_document(current_user, name, raw, now=clock.now())


def _read_later(upload: DocumentUpload) -> Response:
    flash(_("文件较大，正在后台读取。读完后请回到原文档，再次上传新版本，选择已收录的这一份。"), "info")
    return redirect(url_for("documents.upload", upload_id=upload.id), code=303)


@bp.get("/editions/<int:supersession_id>")
@requires(Permission.DOCUMENT_READ)
def differences(supersession_id: int) -> str:
    """Show what a newer edition changed, paragraph by paragraph."""
    return _differences(queries.supersession_for(current_user, supersession_id), WithdrawalForm(formdata=None))


def _differences(step: Supersession, form: WithdrawalForm) -> str:
    pairs = compared(queries.quoted_of(step.older_id), queries.quoted_of(step.newer_id))
    asked = request.args.get("show", "changes")
    shown = asked if asked in {"changes", "all", *Fate} else "changes"
    return render_template(
        "documents/differences.html",
        step=step,
        pairs=[pair for pair in pairs if shown in ("all", pair.fate) or (shown == "changes" and pair.is_change)],
        counts={fate: sum(pair.fate is fate for pair in pairs) for fate in FATE_LABELS},
        shown=shown,
        fate_labels=FATE_LABELS,
        fate_tones=FATE_TONES,
        form=form,
        may_edit=can(current_user, Permission.DOCUMENT_EDIT),
    )


@bp.post("/editions/<int:supersession_id>/withdrawal")
@requires(Permission.DOCUMENT_EDIT)
def withdraw_edition(supersession_id: int) -> Response | tuple[str, int]:
    """Take back a supersession that was recorded by mistake."""
    step, form = queries.supersession_for(current_user, supersession_id), WithdrawalForm()
    if not form.validate_on_submit():
        return _differences(step, form), 422
    older_id = step.older_id
    actions.withdraw_supersession(current_user, step, form.reason.data)
    flash(_("已撤销这次版本更替；两份文档都还在。"), "success")
    return redirect(url_for("documents.show", document_id=older_id), code=303)
