"""Forms of the course pages."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from core.forms import Form
from core.i18n import _, _l
from courses.actions import DraftHead, LessonText, PlacementPlan
from courses.case_files import CaseText, HandbookSource
from courses.labels import CASE_KIND_LABELS, CASE_TOPIC_LABELS, TIER_LABELS
from courses.models import Tier
from courses.sources import SLUG


class ReasonForm(Form):
    """Why a course is withdrawn or offered again."""

    reason = StringField(_l("理由"), validators=[DataRequired(_l("请写明理由，理由会记入审计日志。")), Length(max=200)])


def _needed(words: Any) -> InputRequired:
    return InputRequired(words)


class CaseForm(Form):
    """What a case says; kind, class and unit are chosen once."""

    kind = SelectField(_l("类别"), choices=[(kind.value, label) for kind, label in CASE_KIND_LABELS.items()])
    topic = SelectField(_l("分类"), choices=[(topic.value, label) for topic, label in CASE_TOPIC_LABELS.items()])
    unit = SelectField(_l("报送单位"), coerce=int, validators=[_needed(_l("请选择报送单位。"))])
    title = StringField(_l("标题"), validators=[_needed(_l("请填写标题。")), Length(max=120)])
    problem = TextAreaField(_l("问题"), validators=[_needed(_l("请写明遇到了什么问题。")), Length(max=4000)])
    advice = TextAreaField(_l("建议"), validators=[_needed(_l("请写明怎么办、为什么。")), Length(max=4000)])
    steps = TextAreaField(_l("步骤（每行一步）"), validators=[_needed(_l("请写明分几步做。")), Length(max=4000)])
    lessons_learned = TextAreaField(_l("经验教训"), validators=[Optional(), Length(max=4000)])
    unit_words = StringField(_l("单位（页面上怎样写）"), validators=[Optional(), Length(max=120)])
    source = StringField(_l("出处"), validators=[Optional(), Length(max=200)])

    def text(self) -> CaseText:
        """Return what the case says."""
        names = ("title", "problem", "advice", "steps", "lessons_learned", "unit_words", "source")
        return CaseText(**{name: self[name].data or "" for name in names})

    def keeps_what_it_is(self) -> None:
        """Leave out what a revision cannot change."""
        for name in ("kind", "topic", "unit"):
            del self[name]


TAKEN = frozenset({"new", "manage", "drafts", "runs", "checklists"})
"""Names of pages beside the handbooks."""


class HandbookForm(Form):
    """The next version of a handbook as somebody writes it."""

    slug = StringField(
        _l("代号"), description=_l("小写英文、数字和连字符，发布后不再改动。"),
        validators=[_needed(_l("请填写代号。")), Length(max=60), Regexp(SLUG.pattern + "$", message=_l("只用小写英文、数字和连字符。"))],
    )  # fmt: skip
    title = StringField(_l("标题"), validators=[_needed(_l("请填写标题。")), Length(max=120)])
    source = StringField(_l("出处"), validators=[Optional(), Length(max=200)])
    body = TextAreaField(
        _l("正文"), description=_l("“## 标题”起一节；“## 清单：名称”下面每行写“- [ ] 内容”，就是一张清单。"),
        validators=[_needed(_l("请填写正文。")), Length(max=100_000)],
    )  # fmt: skip
    reason = StringField(_l("这一版改了什么"), validators=[Optional(), Length(max=200)])
    seen = IntegerField(validators=[Optional()])
    """Number of the text that was open when the writing began."""

    def validate_slug(self, field: StringField) -> None:
        """Refuse names that are addresses of other pages."""
        if field.data in TAKEN:
            raise ValidationError(_("“%(slug)s”是系统用的名称，请换一个代号。", slug=field.data))

    def source_text(self) -> HandbookSource:
        """Return what the handbook says."""
        return HandbookSource(self.slug.data or "", self.title.data or "", self.source.data or "", self.body.data or "")


class PlacementForm(Form):
    """How a placement test is drawn."""

    target = SelectField(_l("免学对象"), validators=[DataRequired(_l("请选择课程或层级。"))])
    each = IntegerField(_l("每课题数"), default=2, validators=[_needed(_l("请填写每课题数。")), NumberRange(1, 10)])
    pass_percent = IntegerField(
        _l("合格线（百分比）"), default=80, validators=[_needed(_l("请填写合格线。")), NumberRange(50, 100)]
    )
    attempts = IntegerField(_l("最多几次"), default=2, validators=[_needed(_l("请填写次数。")), NumberRange(1, 5)])

    def plan(self) -> PlacementPlan:
        """Return how the test is drawn."""
        return PlacementPlan(self.each.data or 1, self.pass_percent.data or 100, self.attempts.data or 1)


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


class MoveForm(Form):
    """The lesson to which something is moved."""

    lesson = IntegerField(validators=[InputRequired()])


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
