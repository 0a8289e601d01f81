"""Readings survive the way through plain data."""

from __future__ import annotations

import json

from question_bank.formats import plain
from question_bank.formats.base import Reading, ReadPicture, ReadQuestion, doubt

PICTURE = ReadPicture("image1.png", "火场示意图", "iVBORw0KGgo=")


def test_parts_pictures_and_issues_come_back_as_they_went():
    part = ReadQuestion(1, "fill", "一年不少于____学时。", key=[["32", "三十二"]], pictures=(PICTURE,), points=2.0)
    whole = ReadQuestion(1, "material", "某站……", parts=(part.with_issues(doubt("picture", line=3, mark="如图")),))
    reading = Reading("word", "", (whole.with_issues(),), ("共 2 题",))

    again = plain.reading(json.loads(json.dumps(plain.of_reading(reading))))

    assert again == reading
    assert again.questions[0].status == "doubtful"


def test_rows_from_before_parts_and_pictures_are_still_read():
    kept = plain.of_question(ReadQuestion(1, "true_false", "防火期禁止野外用火。", key=True))
    del kept["parts"], kept["pictures"]

    assert plain.question(kept).parts == plain.question(kept).pictures == ()
