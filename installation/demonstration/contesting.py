"""Contests of the demonstration: one finished with sixty papers, one open, one 业务比武 with five judges."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import md5

from sqlalchemy import select

from accounts.models import Member
from assessment.actions import grade_pending, lease_attempt, submit_attempt
from assessment.models import Attempt
from assessment.op_ids import new_op_id
from assessment.papers import read_paper
from assessment.requests import read_submission
from contests import drafts, totals
from contests.actions import drafting, entering, judging, lifecycle, staging
from contests.models import Board, Contest, Entry, Judge, Kind, RubricItem
from core.clock import frozen, now, to_ms
from core.db import db
from installation.demonstration.answers import answer_to
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster
from question_bank import queries as questions
from question_bank.models import Topic

PAPERS = 60
MINUTES = 30
CELLS = (("single", 5, 3000), ("multiple", 3, 4000), ("true_false", 4, 2000))
"""Kind, number and thousandths of a point of the questions drawn from each topic."""
TOPICS = {
    "支部": ("党支部标准化规范化入门", "三重模式：重基础、重帮带、重管理"),
    "廉政": ("党风廉政建设：问题与路径", "矿山企业党建与生产经营融合"),
    "比武": ("林区工会与生态保护", "学习与培训：从源头培训到业务比武"),
}
"""Topics of the shipped courses that a contest draws from, by a word of its title."""
TEAMS = (("云杉林场队", "LC01"), ("专业扑火队", "PH01"), ("中心苗圃队", "MP01"))
VETOED = 8
"""Start number of the contestant whom the chief judge stops for a breach of safety."""
RUBRICS = {
    "油锯操作": (
        drafts.Item("护具穿戴", 10_000, "每缺一件扣 2 分"),
        drafts.Item("启动前检查", 15_000, "漏一项扣 3 分"),
        drafts.Item("规范启动与站位", 20_000, "站位不当扣 10 分"),
        drafts.Item("切割质量", 40_000, "厚度误差每毫米扣 1 分"),
        drafts.Item("收机清理", 15_000, "未清理链条扣 5 分"),
        drafts.Item("未戴头盔或他人进入作业区", is_veto=True),
    ),
    "风力灭火机操作": (
        drafts.Item("器材检查", 20_000, "漏一项扣 4 分"),
        drafts.Item("启动用时", 30_000, "超过 30 秒每秒扣 1 分"),
        drafts.Item("站位与风筒角度", 30_000, "逆风站位扣 15 分"),
        drafts.Item("关机与归还", 20_000, "未冷却入库扣 5 分"),
        drafts.Item("风筒前方站人仍作业", is_veto=True),
    ),
}


def hold_finished_contest(roster: Roster, calendar: Calendar, chance: random.Random) -> Contest:
    """Draft, open, sit, close and publish a knowledge contest with sixty papers."""
    begins = calendar.at(0.55)
    contest = _draft_knowledge(roster, "党支部标准化规范化知识竞赛", begins, begins + timedelta(days=2))
    organizer = roster.members["organizer"]
    with frozen(begins - timedelta(days=1)):
        lifecycle.open_contest(organizer, contest, now=now())
    sitters = [roster.members["member"], roster.members["secretary"], *roster.everybody][:PAPERS]
    for place, member in enumerate(sitters):
        skill = 0.55 + 0.4 * chance.random()
        sit_paper(member, contest, begins + timedelta(minutes=7 * place), skill, chance)
    _finish(roster, contest, begins + timedelta(days=2, minutes=5))
    return contest


def _finish(roster: Roster, contest: Contest, ends: datetime) -> None:
    organizer = roster.members["organizer"]
    with frozen(ends):
        grade_pending(now())
        lifecycle.close_contest(organizer, contest, "", now=now())
    with frozen(ends + timedelta(minutes=10)):
        for practical in contest.rounds:
            judging.unlock_round(organizer, contest, practical, "", now=now())
    with frozen(ends + timedelta(hours=2)):
        lifecycle.publish_contest(organizer, contest, now=now())


def open_contest(roster: Roster, present: datetime) -> Contest:
    """Open a knowledge contest that runs for two more weeks; nobody has sat it yet."""
    opens_at = (present - timedelta(hours=2)).replace(second=0, microsecond=0)
    contest = _draft_knowledge(roster, "党风廉政与安全生产知识竞赛（初赛）", opens_at, opens_at + timedelta(days=14))
    with frozen(opens_at - timedelta(hours=1)):
        lifecycle.open_contest(roster.members["organizer"], contest, now=now())
    return contest


def sit_paper(member: Member, contest: Contest, at: datetime, skill: float, chance: random.Random) -> Attempt:
    """Sit a paper as a browser would: start, hold it, hand in an answer to each question."""
    with frozen(at):
        attempt = entering.enter_contest(member, contest, now=at)
        client = md5(f"{member.id}-{attempt.id}".encode(), usedforsecurity=False).hexdigest()
        lease_attempt(member, attempt, client, take_over=False, now=at)
    paper = read_paper(attempt.id)
    assert paper is not None
    revisions = questions.revisions([line.question.revision_id for line in paper.lines.values()])
    answers = [
        {
            "op_id": new_op_id(to_ms(at) + line.item_no), "item_no": line.item_no, "epoch": attempt.epoch,
            "client_seq": line.item_no, "client_wall": to_ms(at), "client_mono": line.item_no * 1000,
            "payload": answer_to(revisions[line.question.revision_id], right=chance.random() < skill),
        }
        for line in paper.lines.values()
    ]  # fmt: skip
    body = {"client_id": client, "epoch": attempt.epoch, "answers": answers, "vector": {client: len(answers)}}
    done = at + timedelta(seconds=chance.randint(400, MINUTES * 55))
    with frozen(done):
        return submit_attempt(member, attempt, read_submission(body, paper), arrived_at=done, now=done)


def hold_skills_contest(roster: Roster, calendar: Calendar, chance: random.Random) -> Contest:
    """Hold a 业务比武: written round, two practical rounds, five judges, three teams, published."""
    begins = calendar.at(0.8)
    contest = _draft_skills(roster, begins)
    with frozen(begins - timedelta(days=2)):
        judges = _name_judges(roster, contest)
        entries = _enter_teams(roster, contest)
        lifecycle.open_contest(roster.members["organizer"], contest, now=now())
    for place, entry in enumerate(entries):
        skill = 0.6 + 0.35 * chance.random()
        sit_paper(entry.member, contest, begins + timedelta(minutes=3 * place), skill, chance)
        with frozen(begins + timedelta(hours=5, minutes=12 * place)):
            _judge(contest, entry, judges, skill, chance)
    _finish(roster, contest, begins + timedelta(days=1, minutes=5))
    return contest


def _judge(contest: Contest, entry: Entry, judges: Sequence[Judge], skill: float, chance: random.Random) -> None:
    for practical in contest.rounds:
        for judge in judges:
            veto = entry.start_no == VETOED and judge.is_chief
            judging.submit_sheet(judge, practical, entry, _lines(practical.items, skill, chance, veto=veto), now=now())


def _name_judges(roster: Roster, contest: Contest) -> list[Judge]:
    organizer = roster.members["organizer"]
    return [
        staging.add_judge(organizer, contest, roster.members[f"judge{number}"], is_chief=number == 1, now=now())
        for number in range(1, 6)
    ]


def _draft_knowledge(roster: Roster, title: str, opens_at: datetime, ends_at: datetime) -> Contest:
    organizer = roster.members["organizer"]
    notice = "请在规定时间内独立作答。网络中断时请继续作答，答案保存在本机，恢复后自动上传。"
    basics = drafts.Basics(title, roster.units["DW"], notice)
    with frozen(opens_at - timedelta(days=7)):
        contest = drafting.create_contest(organizer, Kind.KNOWLEDGE, basics, now=now())
        drafting.save_times(organizer, contest, drafts.Times(opens_at, ends_at, None, MINUTES, 1, "best"))
        drafting.save_paper(organizer, contest, drafts.Paper(_blueprint(title), "strict", 600))
        drafting.save_audience(organizer, contest, drafts.Audience((roster.units["DW"],)))
        drafting.save_publishing(organizer, contest, drafts.Publishing("answers", "score_then_time", "top_mean", 3))
    return contest


def _draft_skills(roster: Roster, begins: datetime) -> Contest:
    organizer = roster.members["organizer"]
    basics = drafts.Basics("森林防火业务比武", roster.units["GS"], "笔试占 30%，油锯操作和风力灭火机操作各占 35%。")
    times = drafts.Times(begins, begins + timedelta(days=1), None, MINUTES, 1, "best")
    with frozen(begins - timedelta(days=10)):
        contest = drafting.create_contest(organizer, Kind.SKILLS, basics, now=now())
        drafting.save_times(organizer, contest, times)
        drafting.save_paper(organizer, contest, drafts.Paper(_blueprint("业务比武"), "half", 600))
        drafting.save_weighing(organizer, contest, drafts.Weighing(300, 3))
        for title, items in RUBRICS.items():
            staging.save_round(organizer, contest, None, drafts.Round(title, 350, items))
        awards = (totals.Award("一等奖", 1, 1), totals.Award("二等奖", 2, 3), totals.Award("三等奖", 4, 6))
        staging.save_awards(organizer, contest, Board.PERSON, awards)
    return contest


def _enter_teams(roster: Roster, contest: Contest) -> list[Entry]:
    organizer = roster.members["organizer"]
    entries: list[Entry] = []
    for name, code in TEAMS:
        unit = roster.units[code]
        team = staging.add_team(organizer, contest, name, unit)
        for member in [each for each in roster.everybody if each.admin_unit_id == unit.id][1:4]:
            number = len(entries) + 1
            entries.append(staging.add_contestant(organizer, contest, member, team, start_no=number, now=now()))
    return entries


def _lines(items: Sequence[RubricItem], skill: float, chance: random.Random, *, veto: bool) -> list[drafts.Line]:
    lines = []
    for item in items:
        if item.is_veto:
            lines.append(drafts.Line(item.id, 0, veto))
        else:
            share = min(1.0, skill + chance.uniform(-0.06, 0.06))
            lines.append(drafts.Line(item.id, round(item.milli_max * share / 500) * 500))
    return lines


def _blueprint(title: str) -> tuple[drafts.Row, ...]:
    names = next(names for word, names in TOPICS.items() if word in title)
    topics = db.session.scalars(select(Topic).where(Topic.parent_id.is_(None), Topic.name.in_(names))).all()
    return tuple(drafts.Row(topic.id, kind, count, points) for topic in topics for kind, count, points in CELLS)
