"""Forms of the documents pages."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from core.forms import Form
from core.i18n import _, _l


class UploadForm(Form):
    """One file to be read and stored."""

    file = FileField(
        _l("文档文件"),
        description=_l(
            "支持 Word（.docx）、PDF（有文字层）、网页（.html）、文本（.txt，UTF-8、UTF-16 或 GB18030）和 Markdown（.md）；"
            "Word 和 PDF 不超过 50 MB。一个文件里可以有几篇文章。"
        ),
        validators=[FileRequired(_l("请先选择要上传的文件。"))],
    )


class EditionForm(Form):
    """A newer edition of a document: a new file or a document that is stored, and the day from which it holds."""

    file = FileField(
        _l("新版本的文件"), description=_l("读取方式与上传文档相同。新版本已经收录的，不必再传，在下面选择。")
    )
    newer_id = SelectField(_l("或选择已收录的文档"), coerce=int, default=0)
    in_force_on = DateField(
        _l("施行日期"),
        description=_l("从这一天零点起，依据有改动段落的课和题目转为待复核，题目不再抽入新试卷。"),
        validators=[InputRequired(_l("请填写施行日期，例如 2026-06-01。"))],
    )

    def offer(self, documents: list[tuple[int, str]]) -> None:
        """Offer the stored documents."""
        self.newer_id.choices = [(0, _("请选择")), *documents]

    def validate_newer_id(self, field: SelectField) -> None:
        """Refuse a form that names no newer edition, or two."""
        if bool(self.file.data) == bool(field.data):
            raise ValidationError(_("请上传新版本的文件，或者选择一份已收录的文档，二者选一。"))


class WithdrawalForm(Form):
    """Why a supersession is taken back."""

    reason = StringField(_l("理由"), validators=[DataRequired(_l("请写明理由，理由会记入审计日志。")), Length(max=200)])
