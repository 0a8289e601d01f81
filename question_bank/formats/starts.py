"""Where questions, headings and keys start in a paper: every decision that needs to look around."""

from __future__ import annotations

import re

from question_bank.formats import answers, key_marks, keys, labels, noise, numbers, sections
from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.blocks import TEXT, Block, Section
from question_bank.formats.lines import Line
from question_bank.formats.sections import Heading
from question_bank.formats.stems import TRUTH_WORD_END

TRUTH_MARK = re.compile(rf"[(\[]\s*(?:{TRUTH_TOKEN}|V)\s*[)\]]\s*[。.]?\s*$", re.IGNORECASE)
OPTION_LINE = re.compile(r"^\s*[\[(]?\s*[A-Za-z]\s*[.、:)\]·,]|^\s*[A-H]\s+\S|^\s*[A-H](?=[\u4e00-\u9fff])")
OPTION_A = re.compile(r"(?:^|[^A-Za-z0-9])[\[(]?A\s*[.、:)\]]")
BLANK = re.compile(r"\(\s*\)|_{2,}|\[\s*\]")
_TYPE_LINE = re.compile(
    r"^\s*[(\[]?\s*(?:单选|多选|单项选择|多项选择|判断|不定项选择|填空|简答|论述)题?\s*[)\]]?\s*:?\s*(?:[(]\s*[\d.]+\s*分\s*[)])?\s*$"
)
_TRUTH_LINE = re.compile(r"^\s*[○●◯□■◇◆☐☑⊙]?\s*(?:[A-H]\W*)?(?:正确|错误|对|错|是|否|√|×)\s*$")


class Starts:
    """Where the reading of a paper stands, and what the next line may be."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.marks = noise.watermarks(lines)
        self.sections = [Section(0, None)]
        self.position = 0
        self.block: Block | None = None
        self.keyed: set[int] = set()  # sections that a key has been read for

    def _is_noise(self, line: Line) -> bool:
        return noise.is_furniture(line) or noise.is_advertisement(line) or line.shadow.strip() in self.marks

    def _next(self, after: Line | None = None) -> Line | None:
        """The next line that is no noise, or the one after that line."""
        for place in range(self.position, len(self.lines)):
            line = self.lines[place]
            if line is after:
                after = None
            elif after is None and not line.is_blank and not self._is_noise(line):
                return line
        return None

    @property
    def section(self) -> Section:
        """The section that is open."""
        return self.sections[-1]

    def _questions_so_far(self) -> int:
        return sum(len(section.blocks) for section in self.sections)

    def _starts_key(self, line: Line) -> bool:
        if keys.table(line, self._next()):
            return True
        opened, rest = keys.kind_key(line)
        if opened:
            return bool(keys.entries(rest, 0)) or (not rest.strip() and self._announces_key(line))
        label = labels.at_start(line.shadow)
        value = line.shadow[label.end :] if label and label.field == "answer" else None
        if label and value is not None and value.strip():
            behind = line.part(label.end)
            return (
                self._is_listed_key(value)
                or self._bears_mark(behind)
                or bool(self._one_each(behind) or self._for_whole_paper(behind))
            )
        if value is not None or keys.is_heading(line):
            return self._announces_key(line)
        listed = keys.entries(line.shadow, 0)
        return (len(listed) >= 2 and self._unanswered() >= 2) or self._begins_list(listed)

    def _begins_list(self, listed: list[keys.Entry]) -> bool:
        """1.A on a line of its own and 2.B below, where the questions of these numbers wait for their keys."""
        following = self._next()
        below = keys.entries(following.shadow, 0) if following else []
        if len(listed) != 1 or len(below) != 1 or (listed[0].number, below[0].number) != (1, 2):
            return False
        return self._waiting() >= 2 and self._waiting() == self._questions_so_far()

    def _one_each(self, behind: Line) -> list[keys.Entry]:
        """One mark or letter for each question of a section, as in 答案：× √ ×, where no question has an answer."""
        kind, blocks = self._kind(), self.section.blocks
        if kind not in ("true_false", "single") or len(blocks) < 3 or self._unanswered() < len(blocks):
            return []
        return key_marks.tokens(behind, self.section)

    def _for_whole_paper(self, behind: Line) -> list[keys.Entry]:
        """Answers of all kinds behind the numbers of all questions still waiting, as in 1.A2.错3.雪藏."""
        last_two = [block for section in self.sections[-2:] for block in section.blocks[-2:]][-2:]
        if key_marks.number_at(behind) is None or any(block.is_answered for block in last_two):
            return []
        waiting = [block for section in self.sections for block in section.blocks if not block.is_answered]
        kinds = {block.heading.kind for block in waiting if block.heading}
        counted = {block.number for block in waiting}
        if len(waiting) < 2 or len(counted) < len(waiting) or kinds & set(key_marks.WRITTEN):
            return []
        found = key_marks.numbered_texts(behind, waiting, written=False)
        return found if {entry.number for entry in found} == counted else []

    def _bears_mark(self, line: Line) -> bool:
        """Whether a line is key for the section whose mark it bears, as in 一、1-3 BBC."""
        waiting = [each for each in self.sections if each.blocks and each.index not in self.keyed]
        first = key_marks.parted(line)[0]
        found = key_marks.marked(first, waiting)
        return bool(found and found.entries)

    def _waiting(self) -> int:
        """How many questions of the paper have no answer of their own and no key yet."""
        return sum(
            not (
                block.of("answer")
                or block.mark
                or TRUTH_MARK.search(block.body)
                or key_marks.IN_STEM.search(block.body)
            )
            for section in self.sections
            if section.index not in self.keyed
            for block in section.blocks
        )

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
        if keys.is_whole_list(following.shadow, 1) or keys.table(following, self._next(following)):
            return True
        opened = sections.heading(following)
        if opened or keys.is_heading(following):
            return keys.is_heading(line)
        if keys.ordinal_key(following)[0] or self._bears_mark(following) or key_marks.of_material(following)[1]:
            return True
        if keys.is_heading(line) and self._waiting() >= 2 and self._may_be_key(following):
            return True
        if keys.kind_key(line)[0] and numbers.at(following.shadow):
            return True
        return keys.looks_like_key(following) and bool(numbers.at(following.shadow))

    def _may_be_key(self, following: Line) -> bool:
        """Whether a line below 参考答案 is a section's mark, its first number, or one token a question."""
        number = numbers.at(following.shadow)
        if number and number.style == "han":
            return not key_marks.asks(following)
        if number:
            first = self.section.blocks[0].number if self.section.blocks else 1
            return number.value in (1, first) and self._kind() not in ("short_answer", "essay")
        return bool(key_marks.tokens(following, self.section))

    def _is_type_tag(self, line: Line) -> bool:
        """`1.判断题` alone on its line is the tag of question 1 unless a numbering starts below it."""
        number = numbers.at(line.shadow)
        if not number or number.style not in ("dot", "space", "paren", "rparen", "titled"):
            return False
        if not _TYPE_LINE.match(line.shadow[number.end :]):
            return False
        following = self._next()
        below = numbers.at(following.shadow) if following else None
        return below is None or bool(following and OPTION_LINE.match(following.shadow))

    def _topical(self, line: Line) -> Heading | None:
        """`一、森林防火` opens a section when a numbered question follows."""
        number = numbers.at(line.shadow)
        if not number or number.style != "han" or len(line.shadow) > 40:
            return None
        rest = line.shadow[number.end :]
        if BLANK.search(rest) or re.search(r"[?。]\s*$", rest) or TRUTH_MARK.search(rest):
            return None
        following = self._next()
        below = numbers.at(following.shadow) if following else None
        if below and below.value == 1 and below.style != "han":
            return Heading(line.number, line.text.strip(), None, ordinal=line.shadow[: number.end].strip(" 、.()"))
        return None

    def _kind(self) -> str | None:
        return self.section.heading.kind if self.section.heading else None

    def _starts_question(self, number: numbers.Number, line: Line) -> bool:
        rest = line.shadow[number.end :]
        if not rest.strip() and number.style in ("circled", "paren", "han", "space"):
            return False
        if re.search(r"[A-H]", number.mark) and self.section.blocks and not self.section.blocks[0].mark:
            return False  # 【D】2.0米 is an option, unless answers stand before the numbers throughout
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
            return number.value in (1, expected) and bool(BLANK.search(rest) or TRUTH_MARK.search(rest))
        return not (number.shaky and number.value not in (1, self._following_in_paper()))

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
        asks = bool(BLANK.search(rest) or re.search(r"[?]\s*$", rest) or TRUTH_MARK.search(rest))
        return asks or bool(following and OPTION_LINE.match(following.shadow))

    def _expected(self) -> int:
        return next((block.number + 1 for block in reversed(self.section.blocks) if block.number), 1)

    def _following_in_paper(self) -> int:
        """The number behind the last of the paper, where numbers run on through its sections."""
        numbered = (block.number for section in reversed(self.sections) for block in reversed(section.blocks))
        return next((number + 1 for number in numbered if number), 1)

    def _fits_style(self, number: numbers.Number, rest: str, expected: int) -> bool:
        if number.style != self.section.style:
            return self._other_style_starts(number, rest, expected)
        if self.block is None:
            return not number.shaky or number.value == expected
        if number.shaky and number.value != expected:
            return False
        if self._in_written_answer():
            return self._leaves_written_answer(number, rest, expected)
        if self._in_listed_explanation(number) and not self._has_question_shape(rest):
            return False
        return self._goes_on(number, rest, expected)

    def _in_listed_explanation(self, number: numbers.Number) -> bool:
        """Whether an explanation is being counted 1、2、3 and this number is its next."""
        block = self.block
        if block is None or block.field != "explanation":
            return False
        said = "\n".join(piece.shadow for piece in block.of("explanation"))
        counted = [int(each) for each in re.findall(r"(?:^|[\s。;:])(\d{1,2})\s*[.、](?!\d)", said)]
        return bool(counted) and counted[0] == 1 and number.value == counted[-1] + 1

    def _goes_on(self, number: numbers.Number, rest: str, expected: int) -> bool:
        block = self.block
        assert block is not None
        complete = self._is_complete(block)
        if not complete and (block.inner and number.value == block.inner + 1):
            block.inner += 1
            return False
        if number.value == expected:
            return complete or not number.shaky
        if not complete:
            block.inner = number.value if number.value == 1 else block.inner
            return False
        starts_a_list = number.value == 1 and bool(block.number) and block.field == "explanation"
        return not starts_a_list or self._has_question_shape(rest)

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
            BLANK.search(rest)
            or TRUTH_MARK.search(rest)
            or OPTION_A.search(rest)
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
        asks = bool(
            re.search(
                r"[?]|_{2,}|\(\s*\)|\(\s*(?:本题)?\d+\s*分\s*\)|^\s*(?:简述|试述|论述|请|什么是|如何|为什么|怎样|列举|说明)",
                rest,
            )
        )
        asks = asks or self._is_answered_below()
        if number.value == 1 and not asks:
            block.inner = 1
            return False
        if not block.inner and (listed := numbers.at(block.of("answer")[0].shadow)):
            block.inner = listed.value if (listed.value, listed.style) == (1, number.style) else 0
        if block.inner and number.value == block.inner + 1 and not asks:
            block.inner += 1
            return False
        return number.value == expected or asks

    def _is_answered_below(self) -> bool:
        """Whether the next line starts with 答： or 参考答案：, so that this one asks."""
        following = self._next()
        label = labels.at_start(following.shadow) if following else None
        return bool(label and label.field == "answer")

    def _is_complete(self, block: Block) -> bool:
        if block.of("answer") or block.mark or block.key_entries:
            return True
        body = block.body.strip()
        if len(
            re.findall(r"(?:^|[^A-Za-z0-9])[\[(]?[A-H]\s*[.、:)\]]|(?:(?m:^)\s*|\s{2})[A-H]\s", body)
        ) >= 2 or TRUTH_MARK.search(body):
            return True
        if self._kind() in ("single", "multiple", "indefinite", "choice"):
            return False
        if self._kind() is None and re.search(r"\(\s*\)\s*[。.?]?\s*$", body):
            return False  # a blank at the end of a stem mostly waits for options
        return bool(re.search(r"[。?!)_.…;]\s*$", body))

    def _starts_unnumbered(self, line: Line) -> bool:
        if OPTION_LINE.match(line.shadow) or (labels.at_start(line.shadow) and not self._is_stem_label(line)):
            return False
        if _TRUTH_LINE.match(line.shadow):
            return False
        if self.block is None:
            return self._begins_numberless(line)
        if not self.block.body.strip():
            return False  # its number and its answer stand before the stem
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
        if self._is_stem_label(line) or TRUTH_MARK.search(line.shadow):
            return True
        if self._kind() == "true_false" and TRUTH_WORD_END.search(line.shadow):
            return True
        if numbers.at(line.shadow) and not self.section.style:
            return False
        return self._leads_to_question(line)

    def _is_closed(self, block: Block) -> bool:
        return bool(block.of("answer") or block.of("explanation") or TRUTH_MARK.search(block.body))

    def _leads_to_question(self, line: Line) -> bool:
        """Whether options or an answer come below before any number does."""
        if TRUTH_MARK.search(line.shadow) or (BLANK.search(line.shadow) and OPTION_A.search(line.shadow)):
            return True
        seen_text = 0
        for following in self.lines[self.position : self.position + 8]:
            if following.is_blank or self._is_noise(following):
                continue
            label = labels.at_start(following.shadow)
            if re.match(r"^\s*[\[(]?A\s*[.、:)\]\s]", following.shadow):
                return True
            if label and label.field == "answer":
                return self.block is None or bool(BLANK.search(line.shadow)) or seen_text >= 2
            if numbers.at(following.shadow) or sections.heading(following) or label:
                return False
            seen_text += 1
            if BLANK.search(following.shadow) and OPTION_A.search(following.shadow):
                return False
        return False
