"""What a writer of question files is: what it can hold, what it would lose, and the file it makes."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from core.i18n import _
from question_bank.formats.base import ReadQuestion
from question_bank.formats.wording import LABELS

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Characters that show nothing and that no XML can hold; one of them would spoil a whole file."""
PICTURE = re.compile(r"!\[([^\[\]\n]*)\]\(picture:([0-9A-Za-z_.-]+)\)")
LEVELS = {1: "易", 2: "中", 3: "难"}


@dataclass(frozen=True)
class Loss:
    """What a format cannot keep of a question; `left_out` tells that the question is not written at all."""

    number: int
    sentence: str
    left_out: bool = False


class Writer(Protocol):
    """One file format questions are written in. `kinds` is what it claims to keep.

    A format that others share their ending with may have a `mark`, which tells their files apart by name.
    """

    name: str
    label: Any
    ending: str
    media_type: str
    kinds: frozenset[str]

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What would be lost of a question."""

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The file with these questions; those that would be left out must not be among them."""


def file_name(writer: Writer, title: str, day: str) -> str:
    """What a file of a format is called: its title, what tells it apart, and the day."""
    mark = getattr(writer, "mark", "")
    return f"{title}（{mark}）-{day}.{writer.ending}" if mark else f"{title}-{day}.{writer.ending}"


def checked(writer: Writer, questions: Iterable[ReadQuestion]) -> list[Loss]:
    """Everything a format cannot keep of these questions, in their order."""
    return [loss for question in questions for loss in _losses(writer, writable(question))]


def _losses(writer: Writer, question: ReadQuestion) -> list[Loss]:
    foreign = [part.kind for part in (question, *question.parts) if part.kind not in writer.kinds]
    if foreign:
        return [left_out(question, _("%(format)s 写不下%(kind)s", format=writer.label, kind=LABELS[foreign[0]]))]
    return writer.losses(question)


def written(writer: Writer, questions: Sequence[ReadQuestion], title: str) -> tuple[bytes, list[Loss]]:
    """The file of all questions the format holds, and what it could not keep."""
    losses = checked(writer, questions)
    out = {loss.number for loss in losses if loss.left_out}
    kept = [writable(question) for question in questions if question.number not in out]
    return writer.write(kept, unspoilt(title)), losses


def writable(question: ReadQuestion) -> ReadQuestion:
    """The question without characters that no file can hold."""
    names = ("stem", "options", "key", "explanation", "topic", "source", "body")
    return replace(question, **{name: unspoilt(getattr(question, name)) for name in names},
                   parts=tuple(map(writable, question.parts)))  # fmt: skip


def unspoilt(value: Any) -> Any:
    """The same value, its texts without characters that no file can hold."""
    if isinstance(value, str):
        return _UNWRITABLE.sub("", value)
    if isinstance(value, list | tuple):
        return type(value)(map(unspoilt, value))
    return {name: unspoilt(each) for name, each in value.items()} if isinstance(value, dict) else value


def left_out(question: ReadQuestion, reason: str) -> Loss:
    """A question that is not written, with the reason."""
    return Loss(
        question.number, _("第 %(number)d 题不写出：%(reason)s。", number=question.number, reason=reason), left_out=True
    )


def lost(question: ReadQuestion, format_name: Any, things: Iterable[str]) -> list[Loss]:
    """One sentence that names what a format does not keep of a question; nothing when it keeps all."""
    named = "、".join(things)
    if not named:
        return []
    sentence = _(
        "第 %(number)d 题：%(format)s 不能保存%(things)s。", number=question.number, format=format_name, things=named
    )
    return [Loss(question.number, sentence)]


def beyond_key(question: ReadQuestion) -> list[str]:
    """What stands in a body that options and key cannot say: scoring points, corrections."""
    body = question.body or {}
    said = []
    if body.get("points") or body.get("rubric"):
        said.append(_("评分要点"))
    if body.get("corrections") or body.get("correction"):
        said.append(_("改正内容"))
    return said


def texts_of(question: ReadQuestion) -> list[str]:
    """Every text of a question, of its key and its parts included."""
    own = [question.stem, *question.options, question.explanation, *_strings(question.key)]
    return own + [text for part in question.parts for text in texts_of(part)]


def _strings(key: Any) -> list[str]:
    if isinstance(key, str):
        return [key]
    if isinstance(key, list):
        return [text for each in key for text in _strings(each)]
    return []


def without_pictures(text: str) -> str:
    """A text in which pictures are only named."""
    return PICTURE.sub(lambda found: f"[图片：{found[1] or found[2][:8]}]", text)


def picture_bytes(question: ReadQuestion) -> dict[str, bytes]:
    """The pictures of a question and its parts by name."""
    every = [*question.pictures, *(picture for part in question.parts for picture in part.pictures)]
    return {picture.name: base64.b64decode(picture.content) for picture in every}


def ending_of(content: bytes) -> tuple[str, str]:
    """The file ending and media type of a picture."""
    marks = ((b"\x89PNG", "png", "image/png"), (b"\xff\xd8", "jpg", "image/jpeg"), (b"GIF8", "gif", "image/gif"))
    return next(((ending, media) for mark, ending, media in marks if content.startswith(mark)), ("webp", "image/webp"))


def wrong_steps(key: Any) -> list[int]:
    """The numbers of the wrong steps, with or without corrections beside them."""
    return [int(each[0]) if isinstance(each, list | tuple) else int(each) for each in key]
