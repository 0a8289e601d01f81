"""Writing down what an organizer decides, one step at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from accounts import audit
from accounts.models import Member
from assessment import marking
from assessment.models import Release
from contests import branches, counting, ranking, rules
from contests.drafts import Audience, Basics, Paper, Publishing, Times, Weighing
from contests.models import Contest, ContestAudience, ContestPost, Kind, PaperRow
from contests.states import State
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _

MOST_QUESTIONS = 500
MOST_MILLI_POINTS = 1_000_000


class RulesAreFixed(Refusal):
    """The contest stands open or is over; its rules stay as they were announced."""


@atomic
def create_contest(actor: Member, kind: Kind, basics: Basics, *, now: datetime) -> Contest:
    """Create a contest as a draft."""
    contest = Contest(
        kind=kind,
        title=basics.title,
        unit=basics.unit,
        notice=basics.notice,
        created_by_id=actor.id,
        created_at=now,
        audience=[ContestAudience(unit=basics.unit)],
    )
    db.session.add(contest)
    db.session.flush()
    audit.record(actor, "contest.create", contest, after={"kind": kind, "title": basics.title})
    return contest


@atomic
def save_basics(actor: Member, contest: Contest, basics: Basics) -> None:
    """Change title and notice at any time before the results are out; the host only while it is a draft."""
    if contest.state in (State.PUBLISHED, State.WITHDRAWN):
        raise RulesAreFixed(_("成绩已公布或竞赛已取消，基本信息不能再改。"))
    if contest.state != State.DRAFT and basics.unit.id != contest.unit_id:
        raise RulesAreFixed(_("竞赛已开放，主办单位不能再改。"))
    _change(actor, contest, {"title": basics.title, "notice": basics.notice, "unit_id": basics.unit.id})


@atomic
def save_times(actor: Member, contest: Contest, times: Times) -> None:
    """Set the window, the minutes, the number of attempts and which of them counts."""
    ensure_draft(contest)
    faults = rules.order_faults(rules.Window(times.opens_at, times.last_start_at, times.hard_end_at))
    if faults:
        raise Invalid("".join(faults), field="hard_end_at")
    if not 1 <= times.duration_minutes <= rules.LONGEST_MINUTES:
        raise Invalid(_("答题时长应在 1 到 %(most)s 分钟之间。", most=rules.LONGEST_MINUTES), field="duration_minutes")
    if not 1 <= times.attempts_allowed <= rules.MOST_ATTEMPTS:
        raise Invalid(_("允许次数应在 1 到 %(most)s 之间。", most=rules.MOST_ATTEMPTS), field="attempts_allowed")
    if times.counting_rule not in counting.BY_NAME:
        raise Invalid(_("请从列表中选择以哪次成绩为准。"), field="counting_rule")
    _change(actor, contest, asdict(times))


@atomic
def save_paper(actor: Member, contest: Contest, paper: Paper) -> None:
    """Replace the blueprint, the rule for multiple-response questions and the pass mark."""
    ensure_draft(contest)
    _ensure_sound_paper(paper)
    before = [_row_words(row) for row in contest.paper_rows]
    contest.paper_rows.clear()
    db.session.flush()
    contest.paper_rows.extend(
        PaperRow(
            ordinal=n, topic_id=row.topic_id, kind=row.kind, question_count=row.count, milli_points=row.milli_points
        )
        for n, row in enumerate(paper.rows, start=1)
    )
    db.session.flush()
    after = [_row_words(row) for row in contest.paper_rows]
    if before != after:
        audit.record(actor, "contest.paper", contest, before={"rows": before}, after={"rows": after})
    _change(actor, contest, {"multiple_rule": paper.multiple_rule, "pass_permille": paper.pass_permille})


def _ensure_sound_paper(paper: Paper) -> None:
    if paper.multiple_rule not in marking.BY_NAME:
        raise Invalid(_("没有这种多选题计分规则，请从列表中选择。"), field="multiple_rule")
    if not 0 <= paper.pass_permille <= 1000:
        raise Invalid(_("合格线应在 0 到 100 之间。"), field="pass_permille")
    if sum(row.count for row in paper.rows) > MOST_QUESTIONS:
        raise Invalid(_("一份试卷最多 %(most)s 题，请减少题数。", most=MOST_QUESTIONS), field="rows")
    for number, row in enumerate(paper.rows, start=1):
        if row.count < 1 or not 0 < row.milli_points <= MOST_MILLI_POINTS:
            raise Invalid(
                _("组卷方案第 %(row)s 行：题数至少为 1，每题分值应大于 0 且不超过 1000。", row=number), field="rows"
            )


def _row_words(row: PaperRow) -> list[Any]:
    return [row.topic_id, row.kind, row.question_count, row.milli_points]


@atomic
def save_audience(actor: Member, contest: Contest, audience: Audience) -> None:
    """Replace the units and posts that may take part."""
    ensure_draft(contest)
    before = {"units": [row.unit_id for row in contest.audience], "posts": [row.post for row in contest.posts]}
    contest.audience.clear()
    contest.posts.clear()
    db.session.flush()
    contest.audience.extend(ContestAudience(unit=unit) for unit in audience.units)
    contest.posts.extend(ContestPost(post=post) for post in audience.posts)
    db.session.flush()
    after = {"units": sorted(unit.id for unit in audience.units), "posts": sorted(audience.posts)}
    if before != after:
        audit.record(actor, "contest.audience", contest, before=before, after=after)


@atomic
def save_publishing(actor: Member, contest: Contest, publishing: Publishing) -> None:
    """Set what is released and how is ranked; once open, only what is released can still change."""
    if publishing.release not in set(Release):
        raise Invalid(_("请从列表中选择公布内容。"), field="release")
    if publishing.ranking_rule not in ranking.BY_NAME or publishing.branch_rule not in branches.BY_NAME:
        raise Invalid(_("请从列表中选择排名规则。"), field="ranking_rule")
    if not 1 <= publishing.branch_top <= 100:
        raise Invalid(_("支部取前 N 名，N 应在 1 到 100 之间。"), field="branch_top")
    values = asdict(publishing)
    if contest.state != State.DRAFT and any(
        getattr(contest, name) != values[name] for name in values.keys() - {"release"}
    ):
        raise RulesAreFixed(_("竞赛已开放，排名规则不能再改；“公布内容”在公布成绩前仍可调整。"))
    if contest.state in (State.PUBLISHED, State.WITHDRAWN) and contest.release != publishing.release:
        raise RulesAreFixed(_("成绩已公布或竞赛已取消，公布内容不能再改。"))
    _change(actor, contest, values)


@atomic
def save_weighing(actor: Member, contest: Contest, weighing: Weighing) -> None:
    """Set the weight of the written round and how many of a team count (skills contests)."""
    ensure_draft(contest)
    if not 0 <= weighing.written_permille < 1000:
        raise Invalid(_("理论权重应在 0 到 99 之间；填 0 表示没有理论考试。"), field="written_percent")
    if not 1 <= weighing.team_top <= 20:
        raise Invalid(_("团体计分人数应在 1 到 20 之间。"), field="team_top")
    _change(actor, contest, asdict(weighing))


def ensure_draft(contest: Contest) -> None:
    """Raise RulesAreFixed unless the contest is still a draft."""
    if contest.state != State.DRAFT:
        raise RulesAreFixed(
            _("竞赛已开放，这些规则已向学员公布，不能再改。确需更改的，请取消本次竞赛并说明原因，另建一场。")
        )


def _change(actor: Member, contest: Contest, values: Mapping[str, Any]) -> None:
    before = {name: getattr(contest, name) for name in values}
    changed = {name for name, value in values.items() if before[name] != value}
    for name in changed:
        setattr(contest, name, values[name])
    if changed:
        audit.record(
            actor,
            "contest.change",
            contest,
            before={name: before[name] for name in changed},
            after={name: values[name] for name in changed},
        )
