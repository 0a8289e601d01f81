"""Narrowing, keeping filters, changing many questions at once."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from question_bank import actions, queries
from question_bank.actions import Change, Labels
from question_bank.models import KeptFilter, Question, QuestionRevision, QuestionWord, State
from question_bank.queries import Filters
from tests.cast import NOON
from tests.question_bank.makers import make_question

TODAY = date(2026, 6, 1)


def ids(filters: Filters) -> set[int]:
    return {line.id for line in queries.questions_page(filters, 1).items}


def states() -> dict[int, str]:
    return dict(db.session.execute(select(Question.id, Question.state)).all())


def test_words_are_found_in_stems_options_and_explanations(cast):
    stem = make_question(cast.organizer, stem="护林员每日巡护几次（  ）。", explanation="见制度。")
    other = make_question(cast.organizer, stem="火警电话是（  ）。", explanation="巡护时也要记住。")

    assert ids(Filters(words="巡护")) == {stem.id, other.id}
    assert ids(Filters(words="每日巡护")) == {stem.id}
    assert ids(Filters(words="12119 电话")) == {other.id}
    assert ids(Filters(words="矿灯")) == ids(Filters(words="%_；")) == set()


def test_a_revised_question_is_found_by_its_new_words_only(cast):
    question = make_question(cast.organizer)
    text = queries.question_for(cast.organizer, question.id).latest
    draft = actions.QuestionDraft("single", "油锯手应当先检查（  ）。", text.body, question.topic_id)

    actions.revise_question(cast.organizer, question, draft, now=NOON)

    assert ids(Filters(words="油锯")) == {question.id}
    assert ids(Filters(words="森林火警")) == set()


def test_labels_narrow_the_list(cast):
    one, other = (
        make_question(cast.organizer),
        make_question(cast.organizer, stem="另一道题的题干（  ）。", difficulty=3),
    )
    actions.label_question(cast.organizer, one, Labels(2, date(2026, 6, 10), ("防火",), ("护林员",)))

    assert ids(Filters(tag="防火")) == ids(Filters(post="护林员")) == ids(Filters(tier=2)) == {one.id}
    assert ids(Filters(lasting="soon")) == ids(Filters(lasting="dated")) == {one.id}
    assert ids(Filters(difficulty=3)) == {other.id}
    assert ids(Filters(lasting="past")) == set()


def test_a_question_past_its_last_day_is_not_drawn_any_more(cast):
    kept, over = (
        make_question(cast.organizer, stem=stem, state=State.READY) for stem in ("甲题（  ）。", "乙题（  ）。")
    )
    actions.label_question(cast.organizer, kept, Labels(valid_until=TODAY))
    actions.label_question(cast.organizer, over, Labels(valid_until=date(2026, 5, 31)))

    assert [ref.question_id for ref in queries.ready_revisions(None, None)] == [kept.id]


def test_neighbours_follow_the_narrowed_list(cast):
    first, second, third = (make_question(cast.organizer, stem=f"第{n}道题干（  ）。").id for n in "甲乙丙")
    actions.move_question(cast.organizer, db.session.get(Question, second), State.RETIRED, now=NOON)

    assert queries.neighbours(Filters(), third) == (None, first)
    assert queries.neighbours(Filters(), first) == (third, None)


def test_a_kept_filter_is_ones_own(cast, sign_in):
    make_question(cast.organizer)
    browser = sign_in(cast.organizer)

    answer = browser.post("/questions/filters", data={"name": "单选草稿", "query": "kind=single&state=draft&evil=1"})

    kept = db.session.scalars(select(KeptFilter)).one()
    assert (answer.status_code, kept.query) == (303, "kind=single&state=draft")
    assert "单选草稿" in browser.get("/questions/").text
    assert "单选草稿" not in sign_in(cast.reviewer).get("/questions/").text
    assert sign_in(cast.reviewer).post(f"/questions/filters/{kept.id}/removal").status_code == 404
    assert sign_in(cast.organizer).post(f"/questions/filters/{kept.id}/removal").status_code == 303
    assert db.session.scalar(select(KeptFilter)) is None


def test_a_filter_needs_a_name(cast, sign_in):
    assert sign_in(cast.organizer).post("/questions/filters", data={"name": " "}).status_code == 422


def test_a_change_of_many_is_confirmed_first_and_leaves_one_audit_entry(cast, sign_in):
    chosen = [make_question(cast.organizer, stem=f"第{n}道题干（  ）。").id for n in "甲乙"]
    left = make_question(cast.organizer, stem="留下的题干（  ）。").id
    browser = sign_in(cast.organizer)
    sent = {"verb": "submit", "id": [str(each) for each in chosen]}

    asked = browser.post("/questions/changes", data=sent)
    before = states()
    done = browser.post("/questions/changes", data=sent | {"confirmed": "1"})

    assert (asked.status_code, done.status_code) == (200, 303)
    assert "选中的 2 题" in asked.text
    assert set(before.values()) == {State.DRAFT}
    assert states() == {chosen[0]: State.IN_REVIEW, chosen[1]: State.IN_REVIEW, left: State.DRAFT}
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "question.change_many")).all()
    assert [str(chosen[0]) in entry.after and '"count": 2' in entry.after for entry in entries] == [True]


def test_all_that_the_list_holds_is_changed_and_nothing_else(cast, sign_in):
    inside = make_question(cast.organizer, kind="true_false", stem="井下可以拆卸矿灯。").id
    outside = make_question(cast.organizer).id
    sent = {"verb": "retire", "every": "1", "query": "kind=true_false", "confirmed": "1"}

    sign_in(cast.organizer).post("/questions/changes", data=sent)

    assert states() == {inside: State.RETIRED, outside: State.DRAFT}


@pytest.mark.parametrize(
    "sent", [{}, {"verb": "nonsense", "id": "1"}, {"verb": "submit"}, {"verb": "tag", "tag": "", "id": "1"}]
)
def test_a_change_without_sense_is_422(cast, sign_in, sent):
    make_question(cast.organizer)

    assert sign_in(cast.organizer).post("/questions/changes", data=sent).status_code == 422


@pytest.mark.parametrize(
    ("verb", "value"),
    [("topic", "99999"), ("difficulty", "9"), ("tier", "x"), ("valid_until", "morgen"), ("tag", "，")],
)
def test_a_value_that_cannot_be_is_refused(cast, sign_in, verb, value):
    question = make_question(cast.organizer)
    sent = {"verb": verb, verb: value, "id": str(question.id), "confirmed": "1"}

    assert sign_in(cast.organizer).post("/questions/changes", data=sent).status_code in (404, 409, 422)


def test_each_change_of_many_does_what_it_says(cast):
    question = make_question(cast.organizer, state=State.READY)
    topic = actions.ensure_topic("井下/灯具")

    def change(verb, value=""):
        return actions.change_many(cast.organizer, [question.id], Change(verb, value), now=NOON)

    assert [change("topic", str(topic.id)), change("topic", str(topic.id))] == [1, 0]
    assert [change("tier", "3"), change("valid_until", "2026-12-31"), change("tag", "防火 安全")] == [1, 1, 1]
    assert [change("tag", "防火"), change("untag", "防火"), change("untag", "防火")] == [0, 1, 0]
    db.session.expire_all()
    now = db.session.get(Question, question.id)
    assert (now.topic_id, now.tier, now.valid_until, now.state) == (topic.id, 3, date(2026, 12, 31), State.READY)
    assert db.session.scalars(select(QuestionWord.word)).all() == ["安全"]
    assert ids(Filters(words="灯具")) == {question.id}, "the topic is found, too"
    assert ids(Filters(words="报警")) == set()
    assert ids(Filters(topic_id=topic.id)) == {question.id}


def test_a_new_estimate_of_difficulty_is_a_revision_that_keeps_the_state(cast):
    question = make_question(cast.organizer, state=State.READY)

    changed = actions.change_many(cast.organizer, [question.id], Change("difficulty", "3"), now=NOON)

    db.session.expire_all()
    now = queries.question_for(cast.organizer, question.id)
    assert (changed, now.state, now.latest.number, now.latest.difficulty) == (1, State.READY, 2, 3)
    assert db.session.query(QuestionRevision).count() == 2


def test_too_many_questions_are_refused_before_anything_changes(cast, monkeypatch):
    monkeypatch.setattr(actions.bulk, "MOST", 1)
    chosen = [make_question(cast.organizer, stem=f"第{n}道题干（  ）。").id for n in "甲乙"]

    with pytest.raises(actions.bulk.Refusal):
        actions.change_many(cast.organizer, chosen, Change("retire"), now=NOON)


def test_saving_goes_on_to_the_next_question_of_the_list(cast, sign_in):
    older = make_question(cast.organizer, stem="较早的题干（  ）。")
    newer = make_question(cast.organizer, stem="较新的题干（  ）。")
    sent = {
        "kind": "single", "difficulty": "2", "stem": "改过的题干（  ）。", "option": ["110", "12119"], "key": ["1"],
        "topic_id": str(newer.topic_id),
    }  # fmt: skip
    browser = sign_in(cast.organizer)

    on = browser.post(f"/questions/{newer.id}/revisions?list=kind%3Dsingle&then=next", data=sent)
    last = browser.post(f"/questions/{older.id}/revisions?list=kind%3Dsingle&then=next", data=sent)

    assert on.location == f"/questions/{older.id}/edit?list=kind%3Dsingle"
    assert last.location == f"/questions/{older.id}?list=kind%3Dsingle"
    assert "下一题" in browser.get(on.location).text


def test_members_change_nothing_of_the_bank(cast, sign_in):
    browser = sign_in(cast.alice)

    assert [browser.post(f"/questions/{path}").status_code for path in ("changes", "filters", "twins")] == [403] * 3
    assert sign_in(cast.reviewer).post("/questions/changes").status_code == 403
