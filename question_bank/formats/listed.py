"""Kinds whose text holds lists: matching, ordering, classification, find the error; and numbers with a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from question_bank.formats import answers
from question_bank.formats.base import Issue, Key, doubt, error
from question_bank.formats.normalise import folded, joined, shadow, tidy

KINDS = ("matching", "ordering", "classification", "find_error", "numeric")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"
_START = r"(?:(?m:^)[ ]*|(?<=[ ]{2})|(?<=[;。；]))"
_LETTERED = re.compile(rf"{_START}[\[(]?([A-Z])\s*[.、:)\]]\s*")
_NUMBERED = re.compile(
    rf"{_START}(?:([{_CIRCLED}])\s*[.、]?\s*|[(]\s*(\d{{1,2}})\s*[)]\s*|(\d{{1,2}})\s*[)]\s*|第\s*(\d{{1,2}})\s*步\s*[.、:]\s*)"
)
_MARK = rf"(?:[{_CIRCLED}]|[\[(]?\s*(?:[A-Z]|\d{{1,2}})\s*[\])]?)"
_LINK = r"\s*(?:[-–—~=:]+>?|→|⇒|↔|对应|配|连|选)?\s*"
_PAIR = re.compile(rf"({_MARK}){_LINK}({_MARK})\s*[;,、。.|\s]*")
_TEXT_LINK = re.compile(r"\s*(?:[-–—=]{2,}>?|=>|->|→|⇒|↔|—)\s*")
_GROUP = re.compile(r"[\[(]?\s*([A-Z]|[^\s:;]{1,30}?)\s*[\])]?\s*(?::|-|—+|→)\s*([^:;\n]*)[;\n]?")
_MARKS = re.compile(rf"[{_CIRCLED}]|\d{{1,2}}|[A-Z]")
_STEP = re.compile(
    rf"(?:第\s*)?({_MARK})\s*(?:步|处)?\s*(?:错误?|有误)?\s*(?:[(]\s*(?:应?改?为|更正|正确)?\s*:?\s*([^()]*)[)]|(?:应?改为|应为|更正为?)\s*:?\s*([^;;\n]*))?\s*[;,、。.\s]*"
)
_NUMBER = re.compile(
    r"^\s*(?:约|为|是)?\s*(?P<value>[-+]?\d+(?:\.\d+)?(?:/\d+)?)\s*(?P<percent>%)?\s*(?:(?:±|\+/?-)\s*(?P<tolerance>\d+(?:\.\d+)?)\s*)?(?P<unit>[^\d\s±+;,、()]{0,12})\s*(?:[(]\s*(?:±|误差)\s*(?P<late>\d+(?:\.\d+)?)[^)]*[)])?\s*[。.]?\s*$"
)


@dataclass
class Found:
    """What a text of such a kind holds."""

    stem: str
    options: tuple[str, ...] = ()
    key: Key = None
    issues: list[Issue] = field(default_factory=list)


@dataclass(frozen=True)
class _Item:
    mark: str  # A, B, … or 1, 2, …
    text: str


def understood(kind: str, text: str, answer: str) -> Found:
    """Read the text of a question of one of these kinds together with its answer."""
    if kind == "numeric":
        return _numeric(text, answer)
    text = _one_below_another(text)
    start, letters, figures = _items(text)
    found = Found(text[:start].strip())
    found.issues += [*_sequence(letters), *_sequence(figures)]
    if not answer.strip() or answers.is_empty(answer):
        found.issues.append(error("key_missing"))
        found.options = _shown(kind, letters, figures)
        return found
    {"matching": _match, "ordering": _order, "classification": _classify, "find_error": _correct}[kind](
        found, letters, figures, answer
    )
    return found


def _one_below_another(text: str) -> str:
    """①…②…③… on one line as lines of their own; only where they count on from ① without a gap."""
    marks = [each for each in text if each in _CIRCLED]
    counted = len(marks) >= 3 and marks == list(_CIRCLED[: len(marks)])
    return re.sub(rf"\s*(?=[{_CIRCLED}])", "\n", text) if counted else text


def _items(text: str) -> tuple[int, list[_Item], list[_Item]]:
    """Where the lists start, the items with letters and those with figures."""
    plain = shadow(text).replace("\t", "  ")
    marks = [(match.start(), match.end(), match[1]) for match in _LETTERED.finditer(plain)]
    marks += [
        (match.start(), match.end(), _figure(next(filter(None, match.groups())))) for match in _NUMBERED.finditer(plain)
    ]
    marks.sort()
    ends = [*(start for start, _end, _mark in marks[1:]), len(text)]
    items = [
        _Item(mark, tidy(joined(text[end:stop].split("\n"))).strip(" ;；。"))
        for (_s, end, mark), stop in zip(marks, ends, strict=False)
    ]
    start = marks[0][0] if marks else len(text)
    return start, [item for item in items if item.mark.isalpha()], [item for item in items if not item.mark.isalpha()]


def _figure(mark: str) -> str:
    return str(_CIRCLED.index(mark) + 1) if mark in _CIRCLED else mark


def _mark(written: str) -> str:
    return _figure(re.sub(r"[\[\]()\s]", "", written))


def _sequence(items: list[_Item]) -> list[Issue]:
    """A list counts A, B, C or 1, 2, 3 without a slip."""
    for place, item in enumerate(items):
        expected = chr(ord("A") + place) if item.mark.isalpha() else str(place + 1)
        if item.mark != expected:
            return [error("list_slip", mark=item.text, found=item.mark, expected=expected)]
    return []


def _shown(kind: str, letters: list[_Item], figures: list[_Item]) -> tuple[str, ...]:
    return tuple(
        item.text for item in (letters if kind in ("matching", "classification") and letters else figures or letters)
    )


def _texts(items: list[_Item]) -> dict[str, str]:
    return {item.mark: item.text for item in items}


def _unreadable(found: Found, answer: str) -> None:
    shown = answer.strip().replace("\n", " ")[:40]
    found.issues.append(error("key_unreadable", text=shown, mark=answer.strip().split("\n")[0]))


def _match(found: Found, letters: list[_Item], figures: list[_Item], answer: str) -> None:
    """Pairs of marks such as A-②, or pairs of texts joined by an arrow."""
    plain = shadow(answer).strip()
    pairs = [(_mark(one), _mark(other)) for one, other in _PAIR.findall(plain)]
    if letters and figures and _PAIR.sub("", plain).strip() == "":
        left, right = (letters, figures) if pairs and pairs[0][0].isalpha() else (figures, letters)
        _pair(found, left, right, pairs, answer)
    else:
        _match_texts(found, [*letters, *figures], answer)


def _pair(found: Found, left: list[_Item], right: list[_Item], pairs: list[tuple[str, str]], answer: str) -> None:
    one, other = _texts(left), _texts(right)
    if [a for a, _b in sorted(pairs)] != sorted(one) or any(b not in other for _a, b in pairs):
        _unreadable(found, answer)
        return
    wanted = dict(pairs)
    found.key = [[item.text, other[wanted[item.mark]]] for item in left]
    found.options = tuple(item.text for item in right if item.mark not in wanted.values())


def _match_texts(found: Found, items: list[_Item], answer: str) -> None:
    parts = [part for part in re.split(r"[\n;；]+", answer) if part.strip()]
    pairs = [[side.strip() for side in _TEXT_LINK.split(part)] for part in parts]
    if len(pairs) < 2 or any(len(pair) != 2 or not all(pair) for pair in pairs):
        _unreadable(found, answer)
        return
    said = {folded(text) for pair in pairs for text in pair}
    if any(folded(item.text) not in said for item in items):
        _unreadable(found, answer)
        return
    found.key = pairs


def _order(found: Found, letters: list[_Item], figures: list[_Item], answer: str) -> None:
    """Marks in the right order, each once; or the texts themselves."""
    items = figures if len(figures) >= 2 else letters
    plain = shadow(answer)
    marks = [_mark(each) for each in _MARKS.findall(plain)]
    texts = _texts(items)
    if items and sorted(marks) == sorted(texts) and not re.sub(rf"{_MARKS.pattern}|[\s\-–—→>,、;.。()]", "", plain):
        found.key = [texts[mark] for mark in marks]
        return
    parts = [part.strip(" 。") for part in re.split(r"→|->|=>|—+|[\n;；]", answer) if part.strip(" 。")]
    if len(parts) >= 2 and (not items or sorted(map(folded, parts)) == sorted(map(folded, texts.values()))):
        found.key = parts
    else:
        _unreadable(found, answer)


def _classify(found: Found, letters: list[_Item], figures: list[_Item], answer: str) -> None:
    """Groups with their items behind a colon, by marks or by texts."""
    groups, items = _texts(letters), _texts(figures)
    said = [(name.strip(), rest) for name, rest in _GROUP.findall(shadow(answer))]
    if groups and items:
        pairs = [(_mark(each), name) for name, rest in said for each in _MARKS.findall(rest)]
        if sorted(mark for mark, _name in pairs) != sorted(items) or any(name not in groups for _mark_, name in pairs):
            _unreadable(found, answer)
            return
        wanted = dict(pairs)
        found.key = [[item.text, groups[wanted[item.mark]]] for item in figures]
        found.options = tuple(item.text for item in letters)
        return
    listed = [
        (name, [each.strip(" 。") for each in re.split(r"[、,，]", rest) if each.strip(" 。")]) for name, rest in said
    ]
    if len(listed) < 2 or not all(texts for _name, texts in listed):
        _unreadable(found, answer)
        return
    found.key = [[text, name] for name, texts in listed for text in texts]
    found.options = tuple(name for name, _texts_ in listed)


def _correct(found: Found, letters: list[_Item], figures: list[_Item], answer: str) -> None:
    """The marks of the wrong steps, each with its correction behind it if there is one."""
    steps = figures if len(figures) >= 2 else letters
    found.options = tuple(step.text for step in steps)
    plain = shadow(answer).strip()
    said = [(_mark(mark), _cut(answer, inside or behind)) for mark, inside, behind in _STEP.findall(plain)]
    places = [place for place, _text in said]
    marks = [step.mark for step in steps]
    if len(steps) < 2:
        found.issues.append(error("steps_missing"))
    elif (
        not said
        or _STEP.sub("", plain).strip()
        or any(each not in marks for each in places)
        or len(set(places)) < len(places)
    ):
        _unreadable(found, answer)
    else:
        numbered = [(marks.index(each) + 1, text) for each, text in said]
        with_texts = any(text for _number, text in numbered)
        found.key = (
            [[number, text] for number, text in numbered] if with_texts else [number for number, _text in numbered]
        )


def _cut(answer: str, plain: str) -> str:
    """The text as typed where its shadow stands."""
    start = shadow(answer).find(plain) if plain else -1
    return (answer[start : start + len(plain)] if start >= 0 else plain).strip(" 。;；")


def _numeric(text: str, answer: str) -> Found:
    found = Found(text.strip())
    said = _NUMBER.match(shadow(answer).replace(",", ""))
    if not answer.strip() or answers.is_empty(answer):
        found.issues.append(error("key_missing"))
    elif not said:
        _unreadable(found, answer)
    else:
        unit = ("%" if said["percent"] else "") or said["unit"]
        found.key = {"value": said["value"], "tolerance": said["tolerance"] or said["late"] or "0", "unit": unit}
        if "/" in said["value"]:
            found.issues.append(doubt("number_fraction", text=said["value"], mark=said["value"]))
    return found
