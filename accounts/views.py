"""Pages of sign-in, one's own account, units, people, roles and the audit log."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from accounts.navigation import LARGE_TYPE_COOKIE
from accounts.permissions import Permission, public, requires
from core.i18n import LOCALE_COOKIE, LOCALES

bp = Blueprint("accounts", __name__)
MENU = ()
YEAR = 365 * 86_400


def local_path(target: str | None) -> str:
    """Return a path on this site to go back to; anything else becomes the home page."""
    if target and target.startswith("/") and not target.startswith(("//", "/\\")) and "\n" not in target:
        return target
    return "/"


@bp.get("/sign-in")
@public
def sign_in() -> str:
    """Show the sign-in page."""
    return render_template("accounts/sign_in.html")


@bp.get("/me")
@requires(Permission.ACCOUNT_OWN)
def me() -> str:
    """Show one's own account."""
    return render_template("accounts/me.html")


@bp.post("/locale")
@public
def switch_locale() -> Response:
    """Switch the language of this browser."""
    response = redirect(local_path(request.form.get("next")), code=303)
    if request.form.get("locale") in LOCALES:
        response.set_cookie(LOCALE_COOKIE, request.form["locale"], max_age=YEAR, samesite="Lax")
    return response


@bp.post("/large-type")
@public
def switch_large_type() -> Response:
    """Switch large type on or off in this browser."""
    response = redirect(local_path(request.form.get("next")), code=303)
    large = "1" if request.form.get("large") == "1" else "0"
    response.set_cookie(LARGE_TYPE_COOKIE, large, max_age=YEAR, samesite="Lax")
    return response
