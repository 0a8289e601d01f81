"""The columns of a roster: headings, the names people give them, and what their cells may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import labels, rules
from accounts.models import Gender, PartyPost, PoliticalStatus
from core.i18n import _, _l

Parsed = tuple[Any, str]
"""What a cell means, and what is wrong with it (empty when nothing is)."""


@dataclass(frozen=True)
class Field:
    """A column: where its value is stored, its heading, other headings, and how a cell is read."""

    name: str
    heading: Any
    aliases: tuple[str, ...]
    parse: Callable[[str, datetime], Parsed]
    choices: Mapping[str, Any] | None = None
    width: int = 14


def normal(text: str) -> str:
    """Return a heading or a choice in the form in which two of them are compared."""
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = re.sub(r"必填|选填|required|optional", "", plain)
    return re.sub(r"[\s*_:()/\[\]【】、,.-]+", "", plain)


def _staff_no(text: str, now: datetime) -> Parsed:
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if not number:
        return "", _("工号不能为空。")
    return number, "" if rules.is_staff_no(number) else _("工号只能由字母、数字、点、横线组成，最多 32 个字符。")


def _name(text: str, now: datetime) -> Parsed:
    if not text:
        return "", _("姓名不能为空。")
    return text, "" if rules.is_name(text) else _("姓名含有不能使用的符号，或超过 40 个字。")


def _code(text: str, now: datetime) -> Parsed:
    return unicodedata.normalize("NFKC", text).strip(), ""


def _post(text: str, now: datetime) -> Parsed:
    return text, "" if len(text) <= 40 else _("岗位最多 40 个字。")


def _birth_year(text: str, now: datetime) -> Parsed:
    if not text:
        return None, ""
    found = re.fullmatch(r"(\d{4})(年|[-/.年]\d{1,2}.*)?", unicodedata.normalize("NFKC", text))
    if found and rules.is_birth_year(int(found[1]), now):
        return int(found[1]), ""
    return None, _("出生年份应为四位数字，如 1985。")


def _phone(text: str, now: datetime) -> Parsed:
    number = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text))
    return number, "" if not number or rules.is_phone(number) else _("手机号只能由数字组成。")


def _one_of(words: Mapping[str, Any], also: Mapping[str, str], default: str) -> Callable[[str, datetime], Parsed]:
    def parse(text: str, now: datetime) -> Parsed:
        if not text:
            return str(default), ""
        known = {normal(word): value for word, value in also.items()}
        known |= {normal(str(label)): str(value) for value, label in words.items()}
        known |= {normal(str(value)): str(value) for value in words if value}
        value = known.get(normal(text))
        choices = "、".join(str(label) for label in words.values())
        return (value, "") if value is not None else (default, _("只能填：%(choices)s。", choices=choices))

    return parse


STATUS_WORDS = {
    "中共党员": PoliticalStatus.MEMBER.value,
    "党员": PoliticalStatus.MEMBER.value,
    "正式党员": PoliticalStatus.MEMBER.value,
    "中共预备党员": PoliticalStatus.PROBATIONARY.value,
    "预备党员": PoliticalStatus.PROBATIONARY.value,
    "共青团员": PoliticalStatus.YOUTH_LEAGUE.value,
    "团员": PoliticalStatus.YOUTH_LEAGUE.value,
    "民主党派": PoliticalStatus.DEMOCRATIC.value,
    "群众": PoliticalStatus.MASSES.value,
}
POST_WORDS = {
    "无": PartyPost.NONE.value,
    "书记": PartyPost.SECRETARY.value,
    "支部书记": PartyPost.SECRETARY.value,
    "副书记": PartyPost.DEPUTY.value,
    "支部委员": PartyPost.COMMITTEE_MEMBER.value,
    "委员": PartyPost.COMMITTEE_MEMBER.value,
    "组织委员": PartyPost.COMMITTEE_MEMBER.value,
    "宣传委员": PartyPost.COMMITTEE_MEMBER.value,
    "纪检委员": PartyPost.COMMITTEE_MEMBER.value,
    "党小组长": PartyPost.GROUP_LEADER.value,
    "小组长": PartyPost.GROUP_LEADER.value,
}
GENDER_WORDS = {"男": Gender.MALE.value, "女": Gender.FEMALE.value, "未填": Gender.UNKNOWN.value}

FIELDS: tuple[Field, ...] = (
    Field(
        "staff_no", _l("工号"), ("工号", "人员编号", "职工号", "员工号", "账号", "staff number", "staff no"), _staff_no
    ),
    Field("name", _l("姓名"), ("姓名", "名字", "人员姓名", "name"), _name, width=12),
    Field(
        "party_unit",
        _l("党组织编码"),
        (
            "党组织编码",
            "党支部编码",
            "支部编码",
            "党支部代码",
            "党组织代码",
            "党支部党组织编码",
            "所在党支部编码",
            "所在党支部",
            "党支部",
            "支部",
            "党组织",
            "party unit code",
            "party unit",
        ),
        _code,
        width=18,
    ),
    Field(
        "admin_unit",
        _l("行政单位编码"),
        (
            "行政单位编码",
            "单位编码",
            "单位代码",
            "行政单位代码",
            "所在单位编码",
            "所在单位",
            "工作单位",
            "行政单位",
            "单位",
            "administrative unit code",
            "administrative unit",
        ),
        _code,
        width=18,
    ),
    Field(
        "political_status",
        _l("政治面貌"),
        ("政治面貌", "人员类别", "political status"),
        _one_of(labels.STATUSES, STATUS_WORDS, PoliticalStatus.MASSES.value),
        labels.STATUSES,
    ),
    Field(
        "party_post",
        _l("党内职务"),
        ("党内职务", "党内职位", "party post"),
        _one_of(labels.PARTY_POSTS, POST_WORDS, PartyPost.NONE.value),
        labels.PARTY_POSTS,
    ),
    Field("post", _l("岗位"), ("岗位", "工作岗位", "工种", "post", "job"), _post),
    Field(
        "gender",
        _l("性别"),
        ("性别", "gender", "sex"),
        _one_of(labels.GENDERS, GENDER_WORDS, Gender.UNKNOWN.value),
        labels.GENDERS,
        width=8,
    ),
    Field(
        "birth_year",
        _l("出生年份"),
        ("出生年份", "出生年", "出生日期", "出生年月", "birth year"),
        _birth_year,
        width=10,
    ),
    Field(
        "phone", _l("手机号"), ("手机号", "手机", "手机号码", "联系电话", "电话", "phone", "mobile"), _phone, width=16
    ),
)
BY_NAME = {field.name: field for field in FIELDS}
REQUIRED = ("staff_no", "name")


def fields_by_heading() -> dict[str, Field]:
    """Return the fields by every heading they may have, in the form of `normal`."""
    found = {normal(alias): field for field in FIELDS for alias in field.aliases}
    return found | {normal(str(field.heading)): field for field in FIELDS}


def shown(name: str, value: Any) -> str:
    """Return a stored value as a page or a workbook shows it."""
    field = BY_NAME[name]
    if field.choices is not None:
        return str(field.choices[value]) if value else ""
    return "" if value is None else str(value)
