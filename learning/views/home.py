"""The home page."""

from __future__ import annotations

from flask import render_template

from accounts.permissions import Permission, requires
from accounts.sessions import signed_in_member
from core import clock
from learning import wording
from learning.audiences import AUDIENCE_LABELS
from learning.queries.home import home_of
from learning.views.blueprint import bp
from learning.views.due import due_things


@bp.get("/")
@requires(Permission.LEARN)
def home() -> str:
    """Show the hours of the year, one thing to continue, and what is due."""
    now = clock.now()
    page = home_of(signed_in_member(), now)
    return render_template(
        "learning/home.html",
        page=page,
        headline=wording.headline(page.standing),
        forecast=wording.forecast_words(page.promise, page.standing),
        due=due_things(page, now),
        audience_labels=AUDIENCE_LABELS,
    )
