"""Panels of other packages on a page: those that this person may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask import Flask
from flask_login import current_user
from markupsafe import Markup

from accounts.permissions import Permission, can
from core.beside import Beside


def init_app(app: Flask, besides: Sequence[Beside]) -> None:
    """Offer `beside(about, id)` to the templates of this application: titles and contents in the order of the menu."""

    def beside(about: str, thing_id: int) -> Iterator[tuple[Any, Markup]]:
        for panel in besides:
            if panel.about == about and can(current_user, Permission(panel.permission)):
                content = Markup(panel.content(thing_id))  # noqa: S704 - a template of ours has escaped it
                if content:
                    yield panel.title, content

    app.jinja_env.globals["beside"] = beside
