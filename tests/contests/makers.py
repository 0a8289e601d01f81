"""Makers for contests: a small bank, drafts, open contests, people who answer, panels that score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Member
from assessment import actions as assessment
from assessment.actions import Submission
from assessment.incoming import Incoming, read_event
from assessment.queries import paper_lines
from contests import actions, drafts
from contests.models import Board, Contest, Judge, Kind, PracticalRound
from contests.queries import skills
from contests.totals import Award
from core import clock
from core.db import atomic, db
from question_bank.models import Topic
from tests.assessment.makers import PHONE, RIGHT, event, make_questions
from tests.cast import Cast

HOUR = timedelta(hours=1)
POINTS = {"single": 2_000, "multiple": 3_000, "true_false": 1_000}


@atomic
def make_topic(name: str = "党章党规") -> Topic:
    topic = Topic(name=name, path=name, sort_no=1)
    db.session.add(topic)
    db.session.flush()
    return topic


def make_bank(owner: Member, per_kind: int = 4, name: str = "党章党规") -> Topic:
    topic = make_topic(name)
    for kind in POINTS:
        make_questions(topic, owner, kind, per_kind)
    return topic


def paper(topic: Topic, count: int = 2, **more: Any) -> drafts.Paper:
    rows = tuple(drafts.Row(topic.id, kind, count, points) for kind, points in POINTS.items())
    return drafts.Paper(rows, **more)


def times(**changes: Any) -> drafts.Times:
    values: dict[str, Any] = {
        "opens_at": clock.now() - HOUR,
        "hard_end_at": clock.now() + 2 * HOUR,
        "duration_minutes": 30,
    }
    return drafts.Times(**(values | changes))


def make_draft(cast: Cast, topic: Topic | None = None, **changes: Any) -> Contest:
    """A knowledge contest that is ready to be opened to the whole enterprise."""
    topic = topic or make_bank(cast.organizer)
    title = changes.pop("title", "党纪知识竞赛")
    unit = changes.pop("unit", cast.committee)
    audience = changes.pop("audience", (cast.committee, cast.company))
    posts = changes.pop("posts", ())
    publishing = changes.pop("publishing", drafts.Publishing(branch_top=2))
    count = changes.pop("count", 2)
    contest = actions.create_contest(
        cast.organizer, Kind.KNOWLEDGE, drafts.Basics(title, unit, "请独立作答。"), now=clock.now()
    )
    actions.save_times(cast.organizer, contest, times(**changes))
    actions.save_paper(cast.organizer, contest, paper(topic, count))
    actions.save_audience(cast.organizer, contest, drafts.Audience(audience, posts))
    actions.save_publishing(cast.organizer, contest, publishing)
    return contest


def make_open(cast: Cast, topic: Topic | None = None, **changes: Any) -> Contest:
    contest = make_draft(cast, topic, **changes)
    actions.open_contest(cast.organizer, contest, now=clock.now())
    return contest


def sit(member: Member, contest: Contest, right: int, *, minutes: int = 10) -> Any:
    """Enter, answer the first `right` questions rightly, hand in after some minutes and be marked."""
    begun = clock.now()
    attempt = actions.enter_contest(member, contest, now=begun)
    assessment.lease_attempt(member, attempt, PHONE, take_over=False, now=begun)
    handed_in = begun + timedelta(minutes=minutes)
    answers = _answers(attempt.id, right)
    submission = Submission(PHONE, 1, answers, {PHONE: len(answers)})
    assessment.submit_attempt(member, attempt, submission, arrived_at=handed_in, now=handed_in)
    assessment.grade_attempt(attempt, now=handed_in)
    return attempt


def _answers(attempt_id: int, right: int) -> tuple[Incoming, ...]:
    lines = paper_lines(attempt_id)[:right]
    questions = {line.item_no: line.question for line in lines}
    raws = [event(n, line.item_no, RIGHT[line.question.kind]) for n, line in enumerate(lines, start=1)]
    read = [read_event(raw, PHONE, questions) for raw in raws]
    return tuple(each for each in read if isinstance(each, Incoming))


def close(cast: Cast, contest: Contest, now: datetime | None = None) -> None:
    actions.close_contest(cast.organizer, contest, "提前结束", now=now or clock.now())


def publish(cast: Cast, contest: Contest) -> None:
    close(cast, contest)
    actions.publish_contest(cast.organizer, contest, now=clock.now())


ITEMS = (
    drafts.Item("护具穿戴", 40_000, "缺一件 −2"),
    drafts.Item("切割", 60_000, "误差每毫米 −1"),
    drafts.Item("未戴安全头盔", is_veto=True),
)


def make_skills_draft(
    cast: Cast, *, written: int = 0, judges: Sequence[Member] = (), entrants: Sequence[Member] = ()
) -> Contest:
    """A skills contest of one practical round; without a written round unless a weight is given."""
    basics = drafts.Basics("油锯手业务比武", cast.committee)
    contest = actions.create_contest(cast.organizer, Kind.SKILLS, basics, now=clock.now())
    actions.save_weighing(cast.organizer, contest, drafts.Weighing(written_permille=written, team_top=2))
    actions.save_round(cast.organizer, contest, None, drafts.Round("油锯切割", 1000 - written, ITEMS))
    if written:
        actions.save_times(cast.organizer, contest, times())
        actions.save_paper(cast.organizer, contest, paper(make_bank(cast.organizer, name="油锯理论")))
    for number, judge in enumerate(judges):
        actions.add_judge(cast.organizer, contest, judge, is_chief=number == 0, now=clock.now())
    for number, member in enumerate(entrants, start=1):
        actions.add_contestant(cast.organizer, contest, member, None, start_no=number, now=clock.now())
    actions.save_awards(cast.organizer, contest, Board.PERSON, [Award("一等奖", 1, 1), Award("二等奖", 2, 3)])
    return contest


def make_skills(cast: Cast, **more: Any) -> Contest:
    values: dict[str, Any] = {"judges": [cast.judge, cast.reviewer], "entrants": [cast.alice, cast.bob]} | more
    contest = make_skills_draft(cast, **values)
    actions.open_contest(cast.organizer, contest, now=clock.now())
    return contest


def the_round(contest: Contest) -> PracticalRound:
    return contest.rounds[0]


def seat(contest: Contest, member: Member) -> Judge:
    return next(judge for judge in contest.judges if judge.member_id == member.id)


def entry(contest: Contest, member: Member) -> Any:
    return next(each for each in skills.entries_of(contest) if each.member_id == member.id)


def lines(contest: Contest, *points: int, veto: bool = False) -> list[drafts.Line]:
    """Lines for the rubric of the first round, points in thousandths."""
    items = the_round(contest).items
    return [drafts.Line(item.id, milli) for item, milli in zip(items[:-1], points, strict=True)] + [
        drafts.Line(items[-1].id, veto=veto)
    ]


def score(contest: Contest, judge: Member, member: Member, *points: int, **more: Any) -> Any:
    veto = more.pop("veto", False)
    return actions.submit_sheet(
        seat(contest, judge),
        the_round(contest),
        entry(contest, member),
        lines(contest, *points, veto=veto),
        now=clock.now(),
        **more,
    )
