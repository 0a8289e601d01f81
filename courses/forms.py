"""Forms of the course pages."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from core.forms import Form
from core.i18n import _l


class ReasonForm(Form):
    """Why a course is withdrawn or offered again."""

    reason = StringField(_l("理由"), validators=[DataRequired(_l("请写明理由，理由会记入审计日志。")), Length(max=200)])


class NoteForm(Form):
    """Why something whose source changed still holds."""

    note = StringField(
        _l("说明"), validators=[DataRequired(_l("请写明为什么仍然有效，说明会记入审计日志。")), Length(max=200)]
    )
