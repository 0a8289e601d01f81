"""Cuts a paper into sections and blocks: one block holds the lines of one question."""

from __future__ import annotations

import re

from question_bank.formats import key_marks, keys, labels, noise, numbers, sections
from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.blocks import TEXT, Block, Paper, Piece, Section
from question_bank.formats.key_reader import KeyReader
from question_bank.formats.lines import Line
from question_bank.formats.starts import BLANK, OPTION_A, OPTION_LINE, TRUTH_MARK, Starts

_OPTION_LABEL = re.compile(r"^\s*(?:备?选项|选择项|答案选项)\s*:?\s*(?=[A-H](?![A-Za-z])|$)")
_ANSWER_HEAD = re.compile(
    rf"^\s*[\[(]?(?:[A-H](?:[、,; ]*[A-H])*|{TRUTH_TOKEN})[\])]?\s*[。.;,]?\s*(?=[(\[]?\d{{1,4}}[)\]]?\s*(?:[.、](?!\d)|[.、](?=(?:19|20)\d\d年)|\s*[.、]?\s*[\[(]))",
    re.IGNORECASE,
)
_GLUED = re.compile(
    r"(?:(?<=[\s。;?!)\]√×])|(?<=\d[A-H])|(?<=\D))(?<!第)(?<![\d.])(\d{1,4})\s*[.、](?!\d(?!\d{3}年))\s*(?=\S)"
)
_MATERIAL = re.compile(
    r"^\s*(?:\([一二三四五六七八九十]{1,2}\)|(?:材料|案例|背景|情景|资料)\s*[一二三四五六七八九十\d]*\s*[:、.])"
)
_SHARED = re.compile(
    r"^\s*(?:[\[(]共用(?:题干|材料)[)\]]\s*)?[\[(]?(?:(?P<first>\d{1,4})\s*(?:[-~—–至到]|～)+\s*(?P<last>\d{1,4})\s*题?[^。]{0,6}(?:共用|共同)(?:题干|材料|备选答案)|"
    r"(?:请)?(?:根据|依据|阅读|结合)(?:以下|下列|下面|上述|如下|所给)?(?:一段|的)?(?:材料|资料|案例|案情|背景|情景|短文|内容)[^。]{0,16}?"
    r"(?:回答|完成|作答|解答)(?:第)?\s*(?:(?P<from>\d{1,4})\s*题?\s*(?:[-~—–至到]|～)+\s*第?\s*(?P<to>\d{1,4})\s*(?:小)?题|(?:以下|下列|下面|后面|有关|相关|各)?(?:的)?(?:问题|各题|小题|题目)))"
)
_TITLED = re.compile(
    r"^\s*(?:[\[(]\s*(?:材料|案例|资料|情景)\s*[一二三四五六七八九十\d]{0,2}\s*[)\]]|(?:材料|案例|资料|情景)\s*[一二三四五六七八九十\d]{1,2}\s*[:、.])"
)
_LISTED = re.compile(r"^\s*(?:[①-⑳○●◯□■◇◆☐☑⊙]|[\[(]?\d{1,2}[)\].、]|(?:正确|错误|对|错|是|否|√|×)\s*$)")
_GAP = re.compile(r"(?<=\S)[ \u3000\t]{4,}(?=\S)")
_PREAMBLE = re.compile(r"注意事项|考生须知|答题须知|考试须知|答题要求|考试说明|试卷说明|填写说明|^\s*说明\s*:")
_ANSWER_ALONE = re.compile(r"^\s*[\[(]?(?:参考|正确|标准)?答案[\])]?\s*:?\s*$")
_TOKEN_ALONE = re.compile(rf"^\s*(?:[A-H](?:[\s、,;]*[A-H])*|{TRUTH_TOKEN})\s*[。.]?\s*$")
_TRUTH_START = re.compile(rf"[(\[]\s*(?:{TRUTH_TOKEN})\s*[)\]]", re.IGNORECASE)


def cut(lines: list[Line]) -> Paper:
    """Cut the lines of a paper into sections and blocks."""
    return _Cutter(lines).cut()


class _Cutter(Starts):
    """Goes through the lines once and files each where it belongs."""

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(lines)
        self.groups: list[keys.Group] = []
        self.leftovers: list[Line] = []
        self.dropped: list[Line] = []
        self.repeated: dict[str, list[int]] = {}
        self.material: Block | None = None
        self.material_until = 0
        self.preamble = False
        self.widths: dict[int, int] = {}
        for line in lines:
            self.widths[line.number] = self.widths.get(line.number, 0) + len(line.shadow.strip())

    def cut(self) -> Paper:
        while self.position < len(self.lines):
            line = self.lines[self.position]
            self.position += 1
            if line.is_blank or self._drops(line):
                continue
            self._fresh(line)
        return Paper(self.sections, self.groups, self.leftovers, self.dropped, list(self.repeated.items()))

    def _drops(self, line: Line) -> bool:
        if line.shadow.strip() in self.marks:
            self.repeated.setdefault(line.text.strip(), []).append(line.number)
            return True
        if noise.is_advertisement(line):
            self.repeated.setdefault(line.text.strip(), []).append(line.number)
            return True
        before_questions = self.block is None and not any(section.blocks for section in self.sections)
        if noise.is_furniture(line) or (before_questions and noise.is_contents(line)):
            self.dropped.append(line)
            return True
        return False

    def _fresh(self, line: Line) -> None:
        """Take a line, or the rest of one, that may start anything."""
        if (
            self._takes_lone_answer(line)
            or self._takes_key(line)
            or self._takes_heading(line)
            or self._takes_preamble(line)
        ):
            return
        if self._kind() == "material" and _MATERIAL.match(line.shadow):
            self.block, self.material = None, None
            self._open_material(line)
            return
        if shared := self._shared_material(line):
            self.block, self.material = None, None
            self._open_material(line)
            self.material_until = shared
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

    def _shared_material(self, line: Line) -> int:
        """The last question a material announced outside a section of materials is for; -1 where that is not written, 0 for no material."""
        if self.block is not None and not (self.block.of("answer") or self._is_complete(self.block)):
            return 0
        if self.block is not None and self.block.field == "explanation" and not _SHARED.match(line.shadow):
            return 0
        if found := _SHARED.match(line.shadow):
            last = found["last"] or found["to"]
            return int(last) if last else -1
        return -1 if _TITLED.match(line.shadow) and self.block is None else 0

    def _stray(self, line: Line) -> None:
        if self.material or (self.section.heading and self.section.heading.kind == "material"):
            self._open_material(line)
        else:
            self.leftovers.append(line)

    def _takes_key(self, line: Line) -> bool:
        if not self._questions_so_far():
            if not (self.section.heading and keys.table(line, self._next())):
                return False  # a table of answers may stand between the first heading and its questions
        elif not self._starts_key(line):
            return False
        inline = labels.at_start(line.shadow)
        laid_out = bool(keys.table(line, self._next()))
        start = self.position - 1 if laid_out else self.position
        reader = KeyReader(self.lines, start, self.sections, self.keyed, self._is_noise)
        opened, rest = keys.kind_key(line)
        found: list[keys.Entry] = []
        behind = line.part(inline.end if inline and inline.field == "answer" else 0)
        if opened:
            reader.open(opened)
            found = keys.entries(rest, line.number)
        elif not laid_out and self._bears_mark(behind):
            reader.begin(behind)
        elif not laid_out:
            if behind.is_blank and self._kind() in keys.TEXT_KINDS and not self._earlier_waits():
                reader.imply(self.section)
            found = keys.entries(behind.shadow, line.number) or self._one_each(behind) or self._for_whole_paper(behind)
        reader.groups[-1].entries.extend(found)
        self.position = reader.read()
        for group in reader.groups:
            group.material = group.material or (self.material.line if self.material else 0)
            group.at_end = self.position >= len(self.lines)
        self.groups.extend(group for group in reader.groups if group.entries)
        self.leftovers.extend(reader.skipped)
        self._after_key()
        return True

    def _takes_lone_answer(self, line: Line) -> bool:
        """正确答案 alone on its line and B on the next, where the question before has an answer of its own."""
        block, following = self.block, self._next()
        if block is None or following is None or not _ANSWER_ALONE.match(line.shadow) or block.of("answer"):
            return False
        if not all(each.is_answered for each in self.section.blocks[-2:-1]) or not _TOKEN_ALONE.match(following.shadow):
            return False
        block.pieces.append(Piece("answer", following.number, following.text, following.shadow, labelled=True))
        block.last_line = following.number
        self.position = self.lines.index(following, self.position) + 1
        return True

    def _earlier_waits(self) -> bool:
        """Whether a question of an earlier section may be meant by a key that stands here."""
        keyed = max((group.after_section for group in self.groups), default=-1)
        return any(
            not block.is_answered and not key_marks.IN_STEM.search(block.body)
            for section in self.sections[keyed + 1 : -1]
            for block in section.blocks
        )

    def _after_key(self) -> None:
        self.block = None
        self.material, self.material_until = None, 0

    def _takes_heading(self, line: Line) -> bool:
        if self._is_type_tag(line):
            return False
        opened = sections.heading(line) or self._topical(line)
        if not opened or (opened.kind is None and self._kind() in ("essay", "short_answer", "material") and self.block):
            return False
        self.sections.append(Section(len(self.sections), opened))
        self.block = None
        self.material, self.material_until = None, 0
        self.preamble = False
        if opened.rest is not None:
            self._fresh(line.part(opened.rest))
        return True

    def _takes_preamble(self, line: Line) -> bool:
        """Instructions before the first heading are numbered too and must not become questions."""
        if self._questions_so_far():
            return False
        if _PREAMBLE.search(line.shadow) and any(sections.heading(each) for each in self.lines[self.position :]):
            self.preamble = True
        if self.preamble:
            self.leftovers.append(line)
        return self.preamble

    def _open(self, line: Line, number: numbers.Number) -> None:
        if not self.section.style:
            self.section.style = number.style
        expected = self._expected()
        if self.material and 0 < self.material_until < number.value:
            self.material, self.material_until = None, 0
        self.block = Block(
            number.value,
            line.number,
            number.style,
            number.mark,
            gap_before=number.value > expected and bool(self.section.blocks),
            heading=self.section.heading,
            material=self.material.line if self.material else 0,
            material_open=bool(self.material) and self.material_until < 0 and self._kind() != "material",
            last_line=line.number,
        )
        self.section.blocks.append(self.block)
        self._fill(line.behind(number.tag, number.end))

    def _open_unnumbered(self, line: Line) -> None:
        previous = self.section.style != ""
        self.block = Block(
            None, line.number, heading=self.section.heading, found_without_number=previous, last_line=line.number
        )
        self.section.blocks.append(self.block)
        self._fill(line)

    def _open_material(self, line: Line) -> None:
        if self.material is None:
            self.material = Block(None, line.number, heading=self.section.heading, last_line=line.number)
            self.section.materials.append(self.material)
            self.section.style = ""
        self.material.pieces.append(Piece(TEXT, line.number, line.text, line.shadow, line.looks))
        self.material.last_line = line.number

    def _continue(self, line: Line) -> None:
        assert self.block is not None
        if self._is_astray(self.block, line):
            self.block.strays.append(Piece(TEXT, line.number, line.text, line.shadow))
        self._fill(line)

    def _is_astray(self, block: Block, line: Line) -> bool:
        """A figure alone, or text where a wrapped line would hardly go on."""
        before = block.pieces[-1].shadow.rstrip() if block.pieces else ""
        if (
            block.field != TEXT
            or not before
            or sections.heading(Line.of(0, before))
            or re.search(r"(?:^|[\s(])[A-Z]\s*[.、:)]?$|:$", before)
        ):
            return False
        if re.fullmatch(r"\s*[-—]?\s*\d{1,4}\s*[-—]?\s*", line.shadow):
            return True
        if not re.search(r"\w", line.shadow) or any(
            pattern.match(line.shadow) for pattern in (OPTION_LINE, _LISTED, _OPTION_LABEL)
        ):
            return False
        if labels.at_start(line.shadow):
            return False
        ended = before.endswith("。") and bool(re.match(r"\s*[\[(]?[A-Z]\s*[.、:)\]]", before))
        return ended or self._is_no_remainder(block, before, line)

    def _is_no_remainder(self, block: Block, before: str, line: Line) -> bool:
        """What is left of a wrapped line is no longer than the line it comes from, and goes on before the blank at a stem's end."""
        if (
            "picture:" in line.shadow
            or BLANK.search(line.shadow)
            or self._kind() in ("short_answer", "essay", "material")
        ):
            return False
        if re.search(r"\(\s*\)\s*[。.?]?$", before) and not TRUTH_MARK.search(line.shadow):
            return not self._ends_wrapped(before, line) and (
                self._kind() != "true_false" or len(line.shadow.strip()) > 2
            )
        return len(line.shadow.strip()) > self.widths.get(block.pieces[-1].line, 0) + 2

    def _ends_wrapped(self, before: str, line: Line) -> bool:
        """为宜。 behind a line that was full, with the options below."""
        following = self._next()
        rest = line.shadow.strip()
        below = bool(following and re.match(r"\s*[\[(]?A\s*[.、:)\]]", following.shadow))
        return below and len(before) >= 24 and len(rest) <= 12 and rest[-1] in "。?"

    def _fill(self, line: Line) -> None:
        """Add a line to the block, cut at its labels; what belongs to the next question starts afresh."""
        block = self.block
        assert block is not None
        block.last_line = max(block.last_line, line.number)
        current = self._field_for(block, line)
        found = labels.cut(line.shadow, None if current == TEXT else current)
        starts = [(current, 0, found[0].start if found else len(line.text))]
        ends = [*(label.start for label in found[1:]), len(line.text)]
        starts += (
            [(label.field, label.end, end) for label, end in zip(found, ends, strict=bool(found) or False)]
            if found
            else []
        )
        for name, start, end in starts:
            part = line.part(start, end)
            rest = self._glued(block, name, part, line, end)
            if rest is not None:
                self._add(block, name, line.part(start, start + rest), labelled=start > 0)
                self._fresh(line.part(start + rest))
                return
            part = _closed(part) if start else part
            if name == "stem" and self._kind() is None and line.shadow[:start].strip(" :[(") == "问":
                block.pieces.append(Piece("kind", line.number, "问答题", "问答题"))
            if start or not part.is_blank:
                self._add(block, name, part, labelled=start > 0 and bool(found))

    def _add(self, block: Block, name: str, part: Line, *, labelled: bool) -> None:
        target = TEXT if name == "stem" else name
        if target == TEXT and (named := _OPTION_LABEL.match(part.shadow)):
            part = part.part(named.end())
        if part.is_blank and not labelled:
            return
        if target == TEXT and self._kind() == "fill" and not (BLANK.search(block.body) or part.looks.strip()):
            part = _with_lines(part)
        block.pieces.append(Piece(target, part.number, part.text, part.shadow, part.looks, labelled))

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
        if not block.body.strip() and self._answer_is_token(block):
            return TEXT
        if OPTION_LINE.match(line.shadow) and not re.search(r"(?:^|[^A-Za-z0-9])[\[(]?B\s*[.、:)\]]", block.body):
            return TEXT
        return "tail" if self._answer_is_token(block) else "answer"

    def _glued(self, block: Block, name: str, part: Line, line: Line, end: int) -> int | None:
        """Where the next question starts inside a run-on line; None when it does not."""
        if name == "answer" and self._kind() not in keys.TEXT_KINDS and (head := _ANSWER_HEAD.match(part.shadow)):
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
            closed = bool(TRUTH_MARK.search(before)) or len(re.findall(r"[A-H]\s*[.、]", before)) >= 2
            if self._kind() == "true_false":
                closed = closed or bool(re.search(r"\(\s*\)\s*[。.]?\s*$", before))
            return closed and bool(
                BLANK.search(rest) or TRUTH_MARK.search(rest) or _TRUTH_START.search(rest) or OPTION_A.search(rest)
            )
        if name in ("explanation", "answer", "tail", "source", "topic", "difficulty"):
            return bool(BLANK.search(rest) or OPTION_A.search(rest) or _TRUTH_START.search(rest) or "答案" in after[:4])
        return False


def _closed(part: Line) -> Line:
    """What stands behind a label without the bracket that was opened before it, as in （答案：36）."""
    plain = part.shadow.rstrip(" 。.")
    if not plain.endswith((")", "]")):
        return part
    opener, closer = ("(", ")") if plain.endswith(")") else ("[", "]")
    return part.part(0, len(plain) - 1) if plain.count(closer) > plain.count(opener) else part


def _with_lines(part: Line) -> Line:
    """A wide gap is the blank of a fill-in stem that has no other."""
    if BLANK.search(part.shadow) or not _GAP.search(part.shadow):
        return part
    return Line.of(part.number, _GAP.sub("____", part.text))
