"""The question types of Moodle XML, one function each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from question_bank.formats import cloze, moodle_pictures
from question_bank.formats.base import Issue, Key, ReadQuestion, doubt, error
from question_bank.formats.finishing import FILL, accepted, letters, number, numeric_key, weighed
from question_bank.formats.gift_answers import matched
from question_bank.formats.moodle_texts import Texts, child
from question_bank.formats.normalise import BLANK

_FORMULA = re.compile(r"\{[=A-Za-z][^{}]*\}")
_GAP = re.compile(r"\[\[(\d+)\]\]")


@dataclass
class Part:
    """What a type's own elements say about a question."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: Key = None
    feedback: str = ""
    issues: list[Issue] = field(default_factory=list)
    parts: tuple[ReadQuestion, ...] = ()
    body: dict[str, Any] | None = None


def _fraction(answer: Any) -> Decimal:
    return number(answer.get("fraction", "0")) or Decimal(0)


def _feedback(answers: list[Any], names: list[str], texts: Texts) -> str:
    said = [(name, texts.of(answer, "feedback")) for name, answer in zip(names, answers, strict=True)]
    return "\n".join(f"{name}：{text}" for name, text in said if text)


def choice(element: Any, stem: str, texts: Texts) -> Part:
    """One or several options."""
    answers = element.findall("answer")
    options = tuple(texts.of(answer) for answer in answers)
    single = child(element, "single").casefold() in ("true", "1", "")
    key, issues = weighed([_fraction(answer) for answer in answers], single=single)
    return Part(
        "single" if single else "multiple",
        stem,
        options,
        key,
        _feedback(answers, letters(range(len(answers))), texts),
        issues,
    )


def choice_set(element: Any, stem: str, texts: Texts) -> Part:
    """Several options, right only all together."""
    answers = element.findall("answer")
    right = [place for place, answer in enumerate(answers) if _fraction(answer) > 0]
    options = tuple(texts.of(answer) for answer in answers)
    return Part(
        "multiple", stem, options, letters(right) or None, _feedback(answers, letters(range(len(answers))), texts)
    )


def true_false(element: Any, stem: str, texts: Texts) -> Part:
    """A statement."""
    answers = element.findall("answer")
    right = [texts.of(answer).casefold() for answer in answers if _fraction(answer) > 0]
    key = right == ["true"] if right in (["true"], ["false"]) else None
    names = [{"true": "正确", "false": "错误"}.get(texts.of(answer).casefold(), "") for answer in answers]
    return Part("true_false", stem, (), key, _feedback(answers, names, texts))


def short_answer(element: Any, stem: str, texts: Texts) -> Part:
    """A word or phrase, which becomes one blank."""
    answers = element.findall("answer")
    said, issues = accepted([(texts.of(answer), _fraction(answer)) for answer in answers])
    if child(element, "usecase") == "1" and any(re.search(r"[A-Za-z]", text) for text in said):
        issues.append(doubt("case_matters"))
    feedback = _feedback(answers, [texts.of(answer) for answer in answers], texts)
    return Part("fill", with_blank(stem), (), [said] if said and all(said) else None, feedback, issues)


def with_blank(stem: str) -> str:
    """A stem in which the place of the answer is marked."""
    return re.sub(r"_{4,}", FILL, stem) if re.search(r"_{4,}", stem) else stem + FILL


def numerical(element: Any, stem: str, texts: Texts) -> Part:
    """A number with its tolerance and unit."""
    answers = [answer for answer in element.findall("answer") if child(answer, "text") != "*"]
    full = [
        (number(child(answer, "text")), number(child(answer, "tolerance") or "0"))
        for answer in answers
        if _fraction(answer) >= 100
    ]
    _said, issues = accepted([(child(answer, "text"), _fraction(answer)) for answer in answers])
    units = [child(unit, "unit_name") for unit in element.findall("units/unit")]
    base = [
        child(unit, "unit_name") for unit in element.findall("units/unit") if number(child(unit, "multiplier")) == 1
    ]
    kept = (base or units or [""])[0]
    if len(units) > 1:
        issues.append(doubt("units_several", text="、".join(units), kept=kept))
    if len(set(full)) > 1:
        issues.append(doubt("number_ranges", text="；".join(f"{value}±{width}" for value, width in full)))
    sound = [(value, width) for value, width in full if value is not None and width is not None]
    key = numeric_key(*sound[0], kept) if sound else None
    return Part(
        "numeric", stem, (), key, _feedback(answers, [child(answer, "text") for answer in answers], texts), issues
    )


def calculated(element: Any, stem: str, texts: Texts) -> Part:
    """A formula with variables, which cannot be asked as it stands."""
    formulas = [child(answer, "text") for answer in element.findall("answer")]
    shown = "、".join([*_FORMULA.findall(stem)[:3], *formulas[:1]]) or element.get("type", "")
    return Part("numeric", stem, (), None, "", [error("formula", text=shown, mark=shown.split("、")[0])])


def matching(element: Any, stem: str, texts: Texts) -> Part:
    """Pairs; a right side alone is offered beside them. Right sides are plain unless they name a format, as in ddmatch."""
    pairs = [[texts.of(each), _right_side(each, texts)] for each in element.findall("subquestion")]
    found = matched(pairs)
    return Part("matching", stem, found.options, found.key, "", found.issues)


def _right_side(pair: Any, texts: Texts) -> str:
    answer = pair.find("answer")
    return texts.of(answer) if answer is not None and answer.get("format") else child(pair, "answer")


def essay(element: Any, stem: str, texts: Texts) -> Part:
    """A text marked by people."""
    return Part("essay", stem, (), texts.of(element, "graderinfo") or None)


def material(element: Any, stem: str, texts: Texts) -> Part:
    """A shared text; the questions that follow with its tag are its parts."""
    return Part("material", stem)


def ordering(element: Any, stem: str, texts: Texts) -> Part:
    """Items in the order of their fractions."""
    answers = sorted(element.findall("answer"), key=_fraction)
    distinct = len({_fraction(answer) for answer in answers}) == len(answers)
    issues = [] if distinct or all(_fraction(answer) == 0 for answer in answers) else [doubt("order_partly")]
    if child(element, "selecttype") not in ("", "0", "ALL"):
        issues.append(doubt("order_partly"))
    answers = answers if distinct else element.findall("answer")
    return Part("ordering", stem, (), [texts.of(answer) for answer in answers] or None, "", issues)


def gaps(element: Any, stem: str, texts: Texts) -> Part:
    """Words to put into gaps: a choice when there is one gap, else a matching of gaps and words."""
    boxes = [each for each in element if each.tag in ("dragbox", "selectoption")]
    words = [(child(box, "text"), child(box, "group") or "1") for box in boxes]
    places = [int(each) - 1 for each in _GAP.findall(stem)]
    if not places or max(places) >= len(words) or min(places) < 0:
        return Part("matching", stem, (), None, "", [error("key_missing")])
    if len(places) == 1:
        group = [text for text, group in words if group == words[places[0]][1]]
        key = letters([group.index(words[places[0]][0])])[0] if len(group) <= 26 else None
        return Part("single", _GAP.sub(BLANK, stem), tuple(group), key)
    order = iter(range(1, len(places) + 1))
    numbered = _GAP.sub(lambda _match: f"（{next(order)}）{FILL}", stem)
    pairs = [[f"（{place}）", words[word][0]] for place, word in enumerate(places, start=1)]
    used = {right for _left, right in pairs}
    found = matched(
        [*pairs, *(["", text] for text in dict.fromkeys(text for text, _group in words) if text not in used)]
    )
    several = len({group for _text, group in words}) > 1
    return Part(
        "matching", numbered, found.options, found.key, "", [*found.issues, *([doubt("gap_groups")] if several else [])]
    )


def clozed(element: Any, stem: str, texts: Texts) -> Part:
    """A text with answers inside: blanks, one choice, or a material with a part for each place."""
    found = cloze.understood(stem)
    return Part(found.kind, found.stem, found.options, found.key, found.explanation, list(found.issues), found.parts)


def marked_picture(element: Any, stem: str, texts: Texts) -> Part:
    """Places on a picture."""
    spots = moodle_pictures.understood(element, stem, texts)
    return Part("hotspot", spots.stem, (), spots.key, "", spots.issues, body=spots.body)


READERS: dict[str, Callable[[Any, str, Texts], Part]] = {
    "multichoice": choice, "multichoiceset": choice_set, "truefalse": true_false, "shortanswer": short_answer,
    "numerical": numerical, "calculated": calculated, "calculatedsimple": calculated, "calculatedmulti": calculated,
    "matching": matching, "ddmatch": matching, "match": matching, "essay": essay, "essayautograde": essay,
    "description": material, "ordering": ordering, "ddwtos": gaps, "gapselect": gaps, "cloze": clozed,
    "multianswer": clozed, "ddmarker": marked_picture, "ddimageortext": marked_picture,
}  # fmt: skip


def named(part: Part, kind: str | None) -> Part:
    """The part under the kind that a tag of ours names, where the two go together."""
    if kind is None or kind == part.kind:
        return part
    if (part.kind, kind) in {("multiple", "indefinite"), ("single", "indefinite"), ("essay", "short_answer")}:
        return replace(part, kind=kind, key=list(part.key) if kind == "indefinite" and part.key else part.key)
    if (part.kind, kind) == ("matching", "classification"):
        groups = tuple(dict.fromkeys([*(right for _left, right in part.key or []), *part.options]))
        return replace(part, kind=kind, options=groups)
    if kind == "find_error" and part.kind in ("single", "multiple"):
        key = [ord(letter) - ord("A") + 1 for letter in part.key or ""]
        return replace(part, kind=kind, key=key or None)
    return part
