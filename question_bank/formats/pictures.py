"""Pictures that come with a question file: found by the name a text calls them, kept by what they contain."""

from __future__ import annotations

import base64
import binascii
import hashlib
import posixpath
from urllib.parse import unquote

from question_bank.formats.base import Issue, ReadPicture, doubt
from question_bank.formats.formulas import flat
from question_bank.formats.markup import MEDIA, Node

MOST_BYTES = 8 * 2**20
_MARKS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


class Pictures:
    """The pictures of one question: what its texts call for, from the files beside them."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self._files = files or {}
        self.found: dict[str, ReadPicture] = {}
        self.issues: list[Issue] = []

    def own(self, node: Node) -> str | None:
        """The Markdown that stands for a picture or for what cannot be kept; None for all else."""
        if node.tag == "img":
            return self.shown(node.attributes.get("src", ""), node.attributes.get("alt", ""))
        if node.tag == "object" and node.attributes.get("type", "image/").startswith("image/"):
            words = "".join(child for child in node.children if isinstance(child, str))
            return self.shown(node.attributes.get("data", ""), " ".join(words.split()))
        if node.tag.rpartition(":")[2] == "math":
            text, exact = flat(node)
            if not exact:
                self._note(doubt("formula_flat"))
            return text
        if node.tag in MEDIA:
            self._note(doubt("media_left", tag=node.tag))
            return ""
        return None

    def shown(self, address: str, alt: str) -> str:
        """A reference to the picture at an address; a doubt when it is not in the file."""
        alt = alt.replace("[", "（").replace("]", "）").replace("\n", " ")
        name = unquote(address.rpartition("/")[2])[:80] if not address.startswith("data:") else alt or "data"
        content = self.content(address)
        if content is None or len(content) > MOST_BYTES:
            self._note(doubt("picture_missing", name=name))
            return f"[图片：{alt or name}]"
        if not is_picture(content):
            self._note(doubt("picture_odd", name=name))
            return f"[图片：{alt or name}]"
        digest = self.keep(content, alt)
        return f"![{alt}](picture:{digest})"

    def keep(self, content: bytes, alt: str = "") -> str:
        """Keep a picture and tell its name, which is the digest of its content."""
        digest = hashlib.sha256(content).hexdigest()
        self.found.setdefault(digest, ReadPicture(digest, alt, base64.b64encode(content).decode()))
        return digest

    def content(self, address: str) -> bytes | None:
        """The bytes at an address inside the file; None when they are elsewhere."""
        if address.startswith("data:"):
            return unbased(address.partition("base64,")[2])
        wanted = unquote(address.replace("@@PLUGINFILE@@", "").partition("?")[0]).lstrip("/")
        if wanted.startswith(("http:", "https:")) or not wanted:
            return None
        wanted = posixpath.normpath(wanted)
        if wanted in self._files:
            return self._files[wanted]
        last = {
            content for name, content in self._files.items() if name.rpartition("/")[2] == wanted.rpartition("/")[2]
        }
        return next(iter(last)) if len(last) == 1 else None

    def _note(self, issue: Issue) -> None:
        if issue not in self.issues:
            self.issues.append(issue)


def unbased(text: str) -> bytes | None:
    """The bytes of a base64 text; None when it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def is_picture(content: bytes) -> bool:
    """Whether bytes start like a picture the bank shows."""
    return content.startswith(_MARKS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
