"""The blueprint of the package, and small things its pages share."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, make_response
from werkzeug.wrappers import Response

bp = Blueprint("accounts", __name__)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def local_path(target: str | None) -> str:
    """Return a path on this site to go back to; anything else becomes the home page."""
    if not target or not target.startswith("/") or target.startswith("//"):
        return "/"
    if "\\" in target or not target.isprintable() or urlsplit(target).netloc:
        return "/"
    return target


def workbook_response(content: bytes, name: str) -> Response:
    """Answer with a workbook to be saved under a name, kept by no cache."""
    response = make_response(content)
    response.headers["Content-Type"] = XLSX
    response.headers.set("Content-Disposition", "attachment", filename=name)
    response.headers["Cache-Control"] = "no-store"
    return response
