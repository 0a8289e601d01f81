"""The component page in a real browser: rules of accessibility, widths, keyboard, clocks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def address(sqlite_app: Flask) -> Iterator[str]:
    """Serve the product on a free port of this machine."""
    server = make_server("127.0.0.1", 0, sqlite_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """Open the component page at 1280 px; a fault of a script fails the test."""
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.goto("/components")
    yield page
    context.close()
    assert not faults


def test_the_components_break_no_rule_of_accessibility(page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()

    found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})

    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found.response["violations"]] == []


@pytest.mark.parametrize("large", ["0", "1"], ids=["standard", "large type"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_stands_out_of_the_page(page: Any, address: str, width: int, large: str) -> None:
    page.context.add_cookies([{"name": "large_type", "value": large, "url": address}])
    page.set_viewport_size({"width": width, "height": 800})
    page.reload()

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_large_type_is_large_everywhere(page: Any, address: str) -> None:
    page.context.add_cookies([{"name": "large_type", "value": "1", "url": address}])
    page.reload()

    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("body *")]
          .filter(e => e.getClientRects().length && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .filter(e => !e.closest(".visually-hidden, code"))
          .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    low = page.evaluate(
        """() => [...document.querySelectorAll(".button, .control, .tab, .choice, .answer-card a, .pager a, .option")]
          .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 56)
          .map(e => e.className)"""
    )
    assert smallest >= 18
    assert low == []


def test_a_dialog_holds_the_keyboard_and_gives_it_back(page: Any) -> None:
    page.click("[data-opens=sample-dialog]")
    for _ in range(5):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#sample-dialog') !== null")

    page.keyboard.press("Escape")

    assert not page.is_visible("#sample-dialog")
    assert page.evaluate("document.activeElement.dataset.opens") == "sample-dialog"


def test_a_destructive_form_asks_first_and_cancel_sends_nothing(page: Any) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.click("form[data-confirm] button")

    asked = page.inner_text(".dialog.is-open")
    page.click(".dialog.is-open [data-closes]")

    assert "40 道题" in asked
    assert "POST" not in sent


def test_a_destructive_form_is_sent_once_the_reader_agrees(page: Any) -> None:
    page.click("form[data-confirm] button")

    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.click(".dialog.is-open .button--primary")

    assert "csrf_token=" in sent.value.post_data


def test_the_drawer_opens_and_closes_on_a_phone(page: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.click("[data-drawer]")
    page.wait_for_selector("#menu .menu__link", state="visible")

    page.keyboard.press("Escape")

    page.wait_for_selector("#menu .menu__link", state="hidden")
    assert page.get_attribute("[data-drawer]", "aria-expanded") == "false"


def test_a_notice_can_be_closed(page: Any) -> None:
    before = page.locator(".toast").count()

    page.click(".toast [data-toast-close] >> nth=0")

    assert page.locator(".toast").count() == before - 1


def test_a_countdown_follows_the_servers_clock_and_not_the_devices(page: Any) -> None:
    words = page.evaluate(
        """async () => {
          const { Countdown, clockWords } = await import("/static/js/base/countdown.js");
          let steady = 50;
          const ends = [];
          const clock = new Countdown({ deadlineMs: 61000, serverNowMs: 1000, monotonic: () => steady, onEnd: () => ends.push(1) });
          const shown = [clockWords(clock.leftMs())];
          steady += 30000;
          shown.push(clockWords(clock.leftMs()));
          clock.synchronise(51000);
          shown.push(clockWords(clock.leftMs()));
          steady += 20000;
          clock.tick();
          clock.tick();
          shown.push(clockWords(clock.leftMs()), ends.length);
          shown.push(clockWords(90061000), clockWords(90061000, "{days} 天 {clock}"), clockWords(3661000, "{days} 天 {clock}"));
          return shown;
        }"""
    )

    assert words == ["01:00", "00:30", "00:10", "00:00", 1, "25:01:01", "1 天 1:01:01", "1:01:01"]


def test_a_broken_connection_becomes_a_sentence(page: Any) -> None:
    page.route("**/broken", lambda route: route.abort())

    told = page.evaluate(
        """async () => {
          const { fetchJson } = await import("/static/js/base/fetch_json.js");
          return fetchJson("/broken").catch((error) => [error.status, error.sentence]);
        }"""
    )

    assert told == [0, "网络不通，请检查网络后重试。"]


def test_a_refusal_of_the_server_arrives_as_its_sentence(page: Any) -> None:
    seen: list[str | None] = []

    def refuse(route: Any) -> None:
        seen.append(route.request.headers.get("x-csrftoken"))
        route.fulfill(status=409, json={"error": {"sentence": "报名已截止。"}})

    page.route("**/refused", refuse)

    told = page.evaluate(
        """async () => {
          const { fetchJson } = await import("/static/js/base/fetch_json.js");
          return fetchJson("/refused", { method: "POST", body: {} }).catch((error) => [error.status, error.sentence]);
        }"""
    )

    assert told == [409, "报名已截止。"]
    assert seen[0]


def test_an_answer_cell_changes_for_eye_and_ear(page: Any) -> None:
    label = page.evaluate(
        """async () => {
          const { markCell } = await import("/static/js/base/answer_card.js");
          const card = document.querySelector("[data-answer-card]");
          markCell(card, 4, { answered: true, flagged: true });
          return card.querySelector('[data-item="4"]').getAttribute("aria-label");
        }"""
    )

    assert label == "第 4 题，已答，有标记"


def test_without_scripts_the_dialog_stands_in_the_page(chromium: Any, address: str) -> None:
    context = chromium.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/components")

    assert page.is_visible("#sample-dialog")
    context.close()
