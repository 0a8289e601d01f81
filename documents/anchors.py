"""Anchors of paragraphs: the same text has the same anchor each time the document is read."""

import hashlib
import re
import unicodedata
from collections import Counter

_NO_LETTERS = re.compile(r"[\W_]+")
_PLAIN = re.compile("[\u4e00-\u9fff0-9A-Za-z，。、；：！？（）《》“”‘’—…. -]+")
"""Text of which the compatible form differs in marks only, which are no letters; to work it out takes long."""


class Anchors:
    """Gives each paragraph of one article an anchor from its text and how often it occurred before."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, text: str) -> str:
        """The anchor of the next paragraph: `p` and ten hex digits, and -2, -3 … from its second occurrence on."""
        whole = text if _PLAIN.fullmatch(text) else unicodedata.normalize("NFKC", text)
        letters = _NO_LETTERS.sub("", whole.casefold())
        digest = "p" + hashlib.sha256((letters or text).encode("utf-8", "replace")).hexdigest()[:10]
        self._seen[digest] += 1
        times = self._seen[digest]
        return digest if times == 1 else f"{digest}-{times}"
