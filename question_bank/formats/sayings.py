"""Every place that says an answer: the answer line, the stem, the key that stands apart."""

from __future__ import annotations

import re

from core.i18n import _
from question_bank.formats import answers, numbers, stems
from question_bank.formats.base import doubt, error
from question_bank.formats.blocks import Block
from question_bank.formats.drafts import TEXT_KINDS, TRUTH_WORD, Draft, letters_of
from question_bank.formats.kinds import CHOICES
from question_bank.formats.normalise import folded, shadow


def answer_text(block: Block) -> str:
    """What the answer line says, else the key that stands apart."""
    return written(block) or "\n".join(entry.text for entry in block.key_entries)


def written(block: Block) -> str:
    """What stands behind 答案：, without the question's own number where only that is counted on a line below."""
    pieces = block.of("answer")
    text = "\n".join(piece.text for piece in pieces).strip()
    first = next((piece for piece in pieces if piece.shadow.strip()), None)
    number = numbers.at(first.shadow) if first and not first.labelled else None
    if number is None or number.value != block.number or number.style not in ("dot", "paren", "rparen"):
        return text
    following = re.search(rf"(?<![\d.]){number.value + 1}\s*[.、)]", shadow(text))
    return text if number.shaky or following else text[len(text) - len(text.lstrip()) + number.end :].strip()


def _doubt_own_number(draft: Draft, block: Block) -> None:
    """36 behind 5. on a line below 答案： may be the answer 5.36 as well."""
    first = next((piece for piece in block.of("answer") if piece.shadow.strip()), None)
    number = numbers.at(first.shadow) if first and not first.labelled else None
    if first and number and number.shaky and number.value == block.number:
        draft.issues.append(doubt("key_written_odd", text=first.text.strip()[:30], mark=first.text.strip()))


def collect_keys(draft: Draft, block: Block) -> None:
    """All places that say an answer, for comparison: the line, the stem, the key apart."""
    line = written(block)
    _doubt_own_number(draft, block)
    sources = [(_("答案行"), line)] if line and not answers.is_empty(line) else []
    sources += [(_("答案表"), entry.text) for entry in block.key_entries if not answers.is_empty(entry.text)]
    if block.mark.strip("()[] "):
        sources.append((_("题号前的括号"), block.mark))
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
    if listed := _listed_with_texts(texts, text):
        draft.keys.append((place, listed))
    elif same and (said is None or len(shadow(text).strip(" 。.")) > 1):
        _say_option_text(draft, place, text, same)
    elif answers.names_all(text):
        draft.keys.append((place, "".join(letters_of(texts))))
        draft.issues.append(doubt("key_all", text=text, mark=text))
    elif said and not said.glued:
        _say_plain_letters(draft, place, text, said)
    elif re.fullmatch(r"[\d\s、,;.|/]+", shadow(text)) and texts:
        _say_index(draft, place, text)
    elif re.fullmatch(r"[①-⑩\s、,]+", text) and draft.options and draft.options.circled:
        draft.keys.append((place, "".join(chr(ord("A") + ord(each) - ord("①")) for each in text if "①" <= each <= "⑩")))
    else:
        _say_several_texts(draft, place, text)


_WITH_TEXT = re.compile(r"\s*[\[(]?([A-Z])[\])]?\s*[:.、]\s*(.+?)\s*")


def _listed_with_texts(texts: tuple[str, ...], text: str) -> str:
    """The letters of an answer such as A:头盔;B:手套 where each text is that of its letter; empty otherwise."""
    parts = [part for part in re.split(r"[;；\n]+", text) if part.strip()]
    found = [_WITH_TEXT.fullmatch(shadow(part)) for part in parts]
    letters = [match[1] for match in found if match]
    if len(letters) < max(2, len(parts)) or max(letters) >= chr(ord("A") + len(texts)):
        return ""
    same = all(folded(match[2]) == folded(texts[ord(match[1]) - ord("A")]) for match in found if match)
    return "".join(sorted(set(letters))) if same else ""


def _say_option_text(draft: Draft, place: str, text: str, same: list[int]) -> None:
    by_index = shadow(text).strip()
    if by_index.isdecimal() and 1 <= int(by_index) <= len(draft.texts) and int(by_index) - 1 not in same:
        draft.issues.append(error("key_ambiguous", text=text, mark=text))
    else:
        draft.keys.append((place, letters_of(draft.texts)[same[0]]))


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
        if re.search(
            r"(?<![A-Za-z])[A-H](?![A-Za-z])", re.sub(r"[(（].*?[)）]", "", shadow(note))
        ) and not text.strip().endswith((")", "）")):
            draft.issues.append(doubt("key_note", text=note, mark=note[:20]))


def _say_index(draft: Draft, place: str, text: str) -> None:
    indexes = [int(each) for each in re.findall(r"\d+", shadow(text))]
    if all(1 <= each <= len(draft.texts) for each in indexes):
        draft.keys.append((place, "".join(sorted({letters_of(draft.texts)[each - 1] for each in indexes}))))
        if not draft.by_index:
            draft.issues.append(doubt("key_by_index", text=text.strip(), mark=text.strip()))
    else:
        draft.issues.append(error("key_unreadable", text=text.strip(), mark=text.strip()))


def _say_several_texts(draft: Draft, place: str, text: str) -> None:
    parts = [part for part in re.split(r"[;；|、,，\n]", text) if part.strip()]
    places = [
        next((p for p, option in enumerate(draft.texts) if folded(option) == folded(part)), None) for part in parts
    ]
    if parts and None not in places:
        draft.keys.append((place, "".join(sorted({letters_of(draft.texts)[p] for p in places if p is not None}))))
    else:
        shown = text.strip()[:40]
        draft.issues.append(error("key_unreadable", text=shown, mark=shown))


_LETTER_AND_WORD = re.compile(r"^\s*[(\[]?([AB])[)\]]?\s*[.、:]?\s*(正确|错误|对|错|√|×)\s*[。.]?\s*$")


def _say_truth(draft: Draft, place: str, text: str) -> None:
    both = _LETTER_AND_WORD.match(shadow(text))
    if both and _listed_truth(draft, both[1], both[1]) in (None, both[2] in ("正确", "对", "√")):
        text = both[2]
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
        draft.issues.append(
            doubt(
                "key_truth_guess", text=text.strip(), meaning=_("正确") if said.value else _("错误"), mark=text.strip()
            )
        )
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
        word = answers.truth(TRUTH_WORD.sub(r"\1", shadow(draft.truth_options["AB".index(name)])))
        return word.value if word else None
    return name == "A" if draft.a_is_true else None


def _collect_from_stem(draft: Draft) -> None:
    if draft.kind in ("fill",) or (
        draft.kind is None and not draft.options and stems.FILL_BLANK.search(draft.stem.plain)
    ):
        _collect_fill(draft)
    elif draft.options or draft.kind in (*CHOICES, "choice"):
        _collect_letters(draft)
    elif draft.kind in (None, "true_false"):
        _collect_truth(draft)


def _collect_fill(draft: Draft) -> None:
    if draft.kind == "fill" and (filled := stems.filled_blanks(draft.stem)):
        draft.keys.append((_("题干横线上"), ["；".join(filled)]))
        return
    if behind := stems.keys_behind_blanks(draft.stem):
        draft.keys.append((_("题干后的括号"), ["；".join(behind)]))
        return
    found = stems.fill_key(draft.stem)
    if found:
        draft.keys.append((_("题干后的括号"), [found]))
    elif draft.kind == "fill" and not draft.keys and (filled := stems.bracketed_blanks(draft.stem)):
        draft.issues.append(doubt("key_in_brackets", text="；".join(filled), mark=filled[0]))
        draft.keys.append((_("题干括号里"), ["；".join(filled)]))


def _collect_truth(draft: Draft) -> None:
    if draft.kind is None and stems.ANY_BLANK.search(re.sub(r"[(\[]\s*[)\]]\s*[。.]?\s*$", "", draft.stem.plain)):
        return
    if draft.kind == "true_false" and (noted := stems.noted_truth(draft.stem)):
        _say_truth(draft, _("题干里的标记"), noted)
        return
    mark = stems.truth_mark(draft.stem, expected=draft.kind == "true_false")
    draft.stem.text = re.sub(r"\s*[.…·]{2,}\s*$", "", draft.stem.text) if mark else draft.stem.text
    if mark and draft.stem.marked_inside:
        draft.issues.append(doubt("key_in_middle", text=mark, mark=mark))
    if mark:
        _say_truth(draft, _("题干里的标记"), mark)


def _collect_letters(draft: Draft) -> None:
    last = letters_of(draft.texts)[-1] if draft.texts else "H"
    found = stems.letters_in(draft.stem, last)
    said = [key for _place, key in draft.keys if isinstance(key, str)]
    has_blank = bool(stems.ANY_BLANK.search(_without(draft.stem.plain, found)))
    if not found:
        _collect_far_right(draft, last)
    elif has_blank and _stands_behind(draft.stem.plain, found[-1]):
        draft.stem.drop(found[-1].start, len(draft.stem.text))
        draft.keys.append((_("题干末尾"), "".join(sorted(set(found[-1].letters)))))
        stems.strip_tags(draft.stem)
    elif has_blank:
        named = {letter for each in found for letter in each.letters}
        if (said and named <= set("".join(said))) or (not said and not _collect_far_right(draft, last)):
            draft.issues.append(doubt("key_in_stem", text=found[0].written, mark=found[0].written))
    else:
        _take_letters(draft, found, said)


def _stands_behind(plain: str, found: stems.Found) -> bool:
    """Whether a bracket of letters stands behind a finished stem."""
    before, after = plain[: found.start].rstrip(), plain[found.end :]
    return not after.strip() and bool(before) and before[-1] in "。.?!)"


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
    draft.keys.append((_("题干括号里"), together))


def _collect_far_right(draft: Draft, last: str) -> bool:
    found = stems.letters_far_right(draft.stem, last)
    if found:
        draft.stem.drop(found.start, found.end)
        draft.keys.append((_("题干末尾"), "".join(sorted(set(found.letters)))))
    return found is not None
