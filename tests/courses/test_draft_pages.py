"""Pages of drafts: the way through them, who may what, bad input, two people at once."""

from __future__ import annotations

import io

import pytest

from core.db import db
from courses import actions, queries
from courses.models import DraftState
from documents.actions import store_document
from documents.models import Picture
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.core.test_pictures import picture
from tests.courses.drafting import drafted, finished, published, stored, suggest
from tests.documents import word_files as w
from tests.documents.test_pictures import drawn


def fields(lesson, **changed):
    values = {
        "number": lesson.number, "title": lesson.title, "minutes": lesson.minutes, "body": lesson.body,
        "key_points": lesson.key_points, "key_terms": lesson.key_terms, "objectives": lesson.objectives,
    }  # fmt: skip
    return values | changed


class TestStarting:
    def test_an_article_leads_to_a_draft(self, cast: Cast, sign_in: SignIn) -> None:
        article = stored(cast.organizer).articles[0]
        browser = sign_in(cast.organizer)

        assert "做成课程" in browser.get(f"/documents/articles/{article.id}").get_data(as_text=True)
        assert "巡护记录" in browser.get(f"/courses/drafts/new?article={article.id}").get_data(as_text=True)
        answer = browser.post("/courses/drafts", data={"article": article.id})

        assert answer.status_code == 303
        assert "巡护安排" in browser.get(answer.location).get_data(as_text=True)

    def test_a_document_leads_to_a_draft(self, cast: Cast, sign_in: SignIn) -> None:
        document = stored(cast.organizer)

        assert sign_in(cast.organizer).post(f"/courses/drafts/documents/{document.id}").status_code == 303

    @pytest.mark.parametrize("asked", ["", "x", "0", "99", "9" * 12, "²"])
    def test_an_unknown_article_is_not_found(self, cast: Cast, sign_in: SignIn, asked) -> None:
        assert sign_in(cast.organizer).get(f"/courses/drafts/new?article={asked}").status_code == 404

    def test_a_choice_without_text_is_explained(self, cast: Cast, sign_in: SignIn) -> None:
        article = stored(cast.organizer).articles[0]

        answer = sign_in(cast.organizer).post("/courses/drafts", data={"article": article.id, "sections": ["0"]})

        assert answer.status_code == 422
        assert "没有可以讲授的正文" in answer.get_data(as_text=True)

    def test_readers_of_documents_see_no_button(self, cast: Cast, sign_in: SignIn) -> None:
        article = stored(cast.organizer).articles[0]

        assert "做成课程" not in sign_in(cast.reviewer).get(f"/documents/articles/{article.id}").get_data(as_text=True)


class TestWhoMayWhat:
    ADDRESSES = ("/courses/drafts", "/courses/drafts/1", "/courses/drafts/1/preview", "/courses/drafts/lessons/1/edits")

    @pytest.mark.parametrize("address", ADDRESSES)
    def test_members_are_kept_out_and_strangers_asked_to_sign_in(
        self, cast: Cast, sign_in: SignIn, client, address
    ) -> None:
        drafted(cast.organizer)

        assert sign_in(cast.alice).get(address).status_code == 403
        assert client.get(address).status_code == 302
        assert sign_in(cast.reviewer).get(address).status_code == 200

    @pytest.mark.parametrize("address", [a.replace("1", "99") for a in ADDRESSES[1:]])
    def test_what_does_not_exist_is_not_found(self, cast: Cast, sign_in: SignIn, address) -> None:
        assert sign_in(cast.organizer).get(address).status_code == 404

    def test_a_reviewer_changes_nothing(self, cast: Cast, sign_in: SignIn) -> None:
        draft = drafted(cast.organizer)
        lesson = draft.lessons[0]
        browser = sign_in(cast.reviewer)

        for address in (
            f"/courses/drafts/{draft.id}", f"/courses/drafts/lessons/{lesson.id}",
            f"/courses/drafts/lessons/{lesson.id}/merge", f"/courses/drafts/{draft.id}/review",
        ):  # fmt: skip
            assert browser.post(address, data=fields(lesson, body="x")).status_code == 403

    def test_an_author_approves_nothing(self, cast: Cast, sign_in: SignIn) -> None:
        draft = finished(cast.organizer)
        actions.hand_in(cast.organizer, draft, now=NOON)

        assert sign_in(cast.organizer).post(f"/courses/drafts/{draft.id}/publication").status_code == 403

    @pytest.mark.parametrize("address", ["/courses/drafts/1/review", "/courses/drafts/lessons/1/merge"])
    def test_changes_come_by_post(self, cast: Cast, sign_in: SignIn, address) -> None:
        drafted(cast.organizer)

        assert sign_in(cast.organizer).get(address).status_code == 405


class TestWriting:
    def test_the_basic_form_needs_no_script(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]

        answer = sign_in(cast.organizer).post(
            f"/courses/drafts/lessons/{lesson.id}", data=fields(lesson, body="## 新\n\n写过的正文。")
        )

        assert answer.status_code == 303
        assert queries.draft_lesson(lesson.id).body == "## 新\n\n写过的正文。"

    def test_a_form_with_faults_comes_back_with_what_was_written(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]

        answer = sign_in(cast.organizer).post(
            f"/courses/drafts/lessons/{lesson.id}", data=fields(lesson, title="", body="不能丢的字")
        )

        assert answer.status_code == 422
        assert "不能丢的字" in answer.get_data(as_text=True)
        assert "请填写课名" in answer.get_data(as_text=True)

    def test_autosave_speaks_json(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        browser = sign_in(cast.organizer)

        answer = browser.post(f"/courses/drafts/lessons/{lesson.id}", json=fields(lesson, body="自动存的"))

        assert answer.get_json() == {"number": 2, "saved_at": "12:00"}
        again = browser.post(f"/courses/drafts/lessons/{lesson.id}", json=fields(lesson, number=1, body="自动存的"))
        assert again.get_json()["number"] == 2

    @pytest.mark.parametrize("sent", [{}, {"number": "x"}, {"number": 1, "body": 3, "title": "", "minutes": 0}])
    def test_autosave_of_nonsense_is_refused_in_words(self, cast: Cast, sign_in: SignIn, sent) -> None:
        lesson = drafted(cast.organizer).lessons[0]

        answer = sign_in(cast.organizer).post(f"/courses/drafts/lessons/{lesson.id}", json=sent)

        assert answer.status_code == 422
        assert answer.get_json()["error"]["sentence"]

    def test_two_people_get_both_texts_as_json_and_as_a_page(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        address, before = f"/courses/drafts/lessons/{lesson.id}", fields(lesson)
        sign_in(cast.manager).post(address, json=before | {"body": "经理写的"})
        author = sign_in(cast.organizer)

        told = author.post(address, json=before | {"body": "组织者写的"})
        page = author.post(address, data=before | {"body": "组织者写的"})

        assert told.status_code == page.status_code == 409
        assert told.get_json()["theirs"]["body"] == "经理写的"
        assert told.get_json()["number"] == 2
        words = page.get_data(as_text=True)
        assert "组织者写的" in words
        assert "经理写的" in words
        assert author.post(address, data=before | {"body": "合并的", "number": 2}).status_code == 303

    def test_the_preview_is_safe(self, cast: Cast, sign_in: SignIn) -> None:
        body = "## 一\n\n<script>alert(1)</script>\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"

        answer = sign_in(cast.organizer).post("/courses/drafts/preview", json={"body": body}).get_json()

        assert "<table>" in answer["html"]
        assert "<script" not in answer["html"]
        assert answer["cuts"]

    @pytest.mark.parametrize("sent", [None, [], {"body": 3}, {"body": "长" * 70_000}])
    def test_the_preview_refuses_nonsense(self, cast: Cast, sign_in: SignIn, sent) -> None:
        assert sign_in(cast.organizer).post("/courses/drafts/preview", json=sent).status_code == 422

    def test_arranging_by_buttons(self, cast: Cast, sign_in: SignIn) -> None:
        draft = drafted(cast.organizer, "五", "七", "九")
        first = draft.lessons[0].id
        browser = sign_in(cast.organizer)

        assert browser.post(f"/courses/drafts/lessons/{first}/place", data={"at": "2"}).status_code == 303
        assert browser.post(f"/courses/drafts/lessons/{first}/split", data={"at": "3"}).status_code == 303
        assert browser.post(f"/courses/drafts/lessons/{first}/split", data={"at": "999"}).status_code == 422
        assert browser.post(f"/courses/drafts/lessons/{first}/split", data={}).status_code == 422
        assert browser.post(f"/courses/drafts/lessons/{first}/merge").status_code == 303
        assert browser.post(f"/courses/drafts/lessons/{first}/removal").status_code == 303
        assert browser.post(f"/courses/drafts/lessons/{first}/restoring").status_code == 303
        assert browser.post(f"/courses/drafts/{draft.id}/lessons", data={"title": "补一课"}).status_code == 303
        assert browser.post(f"/courses/drafts/{draft.id}/lessons", data={"title": ""}).status_code == 422

        db.session.expire_all()
        assert [lesson.title for lesson in queries.draft(draft.id).lessons] == [
            "巡护记录",
            "火情报告",
            "巡护安排",
            "补一课",
        ]

    def test_paragraphs_and_questions_by_buttons(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        article_id, anchor = lesson.sources[0].article_id, lesson.sources[0].anchor
        suggested = suggest(lesson)
        browser = sign_in(cast.organizer)

        sources = f"/courses/drafts/lessons/{lesson.id}/sources"
        assert browser.post(sources, data={"article": article_id, "anchor": anchor}).status_code == 303
        assert browser.post(sources, data={"article": article_id, "anchor": "x", "used": "1"}).status_code == 422
        assert browser.post(sources, data={}).status_code == 422
        for step in ("decline", "reopen", "accept"):
            assert browser.post(f"/courses/drafts/questions/{suggested.id}/{step}").status_code == 303
        assert browser.post(f"/courses/drafts/questions/{suggested.id}/eat").status_code == 404
        assert browser.post("/courses/drafts/questions/999/accept").status_code == 404

    def test_the_history_of_a_lesson_is_shown(self, cast: Cast, sign_in: SignIn) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        browser = sign_in(cast.organizer)
        browser.post(f"/courses/drafts/lessons/{lesson.id}", data=fields(lesson, body=lesson.body + "添上的话。"))

        page = browser.get(f"/courses/drafts/lessons/{lesson.id}/edits").get_data(as_text=True)

        assert '<ins class="added">添上的话。</ins>' in page


class TestPictures:
    def send(self, browser, draft, content: bytes, name: str = "图.png", alt: str = "巡护路线图"):
        data = {"picture": (io.BytesIO(content), name), "alt": alt}
        return browser.post(
            f"/courses/drafts/{draft.id}/pictures", data=data, headers={"Accept": "application/json"}
        )  # fmt: skip

    def test_one_is_stored_once_and_served_with_care(self, cast: Cast, sign_in: SignIn) -> None:
        draft, browser = drafted(cast.organizer), sign_in(cast.organizer)

        first, second = self.send(browser, draft, picture()), self.send(browser, draft, picture())

        markdown = first.get_json()["markdown"]
        assert markdown == second.get_json()["markdown"]
        assert db.session.query(Picture).count() == 1
        shown = sign_in(cast.alice).get(f"/courses/pictures/{markdown.split(':')[1][:-1]}")
        assert shown.mimetype == "image/png"
        assert "immutable" in shown.headers["Cache-Control"]
        assert shown.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize(
        ("content", "name", "alt"),
        [(b"<svg/>", "x.svg", "图"), (b"no picture", "x.png", "图"), (picture(), "x.png", ""), (b"", "x.png", "图")],
    )
    def test_what_cannot_be_shown_is_refused_in_words(self, cast: Cast, sign_in: SignIn, content, name, alt) -> None:
        answer = self.send(sign_in(cast.organizer), drafted(cast.organizer), content, name, alt)

        assert answer.status_code == 422
        assert answer.get_json()["error"]["sentence"]

    def test_an_unknown_one_is_not_found_and_strangers_sign_in(self, cast: Cast, sign_in: SignIn, client) -> None:
        assert sign_in(cast.alice).get("/courses/pictures/" + "a" * 64).status_code == 404
        assert client.get("/courses/pictures/" + "a" * 64).status_code == 302


class TestReviewing:
    def test_the_way_to_publication(self, cast: Cast, sign_in: SignIn) -> None:
        draft = finished(cast.organizer)
        author, reviewer = sign_in(cast.organizer), sign_in(cast.reviewer)

        assert author.post(f"/courses/drafts/{draft.id}/review").status_code == 303
        page = reviewer.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)
        assert "通过并发布" in page
        assert "通过并发布" not in author.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)
        assert "能说出巡护次数" in reviewer.get(f"/courses/drafts/{draft.id}/preview").get_data(as_text=True)
        done = reviewer.post(f"/courses/drafts/{draft.id}/publication", data={"with_questions": "y"})

        assert done.status_code == 303
        assert "巡护安排" in reviewer.get(done.location).get_data(as_text=True)

    def test_returning_taking_back_and_discarding(self, cast: Cast, sign_in: SignIn) -> None:
        draft = finished(cast.organizer)
        author, reviewer = sign_in(cast.organizer), sign_in(cast.reviewer)
        author.post(f"/courses/drafts/{draft.id}/review")

        assert reviewer.post(f"/courses/drafts/{draft.id}/return", data={"note": ""}).status_code == 422
        assert reviewer.post(f"/courses/drafts/{draft.id}/return", data={"note": "补例子"}).status_code == 303
        assert "补例子" in author.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)
        author.post(f"/courses/drafts/{draft.id}/review")
        assert author.post(f"/courses/drafts/{draft.id}/taking-back").status_code == 303
        assert author.post(f"/courses/drafts/{draft.id}/taking-back").status_code == 409
        assert author.post(f"/courses/drafts/{draft.id}/discarding").status_code == 303
        assert draft.title in author.get("/courses/drafts?state=discarded").get_data(as_text=True)

    def test_comments_at_paragraphs_are_written_and_settled(self, cast: Cast, sign_in: SignIn) -> None:
        draft = drafted(cast.organizer)
        lesson, browser = draft.lessons[0], sign_in(cast.reviewer)
        told = {"comment": "这一段要举例", "lesson": lesson.id, "anchor": lesson.sources[0].anchor}

        assert browser.post(f"/courses/drafts/{draft.id}/comments", data=told | {"comment": ""}).status_code == 422
        assert browser.post(f"/courses/drafts/{draft.id}/comments", data=told).status_code == 303
        (row,) = queries.comments_of(draft.id)
        assert (row.anchor, row.lesson_id) == (lesson.sources[0].anchor, lesson.id)
        assert sign_in(cast.organizer).post(f"/courses/drafts/comments/{row.id}/settling").status_code == 303
        assert queries.open_comments(draft.id) == 0

    def test_the_head_is_changed(self, cast: Cast, sign_in: SignIn) -> None:
        draft, browser = drafted(cast.organizer), sign_in(cast.organizer)
        told = {"title": "巡护一点通", "summary": "简介", "tier": "basic"}

        assert browser.post(f"/courses/drafts/{draft.id}", data=told).status_code == 303
        assert browser.post(f"/courses/drafts/{draft.id}", data=told | {"title": ""}).status_code == 422
        assert browser.post(f"/courses/drafts/{draft.id}", data=told | {"tier": "top"}).status_code == 422

    def test_versions_are_compared_lesson_by_lesson(self, cast: Cast, sign_in: SignIn) -> None:
        course = queries.course(published(cast.organizer, cast.reviewer).course_id)
        browser = sign_in(cast.organizer)
        revision = queries.draft(int(browser.post(f"/courses/{course.id}/drafts").location.rsplit("/", 1)[1]))
        lesson = revision.lessons[0]
        browser.post(
            f"/courses/drafts/lessons/{lesson.id}",
            data=fields(lesson, body=lesson.body + "\n\n又添了一段。", objectives_confirmed="1"),
        )
        browser.post(f"/courses/drafts/{revision.id}/review")
        sign_in(cast.reviewer).post(f"/courses/drafts/{revision.id}/publication")

        page = browser.get(f"/courses/{course.id}/versions/2/differences").get_data(as_text=True)

        assert "又添了一段。</ins>" in page
        assert browser.get(f"/courses/{course.id}/versions/2/differences?against=9").status_code == 404
        assert browser.get(f"/courses/{course.id}/versions/1/differences").status_code == 404
        assert queries.draft(revision.id).state == DraftState.PUBLISHED


class TestCost:
    def test_the_list_asks_the_same_however_many_drafts(
        self, cast: Cast, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        browser = sign_in(cast.organizer)
        counts = []
        for number in ("五", "七"):
            drafted(cast.organizer, number)
            with query_count:
                browser.get("/courses/drafts")
            counts.append(len(query_count))
            query_count.statements.clear()

        assert counts[0] == counts[1] <= 12

    def test_the_workbench_asks_a_bounded_number_of_questions(
        self, cast: Cast, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        draft, browser = drafted(cast.organizer, "五", "七", "九"), sign_in(cast.organizer)

        with query_count:
            browser.get(f"/courses/drafts/{draft.id}")

        assert len(query_count) <= 26


def test_pictures_of_the_source_stand_in_their_place_and_can_be_inserted(cast: Cast, sign_in: SignIn) -> None:
    paragraphs = [
        "护林员每天清晨沿山脊巡护一遍，看见烟点先报告再靠近，并写进当天的台账。",
        "回站以后两人核对路线，把没有走到的地段记下来，第二天先走那里。",
    ]
    body = w.par("巡护须知") + "".join(w.par(text * 3) + drawn("r图", "瞭望[塔]") for text in paragraphs)
    raw = w.word_file(body, parts={"图.png": ("image", picture())})
    article = store_document(cast.organizer, "须知.docx", raw, now=NOON).articles[0]
    browser = sign_in(cast.organizer)

    started = browser.post("/courses/drafts", data={"article": article.id})
    page = browser.get(started.location).get_data(as_text=True)

    digest = db.session.query(Picture).one().digest
    assert f'src="/documents/pictures/{digest}"' in page
    assert f'data-insert-picture="![瞭望（塔）](picture:{digest})"' in page
