"""Forms of the pages about hours and requirements."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    DecimalField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from core.forms import Form
from core.i18n import _, _l
from learning.audiences import AUDIENCE_LABELS
from learning.hours import BY_HAND, HourRule

QUARTER = Decimal("0.25")


def whole_quarter(form: Form, field: Field) -> None:
    """Refuse hours that are no multiple of a quarter."""
    if field.data is not None and field.data % QUARTER != 0:
        raise ValidationError(_("学时应是 0.25 的整数倍。"))


def in_quarters(hours: Decimal | None) -> int | None:
    """Return hours as quarters."""
    return None if hours is None else int(hours * 4)


def _required(words: Any) -> InputRequired:
    return InputRequired(words)


class ReasonForm(Form):
    """Why something is taken back."""

    reason = StringField(_l("理由"), validators=[_required(_l("请写明理由。")), Length(max=200)])


class AssignmentForm(Form):
    """Which course whom to require of, by when."""

    course = SelectField(_l("课程"), coerce=int, validators=[_required(_l("请选择课程。"))])
    unit = SelectField(_l("单位（含下级）"), coerce=int, validators=[_required(_l("请选择单位。"))])
    audience = SelectField(_l("对象"), choices=[(name.value, label) for name, label in AUDIENCE_LABELS.items()])
    due_at = DateTimeLocalField(
        _l("截止时间"), format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        validators=[_required(_l("请填写截止时间。"))],
    )  # fmt: skip
    note = StringField(_l("说明"), description=_l("学员会看到，可不填"), validators=[Length(max=200)])


class BackEntryForm(Form):
    """A session outside the system, and who was there."""

    activity = SelectField(_l("培训形式"), choices=[(rule.name, rule.label) for rule in BY_HAND])
    title = StringField(_l("培训班次或主题"), validators=[_required(_l("请填写主题。")), Length(max=120)])
    happened_on = DateField(_l("日期"), validators=[_required(_l("请填写日期。"))])
    minutes = IntegerField(
        _l("时长（分钟）"),
        validators=[_required(_l("请填写时长。")), NumberRange(1, 7200, _l("时长应为 1 到 7200 分钟。"))],
    )
    place = StringField(_l("地点"), validators=[_required(_l("请填写地点。")), Length(max=80)])
    evidence = TextAreaField(
        _l("证明材料"), description=_l("写明签到表、通知、照片等存放在哪里，由谁证明"),
        validators=[_required(_l("请写明证明材料。")), Length(max=1000)],
    )  # fmt: skip
    members = SelectMultipleField(
        _l("参加的学员"), coerce=int, option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False),
        validators=[_required(_l("请至少选择一位学员。"))],
    )  # fmt: skip


class ReviewForm(Form):
    """The second person's word."""

    verdict = SelectField(_l("结论"), choices=[("accept", _l("通过")), ("return", _l("退回"))])
    reason = StringField(_l("理由"), description=_l("退回时必填"), validators=[Length(max=200)])


class ExemptionForm(Form):
    """Why somebody need not fulfil the hours of a year."""

    year = IntegerField(_l("年度"), validators=[_required(_l("请填写年度。")), NumberRange(2020, 2100)])
    reason = StringField(
        _l("免学原因"), description=_l("如：老弱病残、产假、长期外派、流动党员"),
        validators=[_required(_l("请写明原因。")), Length(max=200)],
    )  # fmt: skip
    approved_by = StringField(
        _l("批准"), description=_l("由谁、何时批准，如：党委会 2026-03-01"),
        validators=[_required(_l("请写明由谁批准。")), Length(max=80)],
    )  # fmt: skip


class PolicyForm(Form):
    """Hours required of an audience from a year on."""

    name = StringField(_l("名称"), validators=[_required(_l("请填写名称。")), Length(max=60)])
    audience = SelectField(_l("对象"), choices=[(name.value, label) for name, label in AUDIENCE_LABELS.items()])
    required_hours = DecimalField(
        _l("每年学时"), validators=[_required(_l("请填写学时。")), NumberRange(0, 1000), whole_quarter]
    )
    online_cap = DecimalField(
        _l("网络学时最多计入"), description=_l("不填表示不限"),
        validators=[Optional(), NumberRange(0, 1000), whole_quarter],
    )  # fmt: skip
    from_year = IntegerField(_l("从哪一年起"), validators=[_required(_l("请填写年份。")), NumberRange(2020, 2100)])
    basis = TextAreaField(
        _l("依据"), description=_l("文件名称、文号和条款"), validators=[_required(_l("请写明依据。")), Length(max=500)]
    )


def conversion_form(rule: HourRule) -> type[Form]:
    """Build the form of one activity: a field for each of its terms, whether it counts, from when, and why."""
    fields: dict[str, Any] = {
        f"term_{term.name}": DecimalField(
            term.label, default=Decimal(term.default) / 4,
            validators=[_required(_l("请填写学时。")), NumberRange(0, term.highest // 4), whole_quarter],
        )
        for term in rule.terms
    }  # fmt: skip
    fields["active"] = BooleanField(_l("计入学时"))
    fields["valid_from"] = DateField(_l("从哪一天起"), validators=[_required(_l("请填写日期。"))])
    fields["basis"] = TextAreaField(_l("依据"), validators=[_required(_l("请写明依据。")), Length(max=500)])
    return type("ConversionForm", (Form,), fields)
