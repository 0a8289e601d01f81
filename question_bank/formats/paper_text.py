"""Reads papers in Chinese text as typed, pasted or saved as .txt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.i18n import _, _l
from question_bank.formats import (
    checks,
    cutting,
    decoding,
    joint_keys,
    labels,
    lines,
    matching,
    noise,
    questions,
    sections,
)
from question_bank.formats.base import Issue, Reading, ReadQuestion, doubt, error
from question_bank.formats.blocks import Block, Paper, Section
from question_bank.formats.kinds import CHOICES
from question_bank.formats.lines import Line
from question_bank.formats.stems import ANY_BLANK, finished

_COUNTED = re.compile(r"^\s*[(（][一二三四五六七八九十]{1,2}[)）]\s*(?=\S)")
"""The number of a material within its section, no part of its text."""


class PaperText:
    """A paper in Chinese text."""

    name = "paper_text"
    label = _l("中文试卷文本")
    extensions: tuple[str, ...] = (".txt", ".md", ".text")

    def claims(self, name: str, raw: bytes) -> bool:
        """Text files, and text pasted without a name."""
        return name.lower().endswith(self.extensions) or "." not in name

    def read(self, name: str, raw: bytes) -> Reading:
        """Read a paper from its bytes; raises decoding.NotText when they are no text."""
        text, encoding = decoding.decoded(raw)
        return replace(read_text(text), encoding=encoding)


def read_text(text: str) -> Reading:
    """Read a paper from its text."""
    return read_lines(lines.split(text))


def read_lines(every: list[Line]) -> Reading:
    """Read a paper from its lines; those of one number stand in one line of the file."""
    raw_lines, twice = _raw_lines(every), noise.repeated_twice(every)
    found: list[ReadQuestion] = []
    warnings: list[str] = []
    for own in joint_keys.papers(every):
        paper = cutting.cut(own)
        notes = matching.match(paper)
        around = _Around(twice, _answers_come_first(paper))
        asked = _asked(paper, raw_lines, len(found), around)
        found += asked
        warnings += [*notes, *_count_warnings(paper, asked, own), *_rule_warnings(paper), *_left_out(paper)]
    return Reading("paper_text", "", tuple(checks.without_duplicates_unseen(found)), tuple(warnings))


def _asked(paper: Paper, texts: dict[int, str], before: int, around: _Around) -> list[ReadQuestion]:
    found: list[ReadQuestion] = []
    for section in paper.sections:
        found.extend(_questions_of(section, texts, before + len(found), around))
    return [checks.checked(question) for question in found]


def _raw_lines(every: list[Line]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for line in every:
        before = texts.get(line.number)
        texts[line.number] = line.text if before is None else f"{before}{chr(10) if line.breaks else ''}{line.text}"
    return texts


def _raw(block: Block, texts: dict[int, str]) -> str:
    whole = [texts.get(number, "") for number in range(block.line, block.last_line + 1)]
    return "\n".join(whole).rstrip()


@dataclass(frozen=True)
class _Around:
    """What the paper as a whole says against its questions."""

    twice: set[str]
    answers_first: bool


def _answers_come_first(paper: Paper) -> bool:
    """Whether an answer stands before the first question and the last question has none: each belongs one further down."""
    blocks = [block for section in paper.sections for block in section.blocks]
    first = min((block.line for block in blocks), default=0)
    stray = [labels.at_start(line.shadow) for line in paper.leftovers if line.number < first]
    return any(label and label.field == "answer" for label in stray)


def _questions_of(section: Section, texts: dict[int, str], before: int, around: _Around) -> list[ReadQuestion]:
    """The questions of a section in order; those under one material become its parts."""
    found: list[ReadQuestion] = []
    parts: dict[int, list[ReadQuestion]] = {material.line: [] for material in section.materials}
    places: dict[int, int] = {}
    for place, block in enumerate(section.blocks):
        question = questions.understood(block, before + place + 1, _raw(block, texts))
        if block.material:
            if block.material not in places:
                places[block.material] = len(found)
                found.append(question)
            question = question.with_issues(*_block_issues(section, place, block, around))
            question = checks.checked(question, in_material=True)
            parts[block.material].append(question)
        else:
            found.append(
                question.with_issues(*_block_issues(section, place, block, around), *_torn(found[-1:], question))
            )
    for order, material in enumerate(section.materials, start=1):
        whole = _material(material, order, texts, tuple(parts[material.line]))
        if material.line in places:
            found[places[material.line]] = whole
        else:
            found.append(whole)
    return found


def _material(block: Block, number: int, texts: dict[int, str], parts: tuple[ReadQuestion, ...]) -> ReadQuestion:
    text = _COUNTED.sub("", finished("\n".join(piece.text for piece in block.pieces)))
    last = max((block.last_line, *(part.last_line for part in parts)))
    raw = "\n".join(texts.get(line, "") for line in range(block.line, last + 1)).rstrip()
    found = ReadQuestion(
        number, "material", text, line=block.line, last_line=last, raw=raw, parts=parts,
        topic=_shared(part.topic for part in parts), source=_shared(part.source for part in parts),
        difficulty=max((part.difficulty for part in parts if part.difficulty), default=None),
        explanation=_explained(parts),
    )  # fmt: skip
    return found.with_issues(*([] if parts else [error("material_alone", line=block.line)]))


def _shared(said: Iterable[str]) -> str:
    """What the parts that say something all say; nothing when they differ."""
    different = {text for text in said if text}
    return different.pop() if len(different) == 1 else ""


def _explained(parts: tuple[ReadQuestion, ...]) -> str:
    """The explanations of the parts in one, since a material is explained as a whole."""
    said = [f"（{number}）{part.explanation}" for number, part in enumerate(parts, start=1) if part.explanation]
    return "\n".join(said)


def _block_issues(section: Section, place: int, block: Block, around: _Around) -> list[Issue]:
    """What the neighbourhood of a question says against it."""
    issues = []
    if block.found_without_number:
        issues.append(doubt("number_missing", line=block.line))
    if block.number and any(
        other.number == block.number and other.material == block.material for other in section.blocks[:place]
    ):
        issues.append(doubt("number_repeated", line=block.line, number=block.number))
    if block.material_open:
        issues.append(doubt("material_range", line=block.line))
    issues += [
        doubt("line_astray", line=each.line, text=each.text.strip()[:30], mark=each.text.strip())
        for each in block.strays
    ]
    if block.answers_shared:
        issues.append(doubt("key_list_shared", line=block.line))
    if around.answers_first:
        issues.append(error("key_before", line=block.line))
    issues += [
        doubt("line_repeated", line=piece.line, text=piece.text.strip()[:30], mark=piece.text.strip())
        for piece in block.pieces
        if piece.shadow.strip() in around.twice and piece.line > block.line
    ]
    if block.key_unclear:
        issues.append(doubt("key_section_unclear", line=block.line, count=block.key_unclear))
    if block.key_mismatch:
        answers, wanted = block.key_mismatch
        issues.append(doubt("key_list_mismatch", line=block.line, answers=answers, questions=wanted))
    following = section.blocks[place + 1] if place + 1 < len(section.blocks) else None
    issues += _gap_issues(block, following)
    if len(block.of("answer")) > 1 and _answer_labels(block) > 1:
        issues.append(doubt("key_repeated_label", line=block.line))
    return issues


def _torn(before: list[ReadQuestion], question: ReadQuestion) -> list[Issue]:
    """A question behind one without options and key may be the rest of it."""
    lacking = before and before[0].key is None and not before[0].options and before[0].kind in (*CHOICES, "essay")
    return [doubt("previous_incomplete", line=question.line)] if lacking and question.kind in CHOICES else []


def _answer_labels(block: Block) -> int:
    """How often an answer is started anew, rather than continued on the next line."""
    fields = [piece.field for piece in block.pieces]
    begun = sum(1 for before, now in zip([None, *fields], fields, strict=False) if now == "answer" != before)
    return max(begun, sum(piece.labelled for piece in block.of("answer")))


def _gap_issues(block: Block, following: Block | None) -> list[Issue]:
    """When the next number is missing and stands somewhere inside this question, it was probably swallowed."""
    if not following or not following.gap_before or not block.number or not following.number:
        return []
    inside = "\n".join(piece.shadow for piece in block.pieces)
    for number in range(block.number + 1, min(following.number, block.number + 4)):
        if re.search(rf"(?<!\d){number}\s*[.、)\s]", inside):
            return [doubt("number_gap", line=block.line, number=number)]
    return []


# what the paper says of itself


def _count_warnings(paper: Paper, found: list[ReadQuestion], every: list[Line]) -> list[str]:
    warnings = []
    for section in paper.sections:
        warnings.extend(_section_warnings(section))
    claims = sections.claims(_before_first_question(paper, every))
    total = sum(len(section.blocks) for section in paper.sections)
    if claims.count is not None and claims.count != total:
        warnings.append(_("卷面写共 %(claimed)d 题，识别到 %(found)d 题，请核对。", claimed=claims.count, found=total))
    asked = [each.points for question in found for each in question.asked]
    points = [each for each in asked if each is not None]
    if claims.total is not None and points and len(points) == len(asked) and sum(points) != claims.total:
        warnings.append(
            _("卷面写满分 %(claimed)g 分，各题分值合计 %(found)g 分，请核对。", claimed=claims.total, found=sum(points))
        )
    return warnings


def _before_first_question(paper: Paper, every: list[Line]) -> list[Line]:
    headings = {section.heading.line for section in paper.sections if section.heading}
    first = min((block.line for section in paper.sections for block in section.blocks), default=0)
    return [line for line in every if line.number < first and line.number not in headings]


def _section_warnings(section: Section) -> list[str]:
    heading, found = section.heading, len(section.blocks)
    if heading is None or heading.kind is None:
        return []
    warnings = []
    if heading.count is not None and heading.count != found:
        warnings.append(
            _(
                "第 %(line)d 行“%(heading)s”写明 %(claimed)d 题，识别到 %(found)d 题，请核对。",
                line=heading.line,
                heading=heading.text,
                claimed=heading.count,
                found=found,
            )
        )
    counted = sum(_blanks(block) for block in section.blocks) if heading.each_blank else found
    if heading.each and heading.total and found and abs(heading.each * counted - heading.total) > 0.001:
        warnings.append(
            _(
                "第 %(line)d 行“%(heading)s”写明共 %(claimed)g 分，按 %(found)d 题（或空）计算是 %(sum)g 分，请核对。",
                line=heading.line,
                heading=heading.text,
                claimed=heading.total,
                found=counted,
                sum=heading.each * counted,
            )
        )
    return warnings


def _blanks(block: Block) -> int:
    return len(ANY_BLANK.findall(block.body)) or 1


def _rule_warnings(paper: Paper) -> list[str]:
    return [
        _(
            "第 %(line)d 行写有记分规则“%(rule)s”，不会自动采用，请在组织竞赛时设置。",
            line=section.heading.line,
            rule="，".join(section.heading.rules),
        )
        for section in paper.sections
        if section.heading and section.heading.rules
    ]


def _left_out(paper: Paper) -> list[str]:
    warnings = []
    for text, places in paper.watermarks:
        shown = "、".join(map(str, places[:5]))
        warnings.append(
            _(
                "“%(text)s”在第 %(lines)s 行等 %(count)d 处重复出现，当作页眉页脚略去。",
                text=text[:40],
                lines=shown,
                count=len(places),
            )
        )
    first = min((block.line for section in paper.sections for block in section.blocks), default=1)
    before = [line.text.strip() for line in paper.leftovers if line.number <= first]
    if before:
        warnings.append(
            _(
                "第一题之前的 %(count)d 行（标题、说明等）未读入：%(text)s",
                count=len(before),
                text="／".join(before)[:120],
            )
        )
    for line in paper.leftovers:
        if line.number <= first:
            continue
        warnings.append(
            _("第 %(line)d 行“%(text)s”不属于任何一道题，未读入。", line=line.number, text=line.text.strip()[:60])
        )
    return warnings
