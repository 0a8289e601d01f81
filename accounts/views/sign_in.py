"""Signing in and out."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError, generate_csrf
from werkzeug.wrappers import Response

from accounts import queries, rules, sessions
from accounts.actions import sign_in as actions
from accounts.forms import SignInForm
from accounts.models import Member
from accounts.permissions import Permission, public, requires
from accounts.views.blueprint import bp, local_path
from core import clock
from core.errors import Invalid, Refusal
from core.i18n import _


@bp.get("/sign-in")
@public
def sign_in() -> Any:
    """Show the sign-in page."""
    if queries.nobody_is_here():
        return redirect(url_for("accounts.setup"), code=302)
    if current_user.is_authenticated:
        return redirect(local_path(request.args.get("next")), code=303)
    return render_template("accounts/sign_in.html", form=SignInForm(), next=local_path(request.args.get("next")))


@bp.post("/sign-in")
@public
def check_sign_in() -> Any:
    """Sign a person in: a form leads back to where they came from, JSON gets a fresh CSRF token."""
    if request.is_json:
        return _sign_in_by_json()
    form = SignInForm()
    after = local_path(request.form.get("next"))
    valid = form.validate_on_submit()
    if "csrf_token" in form.errors:
        raise CSRFError
    if valid:
        try:
            _begin(form.staff_no.data, form.password.data)
        except Refusal as refusal:
            form.form_errors.append(refusal.sentence)
            page = render_template("accounts/sign_in.html", form=form, next=after)
            return page, int(refusal.status), {} if not refusal.retry_after else {"Retry-After": refusal.retry_after}
        return redirect(after, code=303)
    return render_template("accounts/sign_in.html", form=form, next=after), 422


def _sign_in_by_json() -> Response:
    # Safe without a token: no other site can send this content type, nor the cookie that is Lax.
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or not all(isinstance(body.get(key), str) for key in ("staff_no", "password")):
        raise Invalid(_("请输入工号和密码。"), field="staff_no")
    member = _begin(body["staff_no"][:64].strip(), body["password"][:256])
    return jsonify({"ok": True, "csrf_token": generate_csrf(), "must_change_password": member.must_change_password})


def _begin(staff_no: str, password: str) -> Member:
    forwarded = request.headers.get("X-Forwarded-For") or request.headers.get("Forwarded")
    settings = current_app.config["SETTINGS"]
    here = rules.is_this_machine(request.remote_addr, None if settings.trusted_proxies else forwarded)
    now = clock.now()
    member = actions.check_sign_in(staff_no, password, is_this_machine=here, settings=settings, now=now)
    sessions.begin(member, now)
    return member


@bp.record_once
def _exempt_from_token(state: Any) -> None:
    """Let the view check the CSRF token itself, because JSON without one is welcome there."""
    state.app.extensions["csrf"].exempt(check_sign_in)


@bp.post("/sign-out")
@requires(Permission.ACCOUNT_OWN)
def sign_out() -> Response:
    """End the session of this browser."""
    sessions.end()
    return redirect(url_for("accounts.sign_in"), code=303)


@bp.post("/sign-out-everywhere")
@requires(Permission.ACCOUNT_OWN)
def sign_out_everywhere() -> Response:
    """End all sessions of the person, this one included."""
    actions.end_all_sessions(sessions.signed_in_member())
    sessions.end()
    flash(_("已在所有设备上退出登录。"), "success")
    return redirect(url_for("accounts.sign_in"), code=303)
