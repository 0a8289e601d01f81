"""One question of each kind, an open practice contest of them, and papers that wait to be marked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import md5
from typing import Any

from PIL import Image, ImageDraw

from accounts.models import Member
from assessment.actions import grade_pending, lease_attempt, submit_attempt
from assessment.op_ids import new_op_id
from assessment.papers import read_paper
from assessment.requests import read_submission
from contests import drafts
from contests.actions import drafting, entering, lifecycle
from contests.models import Contest, Kind
from core.clock import frozen, now, to_ms
from installation.demonstration.roster import Roster
from question_bank import actions
from question_bank.actions import QuestionDraft
from question_bank.models import State
from question_bank.types import BY_NAME, Body, Read

TOPIC = "题型示例"
TITLE = "题型示例练习"
MINUTES = 60
WIDTH, HEIGHT = 640, 400
Answer = Callable[[Body], Any]


@dataclass(frozen=True)
class Sample:
    """A question and how a careful person answers it."""

    kind: str
    stem: str
    read: Read
    answer: Answer
    explanation: str


def _chosen(body: Body) -> Any:
    return {"chosen": body["key"]}


def _says(text: str) -> Answer:
    return lambda _body: {"text": text}


_CASE = (
    Read("single", "护林员首先应当（  ）。", ("继续巡护", "报告火情", "下山吃饭"), "B"),
    Read("fill", "报警时要说清火场的____和火势。", (), [["位置", "地点"]]),
    Read("essay", "请说说这次处置还可以怎样改进。", (), "可从早发现、早报告、早处置三方面谈。"),
)
SAMPLES = (
    Sample(
        "single", "全国统一的森林火警电话是（  ）。", Read(options=("110", "12119", "122", "96119"), key="B"), _chosen,
        "森林草原火灾报警电话全国统一为 12119。",
    ),
    Sample(
        "multiple", "油锯手作业时应当佩戴（  ）。", Read(options=("头盔", "防割裤", "领带", "护目镜"), key=["A", "B", "D"]),
        _chosen, "防护用品缺一不可；领带会卷入机器。",
    ),
    Sample(
        "indefinite", "下列可以带进防火区的有（  ）。", Read(options=("打火机", "灭火拖把", "火柴", "孔明灯"), key=["B"]),
        _chosen, "火种一律不得带入，灭火工具可以。",
    ),
    Sample(
        "true_false", "防火期内，野外用火只要有人看守就可以。",
        Read(key={"value": False, "correction": "防火期内一律禁止野外用火。"}), lambda body: {"value": body["key"]},
        "看守不能代替审批，更不能代替禁令。",
    ),
    Sample(
        "fill", "护林员每天巡护不少于____小时，每周记录不少于____次。", Read(key=[["8"], ["5", "五次"]]),
        lambda _body: {"blanks": ["八", "5"]}, "数字写成汉字或阿拉伯数字都可以。",
    ),
    Sample(
        "numeric", "一条防火隔离带长 2.5 公里，合多少米？", Read(key="2500±1 米"),
        lambda _body: {"value": "2.5", "unit": "千米"}, "单位可以换算：2.5 公里就是 2500 米。",
    ),
    Sample(
        "short_answer", "发现火情后应当做哪几件事？",
        Read(key=BY_NAME["short_answer"].key_from(
            "立即报警，说清位置；疏散群众；不盲目扑救。\n- 报警｜拨打12119\n- 疏散｜撤离\n- 不盲目扑救｜先保证安全")),
        _says("先拨打12119，说清在哪里，再让附近的人撤离。"), "要点齐全即可，顺序不限。",
    ),
    Sample(
        "essay", "结合本单位实际，谈谈怎样把森林防火责任落到人。",
        Read(key=BY_NAME["essay"].key_from("从责任到人、巡护到位、考核到底三方面谈。\n- 观点明确，层次清楚 4分\n- 结合实际 4分\n- 表达通顺 2分")),
        _says("一是划片包干，把每片林子写进责任书；二是每天巡护有记录；三是月底考核，奖罚兑现。"), "由阅卷人按评分标准评分。",
    ),
    Sample(
        "matching", "请把情形和应拨打的电话对应起来。",
        Read(options=("114",), key=[["森林火警", "12119"], ["治安报警", "110"], ["医疗急救", "120"]]),
        lambda body: {"pairs": body["key"]}, "114 是查号电话，不与任何一项对应。",
    ),
    Sample(
        "ordering", "请按先后排列处置火情的步骤。", Read(key=["发现火情", "报警", "疏散群众", "清理余火"]),
        lambda body: {"order": body["key"]}, "先报警，再处置；余火清完才算结束。",
    ),
    Sample(
        "classification", "请把下列物品归类。",
        Read(options=("可以带入林区", "禁止带入林区"), key=[["打火机", "禁止带入林区"], ["饮用水", "可以带入林区"],
                                                       ["鞭炮", "禁止带入林区"], ["对讲机", "可以带入林区"]]),
        lambda body: {"groups": body["key"]}, "火种和易燃易爆品一律不得带入。",
    ),
    Sample(
        "find_error", "下面是油锯启动的步骤，哪一步有错？",
        Read(options=("检查链条松紧和油量", "把油锯夹在两腿之间启动", "确认周围无人后作业"),
             key=[[2, "油锯应放在地面上，踩住后把手再启动"]]),
        _chosen, "把油锯夹在腿间启动容易伤人。",
    ),
    Sample("material", "某日下午，护林员在三号山脊巡护时发现远处有浓烟，风力四级。", Read(parts=_CASE), lambda body: {
        "parts": {"p1": {"chosen": ["b"]}, "p2": {"blanks": ["位置"]}, "p3": {"text": "瞭望塔应更早发现，报告后要有人盯住火头。"}}},
        "各小题分别计分。",
    ),
)  # fmt: skip


def show_every_kind(roster: Roster, present: datetime) -> Contest:
    """Write the questions, open the practice contest, and let three people sit it."""
    organizer, opens_at = roster.members["organizer"], present - timedelta(hours=3)
    with frozen(opens_at - timedelta(days=1)):
        _write(organizer)
        contest = _draft(roster, opens_at)
        lifecycle.open_contest(organizer, contest, now=now())
    for place, member in enumerate(roster.everybody[-3:]):
        _sit(member, contest, opens_at + timedelta(minutes=10 * place + 5))
    grade_pending(present)
    return contest


def _write(organizer: Member) -> None:
    topic_id = actions.ensure_topic(TOPIC).id
    picture = actions.add_picture(organizer, _drawing(), now=now())
    where = {
        "digest": picture.digest,
        "width": picture.width,
        "height": picture.height,
        "alt": "林场平面图：左上是瞭望塔，右下是蓄水池",
    }
    spot = Read(key={"picture": where, "spots": [["rect", 0.08, 0.1, 0.28, 0.45]]})
    drawn = Sample("hotspot", "请在林场平面图上标出瞭望塔（三角形）。", spot, _says(""), "瞭望塔在图的左上方。")
    for sample in (*SAMPLES, drawn):
        body = BY_NAME[sample.kind].body_of(sample.read)
        draft = QuestionDraft(sample.kind, sample.stem, body, topic_id, sample.explanation)
        actions.create_question(organizer, draft, now=now(), state=State.READY)


def _drawing() -> bytes:
    """A plan with a tower (triangle) at the upper left, a pond at the lower right and a road between."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#eef3e6")
    pen = ImageDraw.Draw(image)
    pen.line([(0, 300), (260, 220), (WIDTH, 180)], fill="#b9a37e", width=14)
    pen.polygon([(115, 60), (70, 160), (160, 160)], fill="#2e7d32")
    pen.ellipse([(440, 250), (590, 350)], fill="#5b8db8")
    pen.rectangle([(330, 70), (420, 130)], fill="#8a6d5a")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _draft(roster: Roster, opens_at: datetime) -> Contest:
    organizer = roster.members["organizer"]
    topic_id = actions.ensure_topic(TOPIC).id
    basics = drafts.Basics(TITLE, roster.units["DW"], "每种题型一道，供熟悉作答方式，可以做三次。")
    contest = drafting.create_contest(organizer, Kind.KNOWLEDGE, basics, now=now())
    times = drafts.Times(opens_at, opens_at + timedelta(days=30), None, MINUTES, 3, "best")
    drafting.save_times(organizer, contest, times)
    rows = tuple(drafts.Row(topic_id, name, 1, 10_000 if name in ("essay", "material") else 4_000) for name in BY_NAME)
    drafting.save_paper(organizer, contest, drafts.Paper(rows, "half", 600))
    drafting.save_audience(organizer, contest, drafts.Audience((roster.units["DW"],)))
    drafting.save_publishing(organizer, contest, drafts.Publishing("answers", "score_then_time", "top_mean", 3))
    return contest


def _sit(member: Member, contest: Contest, at: datetime) -> None:
    answer = {sample.kind: sample.answer for sample in SAMPLES} | {"hotspot": lambda _body: {"points": [[0.18, 0.3]]}}
    with frozen(at):
        attempt = entering.enter_contest(member, contest, now=at)
        client = md5(f"{member.id}-{attempt.id}".encode(), usedforsecurity=False).hexdigest()
        lease_attempt(member, attempt, client, take_over=False, now=at)
    paper = read_paper(attempt.id)
    assert paper is not None
    answers = [
        {
            "op_id": new_op_id(to_ms(at) + line.item_no), "item_no": line.item_no, "epoch": attempt.epoch,
            "client_seq": line.item_no, "client_wall": to_ms(at), "client_mono": line.item_no * 1000,
            "payload": answer[line.question.kind](line.question.body),
        }
        for line in paper.lines.values()
    ]  # fmt: skip
    body = {"client_id": client, "epoch": attempt.epoch, "answers": answers, "vector": {client: len(answers)}}
    done = at + timedelta(minutes=9)
    with frozen(done):
        submit_attempt(member, attempt, read_submission(body, paper), arrived_at=done, now=done)
