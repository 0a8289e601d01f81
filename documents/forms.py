"""Forms of the documents pages."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired

from core.forms import Form
from core.i18n import _l


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
