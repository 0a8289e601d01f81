"""Asking the endpoint: bounded in time and size, without redirects, its trouble told in one sentence."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from core.errors import Refusal
from core.i18n import _

SECONDS = 45
MOST_BYTES = 512 * 1024


@dataclass(frozen=True)
class Endpoint:
    """Where a writing aid answers."""

    url: str
    key: str
    model: str


class AidFailed(Refusal):
    """The writing aid gave no usable answer; the author goes on without it."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key and the text to an address nobody set."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


def ask(endpoint: Endpoint, messages: list[dict[str, str]]) -> str:
    """Return what the endpoint writes to these messages; raises AidFailed with a sentence when it does not answer."""
    body = json.dumps({"model": endpoint.model, "messages": messages, "temperature": 0.2}).encode()
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    address = f"{endpoint.url}/chat/completions"
    asking = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310 - http(s), checked in config
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
    try:
        with opener.open(asking, timeout=SECONDS) as answer:
            raw = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise AidFailed(
            _("写作助手拒绝了请求（%(code)s），请管理员检查地址、密钥和模型名。", code=error.code)
        ) from error
    except (OSError, HTTPException) as error:
        raise AidFailed(_("写作助手没有回应，请稍后再试；不用它也可以继续编写。")) from error
    return _content(raw)


def _content(raw: bytes) -> str:
    try:
        content = json.loads(raw[:MOST_BYTES])["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise AidFailed(_("写作助手的回答无法识别，请稍后再试，或请管理员检查所用的模型。")) from error
    return content if isinstance(content, str) else ""
