"""The front door: puts settings, packages, pages of errors and commands together; nothing else."""

from __future__ import annotations

from typing import Any

from flask import Flask, render_template
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import accounts.audit
import accounts.cli
import accounts.sessions
import accounts.views
import assessment.actions
import assessment.analysing
import assessment.cli
import assessment.views
import contests.actions
import contests.views
import courses.cli
import courses.searching
import courses.views
import courses.views.cases
import courses.views.handbooks
import documents.cli
import documents.searching
import documents.views
import installation.cli
import learning.actions.contests
import learning.cli
import learning.views
import question_bank.cli
import question_bank.searching
import question_bank.views
import reports.views
from accounts import besides, navigation
from accounts.permissions import ensure_all_guarded, public
from config import ROOT, Settings, SettingsError, read_settings
from core import clock, db, errors, fragments, group_commit, headers, health, i18n, jobs, search, sessions, text, turns
from core.db import db as database
from core.migrating import migrate

VIEWS = (
    documents.views,
    question_bank.views,
    courses.views.cases,
    courses.views,
    courses.views.handbooks,
    contests.views,
    assessment.views,
    learning.views,
    reports.views,
    accounts.views,
)
"""View modules in the order of the menu; each has `bp` and `MENU`, and `BESIDE` where it has panels for the pages of others."""
COMMANDS: tuple[Any, ...] = (
    accounts.cli,
    assessment.cli,
    assessment.analysing,
    courses.cli,
    documents.cli,
    learning.cli,
    question_bank.cli,
    installation.cli,
)
"""Command modules; each has `COMMANDS`, a tuple of click commands."""
SEARCHED: tuple[search.SearchKind, ...] = (
    *courses.searching.SEARCHED,
    *documents.searching.SEARCHED,
    *question_bank.searching.SEARCHED,
)
"""Kinds of things that can be found by search."""
TICKS: tuple[jobs.Tick, ...] = (
    assessment.actions.sweep,
    contests.actions.tend,
    learning.actions.contests.collect_now,
)
"""Work that the worker repeats about every two seconds."""


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from its settings; refuses to start with an unguarded view."""
    settings = settings or _settings_or_exit()
    app = Flask("shuren", root_path=str(ROOT))
    app.config["SETTINGS"] = settings
    app.config["SECRET_KEY"] = settings.secret_key
    app.config["MAX_CONTENT_LENGTH"] = settings.upload_megabytes * 2**20
    app.config["MAX_FORM_MEMORY_SIZE"] = 4 * 2**20
    app.config["WTF_CSRF_TIME_LIMIT"] = None  # A contest page may stay open for hours.
    clock.use_zone(settings.timezone)
    _join_core(app, settings)
    accounts.sessions.init_app(app, settings)
    for module in VIEWS:
        app.register_blueprint(module.bp)
    for module in COMMANDS:
        for command in module.COMMANDS:
            app.cli.add_command(command)
    besides.init_app(app, [panel for module in VIEWS for panel in getattr(module, "BESIDE", ())])
    navigation.init_app(app, settings, [item for module in VIEWS for item in module.MENU])
    app.add_url_rule("/components", "components", public(lambda: render_template("components_page/index.html")))
    app.cli.add_command(jobs.worker_command(TICKS))
    search.init_app(app, SEARCHED)
    with app.app_context():
        ensure_all_guarded()
    return app


def _settings_or_exit() -> Settings:
    """Read the settings; end the process with one sentence when they cannot be used."""
    try:
        return read_settings()
    except SettingsError as error:
        raise SystemExit(str(error)) from error


def _join_core(app: Flask, settings: Settings) -> None:
    db.init_app(app, settings)
    migrate.init_app(app, database)
    i18n.init_app(app, settings)
    sessions.init_app(app)
    headers.init_app(app, settings)
    text.init_app(app)
    fragments.init_app(app)
    errors.init_app(app)
    jobs.init_app(app, settings)
    group_commit.init_app(app)
    health.init_app(app, public)
    CSRFProtect(app)
    turns.init_app(app, settings)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
