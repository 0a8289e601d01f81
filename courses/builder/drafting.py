"""Drafting a whole course from articles: everything in it is a proposal to a person (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courses.builder.choosing import Chosen, candidates
from courses.builder.lessons import LessonPlan, plan_lessons, teachable
from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from courses.builder.minutes import MOST_CHECKS, minutes_of
from courses.builder.points import PLAIN_HEADINGS, key_points, key_terms, objectives
from courses.builder.sentences import tidy
from courses.builder.suggestions import Ground, Suggestion
from courses.builder.tiers import TierAdvice, advise_tier
from documents.tables import is_table

LONGEST_TITLE = 60
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")
_LINE_OPENS = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)", re.M)


@dataclass(frozen=True)
class DraftedLesson:
    """One lesson as it is proposed."""

    title: str
    body: str
    """Markdown: the words of the source under their headings, for the author to rewrite."""
    minutes: int
    key_points: tuple[str, ...]
    key_terms: tuple[str, ...]
    objectives: tuple[str, ...]
    article: SourceArticle
    section: str
    """Where in the article, as its first heading says."""
    paragraphs: tuple[SourceParagraph, ...]
    questions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class DraftedCourse:
    """A course as it is proposed."""

    title: str
    summary: str
    advice: TierAdvice
    lessons: tuple[DraftedLesson, ...]


def draft_course(articles: list[SourceArticle]) -> DraftedCourse:
    """Propose a course: easier articles first, each in its own order, none of it for publishing as it is."""
    kept = _with_prose([taught for article in articles if (taught := teachable(article)).sections])
    kept = suggested_order(kept)
    chosen = Chosen()
    lessons = [lesson for article in kept for lesson in _lessons(article, chosen)]
    return DraftedCourse(
        title=kept[0].title[:LONGEST_TITLE] if kept else "",
        summary=_summary(kept, lessons),
        advice=advise_tier(kept),
        lessons=tuple(lessons),
    )


def _with_prose(articles: list[SourceArticle]) -> list[SourceArticle]:
    """The articles without those that are tables only, such as a list of telephone numbers, unless all are."""
    prose = [each for each in articles if any(not is_table(part.text) for part in each.paragraphs())]
    return prose or articles


def suggested_order(articles: list[SourceArticle]) -> list[SourceArticle]:
    """The articles from the easiest to the hardest."""
    scores = {article.article_id: advise_tier([article]).score for article in articles}
    return sorted(articles, key=lambda article: scores[article.article_id])


class _Finder:
    """Looks for questions once in the same sections, however often their number is asked for."""

    def __init__(self, article: SourceArticle) -> None:
        self._article = article
        self._found: dict[tuple[int, ...], tuple[Ground, list[Suggestion]]] = {}

    def found(self, sections: tuple[SourceSection, ...]) -> tuple[Ground, list[Suggestion]]:
        key = tuple(id(section) for section in sections)
        if key not in self._found:
            ground = Ground(sections, self._article)
            self._found[key] = ground, candidates(ground)
        return self._found[key]

    def count(self, sections: tuple[SourceSection, ...]) -> int:
        return min(MOST_CHECKS, len(Chosen().questions(*self.found(sections))))


def _lessons(article: SourceArticle, chosen: Chosen) -> list[DraftedLesson]:
    finder = _Finder(article)
    plans = plan_lessons(article, finder.count)
    return [_lesson(plan, chosen.questions(*finder.found(plan.sections)), len(plans) == 1) for plan in plans]


def _lesson(plan: LessonPlan, questions: list[Suggestion], alone: bool) -> DraftedLesson:
    headings = [section.shown for section in plan.sections if section.heading]
    return DraftedLesson(
        title=plan.article.title[:LONGEST_TITLE] if alone else _title(plan),
        body=body_of(plan.sections),
        minutes=minutes_of(plan.characters, min(len(questions), MOST_CHECKS)),
        key_points=key_points(plan),
        key_terms=key_terms(plan),
        objectives=objectives(plan),
        article=plan.article,
        section=headings[0][:80] if headings and not alone else "",
        paragraphs=plan.paragraphs,
        questions=tuple(questions),
    )


def _title(plan: LessonPlan) -> str:
    headed = [section for section in plan.sections if section.heading]
    if not headed:
        return plan.article.title[:LONGEST_TITLE]
    top = min(section.depth for section in headed)
    named = [tidy(section.heading) for section in headed if section.depth == top]
    named = [name for name in named if name not in PLAIN_HEADINGS] or named
    title = named[0]
    if len(named) > 1 and len(title) + len(named[1]) + 1 <= 36:
        title = f"{title}；{named[1]}"
    return title[:LONGEST_TITLE]


def body_of(sections: tuple[SourceSection, ...]) -> str:
    """The text of sections as Markdown."""
    top = min((section.depth for section in sections if section.depth), default=1)
    lines = []
    for section in sections:
        if section.heading:
            lines.append("#" * min(4, 2 + section.depth - top) + f" {escaped(tidy(section.heading))}")
        lines += [_shown(paragraph.text) for paragraph in section.paragraphs]
    return "\n\n".join(lines)


def _shown(text: str) -> str:
    """A paragraph as Markdown; a table is Markdown already."""
    return text if is_table(text) else escaped(tidy(text))


def escaped(text: str) -> str:
    """Plain text so that Markdown shows it as it is."""
    return _LINE_OPENS.sub(r"\1\\\2\3", _MARKDOWN.sub(r"\\\1", text))


def _summary(articles: list[SourceArticle], lessons: list[DraftedLesson]) -> str:
    titles = "".join(f"《{article.title}》" for article in articles)
    about = "、".join(f"“{lesson.title}”" for lesson in lessons[:3])
    return f"依据{titles}编写，共 {len(lessons)} 课，讲{about}{'等' if len(lessons) > 3 else ''}。" if lessons else ""
