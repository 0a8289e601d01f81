"""Publishing versions of handbooks, and writing down runs of their checklists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select

from accounts import audit
from accounts.models import Member, Unit
from accounts.permissions import Permission, can
from core.db import atomic, db, refusing
from core.errors import Forbidden, Invalid, Refusal
from core.i18n import _
from courses.case_files import HandbookSource
from courses.handbook_text import ChecklistText, checklists_in
from courses.models import Checklist, ChecklistMark, ChecklistRun, Handbook, HandbookVersion

OUTCOMES = frozenset({"done", "open", "none"})


@atomic
def publish_handbook(
    actor: Member | None, source: HandbookSource, reason: str = "", *, now: datetime
) -> HandbookVersion:
    """Publish a handbook, or a new version of it; runs of older checklists stay as they were.

    What people write comes here through a review (`move_handbook`); what is shipped comes from its file.
    """
    texts = ensure_has_checklists(source.body)
    handbook = db.session.scalar(select(Handbook).where(Handbook.slug == source.slug))
    if handbook is None:
        handbook = Handbook(slug=source.slug, created_at=now)
        with refusing(Refusal(_("手册 %(slug)s 刚刚已由他人建立，请再试一次。", slug=source.slug))):
            db.session.add(handbook)
    elif handbook.current is not None and handbook.current.digest == source.digest:
        raise Refusal(_("内容没有变化，不需要发布新版本。"))
    version = _add_version(actor, handbook, source, reason, now)
    version.checklists = [
        Checklist(ordinal=place, title=text.title, items="\n".join(text.items))
        for place, text in enumerate(texts, start=1)
    ]
    handbook.current_version_id = version.id
    db.session.flush()
    db.session.expire(handbook, ["current"])
    audit.record(actor, "handbook.publish", handbook, after={"version": version.number}, reason=reason)
    return version


def ensure_has_checklists(body: str) -> list[ChecklistText]:
    """Return the checklists of a text; refuses a text without any."""
    texts = checklists_in(body)
    if not texts:
        raise Invalid(_("手册里没有清单：请加一个“## 清单：名称”，下面每行写“- [ ] 内容”。"), field="body")
    return texts


def _add_version(
    actor: Member | None, handbook: Handbook, source: HandbookSource, reason: str, now: datetime
) -> HandbookVersion:
    last = db.session.scalar(select(func.max(HandbookVersion.number)).where(HandbookVersion.handbook_id == handbook.id))
    version = HandbookVersion(
        handbook_id=handbook.id, number=(last or 0) + 1, title=source.title, source=source.source, body=source.body,
        reason=reason, digest=source.digest, published_at=now, published_by_id=actor.id if actor else None,
    )  # fmt: skip
    with refusing(Refusal(_("刚刚有人也发布了新版本，请刷新页面后重试。"))):
        db.session.add(version)
    return version


@atomic
def record_run(
    actor: Member, checklist: Checklist, unit: Unit, marks: Mapping[int, tuple[str, str]], remark: str, *, now: datetime
) -> ChecklistRun:
    """Write down how a branch stands against every item of a checklist, as (outcome, note) by item number."""
    if not can(actor, Permission.CHECKLIST_RUN, unit):
        raise Forbidden(_("“%(unit)s”不在您管理的范围内。", unit=unit.short_name))
    wanted = set(range(1, len(checklist.item_lines) + 1))
    if set(marks) != wanted or any(outcome not in OUTCOMES for outcome, _note in marks.values()):
        raise Invalid(_("请逐项选择“已落实”“未落实”或“不适用”。"), field="marks")
    row = ChecklistRun(checklist_id=checklist.id, unit_id=unit.id, run_by_id=actor.id, run_at=now, remark=remark[:300])
    db.session.add(row)
    db.session.flush()
    row.marks = [
        ChecklistMark(run_id=row.id, item_no=number, outcome=outcome, note=note[:120])
        for number, (outcome, note) in sorted(marks.items())
    ]
    audit.record(actor, "checklist.run", row, after={"unit": unit.short_name, "checklist": checklist.title})
    return row
