"""Ranking pages, which read the stored snapshot and compute nothing, and their Excel file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from flask import render_template, request, send_file
from flask_login import current_user
from markupsafe import Markup
from werkzeug.wrappers import Response

from accounts.navigation import stand_under
from accounts.permissions import Permission, guarded_by_statement, requires
from contests import branches, counting, queries, ranking, totals
from contests.models import Board, Contest, RankingSnapshot
from contests.states import State
from contests.totals import Part
from contests.views.base import bp, place_words, placed, used_time
from contests.views.crowd import OWN_PLACE, crowd_page
from core.clock import local
from core.errors import NotFound
from core.i18n import _
from core.paging import asked_page
from core.xlsx import Column, Sheet, write_workbook


@bp.get("/rankings")
@requires(Permission.CONTEST_ENTER)
def rankings() -> str:
    """Show the latest published contests with one's own places."""
    published = [each for each in queries.contests_to_see(current_user, most=100) if each.state == State.PUBLISHED][:20]
    ids = [contest.id for contest in published]
    return render_template(
        "contests/rankings.html",
        contests=published,
        mine=queries.own_published_rows(current_user.id, ids),
        leaders=queries.leaders(ids),
    )


@bp.get("/contests/<int:contest_id>/ranking")
@guarded_by_statement(Permission.CONTEST_ENTER)
def show_ranking(contest_id: int) -> str | Response:
    """Show one page of a published ranking; organizers also see it before it is published."""
    page = crowd_page(contest_id, lambda: _ranking(contest_id, for_crowd=True))
    return _ordinary_ranking(contest_id) if page is None else page


@requires(Permission.CONTEST_ENTER)
def _ordinary_ranking(contest_id: int) -> str:
    return _ranking(contest_id, for_crowd=False)


def _ranking(contest_id: int, *, for_crowd: bool) -> str:
    contest = queries.contest_for(current_user, contest_id)
    snapshot = _snapshot_to_show(contest)
    summary = queries.snapshot_summary(snapshot)
    board = _asked_board(summary)
    stand_under("contests.rankings")
    mine = None if for_crowd else queries.own_rows(current_user.id, [snapshot.id]).get(snapshot.id)
    return render_template(
        "contests/ranking.html",
        contest=contest,
        snapshot=snapshot,
        summary=summary,
        board=board,
        page=queries.board_page(snapshot, board, asked_page(request.args.get("page")), summary.get(board, 0)),
        mine=mine,
        own_place=Markup(OWN_PLACE) if for_crowd else "",  # noqa: S704 - a constant of ours
        rules=rule_words(summary, board),
        is_editor=queries.may_edit(current_user, contest),
    )


def _snapshot_to_show(contest: Contest) -> RankingSnapshot:
    if contest.state != State.PUBLISHED and not queries.may_edit(current_user, contest):
        raise NotFound(_("成绩尚未公布，公布后可在这里查看排名。"))
    snapshot = queries.current_snapshot(contest)
    if snapshot is None:
        raise NotFound(_("还没有排名：竞赛结束后生成，公布后学员可见。"))
    return snapshot


def _asked_board(summary: dict[str, Any]) -> Board:
    offered = [board for board in Board if board in summary]
    asked = request.args.get("board", "")
    return Board(asked) if asked in offered else offered[0]


def rule_words(summary: dict[str, Any], board: Board) -> list[str]:
    """Return the rules kept with a snapshot, in words."""
    if summary["kind"] == "skills":
        parts = [Part(name, permille, 0, totals.FULL) for name, permille in summary["parts"]]
        words = [totals.explain_total(parts), totals.explain_ties()]
        if board is Board.TEAM:
            words.insert(1, _("团体总分 = 本队总分最高的 %(top)s 人之和。", top=summary["team_top"]))
        return words
    if board is Board.BRANCH:
        rule = branches.BY_NAME[summary["branch_rule"]]
        return [rule.explain(summary["branch_top"]), _("得分相同的支部名次并列，其后名次顺延。")]
    return [ranking.BY_NAME[summary["ranking_rule"]].explain(), counting.BY_NAME[summary["counting_rule"]].explain()]


@bp.get("/contests/manage/<int:contest_id>/ranking.xlsx")
@requires(Permission.CONTEST_EDIT)
def export_ranking(contest_id: int) -> Response:
    """Send all boards of the current snapshot as a workbook."""
    contest = placed(queries.edited_contest_for(current_user, contest_id))
    snapshot = _snapshot_to_show(contest)
    summary = queries.snapshot_summary(snapshot)
    book = write_workbook([_sheet(contest, snapshot, summary, board) for board in Board if board in summary])
    name = f"{contest.title}-{_('排名')}.xlsx"
    return send_file(io.BytesIO(book), as_attachment=True, download_name=name)


def _sheet(contest: Contest, snapshot: RankingSnapshot, summary: dict[str, Any], board: Board) -> Sheet:
    made = local(snapshot.made_at).strftime("%Y-%m-%d %H:%M")
    notes = [*rule_words(summary, board), _("生成时间：%(at)s　指纹：%(digest)s", at=made, digest=snapshot.digest)]
    titles = {Board.PERSON: _("个人排名"), Board.BRANCH: _("支部排名"), Board.TEAM: _("团体排名")}
    heading = f"{contest.title} · {titles[board]}"
    columns, rows = _COLUMNS[board](), _rows(snapshot, board, summary["kind"] == "skills")
    if summary["kind"] == "skills" and board is Board.PERSON:
        columns = _skills_columns()
    return Sheet(titles[board], columns, rows, notes=notes, heading=heading)


def _person_columns() -> list[Column]:
    return [
        Column(_("名次"), width=10), Column(_("姓名")), Column(_("单位"), width=24), Column(_("得分"), "decimal"),
        Column(_("用时"), width=14), Column(_("交卷时间"), "instant", 18), Column(_("结果")), Column(_("奖项")),
    ]  # fmt: skip


def _skills_columns() -> list[Column]:
    return [
        Column(_("名次"), width=10), Column(_("姓名")), Column(_("单位"), width=24), Column(_("总分"), "decimal"),
        Column(_("其中实操"), "decimal"), Column(_("奖项")),
    ]  # fmt: skip


def _branch_columns() -> list[Column]:
    return [
        Column(_("名次"), width=10), Column(_("支部"), width=24), Column(_("得分"), "decimal"),
        Column(_("应参加"), "number"), Column(_("参赛"), "number"), Column(_("参赛率"), "percent"),
    ]  # fmt: skip


def _team_columns() -> list[Column]:
    return [
        Column(_("名次"), width=10), Column(_("参赛队"), width=20), Column(_("单位"), width=24),
        Column(_("总分"), "decimal"), Column(_("其中实操"), "decimal"), Column(_("人数"), "number"), Column(_("奖项")),
    ]  # fmt: skip


_COLUMNS = {Board.PERSON: _person_columns, Board.BRANCH: _branch_columns, Board.TEAM: _team_columns}


def _rows(snapshot: RankingSnapshot, board: Board, is_skills: bool) -> Iterator[list[Any]]:
    for row in queries.rows_of(snapshot, board):
        place, points = place_words(row.place, row.shared), row.milli_points / 1000
        practical = None if row.practical_milli is None else row.practical_milli / 1000
        if board is Board.BRANCH:
            rate = (row.people or 0) / row.eligible if row.eligible else None
            yield [place, row.name, points, row.eligible, row.people, rate]
        elif board is Board.TEAM:
            yield [place, row.name, row.unit_name, points, practical, row.people, row.award]
        elif is_skills:
            yield [place, row.name, row.unit_name, points, practical, row.award]
        else:
            passed = _("合格") if row.passed else _("不合格")
            used, closed = used_time(row.used_ms), row.closed_at
            yield [place, row.name, row.unit_name, points, used, closed, passed, row.award]
