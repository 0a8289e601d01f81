"""Pages of source documents: the list, one document, one article, the upload."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core import clock
from core.errors import Refusal
from core.i18n import _, _l
from core.menu import MenuItem
from core.paging import asked_page
from core.uploads import read_upload
from documents import actions, office, queries, readers, reading
from documents.articles import ArticleKind
from documents.forms import UploadForm
from documents.reasons import LABELS, SENTENCES
from documents.tables import is_table, table_rows
from documents.views.standing import edition_facts

bp = Blueprint("documents", __name__, url_prefix="/documents")
MENU = (MenuItem(_l("文档"), "documents.index", Permission.DOCUMENT_READ, _l("资料"), "document"),)
KIND_LABELS = {ArticleKind.ESSAY: _l("文章"), ArticleKind.PAPER: _l("论文"), ArticleKind.REGULATION: _l("制度")}
OFFERED = {f".{extension}" for extension in (*readers.BY_EXTENSION, *office.EXTENSIONS)}
A_YEAR = 365 * 24 * 3600
ACCEPT = ",".join(sorted(OFFERED))


@bp.get("/")
@requires(Permission.DOCUMENT_READ)
def index() -> str:
    """List the articles of all documents."""
    words, kind = request.args.get("q", "").strip()[:60], request.args.get("kind", "")
    kind = kind if kind in set(ArticleKind) else ""
    page = queries.articles(words, kind, asked_page(request.args.get("page")))
    may_edit = can(current_user, Permission.DOCUMENT_EDIT)
    return render_template(
        "documents/index.html", page=page, words=words, kind=kind, article_kinds=KIND_LABELS, may_edit=may_edit
    )


@bp.get("/new")
@requires(Permission.DOCUMENT_EDIT)
def new() -> str:
    """Show the upload form."""
    return render_template("documents/new.html", form=UploadForm(), offered=ACCEPT)


@bp.post("/")
@requires(Permission.DOCUMENT_EDIT)
def create() -> Response | tuple[str, int]:
    """Read an uploaded file and store it."""
    form = UploadForm()
    if not form.validate_on_submit():
        return render_template("documents/new.html", form=form, offered=ACCEPT), 422
    try:
        name, raw = read_upload(form.file.data, extensions=OFFERED, max_bytes=reading.MAX_BYTES)
        if actions.takes_long(name, raw):
            upload = actions.put_aside(current_user, name, raw, now=clock.now())
            return redirect(url_for("documents.upload", upload_id=upload.id), code=303)
        document = actions.store_document(current_user, name, raw, now=clock.now())
    except Refusal as refusal:
        form.file.errors = [refusal.sentence]
        return render_template("documents/new.html", form=form, offered=ACCEPT), int(refusal.status)
    flash(
        _("已收录《%(title)s》，读出 %(count)s 篇文章。", title=document.title, count=len(document.articles)), "success"
    )
    return redirect(url_for("documents.show", document_id=document.id), code=303)


@bp.get("/<int:document_id>")
@requires(Permission.DOCUMENT_READ)
def show(document_id: int) -> str:
    """Show one document: its articles and what was left out of them."""
    document = queries.document_for(current_user, document_id)
    return render_template("documents/show.html", document=document, **edition_facts(document_id))


@bp.get("/articles/<int:article_id>")
@requires(Permission.DOCUMENT_READ)
def article(article_id: int) -> str:
    """Show one article with its outline, each paragraph under its anchor."""
    found = queries.article_for(current_user, article_id)
    return render_template(
        "documents/article.html",
        article=found,
        **edition_facts(found.document_id),
        article_kinds=KIND_LABELS,
        drop_reasons=LABELS,
        reading_doubts=SENTENCES,
        table_rows=table_rows,
        is_table=is_table,
        pictures=queries.pictures_in([found.id]),
    )


@bp.get("/pictures/<digest>")
@requires(Permission.DOCUMENT_READ)
def picture(digest: str) -> Response:
    """Send a picture; its address names its content, so browsers may keep it."""
    found = queries.picture_for(digest)
    response = current_app.response_class(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
