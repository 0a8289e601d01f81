"""Notes of one's own: kept once, private, replaced by later words, deleted."""

from __future__ import annotations

import pytest

from core.errors import Invalid
from learning.noting import read_key, read_note
from tests.cast import Cast
from tests.conftest import QueryCount, SignIn
from tests.learning import makers

KEY = "ab" * 16
NOTE = {"block": 1, "start": 0, "end": 3, "quote": "先看风", "words": "记住", "written_ms": 1000}


class TestReading:
    def test_a_note_is_read(self):
        draft = read_note(NOTE)

        assert (draft.block, draft.start, draft.end, draft.quote, draft.words) == (1, 0, 3, "先看风", "记住")

    @pytest.mark.parametrize(
        "change",
        [{"block": -1}, {"block": "1"}, {"block": True}, {"start": 3}, {"end": 10**9}, {"quote": ""}, {"quote": 5},
         {"quote": "长" * 401}, {"words": "长" * 2001}, {"words": None}, {"written_ms": 1.5}],
    )  # fmt: skip
    def test_anything_else_is_refused(self, change):
        with pytest.raises(Invalid):
            read_note({**NOTE, **change})

    @pytest.mark.parametrize("body", [None, [], "x", 3])
    def test_what_is_no_object_is_refused(self, body):
        with pytest.raises(Invalid):
            read_note(body)

    @pytest.mark.parametrize("key", ["", "xyz", "AB" * 8, "a" * 33, "../../etc"])
    def test_odd_names_are_refused(self, key):
        with pytest.raises(Invalid):
            read_key(key)


class TestKeeping:
    def test_a_note_sent_twice_is_kept_once_and_later_words_win(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)
        address = f"/learn/lessons/{lesson.id}/notes"

        for body in (
            NOTE,
            NOTE,
            {**NOTE, "words": "再记", "written_ms": 2000},
            {**NOTE, "words": "旧", "written_ms": 5},
        ):
            assert browser.put(f"{address}/{KEY}", json=body).status_code == 200

        notes = browser.get(address).get_json()["notes"]
        assert [note["words"] for note in notes] == ["再记"]
        assert browser.delete(f"{address}/{KEY}").status_code == 204
        assert browser.delete(f"{address}/{KEY}").status_code == 204
        assert browser.get(address).get_json()["notes"] == []

    def test_nobody_else_sees_or_changes_it(self, cast: Cast, sign_in: SignIn, client):
        lesson = makers.lessons_of(makers.make_course())[0]
        address = f"/learn/lessons/{lesson.id}/notes"
        sign_in(cast.alice).put(f"{address}/{KEY}", json=NOTE)

        for other in (cast.bob, cast.secretary, cast.manager, cast.admin):
            assert sign_in(other).get(address).get_json()["notes"] == []
            assert "记住" not in sign_in(other).get("/learn/notes").get_data(as_text=True)
            sign_in(other).delete(f"{address}/{KEY}")
        assert len(sign_in(cast.alice).get(address).get_json()["notes"]) == 1
        assert client.get(address, headers={"Accept": "application/json"}).status_code == 401
        assert client.put(f"{address}/{KEY}", json=NOTE).status_code == 401

    def test_bad_input_and_unknown_lessons_are_refused(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)

        assert browser.put(f"/learn/lessons/{lesson.id}/notes/{KEY}", json={}).status_code == 422
        assert browser.put(f"/learn/lessons/{lesson.id}/notes/zz", json=NOTE).status_code == 422
        assert browser.put(f"/learn/lessons/99/notes/{KEY}", json=NOTE).status_code == 404
        assert browser.post(f"/learn/lessons/{lesson.id}/notes/{KEY}", json=NOTE).status_code == 405

    def test_a_lesson_takes_only_so_many(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)
        replies = [browser.put(f"/learn/lessons/{lesson.id}/notes/{n:08x}", json=NOTE).status_code for n in range(201)]

        assert replies == [200] * 200 + [409]


class TestList:
    def test_notes_stand_by_course_with_a_way_back(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)
        browser.put(f"/learn/lessons/{lesson.id}/notes/{KEY}", json={**NOTE, "words": "<i>记住</i>"})

        page = browser.get("/learn/notes").get_data(as_text=True)

        assert "先看风" in page and f"#note-{KEY}" in page and "<i>" not in page
        assert "没有找到" in browser.get("/learn/notes?q=雷管").get_data(as_text=True)
        assert "先看风" in browser.get("/learn/notes?q=看风").get_data(as_text=True)
        assert "还没有笔记" in sign_in(cast.bob).get("/learn/notes").get_data(as_text=True)

    def test_needs_few_statements_however_many(self, cast: Cast, sign_in: SignIn, query_count: QueryCount):
        browser = sign_in(cast.alice)
        for number in range(4):
            for lesson in makers.lessons_of(makers.make_course(slug=f"c-{number}", title=f"课{number}")):
                browser.put(f"/learn/lessons/{lesson.id}/notes/{lesson.id:08x}", json=NOTE)

        with query_count:
            browser.get("/learn/notes")

        assert len(query_count) <= 6
