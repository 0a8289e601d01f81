"""Searching 20,000 paragraphs, against the bare query of the index, in alternation."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from statistics import median

import flask_migrate
from sqlalchemy import text

from app import create_app
from benchmarks import measure
from core import clock, search
from core.db import db
from core.search import ALL, Entry, SearchKind
from core.search_tokens import terms_of

PARAGRAPHS = 20_000
ROUNDS = 40
SEED = 20260601
WORDS = [
    "护林员",
    "巡护",
    "记录",
    "学时",
    "支部",
    "书记",
    "换届",
    "培训",
    "考核",
    "森林",
    "火情",
    "报警",
    "管护站",
    "林场",
    "责任区",
    "路线",
    "检查",
    "终端",
    "安全",
    "生产",
    "矿山",
    "工会",
    "职工",
    "制度",
    "组织",
    "党员",
    "大会",
    "防火",
    "扑救",
    "报告",
    "站长",
    "审核",
    "档案",
    "绩效",
    "标准",
    "12119",
    "GB/T22239",
    "值班",
    "天气",
    "演练",
]
QUERIES = ("学时", "支部 换届", "12119", "GB/T22239", "护林员巡护", "矿", "没有的词")
KIND = SearchKind("bench", "段落", ALL, lambda ref, staff: ref, lambda: iter(()))


def main() -> None:
    """Measure each query and print the slowest median, and the ratio over all."""
    with measure.data_folder():
        app = create_app()
        with app.app_context():
            flask_migrate.upgrade()
            _fill()
            ours, raw = _alternate()
    worst = max(ours, key=lambda query: median(ours[query]))
    ratio = sum(median(ours[query]) for query in QUERIES) / sum(median(raw[query]) for query in QUERIES)
    told = ", ".join(
        f"{query} {median(ours[query]) * 1000:.1f} ms ({median(raw[query]) * 1000:.1f})" for query in QUERIES
    )
    detail = f"{PARAGRAPHS} paragraphs; ours (raw index query): {told}; slowest {median(ours[worst]) * 1000:.1f} ms"
    measure.report("search", ratio, detail)


def _fill() -> None:
    chance = random.Random(SEED)
    weights = [1 / (place + 1) for place in range(len(WORDS))]
    now = clock.now()
    things = []
    for number in range(PARAGRAPHS):
        words = chance.choices(WORDS, weights, k=40)
        body = "，".join("".join(words[at : at + 4]) for at in range(0, 40, 4)) + "。"
        things.append(Entry(str(number), f"办法{number // 200}", f"第{number % 200}条", body, now))
    search.rebuild([SearchKind("bench", "段落", ALL, KIND.address, lambda: iter(things))])


def _alternate() -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    ours: dict[str, list[float]] = {query: [] for query in QUERIES}
    raw: dict[str, list[float]] = {query: [] for query in QUERIES}
    for _round in range(ROUNDS):
        for query in QUERIES:
            ours[query].append(_seconds(_found, query))
            raw[query].append(_seconds(_bare, query))
    return ours, raw


def _found(query: str) -> object:
    return search.find(query, kinds=["bench"], audiences=[ALL])


def _bare(query: str) -> object:
    """What the index itself needs to name all that match: no ranks, no texts."""
    if db.engine.dialect.name == "postgresql":
        matching = search.as_tsquery(terms_of(query))["everywhere"]
        return db.session.execute(_BARE_POSTGRESQL, {"query": matching}).all()
    matching = search.as_fts5(terms_of(query), ["bench"])["everywhere"]
    return db.session.execute(_BARE_SQLITE, {"query": matching}).all()


_BARE_SQLITE = text("SELECT rowid FROM search_index WHERE search_index MATCH :query")
_BARE_POSTGRESQL = text("SELECT id FROM search_entry WHERE search_index @@ CAST(:query AS tsquery)")


def _seconds(work: Callable[[str], object], query: str) -> float:
    began = time.perf_counter()
    work(query)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
