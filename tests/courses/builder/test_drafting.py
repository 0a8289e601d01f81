"""A drafted course as a whole, on the source documents and on texts made for the test."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from config import ROOT
from courses.builder.apparatus import heads_apparatus, is_apparatus
from courses.builder.drafting import draft_course, escaped, suggested_order
from courses.builder.material import SourceParagraph, SourceSection
from courses.builder.minutes import LONGEST, SHORTEST, minutes_of
from courses.builder.sentences import excerpt, sentences, tidy
from courses.builder.suggestions import folded, gives_itself_away
from courses.models import Tier
from courses.rendering import render_lesson
from tests.courses.builder.makers import PATROL, article, articles_of

LONG = "巡护人员要熟悉路线，做好记录，发现问题立即报告，并在当天交回。" * 8


class TestTheSourceDocuments:
    """Each of the eight articles gives a course that is worth an editor's time."""

    @pytest.fixture
    def courses(self, source_documents: Path):
        paths = sorted(source_documents.glob("*.txt"))
        return [(text, draft_course([text])) for path in paths for text in articles_of(path)]

    def test_lessons_take_five_to_fifteen_minutes(self, courses) -> None:
        assert len(courses) == 8
        assert [
            lesson.title
            for _, course in courses
            for lesson in course.lessons
            if not SHORTEST <= lesson.minutes <= LONGEST
        ] == []

    def test_every_paragraph_is_taught_once(self, courses) -> None:
        for text, course in courses:
            taught = [paragraph for lesson in course.lessons for paragraph in lesson.paragraphs]

            assert taught == list(text.paragraphs())

    def test_every_lesson_has_points_objectives_and_questions(self, courses) -> None:
        for _, course in courses:
            for lesson in course.lessons:
                assert 1 <= len(lesson.key_points) <= 5
                assert 1 <= len(lesson.objectives) <= 4
                assert all(line.startswith(("能说出", "能做到", "能完整说出")) for line in lesson.objectives)
                assert 1 <= len(lesson.questions) <= 8

    def test_there_are_enough_questions_to_choose_from(self, courses) -> None:
        assert sum(len(lesson.questions) for _, course in courses for lesson in course.lessons) >= 45

    def test_no_stem_or_set_of_options_comes_twice_in_a_course(self, courses) -> None:
        for _, course in courses:
            questions = [question for lesson in course.lessons for question in lesson.questions]
            options = [frozenset(o["text"] for o in q.body["options"]) for q in questions if "options" in q.body]

            assert not [stem for stem, count in Counter(folded(q.stem) for q in questions).items() if count > 1]
            assert len(set(options)) == len(options)

    def test_no_answer_stands_in_its_own_stem(self, courses) -> None:
        found = [
            question.stem
            for _, course in courses
            for lesson in course.lessons
            for question in lesson.questions
            if question.kind != "true_false"
            and len(question.answer) > 2
            and gives_itself_away(question.stem, question.answer)
        ]

        assert found == []

    def test_questions_rest_on_a_paragraph_of_their_lesson(self, courses) -> None:
        for _, course in courses:
            for lesson in course.lessons:
                assert {q.paragraph for q in lesson.questions} <= set(lesson.paragraphs)

    def test_the_twenty_six_rules_that_became_thirteen_are_asked(self, courses) -> None:
        stems = [q.stem for _, course in courses for lesson in course.lessons for q in lesson.questions]

        assert any("党工群团内控制度" in stem and "____" in stem for stem in stems)

    def test_the_tier_says_why(self, courses) -> None:
        for _, course in courses:
            assert len(course.advice.reasons) == 5
            assert all("字" in reason for reason in course.advice.reasons)


class TestLessons:
    def test_a_short_regulation_is_one_lesson_with_its_rules_as_points(self) -> None:
        (text,) = articles_of(ROOT / PATROL)

        course = draft_course([text])

        assert len(course.lessons) == 1
        assert course.advice.tier is Tier.BASIC
        assert any("两人同行" in line for line in course.lessons[0].objectives)

    def test_a_section_too_long_for_a_lesson_falls_apart_between_paragraphs(self) -> None:
        paragraphs = tuple(SourceParagraph(1, f"p{n}", f"第{n}段。{LONG}") for n in range(40))
        text = replace(article(("巡护", "甲")), sections=(SourceSection(1, "一、", "巡护", paragraphs),))

        course = draft_course([text])

        assert all(lesson.minutes <= LONGEST for lesson in course.lessons)
        assert [p for lesson in course.lessons for p in lesson.paragraphs] == list(paragraphs)

    def test_nothing_to_teach_gives_no_lessons(self) -> None:
        assert draft_course([article(("", "［摘要］本文讨论巡护。"))]).lessons == ()

    def test_text_is_shown_as_it_is_not_as_markdown(self) -> None:
        words = "1. *星* _线_ # 号 <b>粗</b> [链](http://x) | 竖"

        shown = render_lesson(escaped(words)).html

        assert "<em>" not in shown
        assert "<a " not in shown
        assert "<ol>" not in shown

    def test_easier_articles_come_first(self) -> None:
        easy = article(("", "每天巡护两次。"), title="易")
        hard = replace(
            article(
                ("", "统筹顶层设计，构建协同治理体系，完善考核评价机制，实现闭环赋能的效能转化与融合。" * 9), title="难"
            ),
            article_id=2,
        )

        assert [each.title for each in suggested_order([hard, easy])] == ["易", "难"]


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        "text",
        [
            "［摘要］基层党组织面临诸多问题。",
            "关键词：党建；制度",
            "参考文献：",
            "[1] 张三.基层党建研究[J].党建,2022(3):1-4.",
            "（作者单位：北岭森工）",
            "作者简介：张三，男，工程师。",
            "Abstract: Grassroots organizations bear important responsibilities in policy.",
            "收稿日期：2024-03-01",
        ],
    )
    def test_apparatus_is_recognised(self, text) -> None:
        assert is_apparatus(text)

    @pytest.mark.parametrize(
        "text", ["摘要写得好，读者才愿意读下去。", "每天巡护两次，记录当天填写。", "关键在于落实责任。"]
    )
    def test_sentences_that_begin_alike_are_kept(self, text) -> None:
        assert not is_apparatus(text)

    def test_what_follows_the_heading_of_a_reference_list_is_left_out(self) -> None:
        text = article(("巡护", "每日巡护两次，记录当天填写。"), ("参考文献", "张三，每日巡护九次，出版社，2020。"))

        course = draft_course([text])

        assert heads_apparatus("参考文献")
        assert "九次" not in course.lessons[0].body
        assert all("九" not in q.stem for q in course.lessons[0].questions)


class TestSentences:
    def test_quotations_stay_whole(self) -> None:
        assert sentences("他说“先看风。再退。”然后走。好。") == ("他说“先看风。再退。”然后走", "好")

    def test_words_that_tie_to_the_sentence_before_go(self) -> None:
        assert sentences("一是先报告。同时，要记录。同时要核对。") == ("先报告", "要记录", "要核对")

    def test_half_width_marks_and_blanks_are_mended(self) -> None:
        assert tidy("党建工作, 自 2022 年起(含)分 3 步走") == "党建工作，自2022年起（含）分3步走"

    def test_an_excerpt_never_leans_on_what_it_leaves_out(self) -> None:
        text = "站长每周抽查各站记录" + "并把发现的漏项逐条登记在册" * 8 + "，其结果每月公示一次"
        start = text.rindex("一次")

        assert excerpt(text, start, start + 2) is None

    def test_minutes_grow_with_text_and_questions(self) -> None:
        assert minutes_of(0, 0) == 1
        assert minutes_of(1600, 0) == 5
        assert minutes_of(1600, 3) == 7
