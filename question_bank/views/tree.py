"""Changing the topic tree beside adding and renaming: hanging topics elsewhere, taking empty ones away."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core.forms import clean_text
from core.i18n import _
from question_bank import actions, queries
from question_bank.views.blueprint import bp


@bp.post("/topics/<int:topic_id>/parent")
@requires(Permission.QUESTION_EDIT)
def move_topic(topic_id: int) -> Response:
    """Hang a topic under another one, or at the root."""
    topic = queries.topic_for(current_user, topic_id)
    wanted = clean_text(request.form.get("parent", ""))
    parent = queries.topic_by_path(wanted) if wanted else None
    moved = actions.move_topic(current_user, topic, parent)
    flash(_("已移到“%(path)s”。", path=moved.path), "success")
    return redirect(url_for("questions.topics"), code=303)


@bp.post("/topics/<int:topic_id>/removal")
@requires(Permission.QUESTION_EDIT)
def remove_topic(topic_id: int) -> Response:
    """Take away an empty topic."""
    topic = queries.topic_for(current_user, topic_id)
    actions.remove_topic(current_user, topic)
    flash(_("已删除知识点。"), "success")
    return redirect(url_for("questions.topics"), code=303)
