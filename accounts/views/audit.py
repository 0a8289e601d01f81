"""The audit log, for auditors only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import render_template, request
from werkzeug.wrappers import Response

from accounts import audit, labels, queries
from accounts.audit_words import thing_in_words
from accounts.forms import AuditDaysForm, day_start
from accounts.models import AuditEntry
from accounts.permissions import ROLE_LABELS, Permission, requires
from accounts.queries import AuditFilter
from accounts.views.blueprint import bp, workbook_response
from core import clock
from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from core.paging import asked_page, paginate
from core.text import day, file_day, when
from core.xlsx import Column, Sheet, write_workbook

TIME = re.compile(r"^\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d+)?\+00:00)?$")
"""How the log keeps days and instants."""


@bp.get("/audit")
@requires(Permission.AUDIT_READ)
def audit_log() -> str:
    """List who changed what and when, the newest first."""
    form = AuditDaysForm(request.args)
    page = paginate(queries.audit_entries(_asked(form)), asked_page(request.args.get("page")), size=50)
    return render_template(
        "accounts/audit.html",
        page=page,
        form=form,
        actions=[("", _("全部操作"))] + [(name, labels.action_label(name)) for name in queries.audited_actions()],
        action_label=labels.action_label,
        thing_label=thing_in_words,
        told=told_changes,
        check=_check(),
    )


@bp.get("/audit/export.xlsx")
@requires(Permission.AUDIT_READ)
def export_audit() -> Response:
    """Download the filtered audit log."""
    wanted = _asked(AuditDaysForm(request.args))
    headings = (_("时间"), _("操作人"), _("操作"), _("对象"), _("变更前"), _("变更后"), _("说明"), _("来源地址"))
    columns = [Column(heading, "instant" if place == 0 else "text", 20) for place, heading in enumerate(headings)]
    content = write_workbook([Sheet(_("审计日志"), columns, _rows(wanted))])
    return workbook_response(content, f"{_('审计日志')}-{file_day(clock.now())}.xlsx")


def _rows(wanted: AuditFilter) -> Iterator[list[Any]]:
    for entry in queries.stream_audit(wanted):
        label = labels.action_label(entry.action)
        yield [
            entry.at,
            entry.actor_name,
            label,
            entry.thing_name,
            entry.before,
            entry.after,
            entry.reason,
            entry.address,
        ]


def _asked(form: AuditDaysForm) -> AuditFilter:
    if not form.validate():
        raise Invalid(_("日期应写作 2026-06-01 的样子。"))
    asked = request.args
    until = day_start(form.until.data)
    return AuditFilter(
        actor=clean_text(asked.get("actor"))[:80],
        action=clean_text(asked.get("action"))[:60],
        thing=clean_text(asked.get("thing"))[:160],
        since=day_start(form.since.data),
        until=until + timedelta(days=1) if until else None,
    )


def _check() -> dict[str, Any] | None:
    """Return the result of checking the whole chain when it was asked for."""
    if request.args.get("check") != "1":
        return None
    return {"broken": audit.first_broken_link(), "total": queries.count(queries.audit_entries(AuditFilter()))}


def told_changes(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """Return (field, before, after) of an entry, as a page shows them."""
    before = json.loads(entry.before) if entry.before else {}
    after = json.loads(entry.after) if entry.after else {}
    names = list(dict.fromkeys([*before, *after]))
    return [(_field(name), _words(name, before.get(name)), _words(name, after.get(name))) for name in names]


def _field(name: str) -> str:
    return str(labels.FIELDS.get(name, name))


def _words(name: str, value: Any) -> str:
    known: Mapping[Any, Any] = ROLE_LABELS if name == "role" else labels.WORDS.get(name, {})
    if isinstance(value, str) and value in known:
        return str(known[value])
    if isinstance(value, bool):
        on, off = (_("在用"), _("已停用")) if name == "active" else (_("是"), _("否"))
        return str(on if value else off)
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return "" if value is None else _told_time(str(value))


def _told_time(text: str) -> str:
    if not TIME.match(text):
        return text
    return day(date.fromisoformat(text)) if len(text) == len("2026-06-01") else when(datetime.fromisoformat(text))
