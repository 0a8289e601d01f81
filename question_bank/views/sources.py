"""The paragraphs that a question rests on, on its page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, requires
from core import clock
from core.errors import Invalid
from core.i18n import _
from documents.quoting import Quoted
from question_bank import actions, queries
from question_bank.views.blueprint import bp

_LINK = re.compile(r"(?:^|/)(\d{1,9})#(p[0-9a-f]{10}(?:-\d{1,4})?)$")
MOST_LINKS = 50


@bp.app_context_processor
def sources() -> dict[str, Any]:
    """Let the page of a question show the paragraphs it rests on."""
    return {
        "question_sources": queries.quoted_sources,
        "question_is_stale": lambda question_id: bool(queries.open_changes([question_id], clock.now())),
        "question_source_links": _links,
    }


def _links(quotes: Sequence[Quoted]) -> str:
    return "\n".join(
        url_for("documents.article", article_id=quote.article_id, _anchor=quote.anchor) for quote in quotes
    )


@bp.post("/<int:question_id>/sources")
@requires(Permission.QUESTION_EDIT)
def set_sources(question_id: int) -> Response:
    """Let a question rest on the paragraphs whose links were pasted."""
    question = queries.question_for(current_user, question_id)
    actions.set_question_sources(current_user, question, _read(request.form.get("links", "")))
    flash(_("已保存依据的段落。"), "success")
    return redirect(url_for("questions.show", question_id=question_id, _anchor="sources"), code=303)


def _read(links: str) -> list[tuple[int, str]]:
    """The paragraphs that lines of links name; refuses a line that names none."""
    lines = [line.strip() for line in links.splitlines() if line.strip()][: MOST_LINKS + 1]
    found = [_LINK.search(line) for line in lines]
    for line, link in zip(lines, found, strict=True):
        if link is None:
            raise Invalid(_("“%(line)s”不是段落的链接，请在原文页复制段末的 ¶。", line=line[:60]), field="links")
    if len(lines) > MOST_LINKS:
        raise Invalid(_("一道题最多关联 %(most)d 段，请只留最直接的依据。", most=MOST_LINKS), field="links")
    return [(int(link[1]), link[2]) for link in found if link]
