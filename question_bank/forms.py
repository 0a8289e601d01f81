"""Forms of the question bank."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.errors import Invalid
from core.forms import Form, clean_text
from core.i18n import _, _l
from question_bank import editing, row_faults, rules
from question_bank.actions import QuestionDraft
from question_bank.models import Topic
from question_bank.staging import Correction
from question_bank.types import ALL, BY_NAME, Body, Readable
from question_bank.types.choices import MOST_OPTIONS, letter, option_ids

LEAST_ROWS = 4


class QuestionForm(Form):
    """A question as its author writes it; options and key come as repeated fields."""

    kind = SelectField(_l("题型"), choices=[(kind.name, kind.label) for kind in ALL])
    topic_id = SelectField(_l("知识点"), coerce=int)
    difficulty = SelectField(_l("难度"), coerce=int, choices=list(rules.DIFFICULTY_LABELS.items()), default=2)
    stem = TextAreaField(_l("题干"), [InputRequired(_l("请填写题干。")), Length(max=rules.MOST_STEM)])
    explanation = TextAreaField(_l("解析"), [Length(max=4000)])
    source = StringField(_l("出处"), [Length(max=400)])

    def offer_topics(self, topics: list[Topic] | Any) -> None:
        """Fill the list of topics."""
        self.topic_id.choices = [(topic.id, topic.path) for topic in topics]

    def draft(self) -> QuestionDraft:
        """What was written, as an action takes it; raises Invalid on an unknown kind and on lines that cannot be used."""
        if faults := row_faults_sent(self.kind.data):
            raise Invalid(row_faults.in_one(faults), field="options")
        return QuestionDraft(
            kind=self.kind.data,
            stem=self.stem.data,
            body=body_from_request(self.kind.data),
            topic_id=self.topic_id.data,
            explanation=self.explanation.data or "",
            source=self.source.data or "",
            difficulty=self.difficulty.data,
        )


def body_from_request(kind: str) -> Body:
    """What the editor sent for a kind, as a body; raises Invalid on an unknown kind."""
    if kind not in BY_NAME:
        raise Invalid(_("请选择题型。"), field="kind")
    return editing.body_of(BY_NAME[kind], _sent)


def row_faults_sent(kind: str) -> list[row_faults.RowFault]:
    """What is wrong with single rows of what the editor sent."""
    return row_faults.row_faults(kind, _sent)


def _sent(name: str) -> list[str]:
    return [clean_text(text) for text in request.form.getlist(name)]


def option_rows(body: Body) -> list[tuple[str, bool]]:
    """Rows of the editor: each option's text and whether it is right, with empty rows to write in."""
    rows = [(option["text"], option["id"] in body.get("key", [])) for option in body.get("options", [])]
    return rows + [("", False)] * max(LEAST_ROWS - len(rows), 1 if len(rows) < MOST_OPTIONS else 0)


def lettered(body: Body) -> list[tuple[str, str, bool]]:
    """Options with their letters and whether they are right."""
    if "options" not in body:
        return []
    return [
        (letter(place), option["text"], option_ids(body)[place] in body["key"])
        for place, option in enumerate(body["options"])
    ]


def key_words(key: Any) -> str:
    """A read key as a person writes it: ABD, 正确, or the accepted texts."""
    if isinstance(key, bool):
        return str(_("正确") if key else _("错误"))
    if isinstance(key, list):
        return (
            "；".join("/".join(map(str, each)) for each in key)
            if key and isinstance(key[0], list)
            else "".join(map(str, key))
        )
    return str(key or "")


def written_key(question: Readable) -> str:
    """The key of a reading as a person writes it into one field, in the way of its kind."""
    kind = BY_NAME.get(question.kind)
    if kind is None or question.key is None:
        return key_words(question.key)
    try:
        return kind.key_text(question.key) or key_words(question.key)
    except (TypeError, ValueError, KeyError, AttributeError):
        return str(question.key)  # a key that does not fit its kind is shown as it was read


class MoveForm(Form):
    """A step in a question's life."""

    target = SelectField(_l("状态"), choices=[(str(state), label) for state, label in rules.STATE_LABELS.items()])
    reason = StringField(_l("意见"), [Length(max=500)])


class UploadForm(Form):
    """A file to read, or pasted text."""

    pasted = TextAreaField(_l("粘贴试卷文字"), [Optional(), Length(max=2_000_000)])
    file = FileField(_l("或选择文件"))


class CorrectionForm(Form):
    """A correction of one read question."""

    kind = SelectField(_l("题型"), choices=[(kind.name, kind.label) for kind in ALL])
    stem = TextAreaField(_l("题干"), [InputRequired(_l("请填写题干。")), Length(max=rules.MOST_STEM)])
    options = TextAreaField(_l("选项、分组或步骤（每行一个）"), [Length(max=20_000)])
    key = TextAreaField(_l("答案"), [Length(max=20_000)])
    explanation = TextAreaField(_l("解析"), [Length(max=4000)])
    topic = StringField(_l("知识点"), [Length(max=300)])

    def correction(self) -> Correction:
        """What was written over the reading."""
        return Correction(
            kind=self.kind.data,
            stem=self.stem.data,
            options=self.options.data or "",
            key=self.key.data or "",
            explanation=self.explanation.data or "",
            topic=self.topic.data or "",
        )


class DecisionForm(Form):
    """How a file is taken in."""

    topic = StringField(_l("没有写知识点的题归入"), [Length(max=300)], default=rules.UNSORTED)
    ready = BooleanField(_l("我已核对，导入后即可用于组卷（不勾选则先存为草稿）"))


class TopicForm(Form):
    """A topic to add or rename."""

    name = StringField(_l("名称"), [InputRequired(_l("请填写知识点名称。")), Length(max=300)])
