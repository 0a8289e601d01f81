"""Commands about courses."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from config import ROOT
from core import clock
from core.errors import Refusal
from core.i18n import _
from courses import actions

STARTER = ROOT / "courses" / "starter"
STARTER_CASES = ROOT / "courses" / "starter_cases"
MOST_NAMED = 5


@click.group("courses")
def courses() -> None:
    """Load and check courses kept as Markdown files."""


@courses.command("load")
@click.argument("folder", type=click.Path(path_type=Path), default=STARTER)
@with_appcontext
def load(folder: Path) -> None:
    """Publish the courses of FOLDER (the shipped ones unless given); unchanged courses stay as they are."""
    try:
        loaded = actions.load_starter(folder, actor=None, now=clock.now())
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(
        _("课程：新增 %(new)s，更新 %(changed)s，未变 %(same)s。",
          new=len(loaded.new), changed=len(loaded.changed), same=len(loaded.unchanged))
    )  # fmt: skip
    if loaded.without_check:
        click.echo(
            _("有 %(count)s 课暂无自测题（题库中对应知识点的题目不够，导入题目后再运行本命令）：%(names)s",
              count=len(loaded.without_check), names="；".join(loaded.without_check[:MOST_NAMED]))
        )  # fmt: skip


@click.group("cases")
def cases() -> None:
    """Load cases, problems and branch handbooks kept as Markdown files."""


@cases.command("load")
@click.argument("folder", type=click.Path(path_type=Path), default=STARTER_CASES)
@with_appcontext
def load_cases(folder: Path) -> None:
    """Publish the cases and handbooks of FOLDER (the shipped ones unless given); unchanged ones stay as they are."""
    try:
        loaded = actions.load_library(folder, actor=None, now=clock.now())
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(
        _("案例和手册：新增 %(new)s，更新 %(changed)s，未变 %(same)s。",
          new=loaded.new, changed=loaded.changed, same=loaded.unchanged)
    )  # fmt: skip


COMMANDS: tuple[click.Command, ...] = (courses, cases)
