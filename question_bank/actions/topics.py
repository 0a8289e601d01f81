"""Changes of the topic tree."""

from __future__ import annotations

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from question_bank import rules
from question_bank.models import Topic


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
def rename_topic(actor: Member, topic: Topic, name: str) -> Topic:
    """Give a topic another name; the paths below it follow. Refuses a name its siblings have."""
    topic = db.session.get_one(Topic, topic.id)
    name = name.strip()
    if not name or "/" in name or len(name) > rules.LONGEST_NAME:
        raise Invalid(_("请填写知识点名称，不超过 %(most)d 字，不含“/”。", most=rules.LONGEST_NAME), field="name")
    before = topic.path
    after = "/".join([*before.split("/")[:-1], name])
    if after != before and db.session.scalar(select(Topic.id).where(Topic.path == after)):
        raise Refusal(_("已有同名的知识点“%(path)s”。", path=after))
    topic.name = name
    for each in db.session.scalars(
        select(Topic).where((Topic.id == topic.id) | Topic.path.startswith(before + "/", autoescape=True))
    ):
        each.path = after + each.path[len(before) :]
    audit.record(actor, "topic.rename", topic, {"path": before}, {"path": after})
    return topic
