"""What the stored words of this package are called on pages and in workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.audit_words import FIELDS as AUDIT_FIELDS
from accounts.audit_words import WORDS as AUDIT_WORDS
from accounts.audit_words import action_in_words
from accounts.models import Gender, Line, PartyPost, PoliticalStatus, UnitKind
from core.i18n import _l

LINES: Mapping[str, Any] = {Line.PARTY: _l("党组织"), Line.ADMIN: _l("行政单位")}
KINDS: Mapping[str, Any] = {
    UnitKind.COMMITTEE: _l("党委"),
    UnitKind.GENERAL_BRANCH: _l("党总支"),
    UnitKind.BRANCH: _l("党支部"),
    UnitKind.GROUP: _l("党小组"),
    UnitKind.COMPANY: _l("公司"),
    UnitKind.FARM: _l("林场（矿）"),
    UnitKind.DEPARTMENT: _l("科室（车间）"),
    UnitKind.TEAM: _l("工队（班组）"),
}
STATUSES: Mapping[str, Any] = {
    PoliticalStatus.MEMBER: _l("中共党员"),
    PoliticalStatus.PROBATIONARY: _l("中共预备党员"),
    PoliticalStatus.YOUTH_LEAGUE: _l("共青团员"),
    PoliticalStatus.DEMOCRATIC: _l("民主党派"),
    PoliticalStatus.MASSES: _l("群众"),
}
PARTY_POSTS: Mapping[str, Any] = {
    PartyPost.NONE: _l("无"),
    PartyPost.SECRETARY: _l("书记"),
    PartyPost.DEPUTY: _l("副书记"),
    PartyPost.COMMITTEE_MEMBER: _l("支部委员"),
    PartyPost.GROUP_LEADER: _l("党小组长"),
}
GENDERS: Mapping[str, Any] = {Gender.UNKNOWN: _l("未填"), Gender.FEMALE: _l("女"), Gender.MALE: _l("男")}
MEMBER_FIELDS: Mapping[str, Any] = {
    "staff_no": _l("工号"),
    "name": _l("姓名"),
    "party_unit": _l("党组织"),
    "admin_unit": _l("行政单位"),
    "political_status": _l("政治面貌"),
    "party_post": _l("党内职务"),
    "post": _l("岗位"),
    "gender": _l("性别"),
    "birth_year": _l("出生年份"),
    "phone": _l("手机号"),
}
FIELDS: Mapping[str, Any] = {
    **AUDIT_FIELDS,
    **MEMBER_FIELDS,
    "active": _l("状态"),
    "added": _l("新增"),
    "changed": _l("更新"),
    "code": _l("编码"),
    "full_name": _l("全称"),
    "kind": _l("类型"),
    "parent": _l("上级单位"),
    "people": _l("学员"),
    "role": _l("角色"),
    "short_name": _l("简称"),
    "sort_no": _l("排序号"),
    "unchanged": _l("无变化"),
    "unit": _l("管理范围"),
    "units": _l("单位"),
}
"""What the fields are called that the audit log tells of."""
WORDS: Mapping[str, Mapping[str, Any]] = {
    **AUDIT_WORDS,
    "gender": GENDERS,
    "kind": {**AUDIT_WORDS["kind"], **KINDS},
    "party_post": PARTY_POSTS,
    "political_status": STATUSES,
}
"""Fields whose stored words have names."""
ACTIONS: Mapping[str, Any] = {
    "account.lock": _l("账号锁定"),
    "account.password": _l("修改密码"),
    "account.sign_in": _l("管理人员登录"),
    "account.sign_out_everywhere": _l("退出所有设备"),
    "grant.give": _l("授予角色"),
    "grant.revoke": _l("撤销角色"),
    "installation.set_up": _l("初始化平台"),
    "member.activate": _l("恢复学员"),
    "member.add": _l("新增学员"),
    "member.change": _l("修改学员"),
    "member.deactivate": _l("停用学员"),
    "member.password": _l("重置密码"),
    "roster.export": _l("导出名册"),
    "roster.import": _l("导入名册"),
    "unit.activate": _l("恢复单位"),
    "unit.add": _l("新增单位"),
    "unit.change": _l("修改单位"),
    "unit.deactivate": _l("停用单位"),
    "unit.move": _l("移动单位"),
}


def action_label(action: str) -> str:
    """Return what an audited action is called."""
    return str(ACTIONS[action]) if action in ACTIONS else action_in_words(action)
