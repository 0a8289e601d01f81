"""Forms of the documents pages."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired

from core.forms import Form
from core.i18n import _l


class UploadForm(Form):
    """One file to be read and stored."""

    file = FileField(
        _l("文本文件"),
        description=_l("支持 .txt（UTF-8、UTF-16、GB18030）和 .md，不超过 1 MB。一个文件里可以有几篇文章。"),
        validators=[FileRequired(_l("请先选择要上传的文件。"))],
    )
