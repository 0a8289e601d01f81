"""The page on which a person sees how far the reading of a long file is."""

from __future__ import annotations

from pathlib import PurePath

from flask import redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from documents import office, queries, readers
from documents.views.library import bp


@bp.get("/uploads/<int:upload_id>")
@requires(Permission.DOCUMENT_EDIT)
def upload(upload_id: int) -> str | Response:
    """Show how far the reading is; lead to the document once it is there."""
    found = queries.upload_for(current_user, upload_id)
    if found.document_id:
        return redirect(url_for("documents.show", document_id=found.document_id), code=303)
    return render_template("documents/upload.html", upload=found, **_kind(found.file_name))


def _kind(name: str) -> dict[str, bool]:
    """What the page must know of a file to tell its progress."""
    reader = readers.BY_EXTENSION.get(PurePath(name).suffix.lower().lstrip("."))
    return {"has_pages": reader is not None and reader.has_pages, "is_converted": office.is_old_word(name)}
