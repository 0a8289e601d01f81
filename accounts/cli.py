"""Commands for whoever runs the server."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from accounts import queries
from accounts.actions import members as actions
from accounts.setup_code import setup_code

members = AppGroup("members", help="Look after people's accounts.")


@members.command("password")
@click.argument("staff_no")
def password(staff_no: str) -> None:
    """Give STAFF_NO a one-time password, lift a lock and end their sessions."""
    member = queries.find_by_staff_no(staff_no)
    if member is None:
        raise click.ClickException(f"Nobody has the staff number {staff_no!r}.")
    if not member.active:
        raise click.ClickException(f"The account of {staff_no!r} is closed; an administrator has to open it first.")
    click.echo(f"One-time password of {member.staff_no}: {actions.reset_password(None, member)}")
    click.echo("It works once: the person chooses a new one at the next sign-in.")


@click.command("setup-code")
@with_appcontext
def show_setup_code() -> None:
    """Show the one-time code that the set-up page of an empty installation asks for."""
    if not queries.nobody_is_here():
        raise click.ClickException("This installation is set up already; no code is needed any more.")
    click.echo(setup_code(current_app.config["SETTINGS"]))


COMMANDS = (members, show_setup_code)
