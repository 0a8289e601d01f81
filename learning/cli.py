"""Commands about hours."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from core import clock
from core.i18n import _
from learning.actions.contests import collect_contest_hours
from learning.actions.policies import load_shipped_policies


@click.group("hours")
def hours() -> None:
    """Prepare the rules by which learning becomes hours."""


@hours.command("load")
@with_appcontext
def load() -> None:
    """Enter the shipped hour requirements and conversions where none are kept yet."""
    added = load_shipped_policies(None, now=clock.now())
    click.echo(_("学时标准：新增 %(count)s 条。", count=added))


@hours.command("collect")
@with_appcontext
def collect() -> None:
    """Enter the hours of contests that were published since the last time."""
    entered = collect_contest_hours(clock.now())
    click.echo(_("竞赛学时：新增 %(count)s 条。", count=entered))


COMMANDS: tuple[click.Command, ...] = (hours,)
