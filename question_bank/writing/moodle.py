"""Writes Moodle XML; texts stay Markdown, which the platform reads, and pictures travel inside the file."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from core.i18n import _, _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.finishing import BLANKS
from question_bank.formats.wording import LABELS
from question_bank.writing.base import (
    LEVELS,
    PICTURE,
    Loss,
    beyond_key,
    ending_of,
    left_out,
    lost,
    picture_bytes,
    texts_of,
    wrong_steps,
)

_TAGGED = {"indefinite": "不定项选择题", "short_answer": "简答题", "classification": "归类题", "find_error": "找错题"}
_UNSAFE = re.compile(r"\{\d*:[A-Z_]+:")


class MoodleWriter:
    """Questions as Moodle XML."""

    name = "moodle"
    label = _l("Moodle XML")
    ending = "xml"
    media_type = "application/xml"
    kinds = frozenset(LABELS) - {"choice", "hotspot"}

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What Moodle XML does not keep of a question."""
        for part in (question, *question.parts):
            if reason := _impossible(part):
                return [left_out(question, reason)]
        things = [thing for part in (question, *question.parts) for thing in beyond_key(part)]
        return lost(question, self.label, dict.fromkeys(things))

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The questions with a category wherever the topic changes."""
        lines, topic = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"], ""
        for place, question in enumerate(questions, start=1):
            if question.topic != topic:
                topic = question.topic
                path = f"$course$/top/{topic}" if topic else "$course$/top"
                lines.append(f'<question type="category"><category><text>{escape(path)}</text></category></question>')
            lines.append(_question(question, f"{place:04d}", str(place) if question.parts else ""))
            shown = [replace(part, pictures=(*part.pictures, *question.pictures)) for part in question.parts]
            lines += [_question(part, f"{place:04d}-{count}", str(place)) for count, part in enumerate(shown, start=1)]
        return "\n".join([*lines, "</quiz>", ""]).encode()


def _impossible(question: ReadQuestion) -> str:
    if question.kind == "fill" and any("\\" in text for texts in question.key or [] for text in texts):
        return str(_("答案里有反斜杠"))
    if question.kind == "fill" and _UNSAFE.search(question.stem):
        return str(_("题干里有完形填空的记号"))
    if question.kind == "fill" and len(BLANKS.findall(question.stem)) != len(question.key or []):
        return str(_("空格数与答案数不同"))
    if question.kind == "fill" and any("\\*" in text for text in texts_of(question)):
        return str(_("答案含“\\*”"))
    return ""


def _question(question: ReadQuestion, name: str, material: str) -> str:
    kind, answers = _KINDS[question.kind]
    stem = _clozed(question) if question.kind == "fill" else question.stem
    key_file = _reference(question)
    return "\n".join(
        line
        for line in (
            f"<question type={quoteattr(kind)}>",
            f"<name><text>{name}</text></name>",
            _rich("questiontext", stem, question),
            _rich("generalfeedback", question.explanation, question),
            f"<defaultgrade>{question.points:g}</defaultgrade>" if question.points is not None else "",
            answers(question),
            key_file,
            _tags(question, material),
            "</question>",
        )
        if line
    )


def _rich(tag: str, text: str, question: ReadQuestion, attributes: str = "") -> str:
    """A Markdown text with the pictures it shows beside it."""
    files = picture_bytes(question)
    shown = [name for name in dict.fromkeys(found[2] for found in PICTURE.finditer(text)) if name in files]
    called = PICTURE.sub(
        lambda found: (
            f"![{found[1]}](@@PLUGINFILE@@/{found[2]}.{ending_of(files[found[2]])[0]})"
            if found[2] in files
            else found[0]
        ),
        text,
    )
    attached = "".join(
        f'<file name="{name}.{ending_of(files[name])[0]}" path="/" encoding="base64">{base64.b64encode(files[name]).decode()}</file>'
        for name in shown
    )
    return f'<{tag}{attributes} format="markdown"><text>{escape(called)}</text>{attached}</{tag}>'


def _answer(text: str, fraction: str, question: ReadQuestion, inner: str = "") -> str:
    body = _rich("answer", text, question, f' fraction="{fraction}"')
    return body.replace("</answer>", f"{inner}</answer>") if inner else body


def _tags(question: ReadQuestion, material: str) -> str:
    tags = [f"题型:{_TAGGED[question.kind]}"] if question.kind in _TAGGED else []
    tags += [f"难度:{LEVELS[question.difficulty]}"] if question.difficulty else []
    tags += [f"出处:{question.source}"] if question.source else []
    tags += [f"材料:{material}"] if material else []
    return "<tags>" + "".join(f"<tag><text>{escape(tag)}</text></tag>" for tag in tags) + "</tags>" if tags else ""


def _choices(question: ReadQuestion, single: bool, right: set[int]) -> str:
    share = "100" if single or len(right) == 1 else f"{100 / max(len(right), 1):.5f}".rstrip("0").rstrip(".")
    wrong = "0" if single else "-100"
    answers = [
        _answer(text, share if place in right else wrong, question) for place, text in enumerate(question.options)
    ]
    return "\n".join(
        [
            f"<single>{str(single).lower()}</single>",
            "<shuffleanswers>1</shuffleanswers>",
            "<answernumbering>ABCD</answernumbering>",
            *answers,
        ]
    )


def _single(question: ReadQuestion) -> str:
    return _choices(question, True, {ord(question.key) - ord("A")})


def _several(question: ReadQuestion) -> str:
    return _choices(question, False, {ord(letter) - ord("A") for letter in question.key})


def _find_error(question: ReadQuestion) -> str:
    return _choices(question, False, {step - 1 for step in wrong_steps(question.key)})


def _truth(question: ReadQuestion) -> str:
    return "\n".join(
        f'<answer fraction="{100 if question.key is value else 0}" format="plain_text"><text>{word}</text></answer>'
        for value, word in ((True, "true"), (False, "false"))
    )


def _clozed(question: ReadQuestion) -> str:
    answers = iter(question.key)
    return BLANKS.sub(
        lambda _found: "{1:SHORTANSWER:" + "~".join(f"={_cloze(text)}" for text in next(answers)) + "}", question.stem
    )


def _cloze(text: str) -> str:
    return re.sub(r'[\\{}~#"/]', lambda found: "\\" + found[0], text.replace("*", "\\*"))


def _numeric(question: ReadQuestion) -> str:
    key = question.key
    unit = (
        f"<units><unit><multiplier>1</multiplier><unit_name>{escape(key['unit'])}</unit_name></unit></units>"
        if key["unit"]
        else ""
    )
    return f'<answer fraction="100" format="plain_text"><text>{escape(key["value"])}</text><tolerance>{escape(key["tolerance"])}</tolerance></answer>{unit}'


def _matching(question: ReadQuestion) -> str:
    used = {right for _left, right in question.key}
    pairs = [*question.key, *(["", text] for text in question.options if text not in used)]
    lines = [
        _rich("subquestion", left, question).replace(
            "</subquestion>", f"<answer><text>{escape(right)}</text></answer></subquestion>"
        )
        for left, right in pairs
    ]
    return "\n".join(["<shuffleanswers>true</shuffleanswers>", *lines])


def _ordering(question: ReadQuestion) -> str:
    return "\n".join(_answer(text, str(place), question) for place, text in enumerate(question.key, start=1))


def _reference(question: ReadQuestion) -> str:
    if question.kind not in ("essay", "short_answer"):
        return ""
    return _rich("graderinfo", question.key or "", question)


def _none(_question: ReadQuestion) -> str:
    return ""


_KINDS: dict[str, tuple[str, Callable[[ReadQuestion], str]]] = {
    "single": ("multichoice", _single), "multiple": ("multichoice", _several), "indefinite": ("multichoice", _several),
    "true_false": ("truefalse", _truth), "fill": ("cloze", _none), "numeric": ("numerical", _numeric),
    "short_answer": ("essay", _none), "essay": ("essay", _none), "matching": ("matching", _matching),
    "ordering": ("ordering", _ordering), "classification": ("matching", _matching), "find_error": ("multichoice", _find_error),
    "material": ("description", _none),
}  # fmt: skip
