"""Commands: read document files, and store them."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import AppGroup

from core import clock
from core.errors import Refusal
from core.i18n import _
from documents import actions, reading
from documents.jailed_reading import read_safely
from documents.reading import ReadArticle, ReadSection

UNREADABLE = 2

documents = AppGroup("documents", help="Read and store source documents.")
FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


@documents.command("read")
@FILES
@click.option("--json", "as_json", is_flag=True, help="Print the articles as one JSON list.")
def read(files: Sequence[Path], as_json: bool) -> None:
    """Print the articles in FILES without touching the database.

    Ends with 0 when every file could be read, else with 2 and a sentence for each that could not.
    """
    articles: list[ReadArticle] = []
    refused = 0
    for path in files:
        try:
            articles += read_safely(path.name, _content(path)).articles
        except Refusal as refusal:
            refused += 1
            click.echo(str(refusal.sentence), err=True)
    if as_json:
        click.echo(json.dumps([article.as_json() for article in articles], ensure_ascii=False, indent=2))
    else:
        for article in articles:
            _print_outline(article)
    sys.exit(UNREADABLE if refused else 0)


@documents.command("store")
@FILES
def store(files: Sequence[Path]) -> None:
    """Read FILES and store them; a file that is stored already is left as it is."""
    refused = 0
    for path in files:
        try:
            document = actions.store_document(None, path.name, _content(path), now=clock.now())
            click.echo(_("已收录 %(file)s：%(count)s 篇文章。", file=path.name, count=len(document.articles)))
        except actions.AlreadyStored as refusal:
            click.echo(f"{path.name}：{refusal.sentence}")
        except Refusal as refusal:
            refused += 1
            click.echo(str(refusal.sentence), err=True)
    sys.exit(UNREADABLE if refused else 0)


def _content(path: Path) -> bytes:
    """The bytes of a file, at most one more than a document may have."""
    try:
        with path.open("rb") as file:
            return file.read(reading.MAX_BYTES + 1)
    except OSError as error:
        raise reading.Unreadable(_("无法打开“%(name)s”，请检查路径和读取权限。", name=str(path))) from error


def _print_outline(article: ReadArticle) -> None:
    click.echo(f"《{article.title}》 {'、'.join(article.authors)} {article.unit}".rstrip())
    for section in article.sections:
        click.echo(f"{'  ' * section.level}{_label(section)}（{len(section.paragraphs)}）")
    for warning in article.warnings:
        click.echo(f"! {warning}")
    click.echo()


def _label(section: ReadSection) -> str:
    gap = " " if section.number[-1:].isdigit() else ""
    return f"{section.number}{gap}{section.heading}" if section.level else "—"


COMMANDS = (documents,)
