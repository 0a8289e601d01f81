"""The member's pages: home, courses, lessons, self-checks, hours."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import clock
from core.db import db
from courses.actions import publish_courses
from courses.queries import course_by_slug
from learning import actions
from learning.models import Enrolment, HourEntry, LessonCompletion, LessonProgress, StudyCredit
from question_bank.actions import ensure_topic
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.learning import makers
from tests.question_bank.makers import make_question

BEAT = {"client": makers.PAGE, "opens": True, "position": 0, "end": False}


@pytest.fixture
def policies(app):
    actions.load_shipped_policies(None, now=NOON)


def count_of(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


class TestHome:
    def test_shows_the_hours_of_the_year_against_the_policy_that_applies(self, cast: Cast, sign_in: SignIn, policies):
        makers.hour_entry(cast.alice, 40)

        page = sign_in(cast.alice).get("/").get_data(as_text=True)

        assert "今年还差 22 学时" in page
        assert "集中 10" in page
        assert "以上级党组织规定为准" in page

    def test_asks_a_branch_secretary_for_the_higher_hours(self, cast: Cast, sign_in: SignIn, policies):
        page = sign_in(cast.secretary).get("/").get_data(as_text=True)

        assert "今年还差 56 学时" in page

    def test_offers_a_first_course_where_nothing_is_begun(self, cast: Cast, sign_in: SignIn, policies):
        makers.make_course()

        page = sign_in(cast.alice).get("/").get_data(as_text=True)

        assert "开始学习" in page

    def test_names_the_heading_at_which_the_reader_stopped(self, cast: Cast, sign_in: SignIn, policies):
        lesson = makers.lessons_of(makers.make_course())[0]
        makers.study(cast.alice, lesson, 15, end=False)

        page = sign_in(cast.alice).get("/").get_data(as_text=True)

        assert "接着学" in page
        assert "上次读到“站位”" in page

    def test_lists_a_required_course_with_the_time_left(self, cast: Cast, sign_in: SignIn, policies):
        course = makers.make_course()
        due_at = NOON + timedelta(days=3, hours=1)
        actions.assign_course(cast.manager, course, cast.branch, "everybody", due_at, now=NOON)

        page = sign_in(cast.alice).get("/").get_data(as_text=True)

        assert "剩 3 天" in page
        assert "剩 3 天" not in sign_in(cast.carol).get("/").get_data(as_text=True)

    def test_needs_few_statements(self, cast: Cast, sign_in: SignIn, policies, query_count: QueryCount):
        for number in range(4):
            course = makers.make_course(slug=f"course-{number}", title=f"课程{number}", lessons=5)
            actions.assign_course(cast.manager, course, cast.branch, "everybody", NOON + timedelta(days=3), now=NOON)
            makers.study(cast.alice, makers.lessons_of(course)[0], 15, start=NOON + timedelta(minutes=number))
        browser = sign_in(cast.alice)
        browser.get("/")
        db.session.remove()

        with query_count:
            browser.get("/")

        assert len(query_count) <= 13, "\n".join(query_count.statements)

    def test_sends_strangers_to_the_sign_in_page(self, client):
        assert client.get("/").status_code == 302


class TestCourses:
    def test_lists_courses_by_tier_with_ones_own_progress(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course()
        makers.make_course(slug="lead", title="带班", tier=makers.Tier.ADVANCED)
        makers.complete(cast.alice, makers.lessons_of(course)[0])

        page = sign_in(cast.alice).get("/learn").get_data(as_text=True)

        assert page.index("基础") < page.index("高级")
        assert "已完成 1 / 2 课" in page

    def test_list_needs_few_statements_however_many_courses(self, cast: Cast, sign_in: SignIn, query_count: QueryCount):
        for number in range(8):
            course = makers.make_course(slug=f"course-{number}", title=f"课程{number}")
            actions.enrol(cast.alice, course.id, course.current_version_id, now=NOON)
        browser = sign_in(cast.alice)

        with query_count:
            browser.get("/learn")

        assert len(query_count) <= 9

    def test_shows_why_a_lesson_is_not_complete(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course(owner=cast.organizer, questions=3)
        makers.study(cast.alice, makers.lessons_of(course)[0], 15, end=False)

        page = sign_in(cast.alice).get("/learn/courses/fire").get_data(as_text=True)

        assert "还差约 1 分钟" in page or "还差约 2 分钟" in page
        assert "未读到末尾" in page
        assert "自测未通过" in page

    def test_enrols_once_and_leads_to_the_first_lesson(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course()
        browser = sign_in(cast.alice)

        first = browser.post("/learn/courses/fire/enrolment")
        second = browser.post("/learn/courses/fire/enrolment")

        assert first.status_code == second.status_code == 303
        assert first.location.endswith(f"/learn/lessons/{makers.lessons_of(course)[0].id}")
        assert count_of(Enrolment) == 1

    def test_unknown_and_withdrawn_courses_are_not_found(self, cast: Cast, sign_in: SignIn):
        from courses.actions import withdraw_course

        course = makers.make_course()
        withdraw_course(cast.manager, course, "内容有误", now=NOON)
        browser = sign_in(cast.alice)

        assert browser.get("/learn/courses/fire").status_code == 404
        assert browser.get("/learn/courses/none").status_code == 404
        assert browser.get(f"/learn/lessons/{makers.lessons_of(course)[0].id}").status_code == 404


class TestLesson:
    def test_shows_text_key_points_source_and_the_way_on(self, cast: Cast, sign_in: SignIn, policies):
        lesson = makers.lessons_of(makers.make_course())[0]

        page = sign_in(cast.alice).get(f"/learn/lessons/{lesson.id}").get_data(as_text=True)

        assert "先看风向" in page
        assert "依据：《防火手册》 一、（张三）" in page
        assert "0.25 学时" in page
        assert "下一课" in page
        assert "@@" not in page

    def test_needs_few_statements(self, cast: Cast, sign_in: SignIn, policies, query_count: QueryCount):
        lesson = makers.lessons_of(makers.make_course(lessons=6))[0]
        browser = sign_in(cast.alice)
        browser.get(f"/learn/lessons/{lesson.id}")
        db.session.remove()

        with query_count:
            browser.get(f"/learn/lessons/{lesson.id}")

        assert len(query_count) <= 6, "\n".join(query_count.statements)

    def test_keeps_learners_on_the_version_they_began(self, cast: Cast, sign_in: SignIn):
        from courses.actions import publish_courses

        old = makers.lessons_of(makers.make_course())[0]
        makers.study(cast.alice, old, 15)
        publish_courses(None, [makers.course_source(lessons=3)], now=NOON)

        assert sign_in(cast.alice).get(f"/learn/lessons/{old.id}").status_code == 200
        assert sign_in(cast.bob).get(f"/learn/lessons/{old.id}").status_code == 404


class TestBeats:
    def test_counts_by_the_servers_clock_and_never_believes_a_duration(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)
        browser.post(f"/learn/lessons/{lesson.id}/beats", json=BEAT)

        with clock.frozen(NOON + timedelta(seconds=15)):
            answer = browser.post(f"/learn/lessons/{lesson.id}/beats", json=BEAT | {"opens": False})

        assert answer.json["credited_seconds"] == 15
        assert browser.post(f"/learn/lessons/{lesson.id}/beats", json=BEAT | {"seconds": 900}).status_code == 422

    @pytest.mark.parametrize(
        "change", [{"client": "x"}, {"client": None}, {"position": -1}, {"position": "3"}, {"end": 1}, {"opens": "no"}]
    )
    def test_refuses_nonsense_with_a_sentence(self, cast: Cast, sign_in: SignIn, change):
        lesson = makers.lessons_of(makers.make_course())[0]

        answer = sign_in(cast.alice).post(f"/learn/lessons/{lesson.id}/beats", json=BEAT | change)

        assert answer.status_code == 422
        assert answer.json["error"]["sentence"]
        assert count_of(StudyCredit) == count_of(Enrolment) == 0

    def test_the_old_page_is_told_when_another_takes_over(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        address = f"/learn/lessons/{lesson.id}/beats"
        phone, desk = sign_in(cast.alice), sign_in(cast.alice)
        phone.post(address, json=BEAT)
        desk.post(address, json=BEAT | {"client": makers.OTHER_PAGE})

        with clock.frozen(NOON + timedelta(seconds=15)):
            told = phone.post(address, json=BEAT | {"opens": False})
            counted = desk.post(address, json=BEAT | {"client": makers.OTHER_PAGE, "opens": False})

        assert told.json["state"] == "taken"
        assert counted.json["credited_seconds"] == 15
        assert count_of(StudyCredit) == 1

    def test_keeps_the_place_for_another_device(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        sign_in(cast.alice).post(f"/learn/lessons/{lesson.id}/beats", json=BEAT | {"position": 2})

        page = sign_in(cast.alice).get(f"/learn/lessons/{lesson.id}").get_data(as_text=True)

        assert 'data-position="2"' in page

    def test_strangers_unknown_lessons_and_wrong_methods(self, cast: Cast, sign_in: SignIn, client):
        lesson = makers.lessons_of(makers.make_course())[0]

        assert client.post(f"/learn/lessons/{lesson.id}/beats", json=BEAT).status_code == 401
        assert sign_in(cast.alice).post("/learn/lessons/999/beats", json=BEAT).status_code == 404
        assert sign_in(cast.alice).get(f"/learn/lessons/{lesson.id}/beats").status_code == 405

    def test_completes_the_lesson_once_with_its_hours(self, cast: Cast, policies):
        lesson = makers.lessons_of(makers.make_course())[0]

        makers.complete(cast.alice, lesson)
        makers.complete(cast.alice, lesson, start=NOON + timedelta(hours=1))

        assert count_of(LessonCompletion) == 1
        entry = db.session.scalars(select(HourEntry)).one()
        assert (entry.quarters, entry.side, entry.evidence_kind) == (1, "online", "completion")

    def test_the_cached_sum_is_the_sum_of_the_credits(self, cast: Cast):
        lesson = makers.lessons_of(makers.make_course())[0]

        makers.study(cast.alice, lesson, 600)

        progress = db.session.get(LessonProgress, (cast.alice.id, lesson.id))
        total = db.session.scalar(select(func.sum(StudyCredit.milliseconds)))
        assert progress.credited_ms == total == 4 * 60_000


class TestSelfCheck:
    @pytest.fixture
    def lesson(self, cast: Cast):
        return makers.lessons_of(makers.make_course(owner=cast.organizer, questions=3))[0]

    def answers(self, browser, lesson, value: str) -> dict[str, str]:
        import re

        page = browser.get(f"/learn/lessons/{lesson.id}/self-check").get_data(as_text=True)
        return dict.fromkeys(re.findall(r'name="(question-\d+)"', page), value)

    def test_a_pass_is_explained_and_completes_what_else_is_done(self, cast: Cast, sign_in: SignIn, lesson, policies):
        makers.complete(cast.alice, lesson)
        browser = sign_in(cast.alice)
        assert count_of(LessonCompletion) == 0

        answer = browser.post(f"/learn/lessons/{lesson.id}/self-check", data=self.answers(browser, lesson, "b"))
        page = browser.get(answer.location).get_data(as_text=True)

        assert answer.status_code == 303
        assert "答对 3 / 3" in page
        assert "要看风向" in page
        assert count_of(LessonCompletion) == 1
        assert count_of(HourEntry) == 1

    def test_a_miss_can_be_repeated_without_end(self, cast: Cast, sign_in: SignIn, lesson):
        browser = sign_in(cast.alice)

        first = browser.post(f"/learn/lessons/{lesson.id}/self-check", data=self.answers(browser, lesson, "a"))
        second = browser.post(f"/learn/lessons/{lesson.id}/self-check", data=self.answers(browser, lesson, "b"))

        assert "不合格" in browser.get(first.location).get_data(as_text=True)
        assert "答对 3 / 3" in browser.get(second.location).get_data(as_text=True)

    def test_unanswered_questions_count_as_missed(self, cast: Cast, sign_in: SignIn, lesson):
        browser = sign_in(cast.alice)

        answer = browser.post(f"/learn/lessons/{lesson.id}/self-check", data={})

        assert "答对 0 / 3" in browser.get(answer.location).get_data(as_text=True)

    def test_blanks_stand_inside_the_stem_and_are_marked(self, cast: Cast, sign_in: SignIn):
        source = makers.course_source(questions=1, lessons=1)
        path = source.lessons[0].topic_path
        blanks = make_question(
            cast.organizer,
            kind="fill",
            state="ready",
            stem="每年至少____学时，依据是____。",
            topic_id=ensure_topic(path).id,
        )
        publish_courses(None, [source], now=clock.now())
        lesson, browser = makers.lessons_of(course_by_slug(source.slug))[0], sign_in(cast.alice)
        name = f"question-{blanks.latest_id}"

        page = browser.get(f"/learn/lessons/{lesson.id}/self-check").get_data(as_text=True)
        answer = browser.post(f"/learn/lessons/{lesson.id}/self-check", data={name: ["三十二", "党章"]})

        assert page.count(f'name="{name}"') == page.count("blank-inside__field") == 2
        assert page.index("每年至少") < page.index('placeholder="第1空"') < page.index("学时，依据是")
        assert "____" not in page
        assert "答对 1 / 1" in browser.get(answer.location).get_data(as_text=True)

    def test_an_option_that_was_not_offered_is_refused(self, cast: Cast, sign_in: SignIn, lesson):
        browser = sign_in(cast.alice)

        answer = browser.post(f"/learn/lessons/{lesson.id}/self-check", data=self.answers(browser, lesson, "z"))

        assert answer.status_code == 422

    def test_questions_carry_no_key(self, cast: Cast, sign_in: SignIn, lesson):
        page = sign_in(cast.alice).get(f"/learn/lessons/{lesson.id}/self-check").get_data(as_text=True)

        assert "要看风向" not in page
        assert "option--right" not in page

    def test_somebody_elses_result_is_not_found(self, cast: Cast, sign_in: SignIn, lesson):
        browser = sign_in(cast.alice)
        answer = browser.post(f"/learn/lessons/{lesson.id}/self-check", data=self.answers(browser, lesson, "b"))

        assert sign_in(cast.bob).get(answer.location).status_code == 404

    def test_a_lesson_without_one_says_so(self, cast: Cast, sign_in: SignIn):
        bare = makers.lessons_of(makers.make_course(slug="bare", title="无题"))[0]

        assert sign_in(cast.alice).get(f"/learn/lessons/{bare.id}/self-check").status_code == 404
