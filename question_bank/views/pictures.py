"""Pictures of questions: taking them in, and showing them to whoever is signed in."""

from __future__ import annotations

from flask import current_app, jsonify, request
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.pictures import EXTENSIONS, MAX_BYTES
from core.uploads import read_upload
from documents.queries import picture_for
from question_bank import actions
from question_bank.views.blueprint import bp

A_YEAR = 365 * 24 * 3600


@bp.get("/pictures/<digest>")
@requires(Permission.ACCOUNT_OWN)
def picture(digest: str) -> Response:
    """Send a picture; its address names its content, so browsers may keep it."""
    found = picture_for(digest)
    response = current_app.response_class(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.post("/pictures")
@requires(Permission.QUESTION_EDIT)
def add_picture() -> tuple[Response, int]:
    """Keep a picture for the editor and tell how texts name it."""
    name, raw = read_upload(request.files.get("picture"), extensions=EXTENSIONS, max_bytes=MAX_BYTES)
    kept = actions.add_picture(current_user, raw, now=clock.now(), name=name)
    return jsonify({"digest": kept.digest, "width": kept.width, "height": kept.height}), 201
