"""Reads a key line by line: which line goes on with it, and under which heading its entries stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from question_bank.formats import key_marks, labels, numbers, sections
from question_bank.formats.blocks import Section
from question_bank.formats.key_marks import Marked
from question_bank.formats.keys import (
    EXPLAINED,
    TEXT_KINDS,
    Entry,
    Group,
    entries,
    heading_with_key,
    is_heading,
    kind_key,
    looks_like_key,
    table,
)
from question_bank.formats.lines import Line
from question_bank.formats.normalise import folded
from question_bank.formats.sections import Heading


class KeyReader:
    """Reads a key from a line on until something that is no key."""

    def __init__(
        self,
        lines: list[Line],
        start: int,
        every: list[Section],
        keyed: set[int],
        is_noise: Callable[[Line], bool],
    ) -> None:
        self.lines = lines
        self.position = start
        self._after = every[-1].index
        self.groups = [Group(None, self._after)]
        self._every = every
        self._keyed = keyed
        self._seen_kinds = {each.heading.kind for each in every if each.heading and each.heading.kind}
        self._is_noise = is_noise
        self.skipped: list[Line] = []
        self._style = ""
        self._chapter = ""
        self._section: Section | None = None

    def read(self) -> int:
        """Read all entries; gives the index of the first line that is not key."""
        while self.position < len(self.lines):
            line = self.lines[self.position]
            if line.is_blank or self._is_noise(line):
                self.position += 1
            elif is_heading(line):
                self.announce(line)
                self.position += 1
            elif not self._take(line):
                break
        return self.position

    def announce(self, line: Line) -> None:
        """Open a group when a heading such as 单选题答案 names the kind it is for."""
        opened, _rest = kind_key(line)
        if opened:
            self.open(opened)

    def imply(self, section: Section) -> None:
        """Take the key for that of the section it follows."""
        self.groups[-1].kind = section.heading.kind if section.heading else None
        self.groups[-1].target = section.index
        self._section = section

    def begin(self, line: Line) -> None:
        """Take what stands behind 参考答案： on its own line."""
        self.lines[self.position : self.position] = key_marks.parted(line)

    def _take(self, line: Line) -> bool:
        pieces = key_marks.parted(line)
        if len(pieces) > 1 and key_marks.marked(pieces[-1], self._open_sections()):
            self.lines[self.position : self.position + 1] = pieces
            line = pieces[0]
        return (
            self._take_marked(line)
            or self._take_material(line)
            or self._take_heading(line)
            or self._take_table(line)
            or self._take_entries(line)
            or self._take_text(line)
        )

    def _open_sections(self) -> list[Section]:
        """The sections with questions that no key has been given to, of the part of the paper the key speaks of."""
        found = [each for each in self._every if each.blocks and each.index not in self._keyed]
        within = [
            each for each in found if self._chapter and key_marks.chapter_of(self._every, each.index) == self._chapter
        ]
        return within or found

    def _take_marked(self, line: Line) -> bool:
        found = key_marks.marked(line, self._open_sections())
        if not found or not (found.entries or self._goes_on_below(found)):
            return False
        self.open(found.heading, found.section)
        self._current.entries.extend(found.entries)
        self._style = found.style
        self.position += 1
        return True

    def _take_material(self, line: Line) -> bool:
        """案例一：1.A 2.√ is for the questions under the material of that name."""
        title, said = key_marks.of_material(line)
        blocks = [each for section in self._open_sections() for each in section.materials]
        same = [each for each in blocks if title and key_marks.titled(each.body) == title]
        if not said or len(same) != 1:
            return False
        section = next(each for each in self._every if same[0] in each.materials)
        self.groups.append(Group(None, section.index, said, material=same[0].line))
        self.position += 1
        return True

    def _goes_on_below(self, found: Marked) -> bool:
        following = self._next_line(self.position + 1)
        if following is None or found.section is None:
            return False
        kind = found.heading.kind or (found.section.heading.kind if found.section.heading else None)
        if looks_like_key(following) or key_marks.tokens(following, found.section):
            return True
        below = self._next_line(self.position + 2)
        return table(following, below) is not None or (kind in TEXT_KINDS and not key_marks.asks(following))

    def _take_heading(self, line: Line) -> bool:
        opened, inline = heading_with_key(line)
        if not opened:
            return False
        if opened.kind is None and not inline:
            return self._take_chapter(opened)
        if inline:
            self.open(opened)
            self._current.entries.extend(inline)
        elif self._goes_on_as_key(opened):
            self.open(opened)
        else:
            return False
        self.position += 1
        return True

    def _take_chapter(self, opened: Heading) -> bool:
        """第一部分 inside a key, where sections of that part are keyed below."""
        following = self._next_line(self.position + 1)
        titles = {key_marks.chapter_of(self._every, each.index) for each in self._every if each.blocks}
        if following is None or folded(opened.text) not in titles:
            return False
        self._chapter = folded(opened.text)
        self.position += 1
        return True

    def open(self, heading: Heading, section: Section | None = None) -> None:
        """Start a group under a heading, for the section it marks or else the only one of its kind."""
        same = [each for each in self._open_sections() if each.heading and each.heading.kind == heading.kind]
        target = section.index if section else None
        kind = heading.kind or (section.heading.kind if section and section.heading else None)
        self.groups.append(Group(heading, self._after, target=target, kind=kind, chapter=self._chapter))
        self._section = section or (same[0] if len(same) == 1 else None)
        self._style = ""
        if section:
            self._keyed.add(section.index)

    def _goes_on_as_key(self, heading: Heading) -> bool:
        following = self._next_line(self.position + 1)
        if following is None:
            return True
        same = [each for each in self._open_sections() if each.heading and each.heading.kind == heading.kind]
        if looks_like_key(following) or (len(same) == 1 and key_marks.tokens(following, same[0])):
            return True
        return heading.kind in TEXT_KINDS and heading.kind in self._seen_kinds and not key_marks.asks(following)

    def _next_line(self, position: int) -> Line | None:
        for place in range(position, len(self.lines)):
            line = self.lines[place]
            if not line.is_blank and not self._is_noise(line):
                return line
        return None

    @property
    def _current(self) -> Group:
        return self.groups[-1]

    def _take_table(self, line: Line) -> bool:
        below = self._next_line(self.position + 1)
        laid_out = table(line, below)
        if laid_out is None or below is None:
            return False
        wanted, said = laid_out
        found = [each for each in re.split(r"[\s|]+", said) if each]
        if len(found) != len(wanted):
            found = list(said.replace(" ", "").replace("|", ""))
        if len(found) == len(wanted):
            self._current.entries.extend(Entry(n, text, below.number) for n, text in zip(wanted, found, strict=True))
        elif said:
            self.skipped.extend((line, below))
        self.position = self.lines.index(below, self.position) + 1
        return True

    def _take_entries(self, line: Line) -> bool:
        figures = self._current.kind in ("fill", "numeric")  # 1.0 may be an answer there, not a mark
        found = [] if figures else entries(line.shadow, line.number)
        if not found and self._section and not self._current.entries:
            found = key_marks.said_for(line, self._section)
            number = key_marks.number_at(line)
            self._style = number.style if number else ""
        explained = None if found or figures else EXPLAINED.match(line.shadow)
        if found:
            self._current.entries.extend(found)
        elif explained and self._is_explained(explained):
            self._current.entries.append(self._explained(line, explained))
        else:
            return False
        self.position += 1
        return True

    @staticmethod
    def _is_explained(found: re.Match[str]) -> bool:
        return not re.search(r"\(\s*\)|_{2,}|(?:^|\s)A\s*[.、]", found[3])

    def _explained(self, line: Line, found: re.Match[str]) -> Entry:
        rest = line.text[found.start(3) :]
        return Entry(int(found[1]), found[2], line.number, _without_label(rest))

    def _take_text(self, line: Line) -> bool:
        """Text answers under 填空题 and the like, and explanations behind an entry."""
        kind = self._current.kind
        number = key_marks.number_at(line)
        label = labels.at_start(line.shadow)
        last = self._current.entries[-1] if self._current.entries else None
        if number and kind in TEXT_KINDS and self._fits(number):
            self._current.entries.extend(self._texts(line, number))
        elif last and label and label.field in ("explanation", "source"):
            self._extend(last, line.text[label.end :].strip())
        elif (
            last
            and (not number or kind in TEXT_KINDS)
            and not sections.heading(line)
            and (last.explanation or kind in TEXT_KINDS)
            and not label
        ):
            self._extend(last, line.text.strip())
        else:
            return False
        self.position += 1
        return True

    def _texts(self, line: Line, number: numbers.Number) -> list[Entry]:
        whole = Entry(number.value, key_marks.unlabelled(line.text[number.end :]), line.number)
        if self._section is None:
            return [whole]
        written = self._current.kind in key_marks.WRITTEN
        return key_marks.numbered_texts(line, self._section.blocks, written=written) or [whole]

    def _fits(self, number: numbers.Number) -> bool:
        """Points of a written answer are numbered too, in another style or starting over."""
        last = self._current.entries[-1].number if self._current.entries else 0
        if not self._current.entries or not self._style:
            self._style = number.style
        if number.style != self._style:
            return False
        return number.value > last or self._current.kind == "fill"

    def _extend(self, last: Entry, text: str) -> None:
        kind = self._current.kind
        if kind in TEXT_KINDS and not last.explanation:
            changed = Entry(last.number, f"{last.text}\n{text}".lstrip("\n"), last.line)
        else:
            changed = Entry(last.number, last.text, last.line, (last.explanation + text))
        self._current.entries[-1] = changed


def _without_label(text: str) -> str:
    text = re.sub(r"^[\s。.;,，；:：]+", "", text)
    return re.sub(r"^[【\[(（]?\s*(?:答案)?(?:解析|详解)\s*[】\])）]?\s*[:：]?\s*", "", text).strip()
