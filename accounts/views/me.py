"""One's own account: 我的."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts import rules, sessions
from accounts.actions import own as actions
from accounts.forms import PasswordForm, PreferencesForm
from accounts.navigation import LARGE_TYPE_COOKIE, NIGHT_COOKIE, wants_large_type
from accounts.permissions import ROLE_LABELS, Permission, Role, public, requires
from accounts.views.blueprint import bp, local_path
from core import clock
from core.errors import Refusal
from core.i18n import LOCALE_COOKIE, LOCALES, _, current_locale

YEAR = 365 * 86_400


@bp.get("/me")
@requires(Permission.ACCOUNT_OWN)
def me() -> str:
    """Show one's own account."""
    member = sessions.signed_in_member()
    roles = [(ROLE_LABELS[Role(grant.role)], grant.unit) for grant in member.grants]
    preferences = PreferencesForm(formdata=None, locale=current_locale(), large_type=wants_large_type())
    phone = rules.masked_phone(member.phone)
    return render_template("accounts/me.html", member=member, roles=roles, phone=phone, preferences=preferences)


@bp.get("/me/password")
@requires(Permission.ACCOUNT_OWN)
def password() -> str:
    """Show the form to choose a new password."""
    return render_template("accounts/password.html", form=PasswordForm())


@bp.post("/me/password")
@requires(Permission.ACCOUNT_OWN)
def change_password() -> Any:
    """Change one's own password; sessions on other devices end."""
    form = PasswordForm()
    member = sessions.signed_in_member()
    if not form.validate_on_submit():
        return render_template("accounts/password.html", form=form), 422
    try:
        actions.change_password(member, form.old_password.data, form.new_password.data)
    except Refusal as refusal:
        form[refusal.field or "new_password"].errors = [refusal.sentence]
        return render_template("accounts/password.html", form=form), 422
    sessions.begin(member, clock.now())
    flash(_("密码已修改，其他设备上的登录已退出。"), "success")
    return redirect(url_for("accounts.me"), code=303)


@bp.post("/me/preferences")
@requires(Permission.ACCOUNT_OWN)
def change_preferences() -> Any:
    """Keep language and letter size on the account and in this browser."""
    form = PreferencesForm()
    response = redirect(url_for("accounts.me"), code=303)
    if form.validate_on_submit():
        _keep_locale(response, form.locale.data)
        _keep_large_type(response, large=form.large_type.data)
        return response
    flash(form.errors_text(), "error")
    return response


@bp.post("/locale")
@public
def switch_locale() -> Response:
    """Switch the language of this browser, and of the account when somebody is signed in."""
    response = redirect(local_path(request.form.get("next")), code=303)
    if request.form.get("locale") in LOCALES:
        _keep_locale(response, request.form["locale"])
    return response


@bp.post("/large-type")
@public
def switch_large_type() -> Response:
    """Switch large type on or off in this browser, and for the account when somebody is signed in."""
    response = redirect(local_path(request.form.get("next")), code=303)
    _keep_large_type(response, large=request.form.get("large") == "1")
    return response


@bp.post("/night")
@public
def switch_night() -> Response:
    """Switch this browser to dark pages or back."""
    response = redirect(local_path(request.form.get("next")), code=303)
    response.set_cookie(NIGHT_COOKIE, "1" if request.form.get("night") == "1" else "0", max_age=YEAR, samesite="Lax")
    return response


def _keep_locale(response: Response, locale: str) -> None:
    response.set_cookie(LOCALE_COOKIE, locale, max_age=YEAR, samesite="Lax")
    if current_user.is_authenticated:
        actions.keep_locale(sessions.signed_in_member(), locale)


def _keep_large_type(response: Response, *, large: bool) -> None:
    response.set_cookie(LARGE_TYPE_COOKIE, "1" if large else "0", max_age=YEAR, samesite="Lax")
    if current_user.is_authenticated:
        actions.keep_large_type(sessions.signed_in_member(), large)
