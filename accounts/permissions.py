"""The key cabinet: every permission, every role, who may what, and the guard each view wears."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import current_app, redirect, request, session, url_for
from flask_login import current_user
from sqlalchemy import ColumnElement, false, or_, select
from werkzeug.wrappers import Response

from accounts.models import Member, Unit
from core.db import db
from core.errors import Forbidden, Refusal, wants_json
from core.i18n import _, _l

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """What can be allowed, as `<thing>:<action>`; kept in alphabetical order."""

    ACCOUNT_OWN = "account:own"
    ANSWER_MARK = "answer:mark"
    ATTEMPT_OWN = "attempt:own"
    AUDIT_READ = "audit:read"
    CASE_EDIT = "case:edit"
    CASE_REVIEW = "case:review"
    CHECKLIST_RUN = "checklist:run"
    CONTEST_EDIT = "contest:edit"
    CONTEST_ENTER = "contest:enter"
    CONTEST_JUDGE = "contest:judge"
    CONTEST_WATCH = "contest:watch"
    COURSE_DRAFT = "course:draft"
    COURSE_EDIT = "course:edit"
    COURSE_READ = "course:read"
    COURSE_REVIEW = "course:review"
    COURSE_WRITE = "course:write"
    DOCUMENT_EDIT = "document:edit"
    DOCUMENT_READ = "document:read"
    GRANT_EDIT = "grant:edit"
    HOURS_EDIT = "hours:edit"
    HOURS_READ = "hours:read"
    HUDDLE_LEAD = "huddle:lead"
    LEARN = "learning:own"
    MEMBER_EDIT = "member:edit"
    MEMBER_READ = "member:read"
    QUESTION_EDIT = "question:edit"
    QUESTION_EXPORT = "question:export"
    QUESTION_READ = "question:read"
    QUESTION_REVIEW = "question:review"
    REPORT_READ = "report:read"
    UNIT_EDIT = "unit:edit"
    UNIT_READ = "unit:read"


class Role(StrEnum):
    """What a person can be made; MEMBER is held by everybody and never granted."""

    MEMBER = "member"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDITOR = "auditor"
    TRAINING_MANAGER = "training_manager"
    ORGANIZER = "organizer"
    QUESTION_AUTHOR = "question_author"
    QUESTION_REVIEWER = "question_reviewer"
    BRANCH_SECRETARY = "branch_secretary"
    TEAM_LEADER = "team_leader"
    JUDGE = "judge"
    MARKER = "marker"
    LEADER = "leader"


ROLE_LABELS = {
    Role.MEMBER: _l("学员"),
    Role.SYSTEM_ADMIN: _l("系统管理员"),
    Role.SECURITY_ADMIN: _l("安全管理员"),
    Role.AUDITOR: _l("审计员"),
    Role.TRAINING_MANAGER: _l("培训管理员"),
    Role.ORGANIZER: _l("竞赛组织者"),
    Role.QUESTION_AUTHOR: _l("命题人"),
    Role.QUESTION_REVIEWER: _l("审题人"),
    Role.BRANCH_SECRETARY: _l("支部书记"),
    Role.TEAM_LEADER: _l("班组长"),
    Role.JUDGE: _l("评委"),
    Role.MARKER: _l("阅卷人"),
    Role.LEADER: _l("只读领导"),
}

_P = Permission
_READING = frozenset({_P.UNIT_READ, _P.MEMBER_READ, _P.HOURS_READ, _P.REPORT_READ, _P.CONTEST_WATCH})
GRANTS: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({_P.ACCOUNT_OWN, _P.ATTEMPT_OWN, _P.CONTEST_ENTER, _P.LEARN}),
    Role.SYSTEM_ADMIN: frozenset({_P.UNIT_READ, _P.UNIT_EDIT, _P.MEMBER_READ, _P.MEMBER_EDIT}),
    Role.SECURITY_ADMIN: frozenset({_P.UNIT_READ, _P.MEMBER_READ, _P.GRANT_EDIT}),
    Role.AUDITOR: frozenset({_P.AUDIT_READ}),
    Role.TRAINING_MANAGER: _READING
    | {_P.CASE_EDIT, _P.CASE_REVIEW, _P.CHECKLIST_RUN, _P.HUDDLE_LEAD}
    | {
        _P.HOURS_EDIT,
        _P.COURSE_READ,
        _P.COURSE_EDIT,
        _P.COURSE_DRAFT,
        _P.COURSE_WRITE,
        _P.COURSE_REVIEW,
        _P.DOCUMENT_READ,
        _P.DOCUMENT_EDIT,
        _P.QUESTION_READ,
    },
    Role.ORGANIZER: frozenset(
        {
            _P.UNIT_READ,
            _P.MEMBER_READ,
            _P.ANSWER_MARK,
            _P.CONTEST_EDIT,
            _P.CONTEST_WATCH,
            _P.QUESTION_READ,
            _P.QUESTION_EDIT,
            _P.QUESTION_EXPORT,
            _P.DOCUMENT_READ,
            _P.DOCUMENT_EDIT,
            _P.COURSE_READ,
            _P.COURSE_DRAFT,
            _P.COURSE_WRITE,
        }
    ),
    Role.QUESTION_AUTHOR: frozenset(
        {
            _P.QUESTION_READ,
            _P.QUESTION_EDIT,
            _P.QUESTION_EXPORT,
            _P.DOCUMENT_READ,
            _P.COURSE_READ,
            _P.COURSE_DRAFT,
            _P.COURSE_WRITE,
        }
    ),
    Role.QUESTION_REVIEWER: frozenset(
        {_P.QUESTION_READ, _P.QUESTION_REVIEW, _P.DOCUMENT_READ, _P.COURSE_READ, _P.COURSE_DRAFT, _P.COURSE_REVIEW}
    ),
    Role.BRANCH_SECRETARY: _READING | {_P.CASE_EDIT, _P.CHECKLIST_RUN, _P.HUDDLE_LEAD},
    Role.TEAM_LEADER: frozenset({_P.HUDDLE_LEAD}),
    Role.JUDGE: frozenset({_P.CONTEST_JUDGE}),
    Role.MARKER: frozenset({_P.ANSWER_MARK}),
    Role.LEADER: _READING | {_P.COURSE_READ},
}
STAFF_ROLES = frozenset(Role) - {Role.MEMBER}


WITHOUT_CHANGE = frozenset(
    {"accounts.password", "accounts.change_password", "accounts.sign_out", "accounts.sign_out_everywhere"}
)
"""Views that stay open to a person who still has to choose a password of their own."""


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return all permissions that these roles give together."""
    return frozenset().union(*(GRANTS[role] for role in roles))


def can(member: Any, permission: Permission, unit: Unit | None = None) -> bool:
    """Tell whether a person holds a permission, over a given unit if one is named."""
    if not getattr(member, "is_authenticated", False):
        return False
    if permission in GRANTS[Role.MEMBER]:
        return True
    scope_of = scope(member, permission)
    return bool(scope_of.paths) if unit is None else scope_of.covers_unit(unit)


@dataclass(frozen=True)
class Scope:
    """The subtrees over which somebody holds a permission."""

    paths: tuple[str, ...]

    def covers_unit(self, unit: Unit | None) -> bool:
        """Tell whether a unit lies in one of the subtrees."""
        return unit is not None and unit.path.startswith(self.paths) if self.paths else False

    def covers(self, member: Member) -> bool:
        """Tell whether a person sits in one of the subtrees, by either tree."""
        return self.covers_unit(member.party_unit) or self.covers_unit(member.admin_unit)

    def unit_filter(self) -> ColumnElement[bool]:
        """Return the condition that keeps the units of the scope in a query."""
        return or_(*(Unit.path.startswith(path, autoescape=True) for path in self.paths)) if self.paths else false()

    def member_filter(self) -> ColumnElement[bool]:
        """Return the condition that keeps the people of the scope in a query over Member."""
        units = select(Unit.id).where(self.unit_filter()).scalar_subquery()
        return or_(Member.party_unit_id.in_(units), Member.admin_unit_id.in_(units))


def scope(member: Member, permission: Permission) -> Scope:
    """Return the subtrees over which a person holds a permission now."""
    roles = (grant for grant in member.grants if permission in GRANTS.get(Role(grant.role), frozenset()))
    return Scope(tuple(sorted({grant.unit.path for grant in roles if grant.unit.active})))


def roles_at(member: Member, unit: Unit) -> frozenset[Role]:
    """Return the roles a person holds over a unit, MEMBER included."""
    held = {Role(grant.role) for grant in member.grants if unit.path.startswith(grant.unit.path)}
    return frozenset(held | {Role.MEMBER})


def may_grant(granter: Member, role: Role, unit: Unit) -> bool:
    """Tell whether a person may give a role over a unit: never more than what is theirs to give.

    A security administrator gives any role within their own subtree. Anybody else who may edit
    grants gives only roles whose permissions they hold over that unit themselves.
    """
    held = roles_at(granter, unit)
    if role is Role.MEMBER or not can(granter, Permission.GRANT_EDIT, unit):
        return False
    return Role.SECURITY_ADMIN in held or GRANTS[role] <= permissions_of(held)


def may_administer(actor: Member, member: Member) -> bool:
    """Tell whether a person may reset the password of another, or end their account.

    Only when every role of the other lies within the actor's own subtree: who takes over an account
    takes over its roles. One's own account is looked after on its own page.
    """
    reach = scope(actor, Permission.MEMBER_EDIT)
    return actor.id != member.id and reach.covers(member) and all(reach.covers_unit(g.unit) for g in member.grants)


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only people with this permission (anywhere) reach a view; strangers are asked to sign in."""

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            # The proxy would look the person up again at every question.
            member = current_user._get_current_object()
            if not member.is_authenticated:
                return ask_to_sign_in()
            if member.must_change_password and not wants_json() and request.endpoint not in WITHOUT_CHANGE:
                return redirect(url_for("accounts.password"), code=303)
            if not can(member, permission):
                raise Forbidden
            return view(*args, **kwargs)

        return mark(guarded, permission)  # type: ignore[return-value]

    return guard


def guarded_by_statement(permission: Permission) -> Callable[[View], View]:
    """Guard a hot view whose one SQL statement checks the person itself (see accounts.sessions).

    Only the signed cookie is read here; the statement must compare member, session epoch and
    active, and the view must answer 401 when it finds no row.
    """

    def guard(view: View) -> View:
        @functools.wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if "_user_id" not in session:
                return ask_to_sign_in()
            return view(*args, **kwargs)

        return mark(guarded, permission)  # type: ignore[return-value]

    return guard


def public(view: View) -> View:
    """Mark a view that everybody may see, signed in or not."""
    return mark(view, None)


def mark(view: View, permission: Permission | None) -> View:
    """Remember on a view who may see it, for the check at start and for tests."""
    view.guarded_by = permission  # type: ignore[attr-defined]
    return view


class NotSignedIn(Refusal):
    """The person has to sign in first; pages redirect, JSON says so."""

    status = 401  # type: ignore[assignment]


def ask_to_sign_in() -> Response:
    """Send a person to the sign-in page and back afterwards; JSON callers get 401.

    While nobody exists at all, every page leads to the set-up page instead.
    """
    if wants_json() or request.method != "GET":
        raise NotSignedIn(_("登录已失效，请重新登录；本机未上传的内容不会丢失。"))
    if db.session.scalar(select(Member.id).limit(1)) is None:
        return redirect(url_for("accounts.setup"), code=302)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), code=302)


def ensure_all_guarded() -> None:
    """Raise RuntimeError when a view of the application wears neither @requires nor @public."""
    naked = [name for name, view in current_app.view_functions.items() if not hasattr(view, "guarded_by")]
    naked = [name for name in naked if name != "static"]
    if naked:
        raise RuntimeError(f"views without @requires or @public: {', '.join(sorted(naked))}")
