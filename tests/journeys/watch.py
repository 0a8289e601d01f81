"""What no page may do while somebody uses it: break, complain, ask another host, or answer with a server's error."""

from __future__ import annotations

from typing import Any

LOCAL = ("data:", "blob:", "about:")
OF_THE_NETWORK = "Failed to load resource"
"""Chromium's words for a refusal or a lost network; journeys bring both about and check what the page says."""


class Watch:
    """Keeps every fault that a browser met."""

    def __init__(self, context: Any, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("console", self._heard)
        context.on("request", self._asked)
        context.on("response", self._answered)

    def _heard(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith(OF_THE_NETWORK):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, *LOCAL)):
            self.faults.append(f"asked another host: {request.url}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")
