"""Single choice from parallel headings: which aim belongs to which step."""

from __future__ import annotations

import re
from itertools import pairwise

from core.i18n import _l
from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from courses.builder.sentences import tidy
from courses.builder.suggestions.base import GAP, Ground, Suggestion, choice_body, folded, gives_itself_away

_AIMS = (
    "提升|实现|推进|推动|筑牢|攻坚|优化|夯实|织密|守牢|涵养|淬炼|锤炼|增强|打造|激活|促进|凝聚|彰显|发挥|激发|构建|形成|完善|提高|确保|保障|"
    "维护|加强|防止|防范|服务|培育|厚植|释放|破解|助力|打牢|建强|健全"
)
_SHAPES = (
    (
        re.compile(rf"(?P<first>[^，：]{{3,14}})，(?P<second>(?:{_AIMS})[^，：]{{3,22}})"),
        "按照《{title}》，“{first}”是为了{gap}。",
    ),
    (re.compile(r"(?P<first>[^，：]{3,14})：(?P<second>[^，：]{5,22})"), "按照《{title}》，“{first}”说的是{gap}。"),
    (re.compile(r"把(?P<first>.{3,20})作为(?P<second>.{2,14})"), "按照《{title}》，应当把{first}作为{gap}。"),
)
"""Ways in which a heading has two halves, and how the second is asked for."""
FEWEST = 3
MOST_WRONG = 3


class SiblingHeadings:
    """Asks for the second half of a heading; the wrong options are the second halves of its neighbours."""

    name = "sibling_headings"
    label = _l("要点对应单选")
    reason = _l("几个标题写法对应，检验是否知道哪项做法对应哪个要求。")

    def suggest(self, ground: Ground) -> list[Suggestion]:
        """One question a heading with at least two parallel neighbours under the same parent."""
        return [
            suggestion
            for section in ground.sections
            for suggestion in self._asked(section, ground.article)
            if section.heading
        ]

    def _asked(self, section: SourceSection, article: SourceArticle) -> list[Suggestion]:
        own = _halves(section)
        paragraph = _first_paragraph(section, article)
        if own is None or paragraph is None:
            return []
        first, second, asking = own
        others = [
            halves for other in _neighbours(section, article) if (halves := _halves(other)) and halves[2] == asking
        ]
        wrong = list(dict.fromkeys(other[1] for other in others if other[1] != second))[:MOST_WRONG]
        stem = asking.format(title=article.title, first=first.strip("“”"), gap=GAP)
        if len(wrong) < FEWEST - 1 or _can_be_guessed(first, second, wrong) or gives_itself_away(stem, second):
            return []
        body = choice_body(second, wrong, section.heading)
        why = f"{first} → {second}"
        return [Suggestion(self.name, "single", stem, body, paragraph, section.shown, why, 64)]


def _halves(section: SourceSection) -> tuple[str, str, str] | None:
    heading = tidy(section.heading)
    for shape, asking in _SHAPES:
        if found := shape.fullmatch(heading):
            return found["first"], found["second"], asking
    return None


def _neighbours(section: SourceSection, article: SourceArticle) -> list[SourceSection]:
    """The headings of the same depth under the same parent, without the section itself."""
    family: list[SourceSection] = []
    mine = False
    for each in article.sections:
        if each.depth < section.depth:
            if mine:
                break
            family = []
        elif each.depth == section.depth:
            family.append(each)
            mine = mine or each is section or each == section
    return [each for each in family if each != section] if mine else []


def _first_paragraph(section: SourceSection, article: SourceArticle) -> SourceParagraph | None:
    """The first paragraph below a heading, its own or that of the first heading under it."""
    if section.paragraphs:
        return section.paragraphs[0]
    for before, after in pairwise(article.sections):
        if before == section and after.depth > section.depth and after.paragraphs:
            return after.paragraphs[0]
    return None


def _can_be_guessed(first: str, right: str, wrong: list[str]) -> bool:
    """Tell whether the right option alone repeats a word of the stem."""
    pairs = {first[i : i + 2] for i in range(len(first) - 1)}
    return any(pair in folded(right) for pair in pairs) and not any(pair in text for pair in pairs for text in wrong)
