"""Reading what the answer page sends: arrival time, body, submission."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from assessment import deadlines, incoming
from assessment.actions import Submission
from assessment.incoming import LARGEST_BATCH, Faulty, Incoming
from assessment.papers import Paper
from core import clock
from core.errors import Invalid
from core.i18n import _

MOST_ANSWERS = 500


def arrival_ms() -> int:
    """When this request reached the first trusted hop, UTC milliseconds."""
    now = clock.now_ms()
    if not current_app.config["SETTINGS"].trusted_proxies:
        return now
    return deadlines.arrival(now, deadlines.stamp_of(request.headers.get("X-Request-Start")))


def read_body() -> tuple[dict[str, Any], str]:
    """The JSON object of a request and its text; raises Invalid for anything else, 413 above 1 MB."""
    if not request.environ.get("CONTENT_TYPE", "").startswith("application/json"):
        raise Invalid(_("请求的格式不对，请刷新页面后重试。"))
    if (request.content_length or 0) > LARGEST_BATCH:
        raise RequestEntityTooLarge
    try:
        text = request.get_data(cache=False).decode()
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("请求的格式不对，请刷新页面后重试。")) from error
    if not isinstance(body, dict):
        raise Invalid(_("请求的格式不对，请刷新页面后重试。"))
    return body, text


def read_events(body: Mapping[str, Any], paper: Paper) -> tuple[list[Incoming], list[Faulty]]:
    """The sound and the faulty events of a save."""
    client_id = incoming.client_of(body)
    raw = incoming.events_of(body)
    incoming.ensure_batch_size(raw)
    return _sorted_out(raw, client_id, paper)


def _sorted_out(raw: list[Any], client_id: str, paper: Paper) -> tuple[list[Incoming], list[Faulty]]:
    questions = paper.questions
    read = [incoming.read_event(each, client_id, questions) for each in raw]
    return [each for each in read if isinstance(each, Incoming)], [each for each in read if isinstance(each, Faulty)]


def read_submission(body: Mapping[str, Any], paper: Paper) -> Submission:
    """A submission; raises Invalid for answers that do not fit the paper, unless it is forced: then they are dropped."""
    client_id = incoming.client_of(body)
    raw = body.get("answers", [])
    if not isinstance(raw, list) or len(raw) > MOST_ANSWERS or type(body.get("epoch")) is not int:
        raise Invalid(_("交卷请求的格式不对，请刷新页面后重试。"), field="answers")
    force = body.get("force") is True
    sound, faulty = _sorted_out(raw, client_id, paper)
    if faulty and not force:
        raise Invalid(faulty[0].sentence, field="answers")
    return Submission(client_id, body["epoch"], tuple(sound), incoming.vector_of(body), force)
