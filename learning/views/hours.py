"""The member's own hours."""

from __future__ import annotations

from datetime import date

from flask import render_template, request
from flask_login import current_user

from accounts.permissions import Permission, requires
from core import clock
from core.i18n import _
from learning import wording
from learning.audiences import AUDIENCE_LABELS
from learning.hours import BY_NAME
from learning.queries import evidence
from learning.queries import hours as reading
from learning.queries.hours import Ledger
from learning.standing import forecast
from learning.views.blueprint import bp


@bp.get("/hours")
@requires(Permission.LEARN)
def own_hours() -> str:
    """Show one's own ledger of a year."""
    found = reading.ledger(current_user, asked_year())
    return render_template("learning/ledger.html", own=True, **ledger_values(found))


@bp.get("/hours/entries/<int:entry_id>")
@requires(Permission.LEARN)
def own_entry(entry_id: int) -> str:
    """Show what stands behind one entry of one's own."""
    entry = reading.entry_for(current_user, entry_id)
    return render_template(
        "learning/entry.html", own=True, member=current_user, evidence=evidence.evidence_of(entry), rules=BY_NAME
    )


def asked_year() -> int:
    """Return the year asked for in the address, else the present one."""
    asked = request.args.get("year", "")
    today = clock.local(clock.now()).date()
    return int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked) <= 2100 else today.year


def ledger_values(found: Ledger) -> dict[str, object]:
    """Return what both ledger pages show."""
    today: date = clock.local(clock.now()).date()
    promise = forecast(found.standing, found.year, today)
    return {
        "ledger": found,
        "rules": BY_NAME,
        "headline": wording.headline(found.standing),
        "forecast": wording.forecast_words(promise, found.standing),
        "audience_labels": AUDIENCE_LABELS,
        "year_options": [(year, _("%(year)s 年", year=year)) for year in found.years],
        "this_year": today.year,
    }
