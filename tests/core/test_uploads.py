"""Uploads: what is refused before anything reads it."""

from __future__ import annotations

import io

import pytest
from werkzeug.datastructures import FileStorage

from core.errors import Invalid
from core.uploads import clean_name, read_upload


def upload(name: str, content: bytes = b"x") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def test_a_sound_file_is_read() -> None:
    assert read_upload(upload("题库.TXT", b"abc"), extensions={".txt"}, max_bytes=10) == ("题库.TXT", b"abc")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (None, "请先选择"),
        (upload(""), "请先选择"),
        (upload("a.exe"), "只接受"),
        (upload("a.txt", b""), "空文件"),
        (upload("a.txt", b"x" * 11), "超过"),
    ],
)
def test_what_is_wrong_is_said(file: FileStorage | None, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        read_upload(file, extensions={".txt"}, max_bytes=10)


@pytest.mark.parametrize(
    ("name", "clean"),
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.txt", "b.txt"), ("a\x00b\n.txt", "ab.txt"), ("", "file")],
)
def test_only_the_last_part_of_a_name_is_kept(name: str, clean: str) -> None:
    assert clean_name(name) == clean
