"""Commands: read a file without touching the database, import one."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from sqlalchemy import select

from accounts.models import Member
from core import clock
from core.db import db
from core.errors import Refusal
from core.i18n import _
from question_bank import actions, opening, staging
from question_bank.actions import Decision
from question_bank.formats import Reading

UNREADABLE = 2
FILE = click.Path(path_type=Path)


@click.group("questions")
def questions() -> None:
    """Read and import questions."""


COMMANDS = (questions,)


@questions.command("read")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print everything that was read as JSON.")
def read(file: Path, as_json: bool) -> None:
    """Read FILE and print what was found, without touching the database."""
    reading = _read(file)
    if as_json:
        click.echo(json.dumps(reading.as_json(), ensure_ascii=False, indent=2))
        return
    click.echo(staging.summary(reading.counts))
    for question in reading.questions:
        for issue in question.issues:
            click.echo(
                _(
                    "第 %(line)d 行，第 %(number)d 题：%(sentence)s",
                    line=question.line,
                    number=question.number,
                    sentence=issue.sentence,
                )
            )
    for warning in reading.warnings:
        click.echo(warning)


def _read(file: Path) -> Reading:
    try:
        return opening.read_safely(file.name, file.read_bytes(), _told if sys.stderr.isatty() else None)
    except OSError as error:
        click.echo(_("不能打开文件“%(file)s”：%(reason)s。", file=str(file), reason=error.strerror or ""), err=True)
    except Refusal as refusal:
        click.echo(refusal.sentence, err=True)
    sys.exit(UNREADABLE)


def _told(done: int, total: int) -> None:
    click.echo(f"\r{100 * done // max(total, 1)}%", nl=False, err=True)


@questions.command("import")
@click.argument("file", type=FILE)
@click.option("--by", "staff_no", help="Staff number of the person who imports; without it the system does.")
@click.option("--topic", default="", help="Topic path for questions that name none.")
@click.option("--draft", is_flag=True, help="Keep the questions as drafts until somebody reviews them.")
@click.option("--all-or-nothing", is_flag=True, help="Import nothing unless every question is sound.")
def import_(file: Path, staff_no: str | None, topic: str, draft: bool, all_or_nothing: bool) -> None:
    """Import the sound questions of FILE in one transaction; what the bank already holds is skipped."""
    reading = _read(file)
    actor = db.session.scalar(select(Member).where(Member.staff_no == staff_no)) if staff_no else None
    if staff_no and actor is None:
        click.echo(_("没有工号为“%(number)s”的人员。", number=staff_no), err=True)
        sys.exit(UNREADABLE)
    decision = Decision(topic=topic, ready=not draft)
    try:
        batch = actions.import_reading(
            actor, reading, only_ready=not all_or_nothing, file_name=file.name, decision=decision, now=clock.now()
        )
    except Refusal as refusal:
        click.echo(refusal.sentence, err=True)
        sys.exit(1)
    click.echo(
        _(
            "已导入 %(count)d 题，题库已有而略过 %(skipped)d 题。",
            count=batch.question_count,
            skipped=batch.skipped_count,
        )
    )
