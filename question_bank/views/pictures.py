"""Pictures of questions: taking them in, and showing them to whoever is signed in."""

from __future__ import annotations

from flask import current_app, jsonify, request
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.uploads import read_upload
from question_bank import actions, picture_files, queries
from question_bank.views.blueprint import bp

EXTENSIONS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
A_YEAR = 365 * 24 * 3600


@bp.get("/pictures/<digest>")
@requires(Permission.ACCOUNT_OWN)
def picture(digest: str) -> Response:
    """Send a picture; its address names its content, so browsers may keep it."""
    found = queries.picture_for(digest)
    response = current_app.response_class(found.content, mimetype=found.media_type)
    response.headers["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.post("/pictures")
@requires(Permission.QUESTION_EDIT)
def add_picture() -> tuple[Response, int]:
    """Keep a picture for the editor and tell how texts name it."""
    _name, raw = read_upload(request.files.get("picture"), extensions=EXTENSIONS, max_bytes=picture_files.LARGEST_FILE)
    kept = actions.add_picture(current_user, raw, now=clock.now())
    return jsonify({"digest": kept.digest, "width": kept.width, "height": kept.height}), 201
