"""Operation ids made by the server, for answers that no browser numbered."""

from __future__ import annotations

import secrets
from uuid import UUID


def new_op_id(now_ms: int) -> str:
    """A UUID of version 7 (RFC 9562) for this millisecond."""
    number = (now_ms & (2**48 - 1)) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=number))
