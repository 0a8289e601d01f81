"""The one-time code without which nobody sets an empty installation up."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

from config import Settings

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def setup_code(settings: Settings) -> str:
    """Return the code kept in the data folder (readable by its owner only), making it when missing."""
    path = _path(settings)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    with os.fdopen(descriptor, "w") as file:
        file.write(code + "\n")
    return code


def fits(settings: Settings, typed: str) -> bool:
    """Tell whether a person typed the code; case, spaces and dashes do not matter."""
    return hmac.compare_digest(_plain(typed).encode(), _plain(setup_code(settings)).encode())


def forget(settings: Settings) -> None:
    """Remove the code once the installation is set up."""
    _path(settings).unlink(missing_ok=True)


def _path(settings: Settings) -> Path:
    return settings.data_folder / "setup_code"


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())
