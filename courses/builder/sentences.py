"""Sentences and excerpts that can stand alone in a question (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from courses.builder.material import SourceParagraph, SourceSection
from documents.tables import is_table

LONGEST_STEM = 90
SHORTEST_STEM = 10
_END = re.compile(r"[。！？!?；;](?:[”’」』）)])?")
_GARBLED = re.compile(r"[\u3400-\u9fff]\s+[a-z]+\s+[\u3400-\u9fff]|�|□")
_LEADING = re.compile(
    r"(?:同时|此外|另外|其中|例如|比如|首先|其次|再次|最后|因此|所以|总之|目前|当前|近年来|一方面|另一方面|与此同时|"
    r"(?:答|警示|警告|提示|注意|记住|备注|注)(?=[:：])|"
    r"同时(?=要|加强|注重|应)|[一二三四五六七八九十]是|第[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]+[)）]|[①-⑳]|\d+[.．、])[，,、:：]?\s*"
)
_ITEM_MARK = re.compile(r"(?:[（(][一二三四五六七八九十\d]+[)）]|[①-⑳]|\d+[.．、])\s*")
_BARE_OPENING = re.compile(
    r"必须|应当|方可|不得|不必|[一二三四五六七八九十\d]+个?(?:工作日|日|天|小时|分钟|月|年)(?:以|之)?内"
)
"""How a clause begins that says what is to be done and not who is to do it or when."""
_LEAD_TO_LIST = re.compile(r"[，,]?[^，,：:]{0,20}[:：]\s*[（(][一1][）)].*$", re.DOTALL)
DANGLING = re.compile(
    r"(?:这|该|其|此|它|他们|上述|前述|以上|如此|同样|并且|并|而|从而|进而|使|让|令|以便|以(?=[^“]{0,6}[，、])|以及|及|否则|但|然而|不仅|"
    r"不但|而且|且|也|均|都|又|则|却|由此|为此|对此|因而|于是|即|就|才|还|更|既|又|再|反之|通过这|采用这|后者|前者|据此|尤其|"
    r"特别是|其他|另一|从而|实现了?$|促进了?$)"
)
_OPEN_END = re.compile(
    r"(?:在|为|为了|通过|按照|围绕|针对|对于|依据|根据|结合|以|当|随着|由于)[^，]*$|"
    r"[^，]*(?:过程中|基础上|情况下|条件下|背景下|方面|的同时|的建立|的引入|的实施)$"
)
_GOES_ON = re.compile(r"，(?:包括|都|均|就|才|也|可以|能够|应当|必须|从而)")


@dataclass(frozen=True)
class Passage:
    """One sentence with the paragraph it stands in and the heading above it."""

    text: str
    paragraph: SourceParagraph
    heading: str

    def excerpt(self, start: int, end: int) -> tuple[str, int] | None:
        """Return the words around text[start:end] that can stand alone, and where they begin; None when none can."""
        return excerpt(self.text, start, end)


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """Write Chinese text with full-width marks and without blanks between its characters."""
    text = re.sub(r"\s+", " ", text).strip()
    for half, full in ((",", "，"), (";", "；"), (":", "："), ("?", "？"), ("!", "！"), ("(", "（"), (")", "）")):
        text = re.sub(
            rf"(?<=[\u3400-\u9fff”’）]){re.escape(half)} ?| ?{re.escape(half)} ?(?=[\u3400-\u9fff“])", full, text
        )
    text = re.sub(r"(?<=[\u3400-\u9fff，。；：、“”（）]) (?=[\u3400-\u9fff\d，。；：、“”（）])", "", text)
    return re.sub(r"(?<=\d) (?=[\u3400-\u9fff])", "", text)


def passages(section: SourceSection) -> Iterator[Passage]:
    """Every sentence of a section that reads soundly."""
    for paragraph in section.paragraphs:
        if is_table(paragraph.text):
            continue
        for sentence in sentences(tidy(paragraph.text)):
            if is_sound(sentence):
                yield Passage(sentence, paragraph, section.heading)


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text without their end marks; what stands in quotation marks or brackets stays together."""
    found, start = [], 0
    for end in _END.finditer(text):
        said = text[start : end.end()]
        if _depth(text[start : end.start()]) == 0 or ("：“" in said and _depth(said) == 0):
            found.append(text[start : end.end()])
            start = end.end()
    found.append(text[start:])
    return tuple(kept for sentence in found if (kept := _alone(sentence)))


def _alone(sentence: str) -> str:
    """A sentence without its end mark, the words that open it and a numbered list that only begins in it."""
    return _LEAD_TO_LIST.sub("", without_opening(sentence.strip().rstrip("。！？!?；;")))


def without_opening(sentence: str) -> str:
    """A sentence without the words that tie it to the one before, such as 同时， or 一是."""
    while (found := _LEADING.match(sentence)) and found.end():
        rest = sentence[found.end() :]
        if not rest or not (found[0][-1] in "，,、:：是" or found[0] == "同时" or _ITEM_MARK.fullmatch(found[0])):
            break
        sentence = rest
    return sentence


def is_sound(sentence: str) -> bool:
    """Tell whether a sentence has closed quotation marks and is not a torn piece of text."""
    balanced = sentence.count("“") == sentence.count("”") and sentence.count("（") == sentence.count("）")
    return balanced and '"' not in sentence and not _GARBLED.search(sentence) and len(sentence) >= SHORTEST_STEM


def excerpt(sentence: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the clauses around sentence[start:end], at most LONGEST_STEM characters, and where they begin.

    They begin at the start of a clause that does not lean on the one before, and do not end in a
    clause that only opens the next.
    """
    cuts = _clause_starts(sentence)
    first = max(place for place, cut in enumerate(cuts[:-1]) if cut <= start)
    last = min(place for place, cut in enumerate(cuts) if cut >= end)
    while first > 0 and (_leans_inside(sentence[cuts[first] :]) or cuts[last] - cuts[first] < 2 * SHORTEST_STEM):
        first -= 1
    while first > 0 and cuts[last] - cuts[first - 1] <= LONGEST_STEM // 2:
        first -= 1
    while first > 0 and _BARE_OPENING.match(sentence[cuts[first] :]):
        first -= 1
    while last < len(cuts) - 1 and cuts[last + 1] - cuts[first] <= LONGEST_STEM * 2 // 3:
        last += 1
    if last < len(cuts) - 1 and _GOES_ON.match(sentence, cuts[last] - 1):
        last += 1
    words = _without_open_end(sentence[cuts[first] : cuts[last]].rstrip("，、："), end - cuts[first])
    if _leans(words) or not SHORTEST_STEM <= len(words) <= LONGEST_STEM:
        return None
    return words, cuts[first]


def _clause_starts(sentence: str) -> list[int]:
    starts = [0]
    for place, char in enumerate(sentence):
        if char in "，：" and _depth(sentence[:place]) == 0:
            starts.append(place + 1)
    return [*starts, len(sentence)]


def _without_open_end(words: str, needed: int) -> str:
    cut = words.rfind("，")
    if cut >= needed and _OPEN_END.fullmatch(words[cut + 1 :]):
        return words[:cut]
    return words


def _leans(words: str) -> bool:
    return bool(DANGLING.match(words))


def _leans_inside(words: str) -> bool:
    """Whether a clause that does not open its sentence leans on the one before."""
    return _leans(words) or bool(_BARE_OPENING.match(words))


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in "“（《‘") - sum(text.count(mark) for mark in "”）》’")
