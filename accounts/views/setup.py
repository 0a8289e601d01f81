"""The page that makes an empty installation ready, and is gone afterwards."""

from __future__ import annotations

from typing import Any

from flask import current_app, redirect, render_template, url_for

from accounts import queries, sessions, setup_code
from accounts.actions import setup as actions
from accounts.forms import SetUpForm
from accounts.permissions import public
from accounts.views.blueprint import bp
from core import clock
from core.errors import Invalid, NotFound
from core.i18n import _


@bp.get("/setup")
@public
def setup() -> Any:
    """Show the set-up page of an empty installation."""
    _ensure_empty()
    setup_code.setup_code(current_app.config["SETTINGS"])
    return render_template("accounts/setup.html", form=SetUpForm())


@bp.post("/setup")
@public
def set_up() -> Any:
    """Create the root units and the first administrator, and sign them in."""
    _ensure_empty()
    settings, form = current_app.config["SETTINGS"], SetUpForm()
    valid = form.validate_on_submit()
    if valid and not setup_code.fits(settings, form.code.data):
        form.code.errors = [_("初始化码不正确。请在服务器上执行 flask setup-code 查看。")]
        valid = False
    if not valid:
        return render_template("accounts/setup.html", form=form), 422
    fields = {name: form[name].data for name in actions.SetUp.__dataclass_fields__}
    try:
        administrator = actions.set_up(actions.SetUp(**fields), now=clock.now())
    except Invalid as refusal:
        form.password.errors = [refusal.sentence]
        return render_template("accounts/setup.html", form=form), 422
    setup_code.forget(settings)
    sessions.begin(administrator, clock.now())
    return redirect(url_for("accounts.members"), code=303)


def _ensure_empty() -> None:
    if not queries.nobody_is_here():
        raise NotFound
