"""Command: the statistics of any response matrix."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from assessment.statistics import Analysis, analyse, read_responses
from core.errors import Invalid
from core.i18n import _
from core.text import number

UNREADABLE = 2
FILE = click.Path(path_type=Path)


@click.group("items")
def items() -> None:
    """Analyse how items were answered."""


@items.command("analyse")
@click.argument("responses", type=FILE)
@click.option("--key", "key_file", type=FILE, help="CSV with the right letters, where RESPONSES holds option letters.")
@click.option("--pass-share", default=0.6, show_default=True, type=click.FloatRange(0, 1), help="Pass mark as a share.")
@click.option("--json", "as_json", is_flag=True, help="Print every figure as JSON.")
def analyse_file(responses: Path, key_file: Path | None, pass_share: float, as_json: bool) -> None:
    """Print the statistics of RESPONSES, a CSV with persons in rows and items in columns (0/1 or option letters).

    Ends with 0, or with 2 and a sentence when a file cannot be understood.
    """
    try:
        matrix = read_responses(_text(responses), _text(key_file) if key_file else "")
    except Invalid as refusal:
        click.echo(refusal.sentence, err=True)
        sys.exit(UNREADABLE)
    found = analyse(matrix, pass_share=pass_share)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        _print(found)


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise Invalid(_("不能打开文件“%(file)s”：%(reason)s。", file=str(file), reason=error.strerror or "")) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Invalid(_("“%(file)s”不是文本文件，请另存为 UTF-8 编码的 CSV。", file=file.name))


def _print(found: Analysis) -> None:
    paper = found.paper
    click.echo(_("%(persons)s 人，%(items)s 题", persons=paper.persons, items=paper.items))
    click.echo(
        f"{paper.alpha_name} {number(paper.alpha, 3)}  SEM {number(paper.sem, 3)}  "
        f"M {number(paper.mean)}  SD {number(paper.sd)}"
    )
    rasch = found.models.get("rasch")
    for place, item in enumerate(found.items):
        level = number(rasch.items[place].b, 2) if rasch else "—"
        click.echo(
            f"{item.item:>8}  n {item.n}  P {number(item.facility)}  D {number(item.discrimination)}  "
            f"r {number(item.point_biserial)}  b {level}"
        )


COMMANDS = (items,)
