"""Commands of the assessment package."""

from __future__ import annotations

import click

from assessment import actions
from core import clock
from core.clock import now


@click.group("attempts")
def attempts() -> None:
    """Close and mark attempts, and settle questions about the host's clock."""


@attempts.command("sweep")
def sweep() -> None:
    """Close and mark every attempt whose time has passed."""
    click.echo(f"closed {actions.sweep()}")


@attempts.command("trust-clock")
@click.option("--reason", required=True, help="Why the present time of this machine is right.")
def trust_clock(reason: str) -> None:
    """Believe the host's clock again after it jumped, so that attempts are closed again."""
    actions.trust_clock(None, reason, now=now())
    click.echo(f"the clock is believed again: {clock.local(now()):%Y-%m-%d %H:%M:%S}")


COMMANDS = (attempts,)
