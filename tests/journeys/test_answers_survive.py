"""What has been told to be saved stays saved: through a crash of the server, a second tab, a locked account."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Live


def test_killing_the_server_between_save_and_submit_loses_no_answer(phone: Any, live: Live) -> None:
    steps.be(phone, "judge2")
    paper = steps.enter_contest(phone)
    steps.choose_first(phone)
    steps.expect_saved(phone)

    live.kill()
    live.restart()
    phone.goto(paper)

    steps.first_is_chosen(phone)
    steps.go_on(phone)
    steps.choose_first(phone)
    steps.expect_saved(phone)
    steps.hand_in(phone)
    expect(phone.get_by_text("您的答卷已收到，答案全部保存。")).to_be_visible()


def test_answers_chosen_while_the_server_is_away_are_sent_when_it_is_back(phone: Any, live: Live) -> None:
    steps.be(phone, "judge1")
    steps.enter_contest(phone)

    live.kill()
    steps.choose_first(phone)
    expect(phone.locator('[data-save-state="offline"]')).to_be_visible()
    live.restart()

    steps.expect_saved(phone)
    phone.reload()
    steps.first_is_chosen(phone)


def test_a_second_tab_only_watches_until_it_takes_over_and_no_answer_is_lost(phone: Any) -> None:
    steps.be(phone, "judge3")
    paper = steps.enter_contest(phone)
    steps.choose_first(phone)
    steps.expect_saved(phone)

    second = phone.context.new_page()
    second.goto(paper)
    expect(second.get_by_text("本次作答正在此浏览器的另一个标签页进行")).to_be_visible()
    expect(steps.shown_question(second).locator("input").first).to_be_disabled()
    second.get_by_role("button", name="在此页继续").click()
    steps.first_is_chosen(second)
    steps.go_on(second)
    steps.choose_first(second)
    steps.expect_saved(second)

    expect(phone.get_by_text("本次作答正在此浏览器的另一个标签页进行")).to_be_visible()
    expect(steps.shown_question(phone).locator("input").first).to_be_disabled()
    second.close()
    phone.reload()
    steps.first_is_chosen(phone)
    steps.go_on(phone)
    steps.first_is_chosen(phone)


def test_locking_an_account_does_not_stop_the_paper_it_is_writing(phone: Any, second_phone: Any) -> None:
    steps.be(phone, "judge5")
    steps.enter_contest(phone)
    for _time in range(5):
        steps.sign_in(second_phone, "judge5", "Not-my-password-1")
        expect(second_phone.get_by_text("工号或密码不正确。")).to_be_visible()

    steps.sign_in(second_phone, "judge5")

    expect(second_phone.get_by_text("此工号已暂停登录")).to_be_visible()
    steps.choose_first(phone)
    steps.expect_saved(phone)
    steps.go_on(phone)
    steps.choose_first(phone)
    steps.expect_saved(phone)
    steps.hand_in(phone)
    expect(phone.get_by_text("您的答卷已收到，答案全部保存。")).to_be_visible()
