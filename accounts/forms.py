"""What people type into the pages of this package, and what is accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    Field,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from accounts import labels, rules
from accounts.models import Unit, UnitKind
from accounts.permissions import ROLE_LABELS, Role
from core import clock
from core.forms import Form
from core.i18n import _, _l

NOWHERE = "0"
"""What a drop-down of units sends when none is chosen."""


def _choices(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in words.items()]


def unit_choices(units: Sequence[Unit], *, none: str | None = None) -> list[tuple[str, str]]:
    """Return units for a drop-down, indented by their place in the tree."""
    shallowest = min((unit.path.count("/") for unit in units), default=0)
    chosen = [(str(unit.id), "　" * (unit.path.count("/") - shallowest) + unit.short_name) for unit in units]
    return chosen if none is None else [(NOWHERE, none), *chosen]


def _checked(accepts: Callable[[str], bool], sentence: Any) -> Callable[[Form, Field], None]:
    def check(form: Form, field: Field) -> None:
        if field.data and not accepts(field.data):
            raise ValidationError(str(sentence))

    return check


class SignInForm(Form):
    """Staff number and password."""

    staff_no = StringField(_l("工号"), [InputRequired(_l("请输入工号。")), Length(max=64)])
    password = PasswordField(_l("密码"), [InputRequired(_l("请输入密码。")), Length(max=256)])


class PasswordForm(Form):
    """The old password once, the new one twice."""

    old_password = PasswordField(_l("现在的密码"), [InputRequired(_l("请输入现在的密码。")), Length(max=256)])
    new_password = PasswordField(_l("新密码"), [InputRequired(_l("请输入新密码。")), Length(max=256)])
    again = PasswordField(_l("再次输入新密码"), [InputRequired(_l("请再次输入新密码。")), Length(max=256)])

    def validate_again(self, field: Field) -> None:
        """Refuse when the two differ."""
        if field.data != self.new_password.data:
            raise ValidationError(_("两次输入的新密码不一致。"))


class PreferencesForm(Form):
    """Language and letter size."""

    locale = SelectField(_l("界面语言"), choices=[("zh", "中文"), ("en", "English")])
    large_type = BooleanField(_l("大字版"))


STAFF_NO_RULES = [
    InputRequired(_l("工号不能为空。")),
    _checked(rules.is_staff_no, _l("工号只能由字母、数字、点、横线组成，最多 32 个字符。")),
]
NAME_RULES = [
    InputRequired(_l("姓名不能为空。")),
    _checked(rules.is_name, _l("姓名含有不能使用的符号，或超过 40 个字。")),
]
FULL_NAME_RULES = [InputRequired(_l("请填写全称。")), Length(max=120, message=_l("全称最多 120 个字。"))]
SHORT_NAME_RULES = [InputRequired(_l("请填写简称。")), Length(max=40, message=_l("简称最多 40 个字。"))]


class SetUpForm(Form):
    """All that an empty installation has to know."""

    code = StringField(_l("初始化码"), [InputRequired(_l("请输入初始化码。")), Length(max=64)])
    enterprise_full_name = StringField(_l("企业全称"), FULL_NAME_RULES)
    enterprise_short_name = StringField(_l("企业简称"), SHORT_NAME_RULES)
    committee_full_name = StringField(_l("党委全称"), FULL_NAME_RULES)
    committee_short_name = StringField(_l("党委简称"), SHORT_NAME_RULES)
    staff_no = StringField(_l("管理员工号"), STAFF_NO_RULES)
    name = StringField(_l("管理员姓名"), NAME_RULES)
    password = PasswordField(_l("管理员密码"), [InputRequired(_l("请输入密码。")), Length(max=256)])
    again = PasswordField(_l("再次输入密码"), [InputRequired(_l("请再次输入密码。")), Length(max=256)])

    def validate_again(self, field: Field) -> None:
        """Refuse when the two differ."""
        if field.data != self.password.data:
            raise ValidationError(_("两次输入的密码不一致。"))


class UnitForm(Form):
    """Names and sort number of a unit."""

    full_name = StringField(_l("全称"), FULL_NAME_RULES, description=_l("与公章一致的正式名称。"))
    short_name = StringField(_l("简称"), SHORT_NAME_RULES)
    sort_no = IntegerField(
        _l("排序号"),
        [InputRequired(_l("请填写排序号。")), NumberRange(0, 9999, _l("排序号为 0 至 9999 的整数。"))],
        default=0,
        description=_l("同一上级之下，数字小的排在前面。"),
    )


class NewUnitForm(UnitForm):
    """A unit that does not exist yet."""

    code = StringField(
        _l("编码"),
        [
            InputRequired(_l("请填写编码。")),
            _checked(rules.is_staff_no, _l("编码只能由字母、数字、点、横线组成，最多 32 个字符。")),
        ],
        description=_l("导入名册时用它指明单位，创建后不再改变。"),
    )
    kind = SelectField(_l("类型"), choices=_choices(labels.KINDS))
    parent_id = SelectField(_l("上级单位"))

    @property
    def chosen_kind(self) -> UnitKind:
        """Return the kind that was chosen."""
        return UnitKind(self.kind.data)


class ParentForm(Form):
    """Where a unit moves to."""

    parent_id = SelectField(_l("新的上级单位"))


class MemberForm(Form):
    """A person."""

    staff_no = StringField(_l("工号"), STAFF_NO_RULES)
    name = StringField(_l("姓名"), NAME_RULES)
    party_unit_id = SelectField(_l("党组织"))
    admin_unit_id = SelectField(_l("行政单位"))
    political_status = SelectField(_l("政治面貌"), choices=_choices(labels.STATUSES), default="masses")
    party_post = SelectField(_l("党内职务"), choices=_choices(labels.PARTY_POSTS), default="none")
    post = StringField(_l("岗位"), [Length(max=40, message=_l("岗位最多 40 个字。"))])
    gender = SelectField(_l("性别"), choices=_choices(labels.GENDERS))
    birth_year = IntegerField(_l("出生年份"), [Optional()])
    phone = StringField(_l("手机号"), [_checked(rules.is_phone, _l("手机号只能由数字组成。"))])

    def validate_birth_year(self, field: Field) -> None:
        """Refuse years in which nobody at work was born."""
        if field.data is not None and not rules.is_birth_year(field.data, clock.now()):
            raise ValidationError(_("出生年份应为四位数字，如 1985。"))


class GrantForm(Form):
    """A role over a unit."""

    role = SelectField(
        _l("角色"),
        [InputRequired(_l("请选择角色。"))],
        choices=[
            ("", _l("请选择")),
            *((role.value, label) for role, label in ROLE_LABELS.items() if role != Role.MEMBER),
        ],
    )
    unit_id = SelectField(_l("管理范围"), description=_l("角色对此单位及其全部下级有效。"))


class RosterForm(Form):
    """A roster to upload."""

    file = FileField(_l("名册文件（.xlsx）"))


class AuditDaysForm(Form):
    """The days that the audit log is narrowed to."""

    class Meta(Form.Meta):
        """Filters travel in the address and change nothing."""

        csrf = False

    since = DateField(_l("起始日期"), [Optional()])
    until = DateField(_l("截止日期"), [Optional()])


def day_start(day: Any) -> datetime | None:
    """Return the first instant of a day in local time, or None for no day."""
    return clock.localize(datetime(day.year, day.month, day.day)) if day else None  # noqa: DTZ001 - localized here
