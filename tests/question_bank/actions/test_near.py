"""Import: a question that the bank holds in other words waits for a person; one that differs in a number does not."""

from __future__ import annotations

from core.db import db
from question_bank import actions, formats, staging
from question_bank.models import StagedQuestion, State
from question_bank.views.comparing import others_of
from tests.cast import NOON
from tests.question_bank.makers import make_question

HELD = "发现森林火情以后应当首先向哪里报告（  ）。"
BODY = {
    "options": [
        {"id": "a", "text": "场部值班室"},
        {"id": "b", "text": "林业局机关"},
        {"id": "c", "text": "当地派出所"},
    ],
    "key": ["a"],
}


def staged(cast, stem):
    text = f"一、单选题\n1. {stem}\nA. 场部值班室\nB. 林业局机关\nC. 当地派出所\n答案：A\n"
    return actions.stage_reading(cast.organizer, formats.read("卷.txt", text.encode()), "卷.txt", now=NOON)


def read_back():
    return staging.from_text(db.session.query(StagedQuestion).one().question_json)


def test_a_question_held_in_other_words_is_doubtful_and_shown_beside_the_one_held(cast):
    held = make_question(cast.organizer, stem=HELD, body=BODY)

    waiting = staged(cast, "发现森林火情后，应当首先向哪里报告（  ）。")

    question = read_back()
    assert [issue.code for issue in question.issues] == ["bank_near"]
    (other,) = others_of(waiting, [question])[0]
    assert (other.bank_id, other.stem, other.conflict) == (held.id, HELD, False)


def test_another_number_makes_another_question(cast):
    make_question(cast.organizer, stem="护林员每年参加培训应不少于32学时，由谁组织（  ）。", body=BODY)

    staged(cast, "护林员每年参加培训应不少于72学时，由谁组织（  ）。")

    assert read_back().issues == ()


def test_the_same_question_is_told_as_the_same_and_not_as_near(cast):
    make_question(cast.organizer, stem=HELD, body=BODY)

    staged(cast, HELD)

    assert [issue.code for issue in read_back().issues] == ["bank_duplicate"]


def test_retired_questions_are_not_compared_with(cast):
    make_question(cast.organizer, stem=HELD, body=BODY, state=State.RETIRED)

    staged(cast, "发现森林火情后，应当首先向哪里报告（  ）。")

    assert read_back().issues == ()
