"""Understands one block of a paper: its stem, options and the rest; the key comes from its neighbours."""

from __future__ import annotations

import re
from dataclasses import replace

from core.i18n import _
from question_bank.formats import answers, listed, looks, marked_by, options, sayings, settling, stems, ticked
from question_bank.formats.base import Issue, Key, ReadQuestion, doubt, error
from question_bank.formats.blocks import TEXT, Block
from question_bank.formats.drafts import TRUTH_WORD, Draft, letters_of
from question_bank.formats.kinds import CHOICES, kind_named
from question_bank.formats.normalise import BLANK, folded, joined, shadow, tidy
from question_bank.formats.options import Options
from question_bank.formats.stems import Stem

_DIFFICULTY = {
    **dict.fromkeys(("易", "较易", "简单", "容易", "低", "初级", "基础", "1", "一", "easy"), 1),
    **dict.fromkeys(("中", "一般", "适中", "中等", "普通", "中级", "2", "二", "medium", "3", "三"), 2),
    **dict.fromkeys(("难", "较难", "困难", "高", "很难", "高级", "4", "5", "四", "五", "hard"), 3),
}


def understood(block: Block, order: int, raw: str) -> ReadQuestion:
    """The question a block holds, with every reason against it."""
    body, plain = _body(block)
    if kind := _listed_kind(block, body):
        return _listed(block, kind, body, order, raw)
    if marked := ticked.taken(body):
        body, plain = marked.body, shadow(marked.body)
    draft = Draft(_section_kind(block), Stem(body), a_is_true=bool(block.heading and block.heading.a_is_true))
    draft.body = body
    draft.looks = "\n".join(piece.looks.ljust(len(piece.text)) for piece in block.of(TEXT))
    if draft.kind == "fill":
        looks.take_underlined(draft)
    _split_options(draft, block, body, plain)
    if draft.kind in (None, "choice", *CHOICES):
        looks.take_lettered_lines(draft)
    if marked:
        draft.looks = ""  # its characters no longer stand where they stood
        draft.keys.append((_("选项后的标记"), marked.letters or marked.truth))
    return _finished(draft, block, order, raw)


def understood_row(block: Block, texts: tuple[str, ...], order: int, raw: str) -> ReadQuestion:
    """The question a row of a table holds; its options stand in cells, its key may count them."""
    body, plain = _body(block)
    if kind := _listed_kind(block, body):
        lettered = "\n".join(f"{letter}. {text}" for letter, text in zip(letters_of(texts), texts, strict=True))
        return _listed(block, kind, "\n".join(filter(None, (body, lettered))), order, raw)
    draft = Draft(_section_kind(block), Stem(body), by_index=True)
    if texts:
        draft.options = Options(0, texts, tuple(letters_of(texts)))
        _take_truth_options(draft)
    else:
        _split_options(draft, block, body, plain)
    return _finished(draft, block, order, raw)


def _listed_kind(block: Block, body: str) -> str | None:
    """The kind of a question made of lists, by its own tag or else by its section."""
    stem = Stem(body)
    stems.strip_tags(stem)
    written = [*stem.tags, *(piece.text.strip() for piece in block.of("kind"))]
    kind = next((named for word in written if (named := kind_named(word))), None) or _section_kind(block)
    return kind if kind in listed.KINDS else None


def _listed(block: Block, kind: str, body: str, order: int, raw: str) -> ReadQuestion:
    draft = Draft(kind, Stem(body))
    stems.strip_tags(draft.stem)
    settling.settle_tag(draft, block)
    said = sayings.answer_text(block)
    if len({folded(text) for text in (said, *(entry.text for entry in block.key_entries)) if text.strip()}) > 1:
        draft.issues.append(error("key_conflict", first=said[:30], second=block.key_entries[0].text[:30]))
    found = listed.understood(kind, draft.stem.text, said)
    draft.issues.extend(found.issues)
    draft.stem = Stem(found.stem)
    question = replace(_assembled(draft, block, kind, found.key, order, raw), options=found.options)
    return question.with_issues(*_located(draft.issues, block))


def _finished(draft: Draft, block: Block, order: int, raw: str) -> ReadQuestion:
    stems.strip_tags(draft.stem)
    settling.settle_tag(draft, block)
    sayings.collect_keys(draft, block)
    looks.collect(draft)
    kind = settling.settled_kind(draft, block)
    key = settling.settled_key(draft, kind, block)
    question = marked_by.with_marking(_assembled(draft, block, kind, key, order, raw))
    return question.with_issues(*_located(draft.issues, block))


def _body(block: Block) -> tuple[str, str]:
    pieces = block.of(TEXT)
    text = "\n".join(piece.text for piece in pieces)
    return text, "\n".join(piece.shadow for piece in pieces)


def _section_kind(block: Block) -> str | None:
    kind = block.heading.kind if block.heading else None
    return None if kind == "material" else kind


def _located(issues: list[Issue], block: Block) -> list[Issue]:
    """Each issue with the line it is about: the first that holds its mark, else the question's first."""
    found = []
    for issue in issues:
        line = issue.line or next(
            (piece.line for piece in block.pieces if issue.mark and issue.mark in piece.text), block.line
        )
        found.append(replace(issue, line=line))
    return found


def _split_options(draft: Draft, block: Block, body: str, plain: str) -> None:
    if _is_truth_list(draft, body):
        return
    found = options.find(body, plain)
    if found is None and _may_have_bare_options(draft, block):
        found = options.find_bare(body, plain) or _circled(draft, block, body, plain) or _unlettered(draft, block)
    if found is None:
        return
    draft.options = found
    draft.stem = Stem(body[: found.start])
    draft.issues.extend(found.issues)
    _close_bracket(draft, found)
    earlier = options.find(draft.stem.text, draft.stem.plain)
    if earlier and options.stand_apart(earlier, draft.stem.plain):
        draft.issues.append(error("two_questions"))
    _take_ticks(draft, found)
    _take_truth_options(draft)


def _take_ticks(draft: Draft, found: Options) -> None:
    """A tick behind some of the options, as in A.98√ B.60, is a key."""
    ticked = [bool(re.search(r"\S\s*[√✓✔]$", text)) for text in found.texts]
    if not any(ticked) or all(ticked):
        return
    texts = tuple(text.rstrip("√✓✔ ") if tick else text for text, tick in zip(found.texts, ticked, strict=True))
    draft.options = replace(found, texts=texts)
    letters = "".join(letter for letter, tick in zip(letters_of(texts), ticked, strict=True) if tick)
    draft.keys.append((_("选项后的标记"), letters))


def _close_bracket(draft: Draft, found: Options) -> None:
    """Options written inside the blank, as in 由（A.3至5 B.5至7）人组成."""
    last = shadow(found.texts[-1])
    if draft.stem.plain.rstrip().endswith("(") and ")" in last and "(" not in last[: last.index(")")]:
        inside, after = found.texts[-1][: last.index(")")], found.texts[-1][last.index(")") + 1 :]
        draft.stem = Stem(draft.stem.text.rstrip()[:-1] + BLANK + after)
        draft.options = replace(found, texts=(*found.texts[:-1], inside.strip()))


def _take_truth_options(draft: Draft) -> None:
    """Two options that say 正确 and 错误 make a true/false question."""
    texts = draft.texts
    if (
        len(texts) == 2
        and all(TRUTH_WORD.match(shadow(text)) for text in texts)
        and draft.kind in (None, "true_false", "choice")
    ):
        draft.truth_options = list(texts)
        draft.options = None


def _is_truth_list(draft: Draft, body: str) -> bool:
    """正确 and 错误 on lines of their own below the stem."""
    if draft.kind not in (None, "true_false", "choice"):
        return False
    parts = body.rstrip().split("\n")
    words = [match[1] for part in parts[-2:] if (match := TRUTH_WORD.match(shadow(part)))]
    if len(parts) < 3 or len(words) != 2:
        return False
    draft.truth_options = words
    draft.stem = Stem("\n".join(parts[:-2]))
    return True


def _may_have_bare_options(draft: Draft, block: Block) -> bool:
    if draft.kind in CHOICES or draft.kind == "choice":
        return True
    said = sayings.answer_text(block)
    return draft.kind is None and bool(said and re.fullmatch(r"[\sA-H、,;.()①-⑩]+", shadow(said)))


def _circled(draft: Draft, block: Block, body: str, plain: str) -> Options | None:
    """①②③ in place of letters, sure where the section asks to choose and the stem before them is whole."""
    said = sayings.answer_text(block)
    found = options.find_circled(body, plain) if said and re.match(r"\s*[①-⑩]", said) else None
    if found and draft.kind in CHOICES and re.search(r"[(]\s*[)][^()]{0,12}$|[?:]\s*$", plain[: found.start]):
        return replace(found, issues=())
    return found


def _unlettered(draft: Draft, block: Block) -> Options | None:
    """Lines below a stem that ends in a blank, when the key says how many there must at least be."""
    parts = block.of(TEXT)
    said = answers.letters(sayings.answer_text(block) or "")
    ends = next(
        (
            place
            for place, piece in enumerate(parts)
            if re.search(r"\(\s*\)\s*[。.?:]?\s*$|[?:]\s*$|_{2,}", piece.shadow)
        ),
        None,
    )
    if ends is None or said is None:
        return None
    below = parts[ends + 1 :]
    texts = [text for piece in below for text in re.split(r"\t+|\s{3,}", piece.text.strip()) if text.strip()]
    if not 2 <= len(texts) <= 8 or max(said.letters) > chr(ord("A") + len(texts) - 1):
        return None
    start = sum(len(piece.text) + 1 for piece in parts[: ends + 1])
    letters = tuple(chr(ord("A") + place) for place in range(len(texts)))
    bare, odd = options.without_typed_letters(texts)
    return Options(start, options.trimmed(bare), letters, (doubt("options_unlettered", mark=texts[0]), *odd))


def _assembled(draft: Draft, block: Block, kind: str, key: Key, order: int, raw: str) -> ReadQuestion:
    if kind == "true_false":
        stems.strip_empty_end(draft.stem)
    if kind in CHOICES and (odd := stems.ocr_blank(draft.stem)):
        draft.issues.append(doubt("stem_ocr_blank", text=odd))
    explanation = [*draft.notes, *_wrapped(block, "explanation"), *_tail(draft, block)]
    return ReadQuestion(
        number=block.number or order,
        kind=kind,
        stem=stems.finished(draft.stem.text),
        options=tuple(tidy(joined(text.split("\n"))) for text in draft.texts),
        key=key,
        explanation=" ".join(part for part in explanation if part),
        points=_points(draft, block, kind),
        topic="".join(_wrapped(block, "topic")),
        source="".join(_wrapped(block, "source")),
        difficulty=_difficulty(draft, block),
        line=block.line,
        last_line=block.last_line,
        raw=raw,
    )


def _wrapped(block: Block, name: str) -> list[str]:
    text = joined([piece.text for piece in block.of(name)])
    if name != "explanation":
        text = re.sub(r"^([^(（\[【]*)[)）\]】]$", r"\1", text)
    entries = [entry.explanation for entry in block.key_entries] if name == "explanation" else []
    return [each.strip() for each in (text, *entries) if each.strip() and not answers.is_empty(each)]


def _tail(draft: Draft, block: Block) -> list[str]:
    pieces = block.of("tail")
    if pieces:
        draft.issues.append(doubt("tail_text", mark=pieces[0].text.strip()[:30], line=pieces[0].line))
    return [joined([piece.text for piece in pieces])]


def _points(draft: Draft, block: Block, kind: str) -> float | None:
    written = "".join(piece.shadow for piece in block.of("points")).strip(" 分。.)]")
    if written:
        if re.fullmatch(r"\d+(?:\.\d+)?", written):
            return float(written)
        draft.issues.append(doubt("points_unknown", text=written, mark=written))
    if draft.stem.points is not None:
        return draft.stem.points
    heading = block.heading
    if heading and heading.each and heading.each_blank and kind == "fill":
        return heading.each * (len(stems.ANY_BLANK.findall(draft.stem.plain)) or 1)
    return heading.each if heading else None


def _difficulty(draft: Draft, block: Block) -> int | None:
    said = dict.fromkeys(piece.text.strip(" 。.()[]（）【】") for piece in block.of("difficulty"))
    written = "".join(said) or draft.stem.level
    if not written:
        return None
    found = difficulty(written)
    if found is None:
        draft.issues.append(doubt("difficulty_unknown", text=written, mark=written))
    return found


def difficulty(written: str) -> int | None:
    """1 easy, 2 medium, 3 hard from the ways people write it; None when it cannot be told.

    Figures 1 to 5 rise with difficulty; a fraction is the share expected to answer rightly.
    """
    word = shadow(written).strip().lower()
    if word.count("★") == len(word.strip("☆")) and word:
        word = str(word.count("★"))
    if re.fullmatch(r"0?\.\d+", word):
        share = float(word)
        return 1 if share >= 0.7 else 2 if share >= 0.4 else 3
    word = re.sub(r"\.0+$", "", word)
    return _DIFFICULTY.get(word) or _DIFFICULTY.get(word.rstrip("题度级"))
