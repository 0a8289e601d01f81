"""What organizers and judges type, checked in their words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import (
    BooleanField,
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from core import clock
from core.errors import Invalid
from core.forms import Form
from core.i18n import _, _l

REQUIRED = _l("请填写此项。")


class LocalTimeField(DateTimeLocalField):
    """A wall-clock time of the installation, kept as an aware instant in UTC."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return clock.local(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the wall time; complain in the user's words."""
        if not valuelist or not valuelist[0]:
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("时间应写成 2026-06-01 08:30 的样子。")) from None
        wall = self.data
        if isinstance(wall, datetime) and not 2000 <= wall.year <= 2100:
            self.data = None
            raise ValueError(_("年份应在 2000 到 2100 之间。"))
        self.data = clock.localize(wall) if isinstance(wall, datetime) else None


def points_text(milli: int) -> str:
    """Write thousandths as points, such as 2.5."""
    return f"{Decimal(milli) / 1000:f}".rstrip("0").rstrip(".") if milli % 1000 else str(milli // 1000)


def read_points(text: str, name: str) -> int:
    """Read points with at most two decimals as thousandths; raises Invalid naming the field."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0 or value > 100_000 or value != round(value, 2):
        raise Invalid(_("“%(name)s”应是不小于 0 的数，最多两位小数。", name=name))
    return int(value * 1000)


class Checks(SelectMultipleField):
    """Several choices as checkboxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class BasicsForm(Form):
    """Step 1."""

    title = StringField(_l("竞赛名称"), [InputRequired(REQUIRED), Length(max=80)])
    unit = SelectField(_l("主办单位"), coerce=int)
    notice = TextAreaField(
        _l("竞赛须知"), [Length(max=4000)], description=_l("学员进入竞赛前会看到，可写参赛要求、纪律和联系人。")
    )

    def validate_title(self, field: Any) -> None:
        """Refuse a title of nothing but spaces."""
        if not field.data:
            raise ValidationError(REQUIRED)


class TimesForm(Form):
    """Step 2."""

    opens_at = LocalTimeField(_l("开始时间"), [InputRequired(REQUIRED)])
    hard_end_at = LocalTimeField(_l("结束时间"), [InputRequired(REQUIRED)], description=_l("到时自动收卷。"))
    last_start_at = LocalTimeField(
        _l("最晚入场时间"), [Optional()], description=_l("过了这个时间不能再开始作答；不填则到结束时间为止都可入场。")
    )
    duration_minutes = IntegerField(_l("答题时长（分钟）"), [InputRequired(REQUIRED), NumberRange(1, 300)], default=45)
    attempts_allowed = IntegerField(_l("每人可作答次数"), [InputRequired(REQUIRED), NumberRange(1, 20)], default=1)
    counting_rule = RadioField(_l("以哪次成绩为准"), default="best")


class PaperForm(Form):
    """Step 3 beside the rows of the blueprint, which are read by read_rows."""

    multiple_rule = RadioField(_l("多选题计分规则"), default="strict")
    pass_percent = IntegerField(_l("合格线（百分比）"), [InputRequired(REQUIRED), NumberRange(0, 100)], default=60)


class AudienceForm(Form):
    """Step 4."""

    party_units = Checks(_l("党组织"), coerce=int)
    admin_units = Checks(_l("行政单位"), coerce=int)
    posts = Checks(_l("限定岗位"), description=_l("不选则不限岗位。"))


class PublishingForm(Form):
    """Step 5."""

    release = RadioField(
        _l("公布成绩后，学员能看到"),
        choices=[
            ("answers", _l("得分、每题对错、正确答案和解析")),
            ("score", _l("只看得分和名次")),
            ("none", _l("不公布个人得分")),
        ],
    )
    ranking_rule = RadioField(_l("个人排名规则"))
    branch_rule = RadioField(_l("支部排名规则"))
    branch_top = IntegerField(
        _l("支部取前 N 名"), [InputRequired(REQUIRED), NumberRange(1, 100)], description=_l("仅“前 N 名平均分”用到。")
    )


class WeighingForm(Form):
    """Weights of a skills contest."""

    written_percent = IntegerField(
        _l("理论权重（百分比）"),
        [InputRequired(REQUIRED), NumberRange(0, 99)],
        description=_l("填 0 表示没有理论考试。"),
    )
    team_top = IntegerField(_l("团体取前几名计分"), [InputRequired(REQUIRED), NumberRange(1, 20)])


class ReasonForm(Form):
    """A step that needs its reason."""

    reason = StringField(_l("原因"), [Length(max=300)])


class RoundForm(Form):
    """A practical round; its rubric lines are read by read_items."""

    title = StringField(_l("项目名称"), [InputRequired(REQUIRED), Length(max=40)])
    weight_percent = IntegerField(_l("权重（百分比）"), [InputRequired(REQUIRED), NumberRange(1, 100)])


class JudgeForm(Form):
    """A judge, by staff number."""

    staff_no = StringField(_l("评委工号"), [InputRequired(REQUIRED), Length(max=32)])
    is_chief = BooleanField(_l("裁判长（可解封评分）"))


class TeamForm(Form):
    """A team."""

    name = StringField(_l("参赛队名称"), [InputRequired(REQUIRED), Length(max=40)])
    unit = SelectField(_l("派出单位"), coerce=int)


class ContestantForm(Form):
    """A contestant, by staff number."""

    staff_no = StringField(_l("参赛人工号"), [InputRequired(REQUIRED), Length(max=32)])
    team = SelectField(_l("参赛队"), coerce=int)
    start_no = IntegerField(_l("出场序号"), [Optional(), NumberRange(0, 9999)])
