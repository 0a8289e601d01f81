"""Settles kind and key: places that say an answer are compared, never chosen between."""

from __future__ import annotations

import re

from core.i18n import _
from question_bank.formats import answers, sayings, stems
from question_bank.formats.base import Key, doubt, error
from question_bank.formats.blank_parts import blank_parts
from question_bank.formats.blocks import Block
from question_bank.formats.drafts import TEXT_KINDS, Draft
from question_bank.formats.kinds import kind_named
from question_bank.formats.normalise import folded, shadow
from question_bank.formats.wording import LABELS

_SAID = re.compile(
    r"(?:正确答案|本题答案|答案)(?:应?(?:为|是|选)|应为)\s*:?\s*[“\"]?([A-H](?:、?[A-H])*)(?![A-Za-z])|(?:故|因此|所以|综上所?述?|本题|此题)[，,]?\s*(?:本题|答案)?\s*(?:应?该?选|选择|答案)\s*([A-H](?:、?[A-H])*)(?![A-Za-z])"
    r"|应选\s*([A-H](?:、?[A-H])*)(?![A-Za-z])"
)
_SAID_TRUTH = re.compile(
    r"(?:说法|表述|题干|命题|描述|本题|此题|观点|该题)(?:应?[为是])?(正确|错误|不正确|不对|有误|对|错)(?![\u4e00-\u9fff])"
)


def settle_tag(draft: Draft, block: Block) -> None:
    """Hold the question's own tag against the kind of its section."""
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


def settled_kind(draft: Draft, block: Block) -> str:
    """The kind named, else the kind that options and key make it."""
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
    said = sayings.answer_text(block)
    if said and answers.truth(said) and not stems.ANY_BLANK.search(draft.stem.plain.rstrip(" ()。")):
        return "true_false"
    if said and re.fullmatch(r"[\s()\[\]A-H、,;.]+", shadow(said)) and not answers.is_empty(said):
        return "multiple" if len(re.findall(r"[A-H]", shadow(said))) > 1 else "single"
    if stems.ANY_BLANK.search(draft.stem.plain) and said:
        return "fill" if len(said.strip()) <= 30 else "short_answer"
    return "essay"


def settled_key(draft: Draft, kind: str, block: Block) -> Key:
    """The key all places agree on; None with an issue when they do not."""
    if kind == "fill":
        return _fill_key(draft)
    if kind in TEXT_KINDS:
        _check_written(draft)
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


_ASKS = re.compile(r"[(]\s*[)]|_{3,}|(?:^|\s)A\s*[.、].*[\s\S]*\bB\s*[.、]|^\s*\d{1,3}\s*[.、].*[?]\s*$", re.MULTILINE)
_ONLY_MARKS = re.compile(r"[\sA-H√×✓✗对错、,;.。()\d-]+")


def _check_written(draft: Draft) -> None:
    """A written answer that starts with 略, or holds nothing but marks, has something else in it."""
    for _place, key in draft.keys:
        text = key[0] if isinstance(key, list) else ""
        asks = "\n" in text and _ASKS.search(shadow(text))
        if (
            asks
            or re.match(r"\s*[(（]?略[。.;；\s)）一二三四五六七八九十]", text)
            or _ONLY_MARKS.fullmatch(shadow(text))
        ):
            draft.issues.append(doubt("key_written_odd", text=text.strip()[:30], mark=text.strip().split("\n")[0]))


def _report_odd(draft: Draft, kind: str, odd: list[tuple[str, Key]]) -> None:
    said = "、".join(f"{place}（{_shown(key)}）" for place, key in odd)
    draft.issues.append(
        error("kind_conflict", first=_("按“%(kind)s”读", kind=LABELS[kind]), second=_("答案却是%(said)s", said=said))
    )


def _shown(key: Key) -> str:
    if isinstance(key, bool):
        return str(_("正确") if key else _("错误"))
    return "；".join(key) if isinstance(key, list) else str(key)


def _check_explained(draft: Draft, block: Block, key: Key) -> None:
    """An explanation that names another answer puts the key in doubt; it never gives the key."""
    explained = [*(piece.text for piece in block.of("explanation")), *(e.explanation for e in block.key_entries)]
    for text in explained:
        other = _other_letters(text, key) if isinstance(key, str) else _other_truth(text, key)
        if other:
            said, mark = other
            draft.issues.append(doubt("key_explained_otherwise", said=said, letters=_shown(key), mark=mark))
            return


def _other_letters(text: str, key: str) -> tuple[str, str] | None:
    for found in _SAID.finditer(shadow(text)):
        said = "".join(sorted(set(re.sub(r"[^A-H]", "", next(filter(None, found.groups()))))))
        if not set(said) <= set(key):
            return said, text[found.start() : found.end()]
    return None


def _other_truth(text: str, key: Key) -> tuple[str, str] | None:
    found = list(_SAID_TRUTH.finditer(shadow(text))) if isinstance(key, bool) else []
    said = {match[1] in ("正确", "对") for match in found}
    return (found[0][1], text[found[0].start() : found[0].end()]) if said == {not key} else None


def _fill_key(draft: Draft) -> Key:
    written = [text for _place, key in draft.keys for text in (key if isinstance(key, list) else [_shown(key)])]
    if not written:
        return None
    if len({folded(text) for text in written}) > 1:
        draft.issues.append(error("key_conflict", first=written[0], second=written[1]))
        return None
    if len(written) > 1:  # the underlined words are no longer the only source
        draft.issues = [issue for issue in draft.issues if issue.code != "key_by_look"]
    found = len(stems.ANY_BLANK.findall(re.sub(r"_\s*\n\s*_", "__", draft.stem.plain)))
    blanks = found or 1
    if not found:
        draft.issues.append(doubt("blanks_uncounted", blanks=0, answers=len(blank_parts(written[0], 1))))
    if blanks == 1 and _SEVERAL.search(shadow(written[0])):
        draft.issues.append(doubt("key_written_odd", text=written[0].strip()[:30], mark=written[0].strip()))
    parts = blank_parts(_unwrapped(written[0]), blanks)
    ways = [_ways(part) for part in parts]
    if len(parts) != blanks or not all(ways):
        draft.issues.append(error("key_blanks", blanks=blanks, answers=sum(map(bool, ways))))
    return ways


def _unwrapped(text: str) -> str:
    """An answer without the one pair of brackets around all of it."""
    found = re.fullmatch(r"\s*(?:（([^（）()]+)）|\(([^（）()]+)\)|【([^【】]+)】|\[([^\[\]]+)\])\s*[。.]?\s*", text)
    return next(filter(None, found.groups())) if found else text


_SEVERAL = re.compile(r"(?:^|[^\d.])1\s*[.、](?!\d).*[^\d.]2\s*[.、](?!\d)", re.DOTALL)
_OTHERWISE = re.compile(
    r"^(?P<one>[^()（）]+)[（(]\s*(?:或者?|/|也可[写填]?|亦可[写填]?)\s*[:：]?(?P<more>[^()（）]+)[）)]$"
)


def _ways(part: str) -> list[str]:
    """The ways to write one blank's answer, as in 林业/林草 or 林业（或林草）."""
    plain = _OTHERWISE.sub(r"\g<one>或\g<more>", part.strip())
    return [each.strip() for each in re.split(r"或者?|/", plain) if each.strip()]
