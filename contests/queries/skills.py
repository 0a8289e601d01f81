"""Sheets, round scores and totals of a skills contest, computed from what the judges handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from accounts.models import Member
from assessment import queries as assessment
from contests import counting, totals
from contests.boards import Line
from contests.counting.base import Sat
from contests.judging import PanelScore, SheetScore, panel_score
from contests.models import Board, Contest, Entry, Judge, Kind, PracticalRound, ScoreLine, ScoreSheet, Team
from contests.queries.people import branch_of, units_by_id
from contests.totals import Award, Part, PlacedTotal, Total
from core import clock
from core.db import db
from core.errors import NotFound
from core.i18n import _

FULL = 100_000


@dataclass(frozen=True)
class SheetHead:
    """A sheet without its lines: whose it is, which version, its sum in thousandths."""

    sheet_id: int
    round_id: int
    entry_id: int
    judge_id: int
    version_no: int
    is_recusal: bool
    milli_points: int
    veto: bool


@dataclass(frozen=True)
class RoundScore:
    """What a panel gave one contestant in one round; nothing is known of a sealed round but how many sheets are in."""

    round: PracticalRound
    sheets: int
    recusals: int
    panel: PanelScore | None

    @property
    def is_sealed(self) -> bool:
        """Tell whether the scores of this round are still sealed."""
        return self.panel is None


@dataclass(frozen=True)
class EntryScore:
    """One contestant with the written part, the practical rounds and the total, as far as they are known."""

    entry: Entry
    unit_name: str
    written: Part | None
    has_sat: bool
    attempt_id: int | None
    rounds: tuple[RoundScore, ...]
    parts: tuple[Part, ...]
    total: Total


def entry_for(contest: Contest, entry_id: int) -> Entry:
    """Return a contestant of this contest or raise NotFound."""
    entry = db.session.get(Entry, entry_id)
    if entry is None or entry.contest_id != contest.id:
        raise NotFound
    return entry


def round_for(contest: Contest, round_id: int) -> PracticalRound:
    """Return a practical round of this contest or raise NotFound."""
    found = next((each for each in contest.rounds if each.id == round_id), None)
    if found is None:
        raise NotFound
    return found


def entries_of(contest: Contest) -> Sequence[Entry]:
    """Return the contestants with person and team, in the order of their start numbers."""
    return db.session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest.id)
        .options(
            selectinload(Entry.member).selectinload(Member.party_unit),
            selectinload(Entry.member).selectinload(Member.admin_unit),
            selectinload(Entry.team),
        )
        .order_by(Entry.start_no, Entry.id)
    ).all()


def latest_heads(contest: Contest) -> list[SheetHead]:
    """Return, for each judge, round and contestant, the version that counts."""
    newest: dict[tuple[int, int, int], SheetHead] = {}
    for head in _heads(contest):
        newest[head.round_id, head.entry_id, head.judge_id] = head
    return list(newest.values())


def _heads(contest: Contest) -> Iterable[SheetHead]:
    rows = db.session.execute(
        select(
            ScoreSheet.id, ScoreSheet.round_id, ScoreSheet.entry_id, ScoreSheet.judge_id, ScoreSheet.version_no,
            ScoreSheet.is_recusal, func.coalesce(func.sum(ScoreLine.milli_points), 0),
            func.count().filter(ScoreLine.veto.is_(True)),
        )
        .join(PracticalRound, PracticalRound.id == ScoreSheet.round_id)
        .outerjoin(ScoreLine, ScoreLine.sheet_id == ScoreSheet.id)
        .where(PracticalRound.contest_id == contest.id)
        .group_by(ScoreSheet.id)
        .order_by(ScoreSheet.version_no)
    )  # fmt: skip
    return (SheetHead(*row[:6], int(row[6]), row[7] > 0) for row in rows)


def missing_sheets(contest: Contest, practical: PracticalRound) -> int:
    """Return how many sheets (or recusals) the panel still owes for a round."""
    owed = len(entries_of(contest)) * len(contest.judges)
    return owed - sum(head.round_id == practical.id for head in latest_heads(contest))


def own_heads(seat: Judge, contest: Contest) -> dict[tuple[int, int], SheetHead]:
    """Return one judge's own latest sheets by (round, contestant), and nobody else's."""
    return {(head.round_id, head.entry_id): head for head in latest_heads(contest) if head.judge_id == seat.id}


def own_sheets(seat: Judge, practical: PracticalRound, entry: Entry) -> Sequence[ScoreSheet]:
    """Return one judge's own versions for a contestant in a round, newest first."""
    return _sheets(practical, entry, seat)


def all_sheets(practical: PracticalRound, entry: Entry) -> Sequence[ScoreSheet]:
    """Return all versions of all judges for a contestant in a round: by judge, newest first."""
    return _sheets(practical, entry, None)


def _sheets(practical: PracticalRound, entry: Entry, seat: Judge | None) -> Sequence[ScoreSheet]:
    found = (
        select(ScoreSheet)
        .where(ScoreSheet.round_id == practical.id, ScoreSheet.entry_id == entry.id)
        .options(
            selectinload(ScoreSheet.lines).selectinload(ScoreLine.item),
            selectinload(ScoreSheet.judge).selectinload(Judge.member),
        )
        .order_by(ScoreSheet.judge_id, ScoreSheet.version_no.desc())
    )
    if seat is not None:
        found = found.where(ScoreSheet.judge_id == seat.id)
    return db.session.scalars(found).all()


def entry_scores(contest: Contest) -> list[EntryScore]:
    """Return every contestant with parts and total, by start number; sealed rounds count as nothing."""
    heads: dict[tuple[int, int], list[SheetHead]] = {}
    for head in latest_heads(contest):
        heads.setdefault((head.round_id, head.entry_id), []).append(head)
    written, units = _written(contest), units_by_id()
    return [_entry_score(contest, entry, heads, written, units) for entry in entries_of(contest)]


def _entry_score(
    contest: Contest,
    entry: Entry,
    heads: dict[tuple[int, int], list[SheetHead]],
    written: dict[int, tuple[Part, int | None]],
    units: dict[int, Any],
) -> EntryScore:
    paper, attempt_id = written.get(entry.member_id, (None, None))
    if contest.has_paper and paper is None:
        paper = Part(_("理论"), contest.written_permille, 0, contest.milli_total, practical=False)
    rounds = tuple(_round_score(each, heads.get((each.id, entry.id), [])) for each in contest.rounds)
    parts = tuple(part for part in (paper, *map(_part, rounds)) if part is not None)
    unit = branch_of(entry.member.party_unit_id, entry.member.admin_unit_id, units)
    return EntryScore(
        entry=entry,
        unit_name=unit.short_name if unit else "",
        written=paper,
        has_sat=entry.member_id in written,
        attempt_id=attempt_id,
        rounds=rounds,
        parts=parts,
        total=totals.personal_total(entry.id, parts, entry.member.staff_no),
    )


def _round_score(practical: PracticalRound, heads: Sequence[SheetHead]) -> RoundScore:
    scored = [head for head in heads if not head.is_recusal]
    panel = None
    if practical.unlocked_at is not None:
        panel = panel_score([SheetScore(head.judge_id, head.milli_points, head.veto) for head in scored])
    return RoundScore(practical, len(scored), len(heads) - len(scored), panel)


def _part(score: RoundScore) -> Part:
    points = score.panel.milli_points if score.panel else 0
    return Part(score.round.title, score.round.weight_permille, points, score.round.milli_full)


def _written(contest: Contest) -> dict[int, tuple[Part, int | None]]:
    if contest.exam_id is None or not contest.has_paper:
        return {}
    sittings: dict[int, list[Sat]] = {}
    for result in assessment.results(contest.exam_id):
        closed_ms = clock.to_ms(result.closed_at)
        sat = Sat(result.attempt_no, result.milli_points, result.used_ms, closed_ms, result.attempt_id)
        sittings.setdefault(result.member_id, []).append(sat)
    rule = counting.BY_NAME[contest.counting_rule]
    best = {member_id: rule.count(attempts) for member_id, attempts in sittings.items()}
    return {
        member_id: (
            Part(_("理论"), contest.written_permille, sat.milli_points, contest.milli_total, practical=False),
            sat.attempt_id,
        )
        for member_id, sat in best.items()
    }


def blank_parts(contest: Contest) -> list[Part]:
    """Return the parts of a total without points, for explaining it."""
    parts = [Part(each.title, each.weight_permille, 0, each.milli_full) for each in contest.rounds]
    written = [Part(_("理论"), contest.written_permille, 0, contest.milli_total, practical=False)]
    return (written if contest.has_paper else []) + parts


def placed_entries(scores: Sequence[EntryScore]) -> list[tuple[PlacedTotal, EntryScore]]:
    """Return contestants with their places, best first."""
    by_id = {score.entry.id: score for score in scores}
    return [(row, by_id[row.total.entry_id]) for row in totals.placed_totals(score.total for score in scores)]


def placed_teams(contest: Contest, scores: Sequence[EntryScore]) -> list[tuple[PlacedTotal, Team]]:
    """Return teams with their places, best first."""
    members: dict[int, list[Total]] = {}
    for score in scores:
        if score.entry.team_id is not None:
            members.setdefault(score.entry.team_id, []).append(score.total)
    teams = {team.id: team for team in contest.teams}
    sums = [totals.team_total(team_id, members.get(team_id, []), contest.team_top) for team_id in teams]
    return [(row, teams[row.total.entry_id]) for row in totals.placed_totals(sums)]


def awards_of(contest: Contest, board: Board) -> list[Award]:
    """Return the awards of a board."""
    return [Award(row.name, row.first_place, row.last_place) for row in contest.awards if row.board == board]


def boards_of(contest: Contest) -> tuple[dict[str, Any], list[Line]]:
    """Return the summary and all lines of the boards of people and teams, for a snapshot."""
    scores = entry_scores(contest)
    person_awards, team_awards = awards_of(contest, Board.PERSON), awards_of(contest, Board.TEAM)
    lines = [
        _entry_line(ordinal, row, score, person_awards)
        for ordinal, (row, score) in enumerate(placed_entries(scores), start=1)
    ]
    team_lines = [
        _team_line(ordinal, row, team, contest.team_top, team_awards)
        for ordinal, (row, team) in enumerate(placed_teams(contest, scores), start=1)
    ]
    summary = {
        "kind": Kind.SKILLS.value,
        "parts": [[part.name, part.weight_permille] for part in blank_parts(contest)],
        "team_top": contest.team_top,
        "attempts": sum(score.has_sat for score in scores),
        "person": len(lines),
        "team": len(team_lines),
        "milli_total": FULL,
    }
    return summary, lines + team_lines


def _entry_line(ordinal: int, row: PlacedTotal, score: EntryScore, awards: Sequence[Award]) -> Line:
    return Line(
        board=Board.PERSON.value,
        ordinal=ordinal,
        place=row.place,
        shared=row.shared,
        name=score.entry.member.name,
        unit_name=score.unit_name,
        milli_points=row.total.milli_points,
        milli_total=FULL,
        member_id=score.entry.member_id,
        attempt_id=score.attempt_id,
        practical_milli=row.total.practical_milli,
        award=totals.award_for(row.place, awards),
    )


def _team_line(ordinal: int, row: PlacedTotal, team: Team, top: int, awards: Sequence[Award]) -> Line:
    return Line(
        board=Board.TEAM.value,
        ordinal=ordinal,
        place=row.place,
        shared=row.shared,
        name=team.name,
        unit_name=team.unit.short_name,
        milli_points=row.total.milli_points,
        milli_total=FULL * top,
        practical_milli=row.total.practical_milli,
        people=len(team.entries),
        award=totals.award_for(row.place, awards),
    )
