"""Security headers, and addresses of static files that change with their content."""

from __future__ import annotations

import hashlib
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request

from config import Settings

DAY = 86_400
FIVE_MINUTES = 300


def init_app(app: Flask, settings: Settings) -> None:
    """Add security headers to every answer and a content digest to every static address."""
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(lambda response: _protect(response, https=settings.https))
    static = Path(app.static_folder or "")

    @app.url_defaults
    def add_digest(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values["v"] = _digest(str(static / values["filename"]))

    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = FIVE_MINUTES


def csp_nonce() -> str:
    """Return this request's nonce for script and style elements."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


@lru_cache(maxsize=512)
def _digest(path: str) -> str | None:
    file = Path(path)
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else None


def _protect(response: Response, *, https: bool) -> Response:
    headers = response.headers
    nonce = g.get("csp_nonce")
    script = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    style = f"'self' 'nonce-{nonce}'" if nonce else "'self'"
    headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {script}; style-src {style}; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; manifest-src 'self'; worker-src 'self'"
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint == "static":
        if "v" in request.args:
            headers["Cache-Control"] = f"public, max-age={30 * DAY}, immutable"
    else:
        headers.setdefault("Cache-Control", "private, no-cache")
    return response
