"""Forms of the course pages."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.forms import Form
from core.i18n import _l
from courses.actions import DraftHead, LessonText
from courses.labels import TIER_LABELS
from courses.models import Tier


class ReasonForm(Form):
    """Why a course is withdrawn or offered again."""

    reason = StringField(_l("理由"), validators=[DataRequired(_l("请写明理由，理由会记入审计日志。")), Length(max=200)])


class NoteForm(Form):
    """Why something whose source changed still holds."""

    note = StringField(
        _l("说明"), validators=[DataRequired(_l("请写明为什么仍然有效，说明会记入审计日志。")), Length(max=200)]
    )


class StartForm(Form):
    """Which articles or sections a draft is made from."""

    article = IntegerField(_l("文章"), validators=[InputRequired()])
    sections = SelectMultipleField(_l("章节"), coerce=int, validate_choice=False)


class HeadForm(Form):
    """The head of a course."""

    title = StringField(_l("课程名称"), validators=[DataRequired(_l("请填写课程名称。")), Length(max=120)])
    summary = TextAreaField(_l("简介"), validators=[Length(max=1000)])
    tier = SelectField(_l("层级"), choices=[(tier.value, label) for tier, label in TIER_LABELS.items()])

    def head(self) -> DraftHead:
        """What was written."""
        return DraftHead(self.title.data or "", self.summary.data or "", Tier(self.tier.data))


class LessonForm(Form):
    """The text of a draft lesson, and the save it began with."""

    number = IntegerField(validators=[InputRequired()])
    title = StringField(_l("课名"), validators=[DataRequired(_l("请填写课名。")), Length(max=120)])
    minutes = IntegerField(_l("预计分钟"), validators=[InputRequired(), NumberRange(1, 240)])
    body = TextAreaField(_l("正文"), validators=[Length(max=60_000)])
    key_points = TextAreaField(_l("要点"), validators=[Length(max=2000)], description=_l("一行一条"))
    key_terms = TextAreaField(_l("关键术语"), validators=[Length(max=1000)], description=_l("一行一个"))
    objectives = TextAreaField(
        _l("学习目标"), validators=[Length(max=2000)], description=_l("一行一条，用“能说出”或“能做到”开头")
    )
    objectives_confirmed = BooleanField(_l("我已核对学习目标"))

    def text(self) -> LessonText:
        """What was written."""
        return LessonText(
            title=self.title.data or "",
            body=self.body.data or "",
            minutes=self.minutes.data or 1,
            key_points=without_blank_lines(self.key_points.data),
            key_terms=without_blank_lines(self.key_terms.data),
            objectives=without_blank_lines(self.objectives.data),
            objectives_confirmed=bool(self.objectives_confirmed.data),
        )


class TitleForm(Form):
    """The name of a new lesson."""

    title = StringField(_l("课名"), validators=[DataRequired(_l("请填写课名。")), Length(max=120)])


class PlaceForm(Form):
    """Where a lesson goes, or where it is cut."""

    at = IntegerField(validators=[InputRequired()])


class ParagraphForm(Form):
    """A paragraph that a lesson rests on, or no longer."""

    article = IntegerField(validators=[InputRequired()])
    anchor = StringField(validators=[DataRequired(), Length(max=20)])
    used = BooleanField()


class CommentForm(Form):
    """A remark."""

    lesson = IntegerField(validators=[Optional()])
    anchor = StringField(validators=[Length(max=20)])
    comment = TextAreaField(_l("意见"), validators=[DataRequired(_l("请写下意见。")), Length(max=1000)])


class VerdictForm(Form):
    """What a reviewer decides."""

    note = StringField(_l("说明"), validators=[Length(max=500)])
    with_questions = BooleanField(_l("自测题一并审定，可以使用"))


class PictureForm(Form):
    """A picture to insert."""

    picture = FileField(_l("图片"))
    alt = StringField(_l("替代文字"), validators=[DataRequired(_l("请写一句话说明图片内容。")), Length(max=120)])


def without_blank_lines(text: str | None) -> str:
    """Lines without blank ones and outer space."""
    return "\n".join(line.strip() for line in (text or "").split("\n") if line.strip())
