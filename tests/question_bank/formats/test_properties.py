"""Properties of the readers: whatever the text, no crash; whatever is well formed, read as written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank.formats.base import Status
from question_bank.formats.paper_text import read_text
from question_bank.formats.tables import read_tables

pytestmark = pytest.mark.usefixtures("words")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = st.sampled_from(
    ["1.", "2、", "（1）", "①", "A.", "B、", "C ", "D．", "A.甲B.乙", "答案：", "答案：C", "【答案】B", "解析：", "参考答案", "1-5 ABCDE", "1.√ 2.×",
     "一、单选题", "二、判断题（共2题）", "（ ）", "（√）", "__C__", "____", "\n", "\n\n", "\t", "正确", "错误", "森林防火", "2.5米", "第3题", "题型：",
     "知识点：", "注意事项", "材料一：", "简述", "。", "…………B", "第1页 共2页", "1", "０", "\u200b", "【", "】", "A110B120"]
)  # fmt: skip
HAN = st.text(alphabet="森林防火巡护支部党员学时安全生产规定应当及时报告登记", min_size=4, max_size=14)


@quick
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_mixture_of_paper_pieces_crashes_the_reader(text):
    reading = read_text(text)

    assert sum(reading.counts.values()) == len(reading.questions)
    for question in reading.questions:
        assert (question.status == Status.READY) == (not question.issues)


@quick
@given(st.text(max_size=200))
def test_no_text_at_all_crashes_the_reader(text):
    for question in read_text(text).questions:
        assert question.as_json()["issues"] == [issue.sentence for issue in question.issues]


@quick
@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_ready_choice_always_has_its_key_within_distinct_options(text):
    for question in read_text(text).questions:
        if question.status == Status.READY and question.kind in ("single", "multiple"):
            assert len(set(question.options)) == len(question.options) >= 2
            assert set(question.key) <= set("ABCDEFGHIJ"[: len(question.options)])
            assert all(question.options)


CELL = st.one_of(st.none(), st.booleans(), st.integers(-5, 50), st.floats(allow_nan=False), PIECES, HAN)


@quick
@given(st.lists(st.lists(CELL, min_size=6, max_size=6), max_size=12))
def test_no_table_crashes_the_reader(rows):
    header = ["题型", "题干", "选项A", "选项B", "选项C", "答案"]

    questions, _warnings = read_tables([("表", [header, *rows])])

    assert all(question.line > 1 for question in questions)


@st.composite
def well_formed(draw: st.DrawFn) -> dict:
    kind = draw(st.sampled_from(["single", "multiple", "true_false"]))
    options = draw(st.lists(HAN, min_size=3, max_size=6, unique=True)) if kind != "true_false" else []
    letters = "ABCDEF"[: len(options)]
    key = {
        "single": lambda: draw(st.sampled_from(letters)),
        "multiple": lambda: sorted(draw(st.sets(st.sampled_from(letters), min_size=2))),
        "true_false": lambda: draw(st.booleans()),
    }[kind]()
    return {"kind": kind, "stem": draw(HAN), "options": options, "key": key, "explanation": draw(HAN)}


NUMBERS = {"dot": "{}.", "comma": "{}、", "wide": "{}．", "titled": "第{}题 ", "rparen": "{}）"}
OPTIONS = {
    "lines": ("{}. {}\n", ""),
    "inline": ("{}．{}", "\n"),
    "comma": ("{}、{}    ", "\n"),
    "bracket": ("（{}）{} ", "\n"),
}
ANSWERS = {
    "line": "答案：{}\n解析：{}\n",
    "bracket": "【答案】{}\n【解析】{}\n",
    "plain": "正确答案：{}\n答案解析：{}\n",
}


def written(papers: list[dict], number: str, options: str, answer: str) -> str:
    """Write questions the way one author would, one section a kind."""
    lines = []
    for place, (kind, title) in enumerate((("single", "单选题"), ("multiple", "多选题"), ("true_false", "判断题"))):
        of_kind = [paper for paper in papers if paper["kind"] == kind]
        lines += [f"{'一二三'[place]}、{title}\n"] if of_kind else []
        for order, paper in enumerate(of_kind, start=1):
            lines.append(_written_one(paper, order, number, options, answer))
    return "".join(lines)


def _written_one(paper: dict, order: int, number: str, options: str, answer: str) -> str:
    form, end = OPTIONS[options]
    blank = "（ ）。" if paper["kind"] != "true_false" else "。"
    shown = "".join(form.format("ABCDEF"[place], text) for place, text in enumerate(paper["options"])) + (
        end if paper["options"] else ""
    )
    key = {True: "正确", False: "错误"}.get(paper["key"]) if isinstance(paper["key"], bool) else "".join(paper["key"])
    return f"{NUMBERS[number].format(order)}{paper['stem']}{blank}\n{shown}{ANSWERS[answer].format(key, paper['explanation'])}"


@quick
@given(
    st.lists(well_formed(), min_size=1, max_size=6, unique_by=lambda paper: paper["stem"]),
    st.sampled_from(sorted(NUMBERS)),
    st.sampled_from(sorted(OPTIONS)),
    st.sampled_from(sorted(ANSWERS)),
)
def test_a_well_formed_paper_is_read_exactly_as_written(papers, number, options, answer):
    found = read_text(written(papers, number, options, answer)).questions

    expected = [paper for kind in ("single", "multiple", "true_false") for paper in papers if paper["kind"] == kind]
    assert [(q.kind, q.key, list(q.options), q.explanation) for q in found] == [
        (p["kind"], p["key"], p["options"], p["explanation"]) for p in expected
    ]
    assert [q.stem.removesuffix("。").removesuffix("（  ）") for q in found] == [p["stem"] for p in expected]
    assert {q.status for q in found} == {Status.READY}
