"""What may be shown in another order, and ids that tell nothing about the key."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from random import Random

# Options that speak of other options keep their places: 以上都对, 上述均不正确, A和B, 选项A.
_REFERS_TO_OPTIONS = re.compile(
    r"(以上|上述|前述|其余).{0,6}(都|均|全|皆|选项|各项|不|没有|两项|三项|几项)"
    r"|(都|均|全|皆)(对|不对|是|不是|正确|不正确|错|选)[。.!！]?$"
    r"|(?<![A-Za-z])[A-H](和|与|及|或|、|，|,|\+|\s)+[A-H](?![A-Za-z])"
    r"|(?<![A-Za-z])[A-H]{2,8}(?![A-Za-z0-9])(都|均|全|皆|两|三)"
    r"|^[A-H]{2,8}$"
    r"|选项\s*[A-H]|[A-H]\s*(选项|项)"
)


def refers_to_options(text: str) -> bool:
    """Whether a text names other options by letter or as 'all of the above'."""
    return _REFERS_TO_OPTIONS.search(text.strip()) is not None


def option_order(texts: Iterable[str], ids: Sequence[str], random: Random, *, shuffle: bool) -> list[str]:
    """Ids in a random order, or as they stand when that is not wanted or one of the texts speaks of places."""
    order = list(ids)
    if shuffle and not any(refers_to_options(text) for text in texts):
        random.shuffle(order)
    return order


def mixed(ids: Sequence[str], random: Random, unlike: Sequence[str] = ()) -> list[str]:
    """Ids in a random order that is not `unlike`, wherever another order exists."""
    order = list(ids)
    random.shuffle(order)
    if len(order) > 1 and order == list(unlike):
        order = [*order[1:], order[0]]
    return order


def blind_ids(texts: Sequence[str]) -> list[str]:
    """An id for each text that follows from the text alone, so that neither id nor sorting tells a place."""
    taken: set[str] = set()
    ids = []
    for text in texts:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        length = next(n for n in range(3, 65) if digest[:n] not in taken or n == 64)
        taken.add(digest[:length])
        ids.append(digest[:length])
    return ids
