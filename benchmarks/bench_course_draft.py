"""Drafting a course from a document of 200 pages: from its bytes to lessons with questions, against ten seconds."""

from __future__ import annotations

import time

from benchmarks import measure
from core.i18n import speaking_alone
from courses.builder.drafting import DraftedCourse, draft_course
from courses.builder.material import SourceArticle, SourceParagraph, SourceSection
from documents.reading import ReadArticle, read_file

PAGES = 200
PARAGRAPHS_A_PAGE = 5
TARGET_SECONDS = 10.0
SENTENCES = (
    "第{n}号地段的护林员每周至少巡护{m}次，记录当天填写，不得事后统一补写",
    "发现烟点应当立即报告，由第{n}管护站组织核实，并在{m}小时以内写出经过",
    "各站坚持“当天查、当天补第{n}段”原则，记录写明时间、地点、所见和处理结果",
    "河谷、陡坡和无信号地段必须两人同行，超过预计时间{m}分钟没有返回的，由站长组织寻找",
    "要提高职工的政治性、先进性和群众性，持续改进第{n}段的管护质量，按季度公示检查结果",
)
"""About a hundred and sixty characters together, as many as stand in a paragraph of a printed regulation."""


def document() -> bytes:
    """A regulation of 200 pages in chapters of ten, about 800 characters a page."""
    lines = ["北岭林区管护工作手册", ""]
    for page in range(PAGES):
        if page % 10 == 0:
            lines += [f"第{page // 10 + 1}章 第{page // 10 + 1}片区的管护要求", ""]
        lines += [f"（{page % 10 + 1}）第{page + 1}号线路", ""]
        for step in range(PARAGRAPHS_A_PAGE):
            n, m = page * PARAGRAPHS_A_PAGE + step, 2 + (page + step) % 9
            lines.append("。".join(sentence.format(n=n, m=m) for sentence in SENTENCES) + "。")
    return "\n".join(lines).encode()


def material(article: ReadArticle) -> SourceArticle:
    """A read article as the builder takes it."""
    sections = tuple(
        SourceSection(
            section.level,
            section.number,
            section.heading,
            tuple(SourceParagraph(1, each.anchor, each.text) for each in section.paragraphs),
        )
        for section in article.sections
    )
    return SourceArticle(1, article.title, "、".join(article.authors), sections)


def timed(raw: bytes) -> tuple[float, float, DraftedCourse]:
    """Seconds for reading, seconds for drafting, and the draft."""
    began = time.perf_counter()
    articles = [material(article) for article in read_file("手册.txt", raw)]
    read = time.perf_counter()
    course = draft_course(articles)
    return read - began, time.perf_counter() - read, course


def main() -> None:
    """Measure and print; the ratio is the whole time against the target."""
    raw = document()
    with speaking_alone("zh"):
        reading, drafting, course = timed(raw)
    questions = sum(len(lesson.questions) for lesson in course.lessons)
    detail = (
        f"{len(raw.decode())} characters: read in {reading:.1f} s, drafted in {drafting:.1f} s, "
        f"{len(course.lessons)} lessons, {questions} questions; target {TARGET_SECONDS:.0f} s"
    )
    measure.report("course_draft", (reading + drafting) / TARGET_SECONDS, detail)


if __name__ == "__main__":
    main()
