"""Reads question papers in Word files: automatic numbers, tables, text boxes, pictures, answers told by formatting."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from core import jailed
from core.i18n import _, _l
from documents.word import WordParagraph, WordPicture, WordTable, word_document
from question_bank.formats import looks, paper_text, papers, tables
from question_bank.formats.base import Reading, ReadPicture, ReadQuestion
from question_bank.formats.columns import bare, header
from question_bank.formats.kinds import kind_named
from question_bank.formats.lines import Line, parted
from question_bank.formats.normalise import clean
from question_bank.formats.tables import Grid

ZIP = b"PK\x03\x04"
_SHOWN = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")
_BULLETS = re.compile(r"^[\W_]*$")
_FIGURE = re.compile(r"[\w+\-−*]{1,6}")
_NUMBER_HEADS = {"题号", "序号", "题", "号"}
_ANSWER_HEADS = {"答案", "参考答案", "正确答案", "标准答案"}


class WordPaper:
    """A paper in .docx form."""

    name = "word"
    label = _l("Word 试卷")
    extensions: tuple[str, ...] = (".docx", ".docm")

    def claims(self, name: str, raw: bytes) -> bool:
        """Zip files that hold a Word document."""
        return raw.startswith(ZIP) and (b"word/document" in raw or name.lower().endswith(self.extensions))

    def read(self, name: str, raw: bytes) -> Reading:
        """Read the body in its order; raises Invalid with a sentence when the file is damaged."""
        document = word_document(raw)
        jailed.report(1, 3)
        found = _Gathered(document.furniture)
        for block in document.blocks:
            found.add(block)
        jailed.report(2, 3)
        return found.reading()


@dataclass
class _Gathered:
    """What a document holds, as lines of a paper, tables of questions, and pictures by name."""

    furniture: list[str]
    lines: list[Line] = field(default_factory=list)
    grids: list[tuple[int, Grid]] = field(default_factory=list)
    pictures: dict[str, ReadPicture] = field(default_factory=dict)
    lost: dict[int, str] = field(default_factory=dict)
    hidden: list[int] = field(default_factory=list)

    def add(self, block: WordParagraph | WordTable | WordPicture) -> None:
        if isinstance(block, WordParagraph):
            if block.hidden.strip():
                self.hidden.append(block.place)
            if not block.contents:
                self.lines.extend(_lines_of(block))
        elif isinstance(block, WordPicture):
            self._add_picture(block)
        else:
            self._add_table(block)

    def _add_picture(self, picture: WordPicture) -> None:
        if not picture.content.startswith(_SHOWN):
            self.lost[picture.place] = picture.name
            return
        digest = hashlib.sha256(picture.content).hexdigest()
        alt = re.sub(r"[\[\]\n]", " ", picture.alt).strip()
        self.pictures[digest] = ReadPicture(digest, alt, base64.b64encode(picture.content).decode())
        self.lines.append(replace(Line.of(picture.place, f"![{alt}](picture:{digest})"), breaks=True))

    def _add_table(self, table: WordTable) -> None:
        texts = [[_cell_text(cell) for cell in row] for row in table.rows]
        if header(texts):
            self.grids.append((table.place, Grid(_("表格 %(number)d", number=len(self.grids) + 1), list(texts))))
        elif listed := list(_standing_key(texts)):
            self.lines.extend(Line.of(table.place, text) for text in listed)
        else:
            for row in table.rows:
                self.lines.extend(_lines_of_row(row, table.place))

    def reading(self) -> Reading:
        """The paper read from the lines and the questions read from the tables, in the document's order."""
        paper = paper_text.read_lines(self.lines)
        found = [(question.line, question) for question in paper.questions]
        warnings = list(paper.warnings)
        for place, grid in self.grids:
            questions, notes = tables.read_grids([grid])
            found += [(place, question) for question in questions]
            warnings += notes
        ordered = [question for _place, question in sorted(found, key=lambda pair: pair[0])]
        questions = papers.without_duplicates(ordered) if self.grids else ordered
        if self.hidden:
            shown = "、".join(map(str, self.hidden[:5]))
            warnings.append(_("第 %(lines)s 段等处有隐藏的文字，未读入。", lines=shown))
        return Reading("word", "", tuple(self._with_pictures(questions)), tuple(warnings))

    def _with_pictures(self, questions: Iterable[ReadQuestion]) -> Iterator[ReadQuestion]:
        for question in questions:
            yield papers.illustrated(question, self.pictures, self.lost)


def _lines_of(paragraph: WordParagraph) -> list[Line]:
    """A paragraph as lines: its number before it, one line for each soft break."""
    text, marks = _text_and_looks(paragraph)
    label = "" if paragraph.bullet or _BULLETS.match(paragraph.label) else paragraph.label
    if label and text.strip():
        first = marks[len(text) - len(text.lstrip())]
        gap = "" if label[-1:] in ".、．)）]】:：" else " "
        text, marks = f"{label}{gap}{text.lstrip()}", first * len(label + gap) + marks[len(text) - len(text.lstrip()) :]
    found: list[Line] = []
    for order, (start, end) in enumerate(_split(text)):
        line = Line.of(paragraph.place, text[start:end].rstrip(), marks[start:end])
        found.extend(replace(each, breaks=order > 0) for each in parted(line))
    return found


def _split(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for part in text.split("\n"):
        yield start, start + len(part)
        start += len(part) + 1


def _text_and_looks(paragraph: WordParagraph) -> tuple[str, str]:
    texts, marks = [], []
    for run in paragraph.runs:
        text = "\n".join(clean(part) for part in run.text.split("\n"))
        if run.underline and len(text) >= 2 and not text.strip(" \u3000\t\u00a0"):
            text = "____"  # an underlined gap is a blank to fill in
        elif run.raised and _FIGURE.fullmatch(text) and len(paragraph.runs) > 1:
            text = f"<{run.raised}>{text}</{run.raised}>"  # 10 to the power of 3 is not 103
        mark = looks.look(bold=run.bold, underline=run.underline, color=run.color, highlight=run.highlight)
        texts.append(text)
        marks.append(mark * len(text))
    return re.sub(r"_{4,}", lambda found: found[0], "".join(texts)), "".join(marks)


def _cell_text(cell: Sequence[WordParagraph]) -> str:
    return "\n".join(line.text.strip() for paragraph in cell for line in _lines_of(paragraph) if line.text.strip())


def _lines_of_row(row: Sequence[Sequence[WordParagraph]], place: int) -> list[Line]:
    """A row of a table that only lays text out: short cells on one line between tabs, long ones line by line."""
    cells = [cell for _key, cells in groupby(row, key=id) for cell in [next(cells)]]
    per_cell = [[line for paragraph in cell for line in _lines_of(paragraph)] for cell in cells]
    filled = [lines for lines in per_cell if any(line.text.strip() for line in lines)]
    if len(filled) > 1 and all(sum(bool(line.text.strip()) for line in lines) <= 1 for lines in filled):
        singles = [next(line for line in lines if line.text.strip()) for lines in filled]
        texts, marks = (
            part.join(getattr(line, name) for line in singles) for part, name in (("\t", "text"), (" ", "looks"))
        )
        head = kind_named(singles[0].text)
        if head and len(singles) > 2 and bare(singles[1].text) in _NUMBER_HEADS:
            return [Line.of(place, singles[0].text + _("答案")), Line.of(place, texts.partition("\t")[2])]
        if head and len(singles) > 2 and bare(singles[1].text) in _ANSWER_HEADS:
            return [Line.of(place, texts.partition("\t")[2])]
        return [Line.of(singles[0].number or place, texts, marks)]
    return [line for lines in per_cell for line in lines]


def _standing_key(texts: list[list[str]]) -> Iterator[str]:
    """The entries of a key whose numbers stand in columns of their own: 题号 | 答案 | 题号 | 答案."""
    heads = [bare(cell) for cell in texts[0]] if texts else []
    pairs = [
        place for place in range(len(heads) - 1) if heads[place] in _NUMBER_HEADS and heads[place + 1] in _ANSWER_HEADS
    ]
    if not pairs or len(pairs) * 2 != len(heads):
        return
    yield _("参考答案")
    for place in pairs:
        for row in texts[1:]:
            if row[place].strip(" .、").isdecimal() and row[place + 1].strip():
                yield f"{row[place].strip(' .、')}.{row[place + 1].strip()}"
