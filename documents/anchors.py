"""Anchors of paragraphs: the same text has the same anchor each time the document is read."""

import hashlib
import re
import unicodedata
from collections import Counter

_NO_LETTERS = re.compile(r"[\W_]+")


class Anchors:
    """Gives each paragraph of one article an anchor from its text and how often it occurred before."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, text: str) -> str:
        """The anchor of the next paragraph: `p` and ten hex digits, and -2, -3 … from its second occurrence on."""
        letters = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).casefold())
        digest = "p" + hashlib.sha256((letters or text).encode("utf-8", "replace")).hexdigest()[:10]
        self._seen[digest] += 1
        times = self._seen[digest]
        return digest if times == 1 else f"{digest}-{times}"
