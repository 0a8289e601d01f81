"""Staff pages of courses."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.conftest import SignIn
from tests.learning.makers import course_source, lessons_of, make_course


class TestReading:
    def test_list_course_version_and_preview(self, cast: Cast, sign_in: SignIn):
        course = make_course()
        browser = sign_in(cast.manager)

        assert "防火" in browser.get("/courses/").get_data(as_text=True)
        assert "第1讲" in browser.get(f"/courses/{course.id}").get_data(as_text=True)
        assert "第1讲" in browser.get(f"/courses/{course.id}/versions/1").get_data(as_text=True)
        assert "先看风向" in browser.get(f"/courses/lessons/{lessons_of(course)[0].id}").get_data(as_text=True)

    @pytest.mark.parametrize("address", ["/courses/99", "/courses/99/versions/1", "/courses/lessons/99"])
    def test_what_does_not_exist_is_not_found(self, cast: Cast, sign_in: SignIn, address):
        assert sign_in(cast.manager).get(address).status_code == 404

    def test_members_and_strangers_are_kept_out(self, cast: Cast, sign_in: SignIn, client):
        assert sign_in(cast.alice).get("/courses/").status_code == 403
        assert client.get("/courses/").status_code == 302

    def test_a_lesson_cannot_carry_script_into_a_page(self, cast: Cast, sign_in: SignIn):
        from dataclasses import replace

        from courses.actions import publish_courses
        from courses.queries import course_by_slug
        from tests.cast import NOON

        source = course_source(lessons=1)
        evil = replace(source.lessons[0], body="<script>alert(1)</script>\n\n[x](javascript:alert(1))",
                       title="<img src=x onerror=alert(1)>")  # fmt: skip
        publish_courses(None, [replace(source, lessons=(evil,))], now=NOON)
        lesson = lessons_of(course_by_slug("fire"))[0]

        for address in (f"/courses/lessons/{lesson.id}", f"/learn/lessons/{lesson.id}"):
            page = sign_in(cast.manager).get(address).get_data(as_text=True)
            assert "<script>alert" not in page
            assert "javascript:alert" not in page
            assert "<img src=x" not in page


class TestWithdrawing:
    def test_is_done_with_a_reason_and_undone_with_another(self, cast: Cast, sign_in: SignIn):
        course = make_course()
        browser = sign_in(cast.manager)

        assert browser.post(f"/courses/{course.id}/withdrawal", data={"reason": ""}).status_code == 422
        assert browser.post(f"/courses/{course.id}/withdrawal", data={"reason": "有误"}).status_code == 303
        assert browser.post(f"/courses/{course.id}/withdrawal", data={"reason": "有误"}).status_code == 409
        assert browser.post(f"/courses/{course.id}/publication", data={"reason": "已改"}).status_code == 303

    def test_is_not_for_readers(self, cast: Cast, sign_in: SignIn, client):
        course = make_course()

        assert sign_in(cast.organizer).post(f"/courses/{course.id}/withdrawal", data={"reason": "x"}).status_code == 403
        assert sign_in(cast.alice).post(f"/courses/{course.id}/withdrawal", data={"reason": "x"}).status_code == 403
        assert client.post(f"/courses/{course.id}/withdrawal", data={"reason": "x"}).status_code == 401
        assert sign_in(cast.manager).get(f"/courses/{course.id}/withdrawal").status_code == 405
