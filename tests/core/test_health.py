"""Alive, ready, and the headers on every answer."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_the_product_says_that_it_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").get_json() == {"alive": True}


def test_the_product_is_ready_when_database_and_queue_answer(client: FlaskClient) -> None:
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.get_json() == {"database": True, "queue": True}


def test_every_answer_carries_security_headers(client: FlaskClient) -> None:
    headers = client.get("/healthz").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


def test_an_unknown_address_is_told_in_json_when_json_is_asked_for(client: FlaskClient) -> None:
    response = client.get("/no-such-page", headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert "没有找到" in response.get_json()["error"]["sentence"]


def test_an_unknown_address_gets_a_helpful_page(client: FlaskClient) -> None:
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "没有找到" in response.get_data(as_text=True)


def test_a_wrong_method_names_the_right_one(client: FlaskClient) -> None:
    response = client.post("/healthz")

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
