"""Cuts a paper into sections and blocks: one block holds the lines of one question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats import answers, keys, labels, noise, numbers, sections
from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.lines import Line
from question_bank.formats.sections import Heading
from question_bank.formats.stems import TRUTH_WORD_END

TEXT = "text"
_TRUTH_MARK = re.compile(rf"[(\[]\s*(?:{TRUTH_TOKEN}|V)\s*[)\]]\s*[。.]?\s*$", re.IGNORECASE)
_OPTION_LABEL = re.compile(r"^\s*(?:备?选项|选择项|答案选项)\s*:?\s*(?=[A-H](?![A-Za-z])|$)")
_OPTION_LINE = re.compile(r"^\s*[\[(]?\s*[A-Za-z]\s*[.、:)\]·,]|^\s*[A-H]\s+\S|^\s*[A-H](?=[\u4e00-\u9fff])")
_OPTION_A = re.compile(r"(?:^|[^A-Za-z0-9])[\[(]?A\s*[.、:)\]]")
_BLANK = re.compile(r"\(\s*\)|_{2,}|\[\s*\]")
_ANSWER_HEAD = re.compile(
    rf"^\s*[\[(]?(?:[A-H](?:[、,; ]*[A-H])*|{TRUTH_TOKEN})[\])]?\s*[。.;,]?\s*(?=[(\[]?\d{{1,4}}[)\]]?\s*(?:[.、](?!\d)|[.、](?=(?:19|20)\d\d年)|\s*[.、]?\s*[\[(]))",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?:(?<=[\s。;?!)\]√×])|(?<=\d[A-H])|(?<=\D))(?<!第)(?<![\d.])(\d{1,4})\s*[.、](?!\d(?!\d{3}年))\s*(?=\S)")
_TYPE_LINE = re.compile(r"^\s*[(\[]?\s*(?:单选|多选|单项选择|多项选择|判断|不定项选择|填空|简答|论述)题?\s*[)\]]?\s*:?\s*$")
_PREAMBLE = re.compile(r"注意事项|考生须知|答题须知|考试须知|答题要求|考试说明|试卷说明|填写说明|^\s*说明\s*:")


@dataclass
class Piece:
    """A stretch of text of one field: text, answer, explanation, topic, difficulty, source, points or kind."""

    field: str
    line: int
    text: str
    shadow: str


@dataclass
class Block:
    """The lines of one question before they are understood."""

    number: int | None
    line: int
    style: str = ""
    mark: str = ""
    pieces: list[Piece] = field(default_factory=list)
    heading: Heading | None = None
    material: int = 0
    inner: int = 0  # last number of a list inside the stem
    gap_before: bool = False
    found_without_number: bool = False
    key_entries: list[keys.Entry] = field(default_factory=list)
    key_mismatch: tuple[int, int] | None = None
    last_line: int = 0

    def of(self, name: str) -> list[Piece]:
        """The pieces of one field in order."""
        return [piece for piece in self.pieces if piece.field == name]

    @property
    def body(self) -> str:
        """The shadow of the question's own text so far."""
        return "\n".join(piece.shadow for piece in self.of(TEXT))

    @property
    def field(self) -> str:
        """The field the next line continues."""
        return self.pieces[-1].field if self.pieces else TEXT


@dataclass
class Section:
    """Questions under one heading, with the style their numbers are locked to."""

    index: int
    heading: Heading | None
    style: str = ""
    blocks: list[Block] = field(default_factory=list)
    materials: list[Block] = field(default_factory=list)


@dataclass
class Paper:
    """A paper cut into sections, its keys, and the lines that belong to no question."""

    sections: list[Section]
    groups: list[keys.Group]
    leftovers: list[Line]
    dropped: list[Line]
    watermarks: list[tuple[str, list[int]]]


def cut(lines: list[Line]) -> Paper:
    """Cut the lines of a paper into sections and blocks."""
    return _Cutter(lines).cut()


class _Cutter:
    """Goes through the lines once, looking ahead where a line alone does not tell what it is."""

    def __init__(self, lines: list[Line]):
        self.lines = lines
        self.marks = noise.watermarks(lines)
        self.sections = [Section(0, None)]
        self.groups: list[keys.Group] = []
        self.leftovers: list[Line] = []
        self.dropped: list[Line] = []
        self.repeated: dict[str, list[int]] = {}
        self.position = 0
        self.block: Block | None = None
        self.material: Block | None = None
        self.preamble = False

    def cut(self) -> Paper:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            self.position += 1
            if line.is_blank or self._drops(line):
                continue
            self._fresh(line)
        return Paper(self.sections, self.groups, self.leftovers, self.dropped, list(self.repeated.items()))

    # what is left out

    def _is_noise(self, line: Line) -> bool:
        return noise.is_furniture(line) or line.shadow.strip() in self.marks

    def _drops(self, line: Line) -> bool:
        if line.shadow.strip() in self.marks:
            self.repeated.setdefault(line.text.strip(), []).append(line.number)
            return True
        before_questions = self.block is None and not any(section.blocks for section in self.sections)
        if noise.is_furniture(line) or (before_questions and noise.is_contents(line)):
            self.dropped.append(line)
            return True
        return False

    def _next(self, offset: int = 0) -> Line | None:
        for line in self.lines[self.position + offset :]:
            if not line.is_blank and not self._is_noise(line):
                return line
        return None

    # one line

    def _fresh(self, line: Line) -> None:
        """Take a line, or the rest of one, that may start anything."""
        if self._takes_key(line) or self._takes_heading(line) or self._takes_preamble(line):
            return
        number = numbers.at(line.shadow)
        if number and self._starts_question(number, line):
            self._open(line, number)
            return
        if self._starts_unnumbered(line):
            self._open_unnumbered(line)
            return
        if self.block is None:
            self._stray(line)
            return
        self._continue(line)

    def _stray(self, line: Line) -> None:
        if self.section.heading and self.section.heading.kind == "material":
            self._open_material(line)
        else:
            self.leftovers.append(line)

    @property
    def section(self) -> Section:
        return self.sections[-1]

    # keys apart from questions

    def _takes_key(self, line: Line) -> bool:
        if not self._questions_so_far() or not self._starts_key(line):
            return False
        inline = labels.at_start(line.shadow)
        start = self.position
        seen = {each.heading.kind for each in self.sections if each.heading and each.heading.kind}
        reader = keys.KeyReader(self.lines, start, self.section.index, seen, self._is_noise)
        opened, rest = keys.kind_key(line)
        if opened:
            reader.open(opened)
            found = keys.entries(rest, line.number)
        else:
            found = keys.entries(line.shadow[inline.end if inline and inline.field == "answer" else 0 :], line.number)
        reader.groups[-1].entries.extend(found)
        self.position = reader.read()
        for group in reader.groups:
            group.at_end = self.position >= len(self.lines)
        self.groups.extend(group for group in reader.groups if group.entries)
        self.leftovers.extend(reader.skipped)
        self._after_key()
        return True

    def _after_key(self) -> None:
        self.block = None
        self.material = None

    def _questions_so_far(self) -> int:
        return sum(len(section.blocks) for section in self.sections)

    def _starts_key(self, line: Line) -> bool:
        opened, rest = keys.kind_key(line)
        if opened:
            return bool(keys.entries(rest, 0)) or (not rest.strip() and self._announces_key(line))
        label = labels.at_start(line.shadow)
        value = line.shadow[label.end :] if label and label.field == "answer" else None
        if value is not None and value.strip():
            return self._is_listed_key(value)
        if value is not None or keys.is_heading(line):
            return self._announces_key(line)
        return len(keys.entries(line.shadow, 0)) >= 2 and self._unanswered() >= 2

    def _is_listed_key(self, value: str) -> bool:
        listed = keys.entries(value, 0)
        if len(listed) != 1:
            return len(listed) >= 2
        answered = {block.number for block in self.section.blocks if block.of("answer")}
        numbered = {block.number for block in self.section.blocks}
        return self._kind() not in keys.TEXT_KINDS and listed[0].number in numbered - answered

    def _unanswered(self) -> int:
        return sum(not block.of("answer") for block in self.section.blocks)

    def _announces_key(self, line: Line) -> bool:
        following = self._next()
        if following is None:
            return False
        if keys.is_whole_list(following.shadow, 1):
            return True
        opened = sections.heading(following)
        if opened or keys.is_heading(following):
            return keys.is_heading(line)
        if keys.kind_key(line)[0] and numbers.at(following.shadow):
            return True
        return keys.looks_like_key(following) and bool(numbers.at(following.shadow))

    # headings

    def _takes_heading(self, line: Line) -> bool:
        if self._is_type_tag(line):
            return False
        opened = sections.heading(line) or self._topical(line)
        if not opened or (opened.kind is None and self._kind() in ("essay", "short_answer", "material") and self.block):
            return False
        self.sections.append(Section(len(self.sections), opened))
        self.block = None
        self.material = None
        self.preamble = False
        if opened.rest is not None:
            self._fresh(line.part(opened.rest))
        return True

    def _is_type_tag(self, line: Line) -> bool:
        """`1.判断题` alone on its line is the tag of question 1 unless a numbering starts below it."""
        number = numbers.at(line.shadow)
        if not number or number.style not in ("dot", "space", "paren", "rparen", "titled"):
            return False
        if not _TYPE_LINE.match(line.shadow[number.end :]):
            return False
        following = self._next()
        below = numbers.at(following.shadow) if following else None
        return below is None or bool(following and _OPTION_LINE.match(following.shadow))

    def _topical(self, line: Line) -> Heading | None:
        """`一、森林防火` opens a section when a numbered question follows."""
        number = numbers.at(line.shadow)
        if not number or number.style != "han" or len(line.shadow) > 40:
            return None
        rest = line.shadow[number.end :]
        if _BLANK.search(rest) or re.search(r"[?。]\s*$", rest) or _TRUTH_MARK.search(rest):
            return None
        following = self._next()
        below = numbers.at(following.shadow) if following else None
        if below and below.value == 1 and below.style != "han":
            return Heading(line.number, line.text.strip(), None)
        return None

    def _takes_preamble(self, line: Line) -> bool:
        """Instructions before the first heading are numbered too and must not become questions."""
        if self._questions_so_far():
            return False
        if _PREAMBLE.search(line.shadow) and any(sections.heading(each) for each in self.lines[self.position :]):
            self.preamble = True
        if self.preamble:
            self.leftovers.append(line)
        return self.preamble

    # where questions start

    def _kind(self) -> str | None:
        return self.section.heading.kind if self.section.heading else None

    def _starts_question(self, number: numbers.Number, line: Line) -> bool:
        rest = line.shadow[number.end :]
        if not rest.strip() and number.style in ("circled", "paren", "han", "space"):
            return False
        if number.style == "han":
            return self._han_starts(rest)
        if number.style == "alone":
            return number.value == self._expected() and self._stands_alone()
        expected = self._expected()
        if self.section.style:
            return self._fits_style(number, rest, expected)
        if number.style in ("circled", "glued", "space", "paren", "alone") and self.block is not None:
            return False
        if number.style == "glued":
            return number.value in (1, expected) and bool(_BLANK.search(rest) or _TRUTH_MARK.search(rest))
        return not (number.shaky and number.value != 1)

    def _stands_alone(self) -> bool:
        """A figure on a line of its own is a number where questions are numbered so, else a page number."""
        following = self._next()
        if following is None or numbers.at(following.shadow) or self.section.style not in ("", "alone"):
            return False
        return self.block is None or self._is_complete(self.block)

    def _han_starts(self, rest: str) -> bool:
        if self.section.style not in ("", "han"):
            return False
        following = self._next()
        asks = bool(_BLANK.search(rest) or re.search(r"[?]\s*$", rest) or _TRUTH_MARK.search(rest))
        return asks or bool(following and _OPTION_LINE.match(following.shadow))

    def _expected(self) -> int:
        numbered = [block.number for block in self.section.blocks if block.number]
        return (numbered[-1] + 1) if numbered else 1

    def _fits_style(self, number: numbers.Number, rest: str, expected: int) -> bool:
        if number.style != self.section.style:
            return self._other_style_starts(number, rest, expected)
        if self.block is None:
            return not number.shaky or number.value == expected
        if number.shaky and number.value != expected:
            return False
        if self._in_written_answer():
            return self._leaves_written_answer(number, rest, expected)
        return self._goes_on(number, rest, expected)

    def _goes_on(self, number: numbers.Number, rest: str, expected: int) -> bool:
        block = self.block
        assert block is not None
        complete = self._is_complete(block)
        if not complete and (block.inner and number.value == block.inner + 1):
            block.inner += 1
            return False
        if number.value == expected:
            return True
        if not complete:
            block.inner = number.value if number.value == 1 else block.inner
            return False
        if number.value == 1 and block.number and block.field == "explanation" and not self._has_question_shape(rest):
            return False
        return True

    def _other_style_starts(self, number: numbers.Number, rest: str, expected: int) -> bool:
        if number.value != expected or self.block is None or number.style in ("circled", "han", "glued"):
            return False
        if self._kind() in ("short_answer", "essay", "material") or not self._is_complete(self.block):
            return False
        if self.block.field == "explanation" and number.style in ("paren", "rparen"):
            return self._has_question_shape(rest)
        return self._has_question_shape(rest)

    def _has_question_shape(self, rest: str) -> bool:
        following = self._next()
        return bool(
            _BLANK.search(rest)
            or _TRUTH_MARK.search(rest)
            or _OPTION_A.search(rest)
            or (following and re.match(r"^\s*[\[(]?A\s*[.、:)\]\s]", following.shadow))
        )

    def _in_written_answer(self) -> bool:
        return self.block is not None and self.block.field == "answer" and not self._answer_is_token(self.block)

    @staticmethod
    def _answer_is_token(block: Block) -> bool:
        text = "".join(piece.text for piece in block.of("answer")).strip()
        said = answers.letters(text)
        return bool(answers.truth(text) or (said and not said.glued))

    def _leaves_written_answer(self, number: numbers.Number, rest: str, expected: int) -> bool:
        """Inside 答：1.… 2.… a number is an item of the answer unless it asks something."""
        block = self.block
        assert block is not None
        asks = bool(re.search(r"[?]|_{2,}|\(\s*\)|\(\s*(?:本题)?\d+\s*分\s*\)|^\s*(?:简述|试述|论述|请|什么是|如何|为什么|怎样|列举|说明)", rest))
        if number.value == 1 and not asks:
            block.inner = 1
            return False
        if block.inner and number.value == block.inner + 1 and not asks:
            block.inner += 1
            return False
        return number.value == expected or asks

    def _is_complete(self, block: Block) -> bool:
        if block.of("answer") or block.mark or block.key_entries:
            return True
        body = block.body.strip()
        if len(re.findall(r"(?:^|[^A-Za-z0-9])[\[(]?[A-H]\s*[.、:)\]]|(?m:^)\s*[A-H]\s", body)) >= 2 or _TRUTH_MARK.search(body):
            return True
        if self._kind() in ("single", "multiple", "indefinite", "choice"):
            return False
        return bool(re.search(r"[。?!)_.…;]\s*$", body))

    # questions without a number

    def _starts_unnumbered(self, line: Line) -> bool:
        if _OPTION_LINE.match(line.shadow) or labels.at_start(line.shadow) and not self._is_stem_label(line):
            return False
        if _TRUTH_LINE.match(line.shadow):
            return False
        if self.block is None:
            return self._begins_numberless(line)
        if self._is_stem_label(line):
            return bool(self.block.of(TEXT)) and bool(self.block.of("answer") or self._is_complete(self.block))
        if self._kind() in ("short_answer", "essay", "material") or self._in_written_answer():
            return False
        if self._kind() == "true_false" and self.block.number is None:
            return self._is_complete(self.block) or bool(TRUTH_WORD_END.search(self.block.body))
        return self._is_closed(self.block) and self._leads_to_question(line)

    @staticmethod
    def _is_stem_label(line: Line) -> bool:
        label = labels.at_start(line.shadow)
        return bool(label and label.field in ("stem", "kind"))

    def _begins_numberless(self, line: Line) -> bool:
        if self._kind() == "material":
            return False
        if self._is_stem_label(line) or _TRUTH_MARK.search(line.shadow):
            return True
        if self._kind() == "true_false" and TRUTH_WORD_END.search(line.shadow):
            return True
        if numbers.at(line.shadow) and not self.section.style:
            return False
        return self._leads_to_question(line)

    def _is_closed(self, block: Block) -> bool:
        return bool(block.of("answer") or block.of("explanation") or _TRUTH_MARK.search(block.body))

    def _leads_to_question(self, line: Line) -> bool:
        """Whether options or an answer come below before any number does."""
        if _TRUTH_MARK.search(line.shadow) or (_BLANK.search(line.shadow) and _OPTION_A.search(line.shadow)):
            return True
        seen_text = 0
        for following in self.lines[self.position : self.position + 8]:
            if following.is_blank or self._is_noise(following):
                continue
            label = labels.at_start(following.shadow)
            if re.match(r"^\s*[\[(]?A\s*[.、:)\]\s]", following.shadow):
                return True
            if label and label.field == "answer":
                return self.block is None or bool(_BLANK.search(line.shadow)) or seen_text >= 2
            if numbers.at(following.shadow) or sections.heading(following) or label:
                return False
            seen_text += 1
            if _BLANK.search(following.shadow) and _OPTION_A.search(following.shadow):
                return False
        return False

    # opening and filling blocks

    def _open(self, line: Line, number: numbers.Number) -> None:
        if not self.section.style:
            self.section.style = number.style
        expected = self._expected()
        self.block = Block(
            number.value,
            line.number,
            number.style,
            number.mark,
            gap_before=number.value > expected and bool(self.section.blocks),
            heading=self.section.heading,
            material=self.material.line if self.material else 0,
            last_line=line.number,
        )
        self.section.blocks.append(self.block)
        self._fill(line.part(number.end))

    def _open_unnumbered(self, line: Line) -> None:
        previous = self.section.style != ""
        self.block = Block(None, line.number, heading=self.section.heading, found_without_number=previous, last_line=line.number)
        self.section.blocks.append(self.block)
        self._fill(line)

    def _open_material(self, line: Line) -> None:
        if self.material is None or self.material.last_line < line.number - 40 or self.section.blocks:
            self.material = Block(None, line.number, heading=self.section.heading, last_line=line.number)
            self.section.materials.append(self.material)
        self.material.pieces.append(Piece(TEXT, line.number, line.text, line.shadow))
        self.material.last_line = line.number

    def _continue(self, line: Line) -> None:
        assert self.block is not None
        self._fill(line)

    def _fill(self, line: Line) -> None:
        """Add a line to the block, cut at its labels; what belongs to the next question starts afresh."""
        block = self.block
        assert block is not None
        block.last_line = max(block.last_line, line.number)
        current = self._field_for(block, line)
        found = labels.cut(line.shadow, None if current == TEXT else current)
        starts = [(current, 0, found[0].start if found else len(line.text))]
        ends = [*(label.start for label in found[1:]), len(line.text)]
        starts += [(label.field, label.end, end) for label, end in zip(found, ends, strict=bool(found) or False)] if found else []
        for name, start, end in starts:
            part = line.part(start, end)
            rest = self._glued(block, name, part, line, end)
            if rest is not None:
                self._add(block, name, line.part(start, start + rest), labelled=start > 0)
                self._fresh(line.part(start + rest))
                return
            if start or not part.is_blank:
                self._add(block, name, part, labelled=start > 0 and bool(found))

    def _add(self, block: Block, name: str, part: Line, *, labelled: bool) -> None:
        target = TEXT if name == "stem" else name
        if target == TEXT and (named := _OPTION_LABEL.match(part.shadow)):
            part = part.part(named.end())
        if part.is_blank and not labelled:
            return
        block.pieces.append(Piece(target, part.number, part.text, part.shadow))

    def _field_for(self, block: Block, line: Line) -> str:
        """What an unlabelled line continues: options may follow an answer that stands before them."""
        current = block.field
        if current in ("topic", "difficulty", "source", "points", "kind"):
            value = "".join(piece.shadow for piece in block.of(current)).strip()
            if not value:
                return current
            return TEXT if not block.of("answer") else ("source" if current == "source" else "explanation")
        if current == "answer":
            return self._after_answer(block, line)
        return current

    def _after_answer(self, block: Block, line: Line) -> str:
        value = "".join(piece.shadow for piece in block.of("answer")).strip()
        if not value:
            return "answer"
        if _OPTION_LINE.match(line.shadow) and not re.search(r"(?:^|[^A-Za-z0-9])[\[(]?B\s*[.、:)\]]", block.body):
            return TEXT
        return "tail" if self._answer_is_token(block) else "answer"

    def _glued(self, block: Block, name: str, part: Line, line: Line, end: int) -> int | None:
        """Where the next question starts inside a run-on line; None when it does not."""
        if name == "answer" and (head := _ANSWER_HEAD.match(part.shadow)):
            rest = part.shadow[head.end() :]
            if not keys.entries(part.shadow, 0) and len(rest) > 4:
                return head.end()
        if block.number is None:
            return None
        for found in _GLUED.finditer(part.shadow):
            if int(found[1]) == block.number + 1 and self._may_break(name, part.shadow, found, line.shadow[end:]):
                return found.start()
        return None

    def _may_break(self, name: str, plain: str, found: re.Match[str], after: str) -> bool:
        before, rest = plain[: found.start()], plain[found.end() :]
        if not before.strip():
            return False
        if name == TEXT:
            closed = bool(_TRUTH_MARK.search(before)) or len(re.findall(r"[A-H]\s*[.、]", before)) >= 2
            if self._kind() == "true_false":
                closed = closed or bool(re.search(r"\(\s*\)\s*[。.]?\s*$", before))
            return closed and bool(_BLANK.search(rest) or _TRUTH_MARK.search(rest) or _TRUTH_START.search(rest) or _OPTION_A.search(rest))
        if name in ("explanation", "answer", "tail", "source", "topic", "difficulty"):
            return bool(_BLANK.search(rest) or _OPTION_A.search(rest) or _TRUTH_START.search(rest) or "答案" in after[:4])
        return False


_TRUTH_LINE = re.compile(r"^\s*[○●◯□■◇◆☐☑⊙]?\s*(?:[A-H]\W*)?(?:正确|错误|对|错|是|否|√|×)\s*$")
_TRUTH_START = re.compile(rf"[(\[]\s*(?:{TRUTH_TOKEN})\s*[)\]]", re.IGNORECASE)
