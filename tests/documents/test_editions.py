"""One document takes the place of another: refusals, changes of paragraphs, chains."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from core.errors import Invalid, Refusal
from documents import queries
from documents.actions import supersede, withdraw_supersession
from documents.editions import Edge, Standing, ensure_may_supersede, standing
from documents.models import Document, ParagraphChange
from tests.cast import NOON, Cast
from tests.documents.makers import REVISED, spot, stored

TODAY = date(2026, 6, 1)
DAY = timedelta(days=1)


def changes() -> dict[tuple[int, str], list[str]]:
    """Return the outcomes of each paragraph, by the order in which they were recorded."""
    found: dict[tuple[int, str], list[str]] = {}
    for row in db.session.scalars(select(ParagraphChange).order_by(ParagraphChange.id)):
        found.setdefault((row.article_id, row.anchor), []).append(row.outcome)
    return found


@pytest.fixture
def editions(cast: Cast) -> tuple[Document, Document]:
    """Give the regulation and its revision, not yet tied to each other."""
    return stored(cast.manager), stored(cast.manager, REVISED, "修订.txt")


def test_every_paragraph_of_the_older_one_is_noted(cast: Cast, editions) -> None:
    older, newer = editions

    supersede(cast.manager, older, newer, TODAY, now=NOON)

    noted = changes()
    assert len(noted) == 26
    assert noted[spot(older, "考核结果与绩效工资挂钩")] == ["removed"]
    assert noted[spot(older, "不少于十六学时")] == ["edited"]
    assert noted[spot(older, "立即组织寻找")] == ["unchanged"]
    reached = queries.successors([spot(older, "每十五分钟")], NOON)[spot(older, "每十五分钟")]
    assert reached.spot == spot(newer, "每十分钟")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "document.supersede")).one()
    assert entry.thing == f"document:{older.id}"


def test_nothing_leads_on_before_the_day_in_force(cast: Cast, editions) -> None:
    older, newer = editions
    supersede(cast.manager, older, newer, TODAY + 30 * DAY, now=NOON)
    where = spot(older, "每十五分钟")

    assert queries.successors([where], NOON) == {}
    assert where in queries.successors([where], NOON + 31 * DAY)


def test_a_document_does_not_supersede_itself(cast: Cast, editions) -> None:
    with pytest.raises(Invalid, match="不能取代它自己"):
        supersede(cast.manager, editions[0], editions[0], TODAY, now=NOON)


def test_circles_are_refused(cast: Cast, editions) -> None:
    older, newer = editions
    third = stored(cast.manager, REVISED.replace("五年", "八年"), "再修订.txt")
    supersede(cast.manager, older, newer, TODAY, now=NOON)
    supersede(cast.manager, newer, third, TODAY + DAY, now=NOON)

    with pytest.raises(Refusal, match="绕成一圈"):
        supersede(cast.manager, third, older, TODAY + 2 * DAY, now=NOON)


def test_one_day_has_one_successor(cast: Cast, editions) -> None:
    older, newer = editions
    third = stored(cast.manager, REVISED.replace("五年", "八年"), "再修订.txt")
    supersede(cast.manager, older, newer, TODAY, now=NOON)

    with pytest.raises(Refusal, match="已有新版本"):
        supersede(cast.manager, older, third, TODAY, now=NOON)


@pytest.mark.parametrize("late", [False, True])
def test_changes_add_up_over_a_chain_in_whatever_order_it_was_recorded(cast: Cast, editions, late: bool) -> None:
    older, newer = editions
    third = stored(cast.manager, REVISED.replace("每十分钟", "每五分钟"), "再修订.txt")
    steps = [(older, newer, TODAY), (newer, third, TODAY + DAY)]
    for step in reversed(steps) if late else steps:
        supersede(cast.manager, *step, now=NOON)

    assert sorted(changes()[spot(older, "每十五分钟")]) == ["edited", "edited"]
    assert sorted(changes()[spot(older, "立即组织寻找")]) == ["unchanged", "unchanged"]
    assert changes()[spot(older, "绩效工资挂钩")] == ["removed"]
    reached = queries.successors([spot(older, "每十五分钟")], NOON + 5 * DAY)
    assert reached[spot(older, "每十五分钟")].spot == spot(third, "每五分钟")


def test_a_step_recorded_by_mistake_is_taken_back_with_all_it_led_to(cast: Cast, editions) -> None:
    older, newer = editions
    third = stored(cast.manager, REVISED.replace("每十分钟", "每五分钟"), "再修订.txt")
    first = supersede(cast.manager, older, newer, TODAY, now=NOON)
    supersede(cast.manager, newer, third, TODAY + DAY, now=NOON)

    withdraw_supersession(cast.manager, first, "选错了文件")

    assert {article_id for article_id, _anchor in changes()} == {newer.articles[0].id}
    with pytest.raises(Invalid, match="请写明理由"):
        withdraw_supersession(cast.manager, first, " ")


def test_the_same_day_and_pair_are_the_databases_to_refuse(cast: Cast, editions) -> None:
    older, newer = editions
    supersede(cast.manager, older, newer, TODAY, now=NOON)

    with pytest.raises(Refusal, match="已经登记过"):
        supersede(cast.manager, older, newer, TODAY + DAY, now=NOON)
    assert len(changes()) == 26


def test_how_a_document_stands() -> None:
    edges = [Edge(1, 2, NOON + DAY)]

    assert standing(1, edges, NOON) is Standing.LEAVING
    assert standing(2, edges, NOON) is Standing.COMING
    assert standing(1, edges, NOON + DAY) is Standing.SUPERSEDED
    assert standing(2, edges, NOON + DAY) is Standing.IN_FORCE
    assert standing(3, edges, NOON) is Standing.IN_FORCE


def test_two_documents_may_become_one() -> None:
    ensure_may_supersede(Edge(2, 3, NOON), [Edge(1, 3, NOON)])
