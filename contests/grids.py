"""Reading the rows of a table form: blueprint rows, rubric lines, awards. A row left empty is skipped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from contests.drafts import Item, Row
from contests.forms import points_text, read_points
from contests.totals import Award
from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _

MOST_ROWS = 60


def read_grid(form: MultiDict[str, str], names: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """Return (row number from 1, cleaned fields) of every row in which something is typed."""
    columns = {name: [clean_text(text) for text in form.getlist(name)[:MOST_ROWS]] for name in names}
    length = max((len(column) for column in columns.values()), default=0)
    rows = []
    for index in range(length):
        row = {name: column[index] if index < len(column) else "" for name, column in columns.items()}
        rows.append((index + 1, row))
    return rows


def read_paper_rows(form: MultiDict[str, str], topic_ids: Collection[int], kinds: Collection[str]) -> tuple[Row, ...]:
    """Return the blueprint rows; raises Invalid naming row and column."""
    rows = []
    for number, row in read_grid(form, ("row_topic", "row_kind", "row_count", "row_points")):
        if not row["row_topic"] and not row["row_count"]:
            continue
        topic = _whole(row["row_topic"], _("组卷方案第 %(row)s 行：请选择知识点。", row=number))
        if topic not in topic_ids:
            raise Invalid(_("组卷方案第 %(row)s 行：请选择知识点。", row=number), field="rows")
        if row["row_kind"] and row["row_kind"] not in kinds:
            raise Invalid(_("组卷方案第 %(row)s 行：请从列表中选择题型。", row=number), field="rows")
        count = _whole(row["row_count"], _("组卷方案第 %(row)s 行：题数应是 1 到 500 的整数。", row=number))
        if not 1 <= count <= 500:
            raise Invalid(_("组卷方案第 %(row)s 行：题数应是 1 到 500 的整数。", row=number), field="rows")
        points = read_points(row["row_points"], _("第 %(row)s 行每题分值", row=number))
        rows.append(Row(topic, row["row_kind"] or None, count, points))
    return tuple(rows)


def read_items(form: MultiDict[str, str]) -> tuple[Item, ...]:
    """Return the rubric lines of a round, vetoes last; raises Invalid naming the line."""
    items = []
    for number, row in read_grid(form, ("item_title", "item_max", "item_hint")):
        if not any(row.values()):
            continue
        if not row["item_title"]:
            raise Invalid(_("评分项第 %(row)s 行：请填写名称。", row=number), field="items")
        if len(row["item_title"]) > 60 or len(row["item_hint"]) > 300:
            raise Invalid(
                _("评分项第 %(row)s 行：名称不超过 60 字，扣分提示不超过 300 字。", row=number), field="items"
            )
        points = read_points(row["item_max"], _("评分项第 %(row)s 行满分", row=number))
        items.append(Item(row["item_title"], points, row["item_hint"]))
    vetoes = [row["veto_title"] for _n, row in read_grid(form, ("veto_title",)) if row["veto_title"]]
    if any(len(title) > 60 for title in vetoes):
        raise Invalid(_("一票否决项不超过 60 字。"), field="items")
    return (*items, *(Item(title, is_veto=True) for title in vetoes))


def read_awards(form: MultiDict[str, str]) -> list[Award]:
    """Return the awards of a board; raises Invalid naming the row."""
    awards = []
    for number, row in read_grid(form, ("award_name", "award_first", "award_last")):
        if not any(row.values()):
            continue
        if not row["award_name"] or len(row["award_name"]) > 40:
            raise Invalid(_("奖项第 %(row)s 行：请填写奖项名称，不超过 40 字。", row=number), field="awards")
        fault = _("奖项第 %(row)s 行：名次应是 1 到 999 的整数。", row=number)
        first, last = _whole(row["award_first"], fault), _whole(row["award_last"] or row["award_first"], fault)
        if not 1 <= first <= 999 or not 1 <= last <= 999:
            raise Invalid(fault, field="awards")
        awards.append(Award(row["award_name"], first, last))
    return awards


def typed_paper_rows(form: MultiDict[str, str]) -> list[Mapping[str, Any]]:
    """Return the blueprint rows just as they were typed, for showing them again."""
    names = ("row_topic", "row_kind", "row_count", "row_points")
    return [row for _n, row in read_grid(form, names) if row["row_topic"] or row["row_count"]]


def shown_paper_row(topic_id: int, kind: str | None, count: int, milli_points: int) -> Mapping[str, Any]:
    """Return a stored blueprint row in the shape of a typed one."""
    return {
        "row_topic": str(topic_id), "row_kind": kind or "", "row_count": str(count),
        "row_points": points_text(milli_points),
    }  # fmt: skip


def _whole(text: str, sentence: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid(sentence, field="rows")
    return int(text)
