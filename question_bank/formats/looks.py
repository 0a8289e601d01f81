"""How text is set off in a Word paper, and what that says about the key: the last source of all, always in doubt."""

from __future__ import annotations

import re

from core.i18n import _
from question_bank.formats import answers
from question_bank.formats.base import doubt, error
from question_bank.formats.drafts import Draft, letters_of
from question_bank.formats.kinds import CHOICES
from question_bank.formats.normalise import shadow

BOLD, UNDERLINED, COLOURED, MARKED = 1, 2, 4, 8
PLAIN = " "
_LEAST_SHARE = 0.8
_PLAIN_COLOURS = {"", "AUTO", "000000", "FFFFFF"}


def look(*, bold: bool, underline: bool, color: str, highlight: str) -> str:
    """One character that tells how a character is set off; a space for plain text."""
    bits = BOLD * bold + UNDERLINED * underline
    bits += COLOURED * (color.upper() not in _PLAIN_COLOURS and not _is_dark(color)) + MARKED * bool(highlight)
    return chr(ord("@") + bits) if bits else PLAIN


def _is_dark(color: str) -> bool:
    """Whether a colour can hardly be told from black."""
    parts = [color[place : place + 2] for place in (0, 2, 4)]
    try:
        return max(int(part, 16) for part in parts) < 0x40
    except ValueError:
        return False


def _bits(character: str) -> int:
    return ord(character) - ord("@") if "@" <= character <= "O" else 0


def collect(draft: Draft) -> None:
    """Compare the letters that formatting points at with the key; without any other key they become it."""
    if not draft.options or not draft.options.spans or not draft.looks.strip():
        return
    if draft.kind not in (None, "choice", *CHOICES):
        return
    said = {bit: letters for bit in (COLOURED, MARKED, UNDERLINED, BOLD) if (letters := _letters(draft, bit))}
    if not said:
        return
    written = next((key for _place, key in draft.keys if isinstance(key, str)), "")
    if written:
        _compare(draft, said, written)
    elif len(set(said.values())) > 1:
        first, second = list(said.items())[:2]
        draft.issues.append(
            error("key_conflict", first=f"{_name(first[0])}（{first[1]}）", second=f"{_name(second[0])}（{second[1]}）")
        )
    else:
        letters = next(iter(said.values()))
        draft.keys.append((_("字体格式"), letters))
        draft.issues.append(doubt("key_by_look", look="、".join(map(_name, said)), letters=letters))


def _compare(draft: Draft, said: dict[int, str], written: str) -> None:
    for bit, letters in said.items():
        if letters != written and bit in (COLOURED, MARKED):
            first, second = f"{draft.keys[0][0]}（{written}）", f"{_name(bit)}（{letters}）"
            draft.issues.append(error("key_conflict", first=first, second=second))
            return
        if letters != written:
            draft.issues.append(doubt("key_look_differs", look=_name(bit), said=letters, letters=written))
            return


def _letters(draft: Draft, bit: int) -> str:
    """The options that are wholly set off in one way, where not all of them are."""
    assert draft.options is not None
    for texts in (True, False):  # the texts first, else the letters alone
        spans = [(text, end) if texts else (letter, text) for letter, text, end in draft.options.spans]
        chosen = [
            each for each, span in zip(letters_of(draft.texts), spans, strict=False) if _is_set_off(draft, *span, bit)
        ]
        if chosen and len(chosen) < len(spans):
            return "".join(chosen)
    return ""


def _is_set_off(draft: Draft, start: int, end: int, bit: int) -> bool:
    text = draft.body[start:end]
    bits = [
        _bits(look) for character, look in zip(text, draft.looks[start:end], strict=False) if not character.isspace()
    ]
    return bool(bits) and sum(bool(each & bit) for each in bits) >= _LEAST_SHARE * len(bits)


def _name(bit: int) -> str:
    return str({BOLD: _("加粗"), UNDERLINED: _("下划线"), COLOURED: _("颜色"), MARKED: _("突出显示")}[bit])


def take_underlined(draft: Draft) -> None:
    """Underlined words in a fill-in stem that has no blank are its answers, in doubt."""
    if (
        not any(_bits(each) & UNDERLINED for each in draft.looks)
        or "____" in draft.stem.plain
        or "(" in draft.stem.plain
    ):
        return
    spans = _underlined(draft)
    texts = [draft.stem.text[start:end].strip() for start, end in spans]
    if not spans or len(spans) > 6 or any(not text or len(text) > 30 or answers.is_empty(text) for text in texts):
        return
    for start, end in reversed(spans):
        draft.stem.drop(start, end, "____")
    draft.keys.append((_("下划线"), ["；".join(texts)]))
    draft.issues.append(doubt("key_by_look", look=_("下划线"), letters="；".join(texts)))


def take_lettered_lines(draft: Draft) -> None:
    """Option letters alone on an underlined gap of the stem stand where the blank would."""
    last = letters_of(draft.texts)[-1] if draft.texts else ""
    for start, end in reversed(_underlined(draft)):
        letters = shadow(draft.stem.text[start:end]).strip(" 、,")
        if last and re.fullmatch(rf"[A-{last}](?:[、,]?[A-{last}])*", letters) and end <= len(draft.stem.text):
            draft.stem.drop(start, end, f"__{letters}__")


def _underlined(draft: Draft) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for place, each in enumerate(draft.looks):
        if not _bits(each) & UNDERLINED:
            continue
        if spans and spans[-1][1] == place:
            spans[-1] = (spans[-1][0], place + 1)
        else:
            spans.append((place, place + 1))
    return spans
