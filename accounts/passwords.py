"""Storing and checking passwords; nothing here knows a person."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.turns import aside

HASHER = PasswordHasher(memory_cost=19_456, time_cost=2, parallelism=1)
ONE_TIME = "one-time$"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and figures that nobody confuses on paper."""
GROUPS = 3
NOBODY = HASHER.hash(secrets.token_hex(16))
"""Checked when there is nothing to check, so that every answer takes the same time."""


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password that a person chose."""
    with aside():
        return HASHER.hash(password)


def new_one_time_password() -> str:
    """Return a random password such as `k7qm-4xwd-9rtb` (59 bits) for the first sign-in."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(GROUPS))


def hash_one_time(password: str) -> str:
    """Return the salted hash of a random one-time password.

    A random password cannot be guessed from lists, so a fast hash protects it as well as a slow
    one, and a roster of 5,000 people gets its first passwords within a second.
    """
    salt = secrets.token_hex(8)
    return f"{ONE_TIME}{salt}${_digest(salt, password)}"


def matches(stored: str, password: str) -> bool:
    """Tell whether a password fits what is stored; takes equally long whatever is stored."""
    if stored.startswith(ONE_TIME):
        _verify(NOBODY, password)
        salt, digest = stored.removeprefix(ONE_TIME).split("$")
        return hmac.compare_digest(digest, _digest(salt, password))
    return _verify(stored or NOBODY, password) and bool(stored)


def _verify(stored: str, password: str) -> bool:
    try:
        with aside():
            return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def _digest(salt: str, password: str) -> str:
    typed = "".join(letter for letter in password.lower() if letter.isalnum())
    return hashlib.sha256(f"{salt}{typed}".encode()).hexdigest()
