"""Commands of the first start: prepare the installation, say where to look."""

from __future__ import annotations

import click
import flask_migrate
from flask import current_app

from accounts.setup_code import setup_code
from config import Settings
from core import search
from core.clock import now
from installation.demonstration import roster, story
from installation.shipped import load_shipped
from question_bank.searching import feed_if_new

WIDTH = 66


@click.command("prepare")
def prepare() -> None:
    """Migrate the database, load what is shipped, and make the demonstration where it was asked for."""
    settings: Settings = current_app.config["SETTINGS"]
    prepare_installation(demo=settings.demo)


def prepare_installation(*, demo: bool) -> None:
    """Do what `flask prepare` does; again it does only what is new."""
    flask_migrate.upgrade()
    feed_if_new()
    shipped = load_shipped(now=now())
    if shipped.questions or shipped.courses:
        click.echo(f"Loaded {shipped.questions} questions and {shipped.courses} courses.")
    search.fill_if_empty(list(search.known_kinds().values()))
    if demo and not story.is_told() and story.may_be_told():
        click.echo("Making the demonstration unit (about half a minute) ...")
        story.tell(now())


@click.command("welcome")
def welcome() -> None:
    """Say where the product is and how to sign in."""
    settings: Settings = current_app.config["SETTINGS"]
    click.echo("=" * WIDTH)
    click.echo(f"树人 is ready: http://{settings.host}:{settings.port}/")
    if settings.demo and story.is_told():
        click.echo(f"Demonstration accounts, on this machine only; password {roster.PASSWORD}")
        for label, staff_no in ACCOUNTS:
            click.echo(f"  {label:<28} {staff_no}")
    elif story.may_be_told():
        click.echo(f"Open /setup to begin; the set-up code is {setup_code(settings)}")
    click.echo("Ctrl-C stops it.")
    click.echo("=" * WIDTH)


ACCOUNTS = (
    ("学员 member", "member"),
    ("竞赛组织者 organizer", "organizer"),
    ("培训管理员 training manager", "manager"),
    ("系统/安全管理员 administrator", "admin"),
    ("支部书记 branch secretary", "secretary"),
    ("班组长 team leader", "foreman"),
    ("审题人 reviewer", "reviewer"),
    ("评委 judge", "judge1"),
    ("审计员 auditor", "auditor"),
)
COMMANDS = (prepare, welcome)
