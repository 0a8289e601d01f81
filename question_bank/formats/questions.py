"""Understands one block of a paper: its kind, stem, options, key and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from question_bank.formats import answers, options, stems
from question_bank.formats.base import Issue, Key, ReadQuestion, doubt, error
from question_bank.formats.blocks import TEXT, Block
from question_bank.formats.kinds import CHOICES, kind_named
from question_bank.formats.normalise import folded, joined, shadow, tidy
from question_bank.formats.options import Options
from question_bank.formats.stems import Stem
from question_bank.formats.wording import LABELS

_DIFFICULTY = {
    **dict.fromkeys(("易", "较易", "简单", "容易", "低", "初级", "基础", "1", "一", "easy"), 1),
    **dict.fromkeys(("中", "一般", "适中", "中等", "普通", "中级", "2", "二", "medium", "3", "三"), 2),
    **dict.fromkeys(("难", "较难", "困难", "高", "很难", "高级", "4", "5", "四", "五", "hard"), 3),
}
_TRUTH_WORD = re.compile(r"^\s*[○●◯□■◇◆☐☑⊙]?\s*[(\[]?[A-B]?[)\]]?\s*[.、:)\-]?\s*(正确|错误|对|错|是|否|√|×|✓|✗)\s*[。.;]?\s*$")
_SAID = re.compile(r"(?:正确答案|本题答案|答案)(?:应?(?:为|是|选)|应为)\s*:?\s*[“\"]?([A-H](?:、?[A-H])*)(?![A-Za-z])|故\s*(?:本题|答案)?\s*(?:应?选|选择)\s*([A-H](?:、?[A-H])*)(?![A-Za-z])")
TEXT_KINDS = ("short_answer", "essay", "material", "matching", "ordering", "classification", "hotspot", "find_error", "numeric")


@dataclass
class Draft:
    """A question while it is being understood; sources of the key are kept apart until they are compared."""

    kind: str | None
    stem: Stem
    options: Options | None = None
    truth_options: list[str] = field(default_factory=list)
    keys: list[tuple[str, Key]] = field(default_factory=list)  # where it was found, what it says
    notes: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    a_is_true: bool = False
    by_index: bool = False  # whether a figure as key plainly counts the options

    @property
    def texts(self) -> tuple[str, ...]:
        """The option texts."""
        return self.options.texts if self.options else ()


def understood(block: Block, order: int, raw: str) -> ReadQuestion:
    """The question a block holds, with every reason against it."""
    body, plain = _body(block)
    draft = Draft(_section_kind(block), Stem(body), a_is_true=bool(block.heading and block.heading.a_is_true))
    _split_options(draft, block, body, plain)
    return _finished(draft, block, order, raw)


def understood_row(block: Block, texts: tuple[str, ...], order: int, raw: str) -> ReadQuestion:
    """The question a row of a table holds; its options stand in cells, its key may count them."""
    body, plain = _body(block)
    draft = Draft(_section_kind(block), Stem(body), by_index=True)
    if texts:
        draft.options = Options(0, texts, tuple(_letters(texts)))
        _take_truth_options(draft)
    else:
        _split_options(draft, block, body, plain)
    return _finished(draft, block, order, raw)


def _finished(draft: Draft, block: Block, order: int, raw: str) -> ReadQuestion:
    stems.strip_tags(draft.stem)
    _settle_tag(draft, block)
    _collect_keys(draft, block)
    kind = _settled_kind(draft, block)
    key = _settled_key(draft, kind, block)
    question = _assembled(draft, block, kind, key, order, raw)
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
        line = issue.line or next((piece.line for piece in block.pieces if issue.mark and issue.mark in piece.text), block.line)
        found.append(replace(issue, line=line))
    return found


# options


def _split_options(draft: Draft, block: Block, body: str, plain: str) -> None:
    if _is_truth_list(draft, body):
        return
    found = options.find(body, plain)
    if found is None and _may_have_bare_options(draft, block):
        found = options.find_bare(body, plain) or _circled(block, body, plain) or _unlettered(draft, block)
    if found is None:
        return
    draft.options = found
    draft.stem = Stem(body[: found.start])
    draft.issues.extend(found.issues)
    _take_truth_options(draft)


def _take_truth_options(draft: Draft) -> None:
    """Two options that say 正确 and 错误 make a true/false question."""
    texts = draft.texts
    if len(texts) == 2 and all(_TRUTH_WORD.match(shadow(text)) for text in texts) and draft.kind in (None, "true_false", "choice"):
        draft.truth_options = list(texts)
        draft.options = None


def _is_truth_list(draft: Draft, body: str) -> bool:
    """正确 and 错误 on lines of their own below the stem."""
    if draft.kind not in (None, "true_false", "choice"):
        return False
    parts = body.rstrip().split("\n")
    words = [match[1] for part in parts[-2:] if (match := _TRUTH_WORD.match(shadow(part)))]
    if len(parts) < 3 or len(words) != 2:
        return False
    draft.truth_options = words
    draft.stem = Stem("\n".join(parts[:-2]))
    return True


def _may_have_bare_options(draft: Draft, block: Block) -> bool:
    if draft.kind in CHOICES or draft.kind == "choice":
        return True
    said = _answer_text(block)
    return draft.kind is None and bool(said and re.fullmatch(r"[\sA-H、,;.()①-⑩]+", shadow(said)))


def _circled(block: Block, body: str, plain: str) -> Options | None:
    said = _answer_text(block)
    return options.find_circled(body, plain) if said and re.match(r"\s*[①-⑩]", said) else None


def _unlettered(draft: Draft, block: Block) -> Options | None:
    """Lines below a stem that ends in a blank, when the key says how many there must at least be."""
    parts = block.of(TEXT)
    said = answers.letters(_answer_text(block) or "")
    ends = next((place for place, piece in enumerate(parts) if re.search(r"\(\s*\)\s*[。.?:]?\s*$|[?:]\s*$|_{2,}", piece.shadow)), None)
    if ends is None or said is None:
        return None
    below = parts[ends + 1 :]
    texts = [text for piece in below for text in re.split(r"\t+|\s{3,}", piece.text.strip()) if text.strip()]
    if not 2 <= len(texts) <= 8 or max(said.letters) > chr(ord("A") + len(texts) - 1):
        return None
    start = sum(len(piece.text) + 1 for piece in parts[: ends + 1])
    letters = tuple(chr(ord("A") + place) for place in range(len(texts)))
    return Options(start, options.trimmed(texts), letters, (doubt("options_unlettered", mark=texts[0]),))


# the kind


def _settle_tag(draft: Draft, block: Block) -> None:
    written = [*draft.stem.tags, *(piece.text.strip() for piece in block.of("kind"))]
    for word in written:
        kind = kind_named(word)
        if kind is None:
            draft.issues.append(doubt("kind_unknown", text=word, mark=word))
        elif draft.kind in (None, "choice"):
            draft.kind = kind
        elif kind not in (draft.kind, "choice"):
            named = LABELS[draft.kind]
            draft.issues.append(doubt("kind_tag_differs", tag=LABELS[kind], section=named, mark=word))
            draft.kind = kind


def _settled_kind(draft: Draft, block: Block) -> str:
    if draft.kind and draft.kind != "choice":
        return draft.kind
    if draft.options:
        named = next((key for _place, key in draft.keys if isinstance(key, str)), "")
        return "multiple" if len(set(named)) > 1 else "single"
    if draft.truth_options or any(isinstance(key, bool) for _place, key in draft.keys):
        return "true_false"
    if draft.kind == "choice":
        return "single"
    if stems.FILL_BLANK.search(draft.stem.plain):
        return "fill"
    said = _answer_text(block)
    if said and answers.truth(said) and not stems.ANY_BLANK.search(draft.stem.plain.rstrip(" ()。")):
        return "true_false"
    if said and re.fullmatch(r"[\s()\[\]A-H、,;.]+", shadow(said)) and not answers.is_empty(said):
        return "multiple" if len(re.findall(r"[A-H]", shadow(said))) > 1 else "single"
    if stems.ANY_BLANK.search(draft.stem.plain) and said:
        return "fill" if len(said.strip()) <= 30 else "short_answer"
    return "essay"


# where the key is said


def _answer_text(block: Block) -> str:
    return "\n".join(piece.text for piece in block.of("answer")).strip() or "\n".join(entry.text for entry in block.key_entries)


def _collect_keys(draft: Draft, block: Block) -> None:
    """All places that say an answer, for comparison: the line, the stem, the key apart."""
    written = "\n".join(piece.text for piece in block.of("answer")).strip()
    sources = [("答案行", written)] if written and not answers.is_empty(written) else []
    sources += [("答案表", entry.text) for entry in block.key_entries if not answers.is_empty(entry.text)]
    if block.mark.strip("()[] "):
        sources.append(("题号前的括号", block.mark))
    for place, text in sources:
        _say(draft, place, text)
    _collect_from_stem(draft)


def _say(draft: Draft, place: str, text: str) -> None:
    kind = draft.kind
    if draft.options and kind not in ("true_false", "fill", *TEXT_KINDS):
        _say_letters(draft, place, text)
    elif kind == "true_false" or draft.truth_options or (kind is None and answers.truth(text)):
        _say_truth(draft, place, text)
    elif kind in (*CHOICES, "choice") or (kind is None and draft.options):
        _say_letters(draft, place, text)
    else:
        draft.keys.append((place, [text]))


def _say_letters(draft: Draft, place: str, text: str) -> None:
    texts = draft.texts
    same = [position for position, option in enumerate(texts) if folded(option) == folded(text)]
    said = answers.letters(text)
    if same and (said is None or len(shadow(text).strip(" 。.")) > 1):
        _say_option_text(draft, place, text, same)
    elif answers.names_all(text):
        draft.keys.append((place, "".join(_letters(texts))))
        draft.issues.append(doubt("key_all", text=text, mark=text))
    elif said and not said.glued:
        _say_plain_letters(draft, place, text, said)
    elif re.fullmatch(r"[\d\s、,;.]+", shadow(text)) and texts:
        _say_index(draft, place, text)
    elif re.fullmatch(r"[①-⑩\s、,]+", text) and any(issue.code == "options_circled" for issue in draft.issues):
        draft.keys.append((place, "".join(chr(ord("A") + ord(each) - ord("①")) for each in text if "①" <= each <= "⑩")))
    else:
        _say_several_texts(draft, place, text)


def _say_option_text(draft: Draft, place: str, text: str, same: list[int]) -> None:
    by_index = shadow(text).strip()
    if by_index.isdigit() and 1 <= int(by_index) <= len(draft.texts) and int(by_index) - 1 not in same:
        draft.issues.append(error("key_ambiguous", text=text, mark=text))
    else:
        draft.keys.append((place, _letters(draft.texts)[same[0]]))


def _say_plain_letters(draft: Draft, place: str, text: str, said: answers.Letters) -> None:
    named, note = said.letters, said.note
    if len(set(named)) < len(named):
        draft.issues.append(doubt("key_repeated", text=text.strip(), mark=text.strip()))
    ordered = "".join(sorted(set(named)))
    if note and len(ordered) == 1 and ord(ordered) - ord("A") < len(draft.texts):
        option = draft.texts[ord(ordered) - ord("A")]
        if folded(note) == folded(option):
            note = ""
        elif any(folded(note) == folded(other) for other in draft.texts):
            draft.issues.append(error("key_text_conflict", text=text.strip(), letter=ordered, mark=text.strip()))
    draft.keys.append((place, ordered))
    if note:
        draft.notes.append(note)
        if re.search(r"(?<![A-Za-z])[A-H](?![A-Za-z])", re.sub(r"[(（].*?[)）]", "", shadow(note))) and not text.strip().endswith((")", "）")):
            draft.issues.append(doubt("key_note", text=note, mark=note[:20]))


def _say_index(draft: Draft, place: str, text: str) -> None:
    indexes = [int(each) for each in re.findall(r"\d+", shadow(text))]
    if all(1 <= each <= len(draft.texts) for each in indexes):
        draft.keys.append((place, "".join(sorted({_letters(draft.texts)[each - 1] for each in indexes}))))
        if not draft.by_index:
            draft.issues.append(doubt("key_by_index", text=text.strip(), mark=text.strip()))
    else:
        draft.issues.append(error("key_unreadable", text=text.strip(), mark=text.strip()))


def _say_several_texts(draft: Draft, place: str, text: str) -> None:
    parts = [part for part in re.split(r"[;；|、,，\n]", text) if part.strip()]
    places = [next((p for p, option in enumerate(draft.texts) if folded(option) == folded(part)), None) for part in parts]
    if parts and None not in places:
        draft.keys.append((place, "".join(sorted({_letters(draft.texts)[p] for p in places if p is not None}))))
    else:
        shown = text.strip()[:40]
        draft.issues.append(error("key_unreadable", text=shown, mark=shown))


def _letters(texts: tuple[str, ...]) -> list[str]:
    return [chr(ord("A") + place) for place in range(len(texts))]


def _say_truth(draft: Draft, place: str, text: str) -> None:
    said = answers.truth(text)
    letter = shadow(text).strip(" ()[]。.").upper()
    listed = _listed_truth(draft, text, letter)
    if listed is not None:
        draft.keys.append((place, listed))
    elif said and said.sure:
        draft.keys.append((place, said.value))
        draft.notes.extend([said.note] if said.note else [])
    elif said:
        draft.keys.append((place, said.value))
        draft.issues.append(doubt("key_truth_guess", text=text.strip(), meaning="正确" if said.value else "错误", mark=text.strip()))
    else:
        shown = text.strip()[:40]
        draft.issues.append(error("key_truth_unclear", text=shown, mark=shown))


def _listed_truth(draft: Draft, text: str, letter: str) -> bool | None:
    """A or B where the choices 正确 and 错误 are listed, or the section says what A means."""
    lettered = answers.letters(text)
    name = letter if letter in ("A", "B") else lettered.letters if lettered and lettered.letters in ("A", "B") else ""
    if draft.by_index and letter in ("1", "2") and draft.truth_options:
        name = "AB"[int(letter) - 1]
    if not name:
        return None
    if draft.truth_options:
        word = answers.truth(_TRUTH_WORD.sub(r"\1", shadow(draft.truth_options["AB".index(name)])))
        return word.value if word else None
    return name == "A" if draft.a_is_true else None


# answers written into the stem


def _collect_from_stem(draft: Draft) -> None:
    if draft.kind in ("fill",) or (draft.kind is None and not draft.options and stems.FILL_BLANK.search(draft.stem.plain)):
        _collect_fill(draft)
    elif draft.options or draft.kind in (*CHOICES, "choice"):
        _collect_letters(draft)
    elif draft.kind in (None, "true_false"):
        _collect_truth(draft)


def _collect_fill(draft: Draft) -> None:
    found = stems.fill_key(draft.stem)
    if found:
        draft.keys.append(("题干后的括号", [found]))


def _collect_truth(draft: Draft) -> None:
    if draft.kind is None and stems.ANY_BLANK.search(re.sub(r"[(\[]\s*[)\]]\s*[。.]?\s*$", "", draft.stem.plain)):
        return
    mark = stems.truth_mark(draft.stem, expected=draft.kind == "true_false")
    if mark:
        _say_truth(draft, "题干里的标记", mark)


def _collect_letters(draft: Draft) -> None:
    last = _letters(draft.texts)[-1] if draft.texts else "H"
    found = stems.letters_in(draft.stem, last)
    said = [key for _place, key in draft.keys if isinstance(key, str)]
    has_blank = bool(stems.ANY_BLANK.search(_without(draft.stem.plain, found)))
    if not found:
        _collect_far_right(draft, last)
    elif has_blank:
        if not said and not _collect_far_right(draft, last):
            draft.issues.append(doubt("key_in_stem", text=found[0].written, mark=found[0].written))
    else:
        _take_letters(draft, found, said)


def _without(plain: str, found: list[stems.Found]) -> str:
    for each in reversed(found):
        plain = plain[: each.start] + "\n" + plain[each.end :]
    return plain


def _take_letters(draft: Draft, found: list[stems.Found], said: list[str]) -> None:
    together = "".join(sorted({letter for each in found for letter in each.letters}))
    if len(found) > 1 and not said:
        draft.issues.append(doubt("key_several_blanks", letters=together))
    for each in reversed(found):
        draft.stem.drop(each.start, each.end, "（  ）")
    draft.keys.append(("题干括号里", together))


def _collect_far_right(draft: Draft, last: str) -> bool:
    found = stems.letters_far_right(draft.stem, last)
    if found:
        draft.stem.drop(found.start, found.end)
        draft.keys.append(("题干末尾", "".join(sorted(set(found.letters)))))
    return found is not None


# comparing and finishing


def _settled_key(draft: Draft, kind: str, block: Block) -> Key:
    if kind == "fill":
        return _fill_key(draft)
    if kind in TEXT_KINDS:
        return "\n".join(text for _place, key in draft.keys if isinstance(key, list) for text in key) or None
    usable = [(place, key) for place, key in draft.keys if isinstance(key, bool if kind == "true_false" else str)]
    odd = [(place, key) for place, key in draft.keys if (place, key) not in usable]
    if odd:
        _report_odd(draft, kind, odd)
    different = next(((place, key) for place, key in usable if key != usable[0][1]), None)
    if different:
        first, second = (f"{place}（{_shown(key)}）" for place, key in (usable[0], different))
        draft.issues.append(error("key_conflict", first=first, second=second))
        return None
    key = usable[0][1] if usable else None
    _check_explained(draft, block, key)
    return list(key) if isinstance(key, str) and kind in ("multiple", "indefinite") else key


def _report_odd(draft: Draft, kind: str, odd: list[tuple[str, Key]]) -> None:
    said = "、".join(f"{place}（{_shown(key)}）" for place, key in odd)
    draft.issues.append(error("kind_conflict", first=f"按“{LABELS[kind]}”读", second=f"答案却是{said}"))


def _shown(key: Key) -> str:
    if isinstance(key, bool):
        return "正确" if key else "错误"
    return "；".join(key) if isinstance(key, list) else str(key)


def _check_explained(draft: Draft, block: Block, key: Key) -> None:
    """An explanation that names another answer puts the key in doubt; it never gives the key."""
    if not isinstance(key, str):
        return
    for piece in block.of("explanation"):
        for found in _SAID.finditer(piece.shadow):
            said = "".join(sorted(set(re.sub(r"[^A-H]", "", found[1] or found[2]))))
            if not set(said) <= set(key):
                draft.issues.append(doubt("key_explained_otherwise", said=said, letters=key, mark=piece.text[found.start() : found.end()]))
                return


def _fill_key(draft: Draft) -> Key:
    written = [text for _place, key in draft.keys for text in (key if isinstance(key, list) else [_shown(key)])]
    if not written:
        return None
    if len({folded(text) for text in written}) > 1:
        draft.issues.append(error("key_conflict", first=written[0], second=written[1]))
        return None
    blanks = len(stems.ANY_BLANK.findall(draft.stem.plain)) or 1
    parts = _blank_parts(written[0], blanks)
    if len(parts) != blanks:
        draft.issues.append(error("key_blanks", blanks=blanks, answers=len(parts)))
    return [[each.strip() for each in re.split(r"或者?|/", part) if each.strip()] for part in parts]


def _blank_parts(text: str, blanks: int) -> list[str]:
    """One text a blank: ；| between blanks first, then 、, and spaces only while they make the count right."""
    numbered = re.split(r"\s*(?:\(\d+\)|\d+\s*[.、)](?!\d)|[①-⑩])\s*", shadow(text))
    if numbered and not numbered[0].strip() and len(numbered) - 1 == blanks:
        return [part.strip(" ;；,，") for part in numbered[1:]]
    if blanks == 1:
        return [text.strip().rstrip("。")]
    parts = [text]
    for pattern in (r"[;；|\n]+", r"[;；|、\n]+", r"[;；|、,，\n]+", r"[;；|、,，\s]+"):
        parts = [part.strip() for part in re.split(pattern, text.strip().rstrip("。;；")) if part.strip()]
        if len(parts) == blanks:
            return parts
    return parts


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
        points=_points(draft, block),
        topic="".join(_wrapped(block, "topic")),
        source="".join(_wrapped(block, "source")),
        difficulty=_difficulty(draft, block),
        line=block.line,
        last_line=block.last_line,
        raw=raw,
    )


def _wrapped(block: Block, name: str) -> list[str]:
    text = joined([piece.text for piece in block.of(name)])
    entries = [entry.explanation for entry in block.key_entries] if name == "explanation" else []
    return [each.strip() for each in (text, *entries) if each.strip() and not answers.is_empty(each)]


def _tail(draft: Draft, block: Block) -> list[str]:
    pieces = block.of("tail")
    if pieces:
        draft.issues.append(doubt("tail_text", mark=pieces[0].text.strip()[:30], line=pieces[0].line))
    return [joined([piece.text for piece in pieces])]


def _points(draft: Draft, block: Block) -> float | None:
    written = "".join(piece.shadow for piece in block.of("points")).strip(" 分。.")
    if written:
        if re.fullmatch(r"\d+(?:\.\d+)?", written):
            return float(written)
        draft.issues.append(doubt("points_unknown", text=written, mark=written))
    if draft.stem.points is not None:
        return draft.stem.points
    return block.heading.each if block.heading else None


def _difficulty(draft: Draft, block: Block) -> int | None:
    written = "".join(piece.text for piece in block.of("difficulty")).strip(" 。.") or draft.stem.level
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
