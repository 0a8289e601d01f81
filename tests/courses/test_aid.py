"""The writing aid: what it may suggest, and how its troubles are told; asked on a server of the test's own."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from core import clock, jobs
from core.errors import Refusal
from courses import actions, queries
from courses.actions import aid_requests
from courses.aid import asking
from courses.aid.answers import read_answer
from courses.aid.asking import AidFailed, Endpoint, ask
from courses.aid.telling import aid_sentence
from courses.models import DraftLesson, DraftQuestion, Origin, SuggestionState
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.courses.drafting import drafted

PARAGRAPHS = ["护林员每周至少巡护五次，记录当天填写。", "发现烟点应当立即报告，由站长组织核实。"]
GOOD = {
    "kind": "single", "stem": "护林员每周至少巡护（  ）。", "options": ["三次", "五次", "七次"], "key": 1, "paragraph": 0,
    "quote": "每周至少巡护五次",
}  # fmt: skip


def checked(*questions: Any, points: Any = ()) -> Any:
    return read_answer(json.dumps({"questions": list(questions), "points": points}), PARAGRAPHS)


class TestWhatPasses:
    def test_a_sound_question_and_point(self) -> None:
        found = checked(GOOD, points=[{"text": "每周五次", "paragraph": 0, "quote": "每周至少巡护五次"}])

        assert found.questions[0].body["key"] == ["b"]
        assert found.points[0].text == "每周五次"
        assert found.refused == 0

    def test_words_around_the_json_do_no_harm(self) -> None:
        said = f"好的：\n```json\n{json.dumps({'questions': [GOOD]})}\n```\n请查收。"

        assert len(read_answer(said, PARAGRAPHS).questions) == 1

    @pytest.mark.parametrize(
        "changed",
        [
            {"quote": "每周至少巡护九次"},
            {"quote": "五次"},
            {"quote": None},
            {"paragraph": 1},
            {"paragraph": 9},
            {"paragraph": True},
            {"paragraph": "0"},
            {"key": 7},
            {"key": True},
            {"options": ["五次", "五次", "七次"]},
            {"options": ["五次"]},
            {"options": "五次"},
            {"options": ["三次", {"x": 1}, "七次"]},
            {"stem": "护林员每周巡护五次，应巡护（  ）。"},
            {"stem": ""},
            {"stem": "长" * 1000},
            {"kind": "essay"},
        ],
    )
    def test_what_does_not_stand_in_its_paragraph_is_left_out(self, changed) -> None:
        found = checked(GOOD | changed)

        assert found.questions == ()
        assert found.refused == 1

    def test_the_same_stem_comes_once(self) -> None:
        assert len(checked(GOOD, GOOD).questions) == 1

    @pytest.mark.parametrize("content", ["", "不是 JSON", "[1, 2]", "{", '{"questions": 3}', "[" * 100_000])
    def test_nonsense_is_no_answer(self, content) -> None:
        found = read_answer(content, PARAGRAPHS)

        assert found is None or not found.questions


class Fake(BaseHTTPRequestHandler):
    """An endpoint that answers what the test wants."""

    status, content, asked = 200, b"", []  # type: ignore[var-annotated]

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        Fake.asked.append((self.path, self.headers.get("Authorization"), json.loads(self.rfile.read(length))))
        self.send_response(Fake.status)
        if Fake.status == 302:
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(Fake.content)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    server = HTTPServer(("127.0.0.1", 0), Fake)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Fake.status, Fake.content, Fake.asked = 200, b"", []
    yield Endpoint(f"http://127.0.0.1:{server.server_address[1]}/v1", "secret", "model-x")
    server.shutdown()
    server.server_close()


def says(content: str) -> None:
    Fake.content = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class TestAsking:
    def test_the_endpoint_is_asked_in_its_own_words(self, endpoint: Endpoint) -> None:
        says("好")

        assert ask(endpoint, [{"role": "user", "content": "问"}]) == "好"
        path, key, body = Fake.asked[0]
        assert (path, key, body["model"]) == ("/v1/chat/completions", "Bearer secret", "model-x")

    @pytest.mark.parametrize("status", [302, 401, 404, 500])
    def test_a_refusal_is_told(self, endpoint: Endpoint, status) -> None:
        Fake.status = status

        with pytest.raises(AidFailed, match=str(status)):
            ask(endpoint, [])

    @pytest.mark.parametrize("content", [b"", b"<html>", b"{}", b'{"choices": []}', b"[" * 2000, b"\xff\xfe"])
    def test_an_answer_of_another_shape_is_told(self, endpoint: Endpoint, content) -> None:
        Fake.content = content

        with pytest.raises(AidFailed, match="无法识别"):
            ask(endpoint, [])

    def test_silence_is_told(self, endpoint: Endpoint) -> None:
        with pytest.raises(AidFailed, match="没有回应"):
            ask(replace(endpoint, url="http://127.0.0.1:9/v1"), [])

    def test_a_flood_is_cut_off(self, endpoint: Endpoint, monkeypatch) -> None:
        monkeypatch.setattr(asking, "MOST_BYTES", 20)
        says("长" * 100)

        with pytest.raises(AidFailed):
            ask(endpoint, [])


class TestInADraft:
    def suggestion(self, lesson) -> None:
        place = [s.anchor for s in lesson.sources]
        text = queries.paragraph_texts([(lesson.sources[0].article_id, place[0])]).popitem()[1]
        point = {"text": "按时巡护", "paragraph": 0, "quote": text[:12]}
        question = {
            "kind": "true_false",
            "stem": "记录可以隔天再填。",
            "key": False,
            "paragraph": 0,
            "quote": text[:12],
        }
        says(json.dumps({"questions": [question, question | {"quote": "无中生有的引文"}], "points": [point]}))

    def test_suggestions_are_marked_and_open(self, cast: Cast, endpoint: Endpoint) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        self.suggestion(lesson)

        actions.consult_aid(cast.organizer, lesson, endpoint, now=NOON)

        (found,) = [row for row in queries.questions_of(lesson) if row.origin == Origin.AID]
        assert isinstance(found, DraftQuestion)
        assert found.state == SuggestionState.OPEN
        assert found.anchor == lesson.sources[0].anchor
        (comment,) = queries.comments_of(lesson.draft_id)
        assert comment.body.startswith("建议由写作助手生成。")

    def test_what_has_no_ground_is_a_sentence(self, cast: Cast, endpoint: Endpoint) -> None:
        says("今天天气很好。")

        with pytest.raises(AidFailed):
            actions.consult_aid(cast.organizer, drafted(cast.organizer).lessons[0], endpoint, now=NOON)

    def test_the_page_offers_it_only_where_it_is_set(
        self, app: Flask, cast: Cast, sign_in: SignIn, endpoint: Endpoint, monkeypatch
    ) -> None:
        draft = drafted(cast.organizer)
        lesson, browser = draft.lessons[0], sign_in(cast.organizer)
        address = f"/courses/drafts/{draft.id}"
        assert "写作助手" not in browser.get(address).get_data(as_text=True)
        assert browser.post(f"/courses/drafts/lessons/{lesson.id}/aid").status_code == 404

        settings = replace(app.config["SETTINGS"], aid_url=endpoint.url, aid_model="model-x")
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        self.suggestion(lesson)

        assert browser.post(f"/courses/drafts/lessons/{lesson.id}/aid").status_code == 303
        page = browser.get(address).get_data(as_text=True)
        assert "建议由写作助手生成" in page and "写作助手提出 1 条要点（见“意见”）、1 道题，另有 1 条" in page
        Fake.status = 500
        assert browser.post(f"/courses/drafts/lessons/{lesson.id}/aid").status_code == 303
        assert "请管理员检查" in browser.get(address).get_data(as_text=True)


class TestInTheBackground:
    @pytest.fixture
    def lesson(self, app: Flask, cast: Cast, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> DraftLesson:
        """Give a lesson where a writing aid is set and the worker has not come yet."""
        settings = replace(app.config["SETTINGS"], aid_url=endpoint.url, aid_model="model-x")
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        monkeypatch.setattr(jobs, "enqueue", lambda *_name, **_arguments: None)
        return drafted(cast.organizer).lessons[0]

    def test_the_page_answers_at_once_and_tells_how_far_it_is(
        self, cast: Cast, sign_in: SignIn, lesson: DraftLesson
    ) -> None:
        browser, state = sign_in(cast.organizer), f"/courses/drafts/lessons/{lesson.id}/aid"

        assert browser.get(state).status_code == 404
        assert browser.post(state).location.endswith("#aid")
        page = browser.get(f"/courses/drafts/{lesson.draft_id}").get_data(as_text=True)
        assert f'data-aid="{state}"' in page and "请写作助手提建议" not in page
        assert browser.get(state).get_json() == {
            "finished": False,
            "sentence": "已交给写作助手，正在排队；您可以继续编写。",
        }
        with clock.frozen(NOON + timedelta(minutes=2)):
            assert "后台程序没有运行" in browser.get(state).get_json()["sentence"]
        assert Fake.asked == []

    def test_a_lesson_is_asked_about_once_at_a_time_until_it_is_given_up(self, cast: Cast, lesson: DraftLesson) -> None:
        first = actions.request_aid(cast.organizer, lesson, now=NOON)

        with pytest.raises(Refusal, match="请等它答完"):
            actions.request_aid(cast.manager, lesson, now=NOON + timedelta(minutes=1))
        second = actions.request_aid(cast.manager, lesson, now=NOON + aid_requests.GIVEN_UP)

        assert (first.open_lesson_id, second.open_lesson_id) == (None, lesson.id)
        assert "没有回应" in first.refusal

    def test_silence_of_the_endpoint_is_a_sentence_on_the_page(
        self, app: Flask, cast: Cast, sign_in: SignIn, lesson: DraftLesson, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings = replace(app.config["SETTINGS"], aid_url="http://127.0.0.1:9/v1")
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        request = actions.request_aid(cast.organizer, lesson, now=NOON)

        aid_requests.answer_request(request.id)

        told = sign_in(cast.organizer).get(f"/courses/drafts/lessons/{lesson.id}/aid").get_json()
        assert told == {"finished": True, "sentence": "写作助手没有回应，请稍后再试；不用它也可以继续编写。"}
        page = sign_in(cast.organizer).get(f"/courses/drafts/{lesson.draft_id}").get_data(as_text=True)
        assert "写作助手没有回应" in page and "请写作助手提建议" in page

    def test_a_draft_handed_in_meanwhile_gets_no_suggestions(
        self, cast: Cast, lesson: DraftLesson, monkeypatch
    ) -> None:
        TestInADraft().suggestion(lesson)
        request = actions.request_aid(cast.organizer, lesson, now=NOON)
        monkeypatch.setattr("courses.actions.draft_reviews.points_of", lambda _draft: [])
        actions.hand_in(cast.organizer, lesson.draft, now=NOON)

        aid_requests.answer_request(request.id)

        assert "正在审核" in request.refusal
        assert [row for row in queries.questions_of(lesson) if row.origin == Origin.AID] == []

    def test_a_second_run_asks_nothing_again(self, cast: Cast, lesson: DraftLesson) -> None:
        TestInADraft().suggestion(lesson)
        request = actions.request_aid(cast.organizer, lesson, now=NOON)

        for _run in range(2):
            aid_requests.answer_request(request.id)
        aid_requests.answer_request(99999)

        assert len(Fake.asked) == 1
        assert (request.questions, request.points, request.refused) == (1, 1, 1)

    def test_a_lesson_without_paragraphs_is_refused_before_it_is_queued(self, cast: Cast, lesson: DraftLesson) -> None:
        empty = actions.add_lesson(cast.organizer, lesson.draft, "空课", now=NOON)

        with pytest.raises(Refusal, match="列出依据的段落"):
            actions.request_aid(cast.organizer, empty, now=NOON)

    def test_others_neither_ask_nor_look(self, cast: Cast, sign_in: SignIn, lesson: DraftLesson, client) -> None:
        address = f"/courses/drafts/lessons/{lesson.id}/aid"

        assert client.post(address).status_code == 401
        assert client.get(address).status_code in (302, 401)
        assert sign_in(cast.reviewer).post(address).status_code == 403
        assert sign_in(cast.reviewer).get(address).status_code == 403
        assert sign_in(cast.organizer).get("/courses/drafts/lessons/99999/aid").status_code == 404


def test_how_far_it_is_is_told_in_seconds() -> None:
    asked = SimpleNamespace(
        asked_at=NOON, begun_at=NOON + timedelta(seconds=2), finished_at=None, points=0, questions=0, refused=0, refusal=""
    )  # fmt: skip

    assert "已用 7 秒" in aid_sentence(asked, NOON + timedelta(seconds=9))
