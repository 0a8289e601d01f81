"""Pages and files of reports."""

from __future__ import annotations

import tempfile
from itertools import islice
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, send_file
from flask_login import current_user

from accounts.permissions import Permission, requires, scope
from accounts.queries import units_in
from core import clock
from core.errors import NotFound
from core.i18n import _, _l
from core.menu import MenuItem
from core.paging import Page, asked_page
from core.text import when
from reports import queries
from reports.catalogue import ALL, BY_NAME
from reports.catalogue.base import Content, Filters, Report, ReportRow
from reports.forms import read_filters
from reports.outputs import BY_ENDING

bp = Blueprint("reports", __name__, url_prefix="/reports")
MENU = (MenuItem(_l("完成情况"), "reports.index", Permission.REPORT_READ, _l("培训管理"), "bars"),)
PAGE_SIZE = 50


@bp.get("")
@requires(Permission.REPORT_READ)
def index() -> str:
    """Show the first report of the catalogue."""
    return _page(ALL[0])


@bp.get("/<name>")
@requires(Permission.REPORT_READ)
def show(name: str) -> str:
    """Show a report as a page."""
    return _page(_report(name))


@bp.get("/<name>/file.<ending>")
@requires(Permission.REPORT_READ)
def download(name: str, ending: str) -> Response:
    """Send a report as a file."""
    report, output = _report(name), BY_ENDING.get(ending)
    if output is None:
        raise NotFound
    now = clock.now()
    filters = read_filters(current_user, request.args, now=now)
    content = report.content(scope(current_user, Permission.REPORT_READ), filters, now=now)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the server after sending
    output.write(content, str(report.label), choices(filters), file)
    file.seek(0)
    response = send_file(file, mimetype=output.mime)
    file_name = quote(f"{report.label}-{filters.year}.{ending}")
    response.headers["Content-Disposition"] = f"attachment; filename=report.{ending}; filename*=UTF-8''{file_name}"
    return response


def choices(filters: Filters) -> str:
    """Return what was chosen and when, as one line for the head of a file."""
    parts = [
        _("年度：%(year)s", year=filters.year),
        _("单位：%(unit)s", unit=filters.unit.full_name if filters.unit else _("权限范围内全部")),
        _("岗位：%(post)s", post=filters.post or _("全部")),
    ]
    if filters.text:
        parts.append(_("搜索：%(text)s", text=filters.text))
    parts.append(_("导出时间：%(time)s", time=when(clock.now())))
    return "　".join(parts)


def _report(name: str) -> Report:
    if name not in BY_NAME:
        raise NotFound
    return BY_NAME[name]


def _page(report: Report) -> str:
    now = clock.now()
    reach = scope(current_user, Permission.REPORT_READ)
    filters = read_filters(current_user, request.args, now=now)
    content = report.content(reach, filters, now=now)
    return render_template(
        "reports/show.html",
        report=report,
        reports=ALL,
        filters=filters,
        content=content,
        page=_cut(content, asked_page(request.args.get("page"))),
        years=queries.years(now),
        units=units_in(reach),
        posts=queries.posts(reach),
    )


def _cut(content: Content, number: int) -> Page[ReportRow]:
    """Return the rows of one page; a stream is read only as far as needed to count it."""
    rows = list(content.rows)
    last = max(1, -(-len(rows) // PAGE_SIZE))
    number = min(number, last)
    start = (number - 1) * PAGE_SIZE
    return Page(list(islice(rows, start, start + PAGE_SIZE)), len(rows), number, PAGE_SIZE)
