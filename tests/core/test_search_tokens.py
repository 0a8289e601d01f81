"""Words as search sees them, and snippets around what was found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search_tokens import MOST_TOKENS, Piece, snippet, terms_of, tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("学时", "学时 时"),
        ("学时32个", "学时 时 32 个"),
        ("ＧＢ／Ｔ22239-2019", "gb t 22239 2019"),
        ("报警：12119。", "报警 警 12119"),
        ("Wi-Fi 6e", "wi fi 6 e"),
        ("①三会一课", "1 三会 会一 一课 课"),
        ("", ""),
    ],
)
def test_a_text_becomes_pairs_words_and_numbers(text: str, tokens: str) -> None:
    assert tokens_of(text) == tokens


@pytest.mark.parametrize(
    ("query", "tokens", "is_prefix"),
    [
        ("学时", ("学时",), False),
        ("支", ("支",), True),
        ("三会一课", ("三会", "会一", "一课"), False),
        ("GB/T222", ("gb", "t", "222"), True),
        ("12", ("12",), False),
        ("第5条", ("第", "5", "条"), True),
        ("开会5次会", ("开会", "会", "5", "次会"), False),
    ],
)
def test_a_word_of_a_query_is_a_phrase(query: str, tokens: tuple[str, ...], is_prefix: bool) -> None:
    (term,) = terms_of(query)

    assert (term.tokens, term.is_prefix) == (tokens, is_prefix)


def test_blanks_part_the_words_of_a_query() -> None:
    assert [term.tokens for term in terms_of("  支部　换届 ！！ ")] == [("支部",), ("换届",)]
    assert terms_of("…… !?") == []
    assert len(terms_of("词 " * 50)) <= 6


def marked(text: str, query: str, width: int = 120) -> str:
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in snippet(text, terms_of(query), width))


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("每年32学时，集中学习。", "学时", "每年32[学时]，集中学习。"),
        ("执行GB/T 22239标准", "gb/t22239", "执行[GB/T 22239]标准"),
        ("拨打１２１１９报警", "12119 报警", "拨打[１２１１９报警]"),
        ("没有这个词", "学时", "没有这个词"),
        ("<b>学时</b>", "学时", "<b>[学时]</b>"),
    ],
)
def test_what_was_found_is_marked(text: str, query: str, shown: str) -> None:
    assert marked(text, query) == shown


def test_a_snippet_starts_shortly_before_the_first_hit() -> None:
    shown = marked("前" * 300 + "学时" + "后" * 300, "学时", 40)

    assert shown.startswith("…前") and "[学时]" in shown and shown.endswith("…")
    assert len(shown) < 50


@given(st.text("学时32gG／/ 。<&", max_size=200), st.text("学时32g/ ", max_size=10), st.integers(5, 50))
def test_a_snippet_is_a_stretch_of_the_text(text: str, query: str, width: int) -> None:
    pieces = snippet(text, terms_of(query), width)

    said = "".join(piece.text for piece in pieces)
    assert said.strip("…") in text or said == text
    assert Piece("", is_hit=True) not in pieces


def test_very_long_texts_are_cut_for_both_databases_alike() -> None:
    assert len(tokens_of("学时，" * 20_000).split()) == MOST_TOKENS
