"""Changes of the topic tree."""

from __future__ import annotations

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from question_bank import rules
from question_bank.models import Question, Topic


@atomic
def ensure_topic(path: str) -> Topic:
    """The topic at a path such as 课程名/课名, made with its parents where it does not exist."""
    topic: Topic | None = None
    names = rules.topic_names(path)
    for depth, name in enumerate(names, start=1):
        topic = _child(topic, name, "/".join(names[:depth]))
    assert topic is not None
    return topic


def _child(parent: Topic | None, name: str, path: str) -> Topic:
    found = db.session.scalar(select(Topic).where(Topic.path == path))
    if found is None:
        found = Topic(parent_id=parent.id if parent else None, name=name, path=path)
        db.session.add(found)
        db.session.flush()
    return found


@atomic
def move_topic(actor: Member, topic: Topic, parent: Topic | None) -> Topic:
    """Hang a topic, with everything below it, under another one, or at the root. Refuses circles and too deep trees."""
    topic = db.session.get_one(Topic, topic.id)
    above = parent.path.split("/") if parent else []
    if parent and (parent.id == topic.id or parent.path.startswith(topic.path + "/")):
        raise Refusal(_("不能把知识点移到它自己下面。"))
    below = select(Topic.path).where(Topic.path.startswith(topic.path + "/", autoescape=True))
    depth = max(path.count("/") for path in [topic.path, *db.session.scalars(below)]) - topic.path.count("/")
    if len(above) + 1 + depth > rules.DEEPEST_TOPIC:
        raise Refusal(_("知识点最多 %(most)d 级，移过去就太深了。", most=rules.DEEPEST_TOPIC))
    topic.parent_id = parent.id if parent else None
    return _rewrite(actor, topic, "topic.move", "/".join([*above, topic.name]))


@atomic
def remove_topic(actor: Member, topic: Topic) -> None:
    """Take away a topic that nothing hangs on: no topic below it, no question, no blueprint."""
    topic = db.session.get_one(Topic, topic.id)
    below = select(Topic.id).where(Topic.parent_id == topic.id).limit(1)
    if db.session.scalar(below) or db.session.scalar(select(Question.id).where(Question.topic_id == topic.id).limit(1)):
        raise Refusal(_("知识点“%(path)s”下面还有题目或下级知识点，请先移走。", path=topic.path))
    audit.record(actor, "topic.remove", topic, before={"path": topic.path})
    with refusing(Refusal(_("知识点“%(path)s”还用在组卷方案里，不能删除。", path=topic.path))):
        db.session.delete(topic)


@atomic
def rename_topic(actor: Member, topic: Topic, name: str) -> Topic:
    """Give a topic another name; the paths below it follow. Refuses a name its siblings have."""
    topic = db.session.get_one(Topic, topic.id)
    name = name.strip()
    if not name or "/" in name or len(name) > rules.LONGEST_NAME:
        raise Invalid(_("请填写知识点名称，不超过 %(most)d 字，不含“/”。", most=rules.LONGEST_NAME), field="name")
    topic.name = name
    return _rewrite(actor, topic, "topic.rename", "/".join([*topic.path.split("/")[:-1], name]))


def _rewrite(actor: Member, topic: Topic, word: str, after: str) -> Topic:
    """Give a topic another path; those below follow."""
    before = topic.path
    if after != before and db.session.scalar(select(Topic.id).where(Topic.path == after)):
        raise Refusal(_("已有同名的知识点“%(path)s”。", path=after))
    for each in db.session.scalars(
        select(Topic).where((Topic.id == topic.id) | Topic.path.startswith(before + "/", autoescape=True))
    ):
        each.path = after + each.path[len(before) :]
    audit.record(actor, word, topic, {"path": before}, {"path": after})
    return topic
