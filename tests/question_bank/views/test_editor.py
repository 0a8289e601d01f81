"""The editor's pages: faults at their rows, nothing lost, blanks inside the stem."""

from __future__ import annotations

import pytest

from core.db import db
from question_bank.models import Question
from tests.question_bank.makers import make_question

STEM = "每年至少____学时，依据是____。"


@pytest.fixture
def topic_id(cast) -> int:
    return make_question(cast.organizer).topic_id


def form(topic_id, kind, **fields):
    plain = {"kind": kind, "topic_id": topic_id, "difficulty": "2", "stem": "请作答。", "explanation": "", "source": ""}
    return plain | fields


def test_a_refused_pair_is_named_by_its_row_and_kept(cast, sign_in, topic_id):
    sent = form(topic_id, "matching", **{"matching-key": "火警 = 12119\n报警 =", "matching-options": "120"})

    page = sign_in(cast.organizer).post("/questions/", data=sent)

    assert page.status_code == 422
    assert "第 2 行：没有写右边的内容。" in page.text
    assert '<li data-list="pairs" data-at="1" data-said="没有写右边的内容。">' in page.text
    assert "火警 = 12119\n报警 =</textarea>" in page.text
    assert db.session.query(Question).count() == 1


def test_a_refused_row_of_a_question_inside_a_question_stands_in_that_question(cast, sign_in, topic_id):
    parts = {
        "part-kind": ["single", "fill"],
        "part-stem": ["先做什么？", "报____电话，走____"],
        "part-options": ["走开\n报警", ""],
        "part-key": ["B", "12119\n｜"],
        "part-points": ["", ""],
    }

    page = sign_in(cast.organizer).post("/questions/", data=form(topic_id, "material", **parts))

    assert page.status_code == 422
    assert "小题 2，第 2 行：没有填写答案。" in page.text
    assert (
        page.text.index("小题 2</legend>") < page.text.index('data-list="blanks"') < page.text.index("小题 3</legend>")
    )


def test_a_revision_with_a_faulty_row_is_refused_and_changes_nothing(cast, sign_in, topic_id):
    question = make_question(cast.organizer, kind="ordering", stem="排好先后。")
    sent = form(topic_id, "ordering", **{"ordering-key": "报警\n疏散\n报警"})

    page = sign_in(cast.organizer).post(f"/questions/{question.id}/revisions", data=sent)

    assert page.status_code == 422
    assert "第 3 行：与第 1 行内容相同。" in page.text
    db.session.expire_all()
    assert question.latest.number == 1


def test_the_preview_names_the_row_while_it_is_written(cast, sign_in, topic_id):
    sent = form(
        topic_id, "classification", **{"classification-key": "电池 =", "classification-options": "有害\n可回收"}
    )

    assert "第 1 行：还没有选类别。" in sign_in(cast.organizer).post("/questions/preview", data=sent).text


def test_wrong_places_of_a_picture_are_saved_and_opened_again(cast, sign_in, topic_id):
    picture = {"picture-digest": "0" * 64, "picture-width": "640", "picture-height": "400", "picture-alt": "图"}
    lines = "矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1 错"
    browser = sign_in(cast.organizer)

    created = browser.post("/questions/", data=form(topic_id, "hotspot", **picture, **{"hotspot-key": lines}))
    editor = browser.get(f"{created.location}/edit")

    assert lines in editor.text
    question = db.session.query(Question).order_by(Question.id.desc()).first()
    assert (len(question.latest.body["spots"]), question.latest.body["key"]) == (2, ["h1"])


class TestBlanksInsideTheStem:
    def test_are_where_they_belong_when_a_question_is_tried(self, cast, sign_in):
        question = make_question(cast.organizer, kind="fill", stem=STEM)
        browser, address = sign_in(cast.organizer), f"/questions/{question.id}/try"

        page = browser.get(address).text

        assert page.count("blank-inside__field") == 2
        assert page.index("每年至少") < page.index('placeholder="第1空"') < page.index("学时，依据是")
        assert "____" not in page
        assert "答对" in browser.post(address, data={"try": ["32", "党章"]}).text

    def test_stand_below_a_stem_that_has_another_number_of_them(self, cast, sign_in):
        question = make_question(cast.organizer, kind="fill", stem="每年至少____学时。")

        page = sign_in(cast.organizer).get(f"/questions/{question.id}/try").text

        assert "blank-inside__field" not in page
        assert page.count('name="try"') == 2
        assert "每年至少____学时。" in page

    def test_are_shown_in_the_preview(self, cast, sign_in, topic_id):
        sent = form(topic_id, "fill", **{"fill-key": "32\n党章"}) | {"stem": STEM}

        page = sign_in(cast.organizer).post("/questions/preview", data=sent).text

        assert page.count("blank-inside__field") == 2

    def test_are_shown_in_a_question_inside_a_question(self, cast, sign_in):
        question = make_question(cast.organizer, kind="material", stem="案例")

        page = sign_in(cast.organizer).get(f"/questions/{question.id}/try").text

        assert page.count('name="try-p2"') == 2
        assert page.count("blank-inside__field") == 2
