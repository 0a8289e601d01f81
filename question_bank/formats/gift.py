"""Reads GIFT, the text format of learning platforms: all of its question types."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.i18n import _, _l
from question_bank.formats import decoding, gift_answers
from question_bank.formats.base import Reading, ReadQuestion, error
from question_bank.formats.finishing import finished, gathered
from question_bank.formats.gift_escapes import hidden, shown
from question_bank.formats.markup import from_html, markdown
from question_bank.formats.pictures import Pictures

_BRACES = re.compile(r"\{([^{}]*)\}", re.DOTALL)
_TITLE = re.compile(r"^\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"^\s*\[(html|moodle|plain|markdown)\]\s*", re.IGNORECASE)
_COMMENT = re.compile(r"^\s*//")
_CATEGORY = re.compile(r"^\s*\$CATEGORY:(.*)$", re.IGNORECASE)
_SURE = re.compile(r"^\s*(?:::.*?::|\$CATEGORY:)", re.MULTILINE)
_ANSWERS = re.compile(r"\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*(?:#[^{}]*)?\}|\}|####)", re.IGNORECASE)


@dataclass(frozen=True)
class Passage:
    """The lines of one question, without comments, and where they stand."""

    text: str
    line: int
    last_line: int
    topic: str
    raw: str


class Gift:
    """Questions in GIFT text."""

    name = "gift"
    label = _l("GIFT 文本")
    extensions: tuple[str, ...] = (".gift", ".txt")

    def claims(self, name: str, raw: bytes) -> bool:
        """Text with answers in braces as only GIFT writes them."""
        if raw.lstrip()[:1] in (b"<", b"[") or b"{" not in raw:
            return False
        try:
            text, _encoding = decoding.decoded(raw)
        except decoding.NotText:
            return False
        plain = hidden(text)
        answered = len(_ANSWERS.findall(plain))
        return bool(answered) and (
            name.lower().endswith(".gift") or bool(_SURE.search(plain)) or self._is_mostly(plain)
        )

    @staticmethod
    def _is_mostly(plain: str) -> bool:
        """Whether no paragraph looks like a question of another kind of text."""
        return not re.search(r"^\s*(?:答案|【答案】|ANSWER:)", plain, re.MULTILINE)

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every question; raises NotText when the bytes are no text."""
        text, encoding = decoding.decoded(raw)
        found: list[ReadQuestion] = []
        warnings: list[str] = []
        for passage in passages(text):
            question = understood(passage)
            if isinstance(question, str):
                warnings.append(question)
            else:
                found.append(question)
        return gathered(self.name, encoding, found, warnings)


def passages(text: str) -> list[Passage]:
    """Cut a file at its blank lines outside braces; categories hold for what follows."""
    found: list[Passage] = []
    kept: list[str] = []
    topic, start = "", 0
    lines = [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]
    for place, line in enumerate(lines, start=1):
        category = _CATEGORY.match(line)
        if _COMMENT.match(line):
            continue
        if category or not line.strip():
            if kept and (category or _is_closed(kept) or place == len(lines)):
                found.append(Passage("\n".join(kept), start, place - 1, topic, "\n".join(lines[start - 1 : place - 1])))
                kept = []
            topic = _topic(category[1]) if category else topic
            if kept and not category:
                kept.append(line)
            continue
        if kept and _begins_another(kept, line):
            found.append(Passage("\n".join(kept), start, place - 1, topic, "\n".join(lines[start - 1 : place - 1])))
            kept = []
        start = start if kept else place
        kept.append(line)
    return found


def _begins_another(kept: list[str], line: str) -> bool:
    """Whether a line begins a question although no blank line parts it from the one before, which is complete."""
    plain = hidden("\n".join(kept)).rstrip()
    complete = "}" in plain.split("\n")[-1] and plain.count("{") == plain.count("}")
    return complete and (line.lstrip().startswith("::") or "{" in hidden(line))


def _is_closed(lines: list[str]) -> bool:
    """A blank line inside braces does not end a question, unless a title shows that a brace was never closed."""
    plain = hidden("\n".join(lines))
    return plain.count("{") <= plain.count("}") or ("{" not in lines[0] and len(lines) > 60)


def _topic(path: str) -> str:
    parts = [part.strip().replace("\0", "/") for part in path.replace("//", "\0").split("/")]
    return "/".join(
        part for part in parts if part and part not in ("top", "$course$", "$system$", "$cat1$", "$module$")
    )


def understood(passage: Passage) -> ReadQuestion | str:
    """The question a passage holds, or a sentence on why it holds none."""
    text = hidden(passage.text)
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    style = _FORMAT.match(body)
    body = body[style.end() :] if style else body
    braces = list(_BRACES.finditer(body))
    if not braces:
        return _without_answers(passage, body)
    pictures = Pictures()
    place = braces[-1] if len(braces) > 1 and not body[braces[-1].end() :].strip() else braces[0]
    before, after = (
        _text(part, style[1] if style else "", pictures) for part in (body[: place.start()], body[place.end() :])
    )
    answers = gift_answers.understood(
        place[1], bool(after.strip()), lambda part: _text(part, style[1] if style else "", pictures)
    )
    question = ReadQuestion(
        0, answers.kind, answers.stem(before, after), answers.options, answers.key, answers.explanation,
        topic=passage.topic, line=passage.line, last_line=passage.last_line, raw=passage.raw,
    )  # fmt: skip
    issues = [*answers.issues, *pictures.issues]
    if len(braces) > 1:
        issues.append(error("two_answers", count=len(braces), mark=shown(place[0])))
    return finished(question, issues, pictures.found.values())


def _text(part: str, style: str, pictures: Pictures) -> str:
    text = shown(part)
    if style.casefold() == "html" or (
        style == "" and re.search(r"</(?:p|div|span|b|strong|table)>|<br\s*/?>|<img\s", text)
    ):
        lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return lead + markdown(from_html(text), pictures.own) + tail
    return text


def _without_answers(passage: Passage, body: str) -> ReadQuestion | str:
    if re.search(r"[{}]", body):
        question = ReadQuestion(0, "essay", shown(body).strip(), topic=passage.topic, line=passage.line,
                                last_line=passage.last_line, raw=passage.raw)  # fmt: skip
        return finished(question, [error("braces_open")])
    return _("第 %(line)d 行的说明文字不是题目，未读入：%(text)s", line=passage.line, text=shown(body).strip()[:60])
