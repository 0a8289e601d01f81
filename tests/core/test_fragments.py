"""Pieces of pages are written once for the same values, and anew for others."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask_wtf.csrf import generate_csrf

from core import fragments

PIECE = "{% call fragment('greeting', name) %}<b>{{ name }}</b>{{ count() }}{% endcall %}"


@pytest.fixture
def small_app() -> Flask:
    app = Flask(__name__)
    fragments.init_app(app)
    return app


def written(app: Flask, name: str, counter: list[int], prefix: str = "") -> str:
    def count() -> str:
        counter.append(1)
        return ""

    with app.test_request_context(environ_overrides={"SCRIPT_NAME": prefix}):
        return render_template_string(PIECE, name=name, count=count)


def test_the_same_values_are_written_once(small_app: Flask) -> None:
    counter: list[int] = []

    pages = {written(small_app, "安立", counter) for _time in range(3)}

    assert pages == {"<b>安立</b>"}
    assert len(counter) == 1


def test_other_values_are_written_anew(small_app: Flask) -> None:
    counter: list[int] = []

    assert written(small_app, "安立", counter) != written(small_app, "白桦", counter)
    assert len(counter) == 2


def test_another_address_prefix_is_written_anew(small_app: Flask) -> None:
    counter: list[int] = []

    written(small_app, "安立", counter)
    written(small_app, "安立", counter, prefix="/shuren")

    assert len(counter) == 2


def test_what_a_piece_shows_stays_escaped(small_app: Flask) -> None:
    assert written(small_app, "<script>", []) == "<b>&lt;script&gt;</b>"


def test_the_oldest_pieces_are_forgotten(small_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "REMEMBERED", 2)
    counter: list[int] = []

    for name in ("一", "二", "三", "一"):
        written(small_app, name, counter)

    assert len(counter) == 4


def test_forms_are_remembered_but_each_session_gets_its_own_token(small_app: Flask) -> None:
    small_app.secret_key = "x" * 48
    form = "{% call form_fragment('form') %}<input value=\"{{ token() }}\">{{ count() }}{% endcall %}"
    counter: list[int] = []
    tokens, pieces = [], []

    for _session in range(2):
        with small_app.test_request_context():
            tokens.append(generate_csrf())
            pieces.append(render_template_string(form, token=generate_csrf, count=lambda: counter.append(1) or ""))

    assert tokens[0] != tokens[1]
    assert pieces == [f'<input value="{token}">' for token in tokens]
    assert len(counter) == 1
