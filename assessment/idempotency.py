"""Requests that may be sent twice: the same key gives the same answer, kept in the transaction of the effect."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete

from accounts.models import Member
from assessment.models import Idempotency
from core.db import db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _

KEPT = timedelta(days=7)
LONGEST_KEY = 80


class InFlight(Refusal):
    """The first request with this key has not been answered yet."""


def recall(member: Member, route: str, key: str | None, body: str) -> Idempotency | None:
    """What was answered to this key before; raises Invalid when it came with another body."""
    if key is None:
        return None
    _ensure_key(key)
    kept = db.session.get(Idempotency, (member.id, route, key))
    if kept is not None and kept.body_sha256 != _digest(body):
        raise Invalid(_("同一请求编号不能用于不同的内容，请刷新页面后重试。"), field="Idempotency-Key")
    return kept


def remember(member: Member, route: str, key: str | None, body: str, status: int, response: str, now: datetime) -> None:
    """Keep the answer given to a key; raises InFlight when a twin request was faster."""
    if key is None:
        return
    with refusing(InFlight(_("相同的请求正在处理，请稍候。"), retry_after=1)):
        db.session.add(
            Idempotency(
                actor_id=member.id,
                route=route,
                request_key=key,
                body_sha256=_digest(body),
                status=status,
                response=response,
                expires_at=now + KEPT,
            )
        )


def forget_expired(now: datetime) -> None:
    """Drop the answers nobody can ask for any more."""
    db.session.execute(delete(Idempotency).where(Idempotency.expires_at < now))


def _ensure_key(key: str) -> None:
    if not 1 <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise Invalid(_("请求编号的格式不对，请刷新页面后重试。"), field="Idempotency-Key")


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
