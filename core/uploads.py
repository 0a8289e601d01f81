"""Files that people send: bounded and checked before anything reads them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from core.errors import Invalid
from core.i18n import _


def read_upload(upload: FileStorage | None, *, extensions: Collection[str], max_bytes: int) -> tuple[str, bytes]:
    """Return (file name, content) of an uploaded file, or raise Invalid with a sentence.

    `extensions` are lower-case endings with dot, such as `.xlsx`.
    """
    if upload is None or not upload.filename:
        raise Invalid(_("请先选择要上传的文件。"), field="file")
    name = clean_name(upload.filename)
    ending = PurePath(name).suffix.lower()
    if ending not in extensions:
        raise Invalid(
            _("不能读取“%(name)s”：这里只接受 %(kinds)s 文件。", name=name, kinds="、".join(sorted(extensions))),
            field="file",
        )
    content = upload.stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise Invalid(
            _("“%(name)s”超过 %(limit)s MB，请拆分后再上传。", name=name, limit=max(1, max_bytes // 2**20)),
            field="file",
        )
    if not content:
        raise Invalid(_("“%(name)s”是空文件，请检查后重新上传。", name=name), field="file")
    return name, content


def clean_name(name: str) -> str:
    """Return the last part of a file name without control characters, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[-120:] or "file"
