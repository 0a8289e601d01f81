"""The coverage of a document: what of it is taught and asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from accounts.permissions import Permission, can, requires
from core.errors import Forbidden
from core.i18n import _, _l
from core.paging import Page, asked_page
from courses import actions, coverage, queries
from courses.coverage import Show
from courses.views.blueprint import bp
from documents import queries as documents
from question_bank import actions as questions

SHOW_LABELS = {
    Show.ALL: _l("全部段落"),
    Show.UNTOUCHED: _l("未涉及"),
    Show.TAUGHT: _l("有课讲到"),
    Show.ASKED: _l("有题考到"),
    Show.OVER_ASKED: _l("题目过多"),
}
LARGEST = 99
AT_ONCE = 100
"""Paragraphs on a page."""


@bp.get("/coverage/<int:document_id>", endpoint="coverage")
@requires(Permission.DOCUMENT_READ)
def coverage_page(document_id: int) -> str:
    """Show each paragraph of a document with the lessons and questions that rest on it."""
    document = documents.document_for(current_user, document_id)
    most, show = _asked_most(), _asked_show()
    sections = coverage.cover(
        documents.quoted_of(document_id), queries.lessons_upon(document_id), queries.questions_upon(document_id), most
    )
    page = _page(sections, show)
    return render_template(
        "courses/coverage.html",
        document=document,
        page=page,
        sections=page.items,
        totals=coverage.totals([one for section in sections for one in section.paragraphs]),
        most=most,
        show=show,
        show_labels=SHOW_LABELS,
        may_tie=_may_tie(),
    )


def _page(sections: list[coverage.CoveredSection], show: Show) -> Page[coverage.CoveredSection]:
    total = sum(one.is_shown(show) for section in sections for one in section.paragraphs)
    number = min(asked_page(request.args.get("page")), max(1, -(-total // AT_ONCE)))
    return Page(coverage.page_of(sections, show, (number - 1) * AT_ONCE, AT_ONCE), total, number, AT_ONCE)


def _asked_most() -> int:
    asked = request.args.get("most", "")
    return min(int(asked), LARGEST) if asked.isdecimal() and len(asked) < 4 else coverage.MOST_ASKED


def _asked_show() -> Show:
    asked = request.args.get("show", "")
    return Show(asked) if asked in set(Show) else Show.ALL


def _may_tie() -> bool:
    return any(
        can(current_user, permission)
        for permission in (Permission.QUESTION_EDIT, Permission.COURSE_WRITE, Permission.DOCUMENT_EDIT)
    )


@bp.post("/coverage/<int:document_id>/ties")
@requires(Permission.DOCUMENT_READ)
def tie(document_id: int) -> Response:
    """Tie lessons and questions without paragraphs to those that their source names."""
    documents.document_for(current_user, document_id)
    if not _may_tie():
        raise Forbidden
    lessons, asked = actions.tie_lessons(current_user), questions.tie_questions(current_user)
    flash(
        _("按出处关联了 %(lessons)s 课、%(questions)s 道题。出处不明确的没有关联。", lessons=lessons, questions=asked)
        if lessons or asked
        else _("没有新的关联：其余课和题目的出处没有指明已收录文档的某一处。"),
        "success" if lessons or asked else "info",
    )
    return redirect(url_for("courses.coverage", document_id=document_id), code=303)
