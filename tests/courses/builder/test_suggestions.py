"""Suggested questions: the contract of every kind, and what each of them asks and leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from config import ROOT
from courses.builder.material import SourceArticle
from courses.builder.suggestions import ALL, BY_NAME, Ground, Suggestion, folded, gives_itself_away
from courses.builder.suggestions.base import BLANK, GAP
from courses.builder.suggestions.figures import figures, numeral, value_of
from courses.builder.suggestions.listed import listed_items
from tests.courses.builder.makers import PATROL, article, articles_of

RULES = article(
    (
        "路线与班次",
        "每名护林员每周至少巡护五次。河谷和陡坡必须两人同行，不得单独前往。超过一小时没有返回的，由站长组织寻找。",
    ),
    (
        "巡护记录",
        "记录写明时间、地点、所见和处理结果四项内容，由本人签字。站长坚持“当天查、当天补”原则，每月公示一次。",
    ),
    (
        "工作要求",
        "各站要落实“四个一”机制。各站要实行“两人同行”制度。各站要推行“先报后救”办法，围绕“五不走”要求抓好培训，对照“三清楚”标准检查。",
    ),
)


def asked(name: str, text: SourceArticle = RULES) -> list[Suggestion]:
    return BY_NAME[name].suggest(Ground(text.sections, text))


def stems(name: str, text: SourceArticle = RULES) -> list[str]:
    return [suggestion.stem for suggestion in asked(name, text)]


def every_article(folder: Path) -> list[SourceArticle]:
    return [each for path in sorted(folder.glob("*.txt")) for each in articles_of(path)]


class TestTheContract:
    """What holds for every kind of suggestion, on our own regulation and on rules made for the test."""

    @pytest.mark.parametrize("maker", ALL, ids=lambda maker: maker.name)
    @pytest.mark.parametrize("text", [RULES, *articles_of(ROOT / PATROL)], ids=["rules", "patrol"])
    def test_a_suggestion_is_sound(self, maker, text) -> None:
        for each in maker.suggest(Ground(text.sections, text)):
            sound(each, maker.name, text)

    @pytest.mark.parametrize("maker", ALL, ids=lambda maker: maker.name)
    def test_the_same_text_gives_the_same_suggestions(self, maker) -> None:
        assert maker.suggest(Ground(RULES.sections, RULES)) == maker.suggest(Ground(RULES.sections, RULES))

    @pytest.mark.parametrize("maker", ALL, ids=lambda maker: maker.name)
    def test_each_kind_says_what_it_is_and_why(self, maker) -> None:
        assert str(maker.label)
        assert str(maker.reason).endswith("。")

    def test_names_are_unique(self) -> None:
        assert len(BY_NAME) == len(ALL)

    def test_every_kind_finds_something_in_one_of_the_texts(self, source_documents: Path) -> None:
        texts = [RULES, *articles_of(ROOT / PATROL), *every_article(source_documents)]
        silent = [m.name for m in ALL if not any(m.suggest(Ground(text.sections, text)) for text in texts)]

        assert silent == []


def sound(each: Suggestion, name: str, text: SourceArticle) -> None:
    """What an author may expect of every suggestion."""
    assert each.maker == name
    assert each.why
    assert 0 < each.worth <= 100
    assert each.paragraph in list(text.paragraphs())
    assert 10 <= len(each.stem) <= 140
    assert each.stem.endswith("。")
    assert each.stem.count("“") == each.stem.count("”")
    if each.kind != "true_false" and len(each.answer) > 2:
        assert not gives_itself_away(each.stem, each.answer)
    {"fill": sound_fill, "single": sound_single, "true_false": sound_truth}[each.kind](each)


def sound_fill(each: Suggestion) -> None:
    assert each.stem.count(BLANK) == len(each.body["blanks"]) == 1
    accepted = each.body["blanks"][0]["accepted"]
    assert accepted
    assert all(word.strip() for word in accepted)
    assert folded(accepted[0]) in folded(each.paragraph.text)


def sound_single(each: Suggestion) -> None:
    options = [option["text"] for option in each.body["options"]]
    assert each.stem.count(GAP) == 1
    assert 3 <= len(options) <= 5
    assert len({folded(option) for option in options}) == len(options)
    assert len(each.body["key"]) == 1
    assert all(folded(option) not in folded(each.stem) for option in options)


def sound_truth(each: Suggestion) -> None:
    assert each.body["key"] is True or each.body["correction"] != each.stem


class TestNumbers:
    def test_limits_and_frequencies_are_asked(self) -> None:
        assert "每名护林员每周至少巡护____次。" in stems("numbers")

    def test_both_writings_of_a_number_are_right(self) -> None:
        found = next(each for each in asked("numbers") if "每周至少" in each.stem)

        assert found.body["blanks"][0]["accepted"] == ["五", "5"]

    @pytest.mark.parametrize(
        "text",
        [
            "各站要坚持一个标准抓到底，形成长效机制。",
            "全面落实中央八项规定精神，持续改进作风。",
            "坚持“三会一课”制度，按期开展组织生活。",
            "二十世纪八十年代以来林区面貌发生深刻变化。",
            "第三条规定护林员应当佩戴标志，按路线巡护。",
            "通过抓规范、优机制、强融合三项措施提高质量。",
        ],
    )
    def test_numbers_that_teach_nothing_are_left_alone(self, text) -> None:
        assert stems("numbers", article(("", text))) == []

    @pytest.mark.parametrize(("text", "value"), [("三十二", 32), ("十", 10), ("两", 2), ("一百二十", 120), ("26", 26)])
    def test_numerals_have_values(self, text, value) -> None:
        assert value_of(text) == value

    def test_numerals_are_written_back(self) -> None:
        assert [value_of(numeral(value)) for value in range(1, 100)] == list(range(1, 100))

    def test_what_follows_a_unit_can_make_it_a_word(self) -> None:
        assert list(figures("全站二十人员名单")) == []


class TestTermsAndLists:
    def test_a_named_term_is_asked_once(self) -> None:
        found = stems(
            "quoted_terms", article(("", "要坚持“先报后救”原则处置火情险情。各站按“先报后救”原则开展演练活动。"))
        )

        assert found == ["要坚持“____”原则处置火情险情。"]

    def test_a_term_that_stands_twice_in_its_sentence_is_not_asked(self) -> None:
        text = "要坚持“先报后救”原则，做到先报后救、不乱阵脚。"

        assert stems("quoted_terms", article(("", text))) == []

    def test_a_quotation_that_names_nothing_is_not_asked(self) -> None:
        assert stems("quoted_terms", article(("", "对劳动合同进行全面细致的“体检”并逐项登记在册。"))) == []

    def test_an_item_of_a_closed_list_is_asked(self) -> None:
        assert "记录写明时间、地点、____和处理结果四项内容，由本人签字。" in stems("enumerations")

    @pytest.mark.parametrize(
        "text",
        [
            "聚焦生态保护、安全生产、职工增收等工作开展竞赛。",
            "加强对市场经济、法律法规、数字技术、心理健康等知识的学习。",
            "要抓好教育培训、走访慰问和检查督导，形成合力。",
        ],
    )
    def test_an_open_list_is_not_asked(self, text) -> None:
        assert list(listed_items(text)) == []

    def test_wrong_options_are_other_terms_of_the_article(self) -> None:
        found = asked("term_choices")

        assert found
        for each in found:
            for option in each.body["options"]:
                assert option["text"].strip("“”") in RULES.text


class TestStatements:
    def test_a_changed_number_is_false_and_names_the_right_sentence(self) -> None:
        found = [each for each in asked("changed_numbers") if not each.body["key"]]

        assert found
        for each in found:
            assert each.body["correction"] != each.stem
            assert folded(each.body["correction"]) in folded(each.paragraph.text)

    def test_some_statements_stay_true(self, source_documents: Path) -> None:
        texts = [RULES, *articles_of(ROOT / PATROL), *every_article(source_documents)]
        keys = [
            each.body["key"]
            for name in ("changed_numbers", "negations")
            for text in texts
            for each in asked(name, text)
        ]

        assert 0.15 < sum(keys) / len(keys) < 0.6

    def test_an_exhortation_is_not_turned_round(self) -> None:
        text = "工会干部必须始终把政治建设摆在首位，自觉把工作与大局结合起来。"

        assert stems("negations", article(("", text))) == []

    def test_a_provision_is_asked(self) -> None:
        assert len(stems("negations", article(("", "发现烟点立即向站里报告，不得独自扑救。")))) == 1


class TestHeadings:
    def test_parallel_headings_become_a_choice(self) -> None:
        text = article(
            ("强化理论武装，淬炼政治忠诚", "第一段讲学习，内容充实。"),
            ("深耕主责主业，锤炼过硬本领", "第二段讲业务，内容充实。"),
            ("拓宽知识视野，提升综合素养", "第三段讲知识，内容充实。"),
        )

        found = asked("sibling_headings", text)

        assert [each.answer for each in found] == ["淬炼政治忠诚", "锤炼过硬本领", "提升综合素养"]
        assert found[0].stem == "按照《巡护规定》，“强化理论武装”是为了（  ）。"

    def test_two_headings_are_too_few(self) -> None:
        text = article(("强化理论武装，淬炼政治忠诚", "一段。"), ("深耕主责主业，锤炼过硬本领", "二段。"))

        assert asked("sibling_headings", text) == []

    def test_a_list_of_problems_is_no_choice_of_aims(self) -> None:
        parts = [
            ("党建引领不强，融合度不高", "甲。"),
            ("服务针对不够，实效性不足", "乙。"),
            ("保障广度不够，覆盖面太窄", "丙。"),
        ]

        assert asked("sibling_headings", article(*parts)) == []
