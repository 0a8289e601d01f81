"""Answers inside a text, as Moodle's {1:SHORTANSWER:=…~…} writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from question_bank.formats.base import Issue, Key, ReadQuestion, doubt, error
from question_bank.formats.finishing import FILL, accepted, finished, letters, number, numeric_key, weighed
from question_bank.formats.normalise import BLANK

_PLACE = re.compile(r"\{(\d*):([A-Z_]+):((?:\\.|[^{}\\])*)\}", re.DOTALL)
_ONE = re.compile(r"^(?:%(-?\d+(?:\.\d+)?)%|(=))?(.*)$", re.DOTALL)
SHORT = ("SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC")
NUMBERS = ("NUMERICAL", "NM")
SINGLE = ("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH",
          "MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS")  # fmt: skip
SEVERAL = ("MULTIRESPONSE", "MR", "MULTIRESPONSE_H", "MRH", "MULTIRESPONSE_S", "MRS", "MULTIRESPONSE_HS", "MRHS")


@dataclass(frozen=True)
class Clozed:
    """A text with answers inside, as the bank can ask it."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: Key = None
    explanation: str = ""
    issues: tuple[Issue, ...] = ()
    parts: tuple[ReadQuestion, ...] = ()


@dataclass(frozen=True)
class _Answer:
    text: str
    weight: Decimal
    feedback: str


@dataclass(frozen=True)
class _Place:
    kind: str
    answers: tuple[_Answer, ...]

    @property
    def texts(self) -> list[tuple[str, Decimal]]:
        return [(answer.text, answer.weight) for answer in self.answers]


def understood(text: str) -> Clozed:
    """The question a text with answers inside makes."""
    places = [_Place(found[2], _answers(found[3])) for found in _PLACE.finditer(text)]
    if not places or re.search(r"\{\d*:[A-Z]", _PLACE.sub("", text)):
        return Clozed("fill", text, issues=(error("braces_open"),))
    said = "\n".join(
        f"{answer.text}：{answer.feedback}" for place in places for answer in place.answers if answer.feedback
    )
    if all(place.kind in SHORT or _is_exact_number(place) for place in places):
        return _blanks(text, places, said)
    if len(places) == 1 and places[0].kind in (*SINGLE, *SEVERAL):
        options, key, issues = _choice(places[0])
        kind = "single" if places[0].kind in SINGLE else "multiple"
        return Clozed(kind, _PLACE.sub(BLANK, text).strip(), options, key, said, tuple(issues))
    return _parts(text, places, said)


def _answers(inner: str) -> tuple[_Answer, ...]:
    found = []
    for each in re.split(r"(?<!\\)~", inner):
        content, _mark, feedback = _split_feedback(each)
        match = _ONE.match(content.strip())
        if match is None or not (content.strip() or feedback):
            continue
        weight = Decimal(match[1]) if match[1] else Decimal(100 if match[2] else 0)
        found.append(_Answer(_plain(match[3]), weight, _plain(feedback)))
    return tuple(found)


def _split_feedback(text: str) -> tuple[str, str, str]:
    found = re.search(r"(?<!\\)(?<!&)#", text)
    return (text[: found.start()], "#", text[found.end() :]) if found else (text, "", "")


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL).strip()


def _is_exact_number(place: _Place) -> bool:
    return place.kind in NUMBERS and all(not re.search(r":0*[1-9.]", text) for text, _weight in place.texts)


def _blanks(text: str, places: list[_Place], said: str) -> Clozed:
    keys, issues = [], []
    for place in places:
        exact = [(each.partition(":")[0] if place.kind in NUMBERS else each, weight) for each, weight in place.texts]
        found, odd = accepted(exact)
        keys.append(found)
        issues += odd
        if place.kind in ("SHORTANSWER_C", "SAC", "MWC") and re.search(r"[A-Za-z]", "".join(found)):
            issues.append(doubt("case_matters"))
    sound = all(key and all(key) for key in keys)
    return Clozed("fill", _PLACE.sub(FILL, text).strip(), (), keys if sound else None, said, tuple(issues))


def _choice(place: _Place) -> tuple[tuple[str, ...], Key, list[Issue]]:
    key, issues = weighed([weight for _text, weight in place.texts], single=place.kind in SINGLE)
    return tuple(text for text, _weight in place.texts), key, issues


def _parts(text: str, places: list[_Place], said: str) -> Clozed:
    order = iter(range(1, len(places) + 1))
    shared = _PLACE.sub(lambda _found: f"（{next(order)}）{FILL}", text).strip()
    parts = tuple(_part(place, count) for count, place in enumerate(places, start=1))
    return Clozed("material", shared, explanation=said, issues=(doubt("parts_joined"),), parts=parts)


def _part(place: _Place, count: int) -> ReadQuestion:
    name = f"第（{count}）处应填"
    if place.kind in (*SINGLE, *SEVERAL):
        options, key, issues = _choice(place)
        kind = "single" if place.kind in SINGLE else "multiple"
        return finished(ReadQuestion(count, kind, f"{name}{BLANK}", options, key), issues)
    if place.kind in NUMBERS:
        full = [text for text, weight in place.texts if weight >= 100]
        value, _mark, width = (full or [""])[0].partition(":")
        middle, tolerance = number(value), number(width or "0")
        sound = middle is not None and tolerance is not None
        key = numeric_key(middle, tolerance) if sound else None  # type: ignore[arg-type]
        return finished(ReadQuestion(count, "numeric", name, (), key), accepted(place.texts)[1])
    if place.kind in SHORT:
        found, issues = accepted(place.texts)
        return finished(ReadQuestion(count, "fill", f"{name}{FILL}", (), [found] if found else None), issues)
    return finished(ReadQuestion(count, "essay", name), [error("kind_foreign", text=place.kind, mark=letters([0])[0])])
