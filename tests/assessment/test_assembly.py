"""Drawing papers: filled rows, no question twice, the same mix of difficulty, options that keep their sense."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import assembly
from assessment.assembly import Candidate, Cell, TooFewQuestions


def pool(first: int, size: int, kind: str = "single") -> list[Candidate]:
    """Questions numbered from first, with difficulties 1 to 3 in turn."""
    return [Candidate(100 + n, n, kind, n % 3 + 1) for n in range(first, first + size)]


SINGLES = Cell(1, "single", 6, 2000, "党章 · 单选题")
MULTIPLES = Cell(1, "multiple", 3, 3000, "党章 · 多选题")


def test_a_paper_holds_what_the_blueprint_asks_for():
    paper = assembly.draw([SINGLES, MULTIPLES], [pool(1, 20), pool(50, 9, "multiple")], seed=7)

    assert Counter(item.kind for item in paper) == {"single": 6, "multiple": 3}
    assert sum(item.milli_points for item in paper) == 6 * 2000 + 3 * 3000
    assert len({item.question_id for item in paper}) == 9


def test_the_same_seed_draws_the_same_paper_and_another_seed_another():
    cells, pools = [SINGLES], [pool(1, 60)]

    assert assembly.draw(cells, pools, seed=7) == assembly.draw(cells, pools, seed=7)
    assert assembly.draw(cells, pools, seed=7) != assembly.draw(cells, pools, seed=8)


def test_the_order_in_which_the_bank_answers_does_not_matter():
    assert assembly.draw([SINGLES], [pool(1, 30)], seed=7) == assembly.draw([SINGLES], [pool(1, 30)[::-1]], seed=7)


def test_every_seed_gives_the_same_mix_of_difficulty():
    difficulty = {candidate.question_id: candidate.difficulty for candidate in pool(1, 30)}

    mixes = {
        tuple(sorted(difficulty[item.question_id] for item in assembly.draw([SINGLES], [pool(1, 30)], seed=seed)))
        for seed in range(20)
    }

    assert mixes == {(1, 1, 2, 2, 3, 3)}


def test_what_is_missing_is_named_row_by_row():
    with pytest.raises(TooFewQuestions) as refusal:
        assembly.draw([SINGLES, MULTIPLES], [pool(1, 4), pool(50, 1, "multiple")], seed=7)

    assert [(s.label, s.wanted, s.available) for s in refusal.value.shortages] == [
        ("党章 · 单选题", 6, 4),
        ("党章 · 多选题", 3, 1),
    ]
    assert "“党章 · 单选题”需要 6 题，现有 4 题" in refusal.value.sentence


def test_rows_that_share_questions_are_filled_when_that_is_possible():
    narrow = Cell(2, "single", 4, 1000, "窄")
    wide = Cell(1, "single", 4, 1000, "宽")

    for seed in range(10):
        paper = assembly.draw([wide, narrow], [pool(1, 8), pool(1, 4)], seed)

        assert len({item.question_id for item in paper}) == 8


def test_rows_that_share_too_few_questions_are_refused():
    with pytest.raises(TooFewQuestions):
        assembly.draw([Cell(1, "single", 3, 1000), Cell(1, "single", 3, 1000)], [pool(1, 5), pool(1, 5)], seed=7)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_overlapping_rows_either_fill_exactly_or_refuse_rightly(data):
    pools = [data.draw(st.sets(st.integers(1, 7), max_size=6)) for _ in range(3)]
    cells = [Cell(n, "single", data.draw(st.integers(0, 3)), 1000) for n in range(3)]
    candidates = [[Candidate(q, q, "single", q % 3) for q in sorted(ids)] for ids in pools]
    possible = all(
        len(set().union(*(pools[n] for n in rows))) >= sum(cells[n].count for n in rows)
        for rows in ([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2])
    )

    try:
        paper = assembly.draw(cells, candidates, seed=data.draw(st.integers(0, 5)))
    except TooFewQuestions:
        assert not possible
    else:
        assert possible
        assert len(paper) == len({item.question_id for item in paper}) == sum(cell.count for cell in cells)


def test_sections_keep_their_order_and_are_shuffled_inside():
    paper = assembly.draw([SINGLES, MULTIPLES], [pool(1, 20), pool(50, 9, "multiple")], seed=7)

    shown = assembly.in_sections(paper, 7, shuffle=True)

    assert [item.kind for item in shown] == ["single"] * 6 + ["multiple"] * 3
    assert set(shown) == set(paper)
    assert assembly.in_sections(paper, 7, shuffle=False) == paper


@given(st.dictionaries(st.integers(1, 5), st.integers(0, 40), max_size=5), st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_quotas_add_up_and_never_exceed_a_group(sizes, wanted):
    wanted = min(wanted, sum(sizes.values()))

    quotas = assembly.proportional_quotas(sizes, wanted)

    assert sum(quotas.values()) == wanted
    assert all(quotas[group] <= sizes[group] for group in quotas)


def both_ways(pairs):
    found = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return found


def test_enemies_never_stand_on_one_paper_and_the_mix_stays():
    enemies = both_ways([(n, n + 3) for n in range(1, 25)])

    papers = [assembly.draw([SINGLES], [pool(1, 60)], seed, enemies) for seed in range(60)]

    plain = assembly.draw([SINGLES], [pool(1, 60)], 0)
    mix = Counter(item.question_id % 3 for item in plain)
    for paper in papers:
        ids = {item.question_id for item in paper}
        assert len(ids) == 6
        assert not any(enemies.get(one, set()) & ids for one in ids)
        assert Counter(item.question_id % 3 for item in paper) == mix


def test_enemies_that_do_not_meet_change_no_paper():
    paper = assembly.draw([SINGLES], [pool(1, 60)], 7)
    drawn = {item.question_id for item in paper}
    idle = sorted(set(range(1, 61)) - drawn)[:2]

    assert assembly.draw([SINGLES], [pool(1, 60)], 7, both_ways([tuple(idle)])) == paper


def test_a_blueprint_that_only_enemies_could_fill_says_so():
    with pytest.raises(assembly.EnemiesInTheWay) as refusal:
        assembly.draw([SINGLES], [pool(1, 6)], 7, both_ways([(2, 5)]))

    assert "互相提示" in refusal.value.sentence
    assert set(refusal.value.clash) == {2, 5}


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_a_paper_without_enemies_is_found_exactly_when_there_is_one(data):
    size, wanted = 7, data.draw(st.integers(1, 5))
    numbers = st.integers(1, size)
    pairs = data.draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1]), max_size=10))
    enemies = both_ways(pairs)
    possible = any(
        not any({one, other} <= set(chosen) for one, other in pairs)
        for chosen in combinations(range(1, size + 1), wanted)
    )

    try:
        paper = assembly.draw([Cell(1, "single", wanted, 1000)], [pool(1, size)], data.draw(st.integers(0, 9)), enemies)
    except TooFewQuestions:
        assert not possible
    else:
        ids = {item.question_id for item in paper}
        assert possible
        assert len(ids) == wanted
        assert not any({one, other} <= ids for one, other in pairs)
