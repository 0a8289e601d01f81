"""Receipts: what the browser gets for an answer once it lies on the disk, signed so that it can be shown later."""

import hashlib
import hmac
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Receipt:
    """The facts a receipt vouches for; times in UTC milliseconds."""

    op_id: str
    verdict: str
    arrived_at: int
    deadline_at: int
    epoch: int


@lru_cache(maxsize=4)
def receipt_key(secret: str) -> bytes:
    """The signing key for receipts, derived so that it serves no other purpose."""
    return hmac.new(secret.encode(), b"assessment.receipts.v1", hashlib.sha256).digest()


def sign(receipt: Receipt, key: bytes) -> str:
    """The signature (32 hex digits) of a receipt."""
    line = f"{receipt.op_id}|{receipt.verdict}|{receipt.arrived_at}|{receipt.deadline_at}|{receipt.epoch}"
    return hmac.digest(key, line.encode(), "sha256").hex()[:32]


def is_genuine(receipt: Receipt, signature: str, key: bytes) -> bool:
    """Whether this server issued the receipt."""
    return hmac.compare_digest(sign(receipt, key), signature)
