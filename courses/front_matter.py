"""The front matter of a content file: `key: value` lines and lists of `- item` between two `---` lines (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from core.i18n import _

FENCE = "---"
KEY = re.compile(r"([a-z_]+):(.*)")
ITEM = re.compile(r"\s*-\s+(.*)")


@dataclass(frozen=True)
class Fault:
    """What is wrong with a content file, and where; line 0 means the file as a whole."""

    file: str
    line: int
    field: str
    message: str

    @property
    def sentence(self) -> str:
        """Return the fault as one sentence with its place."""
        place = self.file + (_(" 第 %(line)s 行", line=self.line) if self.line else "")
        name = f" {self.field}" if self.field else ""
        return _("%(place)s%(name)s：%(message)s", place=place, name=name, message=self.message)


@dataclass
class Entry:
    """One key of the front matter: its line, and its text or its items."""

    line: int
    text: str
    items: list[str] = field(default_factory=list)


class FrontMatter:
    """The fields of one file; each accessor checks its field and remembers the fault it finds."""

    def __init__(self, file: str, entries: dict[str, Entry], body: str, faults: list[Fault]) -> None:
        self._file = file
        self._entries = entries
        self._body = body
        self._faults = faults

    def text(self, key: str, *, required: bool = True, longest: int = 200) -> str:
        """Return a one-line text."""
        entry = self._entries.get(key)
        if entry is None or not entry.text:
            if required:
                self._complain(key, _("这一项没有填写，请补上。"))
            return ""
        if entry.items:
            self._complain(key, _("这一项只能写一行，不能是列表。"))
        if len(entry.text) > longest:
            self._complain(key, _("超过 %(limit)s 个字，请缩短。", limit=longest))
        return entry.text

    def items(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """Return the items of a list."""
        entry = self._entries.get(key)
        if entry is None or not (entry.items or entry.text):
            if required:
                self._complain(key, _("这一项应是列表，每行以“- ”开头，至少一行。"))
            return ()
        if entry.text:
            self._complain(key, _("这一项应是列表，每行以“- ”开头，不能写在同一行。"))
        return tuple(entry.items)

    def number(self, key: str, low: int, high: int) -> int:
        """Return a whole number between two limits."""
        text = self.text(key)
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        if text:
            self._complain(
                key, _("应为 %(low)s 到 %(high)s 的整数，现为“%(text)s”。", low=low, high=high, text=text[:40])
            )
        return low

    def choice(self, key: str, choices: Collection[str], default: str = "") -> str:
        """Return one of the given words; where a default is given the field may be missing."""
        text = self.text(key, required=not default) or default
        if text and text not in choices:
            self._complain(
                key, _("应为 %(choices)s 之一，现为“%(text)s”。", choices=" / ".join(choices), text=text[:40])
            )
            return default or text
        return text

    def slug(self, pattern: re.Pattern[str], expected: str) -> str:
        """Return the slug, which repeats the name of the file or folder."""
        text = self.text("slug", longest=60)
        if text and (text != expected or not pattern.fullmatch(text)):
            self._complain("slug", _("应与文件名一致（%(expected)s），只用小写英文、数字和连字符。", expected=expected))
        return text

    def topic(self, key: str) -> str:
        """Return a topic path of two levels, 课程/课."""
        text = self.text(key, longest=250)
        if text and (text.count("/") != 1 or not all(part.strip() for part in text.split("/"))):
            self._complain(key, _("应写成“课程名/课名”两级，现为“%(text)s”。", text=text[:60]))
        return text

    def body(self) -> str:
        """Return the text below the front matter."""
        if not self._body:
            self._complain("", _("第二条 --- 下面没有正文，请补上。"))
        return self._body

    def faults_with_unknown(self, known: Collection[str]) -> list[Fault]:
        """Return the faults found so far, and one for each key that nobody reads."""
        for key in self._entries:
            if key not in known:
                self._complain(key, _("不认识这一项，可用的有：%(known)s。", known="、".join(sorted(known))))
        return sorted(self._faults, key=lambda fault: fault.line)

    def _complain(self, key: str, message: str) -> None:
        entry = self._entries.get(key)
        self._faults.append(Fault(self._file, entry.line if entry else 0, key, message))


def read_front_matter(file: str, text: str) -> FrontMatter | Fault:
    """Split a file into its fields and its body; a file without two fences is a Fault."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        return Fault(file, 1, "", _("文件应以一行 --- 开头，下面写 slug、title 等项。"))
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == FENCE), None)
    if end is None:
        return Fault(file, 1, "", _("没有找到结束各项的第二条 ---。"))
    entries, faults = _read_entries(file, lines[1:end])
    return FrontMatter(file, entries, "\n".join(lines[end + 1 :]).strip(), faults)


def _read_entries(file: str, lines: list[str]) -> tuple[dict[str, Entry], list[Fault]]:
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    last: Entry | None = None
    for number, line in enumerate(lines, start=2):
        key, item = KEY.fullmatch(line), ITEM.fullmatch(line)
        if key and key[1] in entries:
            faults.append(Fault(file, number, key[1], _("这一项写了两次，请删去一处。")))
        elif key:
            last = entries[key[1]] = Entry(number, key[2].strip())
        elif item and last is not None:
            last.items.append(item[1].strip())
        elif line.strip():
            faults.append(Fault(file, number, "", _("看不懂这一行：应为“名称: 内容”，或列表中的“- 内容”。")))
    return entries, faults
