"""Pages of export: choose questions and a format, see what it cannot keep, download."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from flask import Response as FlaskResponse
from flask import render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Refusal
from core.i18n import _
from question_bank import actions, queries, writing
from question_bank.types import ALL
from question_bank.views.blueprint import bp
from question_bank.views.listing import NAMES, asked_filters
from question_bank.writing import Loss, Writer

MOST = 2_000
SHOWN_NUMBERS = 60


@bp.get("/export")
@requires(Permission.QUESTION_EXPORT)
def export_page() -> str:
    """Show how many questions are chosen and what the format cannot keep of them."""
    return _page()


def _page(refusal: str = "") -> str:
    filters, writer = asked_filters(), _asked_writer()
    count = queries.export_count(filters)
    losses = writing.checked(writer, queries.exported(filters)) if 0 < count <= MOST else []
    return render_template(
        "question_bank/export.html",
        filters=filters,
        topics=queries.topics(),
        kinds=ALL,
        format_choices=[(each.name, each.label) for each in (*writing.ALL, *writing.PAPERS)],
        writer=writer,
        count=count,
        most=MOST,
        losses=_grouped(losses),
        loss_count=len(losses),
        shown_numbers=SHOWN_NUMBERS,
        left_out=sum(loss.left_out for loss in losses),
        title=request.values.get("title", "")[:80],
        refusal=refusal,
        chosen=_chosen(),
    )


HEAD = re.compile(r"^[^：:]*[：:]\s*")
"""The number of the question before what is said of it, in Chinese and in English."""


def _grouped(losses: list[Loss]) -> list[tuple[str, str, int]]:
    """What is lost with the numbers of the questions it concerns, whole questions first."""
    found: dict[tuple[bool, str], list[int]] = {}
    for loss in losses:
        found.setdefault((not loss.left_out, HEAD.sub("", loss.sentence)), []).append(loss.number)
    return [
        (text, "、".join(map(str, numbers[:SHOWN_NUMBERS])), len(numbers))
        for (_kept, text), numbers in sorted(found.items())
    ]


def _asked_writer() -> Writer:
    return writing.BY_NAME.get(request.values.get("format", ""), writing.ALL[0])


def _chosen() -> dict[str, Any]:
    """What the address narrows to, for the form that downloads."""
    names = (*NAMES, "format")
    return {name: request.values[name][:100] for name in names if request.values.get(name)}


@bp.post("/export")
@requires(Permission.QUESTION_EXPORT)
def export_file() -> Response | tuple[str, int]:
    """Hand out the file; who took what is put on record."""
    filters, writer = asked_filters(), _asked_writer()
    title = " ".join(request.form.get("title", "").split())[:80] or _("题库导出")
    if queries.export_count(filters) > MOST:
        return _page(_("一次最多导出 %(most)d 题，请缩小范围，或请管理员用命令导出。", most=MOST)), 422
    try:
        content, _losses = actions.export_questions(
            current_user, writer, queries.exported(filters), title, about=_about(filters)
        )
    except Refusal as refusal:
        return _page(refusal.sentence), int(refusal.status)
    return download(content, writing.file_name(writer, title, f"{clock.local(clock.now()):%Y%m%d}"), writer.media_type)


def _about(filters: queries.Filters) -> str:
    topic = next((each.path for each in queries.topics() if each.id == filters.topic_id), "")
    said = [topic, filters.kind, filters.state, filters.words, f"batch {filters.batch_id}" if filters.batch_id else ""]
    return " ".join(each for each in said if each) or str(_("全部题目"))


def download(content: bytes, name: str, media_type: str) -> Response:
    """An answer to be saved under a name, kept by no cache."""
    ending = name.partition(".")[2]
    headers = {
        "Content-Disposition": f"attachment; filename=questions.{ending}; filename*=UTF-8''{quote(name)}",
        "Cache-Control": "no-store",
    }
    return FlaskResponse(content, mimetype=media_type, headers=headers)
