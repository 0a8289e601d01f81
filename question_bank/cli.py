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
from core.errors import NotFound, Refusal
from core.i18n import _
from question_bank import actions, opening, queries, staging, writing
from question_bank.actions import Decision
from question_bank.formats import Reading
from question_bank.formats.kinds import KINDS
from question_bank.models import State
from question_bank.queries import Filters

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
    actor = _member(staff_no)
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


@questions.command("export")
@click.argument("file", type=FILE)
@click.option("--format", "name", required=True, type=click.Choice(list(writing.BY_NAME)), help="What to write.")
@click.option("--topic", default="", help="Topic path; questions under it are taken, too.")
@click.option("--kind", default="", type=click.Choice(["", *KINDS]), help="Only questions of this kind.")
@click.option("--state", default=str(State.READY), type=click.Choice([str(state) for state in State]))
@click.option("--title", default="", help="Title of the paper; the file's name without it.")
@click.option("--by", "staff_no", help="Staff number of the person who exports; without it the system does.")
def export(file: Path, name: str, topic: str, kind: str, state: str, title: str, staff_no: str | None) -> None:
    """Write the chosen questions to FILE and say what the format cannot keep."""
    writer = writing.BY_NAME[name]
    actor = _member(staff_no)
    try:
        topic_id = queries.topic_by_path(topic).id if topic else None
        chosen = queries.exported(Filters(topic_id=topic_id, kind=kind, state=state))
        about = f"{topic or _('全部题目')} {kind}".strip()
        content, losses = actions.export_questions(actor, writer, chosen, title or file.stem, about=about)
    except NotFound:
        click.echo(_("没有知识点“%(topic)s”。", topic=topic), err=True)
        sys.exit(UNREADABLE)
    except Refusal as refusal:
        click.echo(refusal.sentence, err=True)
        sys.exit(1)
    _save(file, content)
    for loss in losses:
        click.echo(loss.sentence, err=True)
    out = sum(loss.left_out for loss in losses)
    click.echo(
        _("已写出 %(count)d 题到“%(file)s”，未写出 %(out)d 题。", count=len(chosen) - out, file=str(file), out=out)
    )


def _save(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        click.echo(_("不能写入文件“%(file)s”：%(reason)s。", file=str(file), reason=error.strerror or ""), err=True)
        sys.exit(UNREADABLE)


def _member(staff_no: str | None) -> Member | None:
    actor = db.session.scalar(select(Member).where(Member.staff_no == staff_no)) if staff_no else None
    if staff_no and actor is None:
        click.echo(_("没有工号为“%(number)s”的人员。", number=staff_no), err=True)
        sys.exit(UNREADABLE)
    return actor
