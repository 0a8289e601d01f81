"""What a writing aid may suggest, and how each suggestion is checked against the paragraph it names (pure)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.forms import clean_text
from courses.builder.suggestions import folded, gives_itself_away
from courses.builder.suggestions.base import LETTERS

MOST_QUESTIONS, MOST_POINTS = 8, 6
LONGEST_STEM, LONGEST_OPTION, LONGEST_QUOTE, LONGEST_POINT = 300, 120, 300, 120
SHORTEST_QUOTE = 6
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.S)


@dataclass(frozen=True)
class AidPoint:
    """A key point with the place of the paragraph it rests on, counted from 0."""

    text: str
    paragraph: int
    quote: str


@dataclass(frozen=True)
class AidQuestion:
    """A question with the place of the paragraph it rests on, counted from 0."""

    kind: str
    stem: str
    body: dict[str, Any]
    paragraph: int
    quote: str


@dataclass(frozen=True)
class AidAnswer:
    """What of an answer passed the checks, and how many suggestions did not."""

    points: tuple[AidPoint, ...]
    questions: tuple[AidQuestion, ...]
    refused: int


def instructions(title: str, paragraphs: Sequence[str]) -> list[dict[str, str]]:
    """The messages that ask for suggestions on a lesson."""
    shown = "\n".join(f"[{place}] {text}" for place, text in enumerate(paragraphs))
    wanted = {
        "points": [{"text": "一句话要点", "paragraph": 0, "quote": "段落中的原话"}],
        "questions": [
            {"kind": "single", "stem": "题干（  ）。", "options": ["甲", "乙", "丙", "丁"], "key": 0, "paragraph": 0,
             "quote": "段落中的原话"},
            {"kind": "true_false", "stem": "一句陈述。", "key": True, "paragraph": 0, "quote": "段落中的原话"},
        ],
    }  # fmt: skip
    rules = (
        "你为企业培训课程提建议，只能依据给出的段落。只输出一个 JSON 对象，不要其他文字。"
        "每条要点、每道题都写明段落编号，并从该段落逐字摘录 quote。题干里不能出现答案，选项互不相同。"
        f"最多 {MOST_POINTS} 条要点、{MOST_QUESTIONS} 道题。格式：{json.dumps(wanted, ensure_ascii=False)}"
    )
    return [
        {"role": "system", "content": rules},
        {"role": "user", "content": f"课名：{title}\n段落：\n{shown}"},
    ]


def read_answer(content: str, paragraphs: Sequence[str]) -> AidAnswer | None:
    """Read what an aid wrote; None when it is no JSON object. What does not stand in its paragraph is left out."""
    said = _object(content)
    if said is None:
        return None
    raw_points, raw_questions = _items(said, "points", MOST_POINTS), _items(said, "questions", MOST_QUESTIONS)
    points = [point for each in raw_points if (point := _point(each, paragraphs))]
    questions = [question for each in raw_questions if (question := _question(each, paragraphs))]
    unlike = {folded(question.stem): question for question in reversed(questions)}
    kept = tuple(question for question in questions if unlike[folded(question.stem)] is question)
    return AidAnswer(tuple(points), kept, len(raw_points) + len(raw_questions) - len(points) - len(kept))


def _object(content: str) -> dict[str, Any] | None:
    fenced = _FENCED.search(content)
    text = fenced[1] if fenced else content[content.find("{") : content.rfind("}") + 1]
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def _items(said: dict[str, Any], name: str, most: int) -> list[dict[str, Any]]:
    found = said.get(name)
    return [each for each in found if isinstance(each, dict)][:most] if isinstance(found, list) else []


def _text(said: dict[str, Any], name: str, longest: int) -> str:
    value = said.get(name)
    text = clean_text(value) if isinstance(value, str) else ""
    return text if len(text) <= longest else ""


def _place(said: dict[str, Any], paragraphs: Sequence[str]) -> tuple[int, str] | None:
    """The paragraph and the quote of a suggestion, if the quote really stands there."""
    place, quote = said.get("paragraph"), _text(said, "quote", LONGEST_QUOTE)
    if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(paragraphs):
        return None
    if len(folded(quote)) < SHORTEST_QUOTE or folded(quote) not in folded(paragraphs[place]):
        return None
    return place, quote


def _point(said: dict[str, Any], paragraphs: Sequence[str]) -> AidPoint | None:
    text, spot = _text(said, "text", LONGEST_POINT), _place(said, paragraphs)
    return AidPoint(text.replace("\n", " "), *spot) if text and spot else None


def _question(said: dict[str, Any], paragraphs: Sequence[str]) -> AidQuestion | None:
    stem, spot, kind = _text(said, "stem", LONGEST_STEM), _place(said, paragraphs), said.get("kind")
    body = _choice(said, stem) if kind == "single" else _truth(said) if kind == "true_false" else None
    return AidQuestion(str(kind), stem, body, *spot) if len(folded(stem)) >= SHORTEST_QUOTE and spot and body else None


def _choice(said: dict[str, Any], stem: str) -> dict[str, Any] | None:
    raw, key = said.get("options"), said.get("key")
    if not isinstance(raw, list) or not isinstance(key, int) or isinstance(key, bool):
        return None
    texts = [clean_text(each) if isinstance(each, str) else "" for each in raw]
    sound = 3 <= len(texts) <= 5 and all(0 < len(text) <= LONGEST_OPTION for text in texts)
    if not sound or len({folded(text) for text in texts}) < len(texts) or not 0 <= key < len(texts):
        return None
    if gives_itself_away(stem, texts[key]):
        return None
    return {"options": [{"id": LETTERS[n], "text": text} for n, text in enumerate(texts)], "key": [LETTERS[key]]}


def _truth(said: dict[str, Any]) -> dict[str, Any] | None:
    return {"key": said["key"]} if isinstance(said.get("key"), bool) else None
