"""The home page."""

from __future__ import annotations

from flask import render_template
from flask_login import current_user

from accounts.permissions import Permission, requires
from core import clock
from learning import wording
from learning.audiences import AUDIENCE_LABELS
from learning.queries.home import home_of
from learning.views.blueprint import bp


@bp.get("/")
@requires(Permission.LEARN)
def home() -> str:
    """Show the hours of the year, one thing to continue, and what is due."""
    now = clock.now()
    page = home_of(current_user, now)
    return render_template(
        "learning/home.html",
        page=page,
        headline=wording.headline(page.standing),
        forecast=wording.forecast_words(page.promise, page.standing),
        time_left=wording.time_left,
        due_words=wording.due_words,
        current=now,
        audience_labels=AUDIENCE_LABELS,
    )
