"""Refusals: errors that carry a sentence for the person at the screen, mapped to HTTP once."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.db import db
from core.i18n import _, _l


class Refusal(Exception):
    """An action the rules do not allow; the sentence says why and what to do."""

    status = HTTPStatus.CONFLICT

    def __init__(self, sentence: str, *, field: str | None = None, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.retry_after = retry_after


class Invalid(Refusal):
    """Input that cannot be used; nothing was changed."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class NotFound(Refusal):
    """The thing does not exist, or not for this person."""

    status = HTTPStatus.NOT_FOUND

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("没有找到您要的内容，可能已被移除，或不在您的权限范围内。"))


class Forbidden(Refusal):
    """The person's roles do not allow this."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or _("您的角色没有此项权限。如确有需要，请联系本单位的安全管理员。"))


class Late(Refusal):
    """The time for this has passed."""

    status = HTTPStatus.GONE


class TooMany(Refusal):
    """Too many tries or too much load; `retry_after` seconds say when to come back."""

    status = HTTPStatus.TOO_MANY_REQUESTS


TITLES = {
    400: _l("请求有误"),
    403: _l("没有权限"),
    404: _l("没有找到"),
    405: _l("操作方式不对"),
    409: _l("现在不能这样做"),
    410: _l("已经截止"),
    413: _l("文件太大"),
    422: _l("内容需要修改"),
    429: _l("操作太频繁"),
    500: _l("系统出错"),
    503: _l("系统繁忙"),
}
SENTENCES = {
    400: _l("请求不完整或已被改动，请返回上一页重试。"),
    404: _l("没有找到您要的页面，请检查地址，或从首页重新进入。"),
    405: _l("这个地址不接受这种操作，请从页面上的按钮进入。"),
    413: _l("上传的内容超过了大小限制，请压缩或拆分后再上传。"),
    500: _l("系统出了差错，已经记录。您已保存的内容不受影响，请稍后再试。"),
    503: _l("系统繁忙，请稍候几秒再试。您的答案仍保存在本机。"),
}


def init_app(app: Flask) -> None:
    """Map refusals, HTTP errors and crashes to one page or one JSON shape."""
    app.register_error_handler(Refusal, _show_refusal)
    app.register_error_handler(CSRFError, _show_csrf_error)
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(500, _show_crash)


def wants_json() -> bool:
    """Tell whether the caller speaks JSON rather than HTML."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.is_json or best == "application/json"


def error_response(code: int, sentence: str, field: str | None = None, retry_after: int | None = None) -> Response:
    """Build the one error answer of the product, as a page or as JSON."""
    if wants_json():
        response = jsonify({"error": {"sentence": str(sentence), "field": field, "status": code}})
    else:
        response = make_response(
            render_template("errors/error.html", code=code, title=TITLES.get(code, TITLES[400]), sentence=sentence)
        )
    response.status_code = code
    if retry_after is not None or code in {429, 503}:
        response.headers["Retry-After"] = str(retry_after if retry_after is not None else 5)
    return response


def _show_refusal(refusal: Refusal) -> Response:
    db.session.rollback()
    return error_response(int(refusal.status), refusal.sentence, refusal.field, refusal.retry_after)


def _show_csrf_error(error: CSRFError) -> Response:
    return error_response(400, _("页面停留过久，安全校验已失效。请刷新页面后重试。"), field="csrf_token")


def _show_http_error(error: HTTPException) -> Response:
    if error.response is not None or (error.code is not None and error.code < 400):
        return error.get_response()  # type: ignore[return-value]
    code = error.code or 500
    response = error_response(code, str(SENTENCES.get(code, error.description or "")))
    for name, value in error.get_headers():
        if name.lower() == "allow":
            response.headers[name] = value
    return response


def _show_crash(error: BaseException) -> Response:
    db.session.rollback()
    return error_response(500, str(SENTENCES[500]))
