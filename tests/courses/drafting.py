"""A stored document and drafts of it, for the tests of drafts."""

from __future__ import annotations

from accounts.models import Member
from core.db import atomic, db
from courses import actions, queries
from courses.actions import LessonText
from courses.models import CourseDraft, DraftLesson, DraftQuestion, SuggestionState
from documents.actions import store_document
from documents.models import Document
from tests.cast import NOON

RULE = "护林员每周至少巡护{n}次，记录当天填写，不得事后统一补写。发现烟点应当立即报告，由站长组织核实。"
FILLER = "各站要把路线、时间和人员安排张贴在值班室，使每个人都清楚自己当班的地段，交接时当面说明情况，签字后方可离开。"


def text_of(*numbers: str) -> bytes:
    """A regulation of as many sections as numbers, each long enough for a lesson of its own."""
    heads = ("巡护安排", "巡护记录", "火情报告")
    parts = ["北岭林区巡护办法", ""]
    for place, number in enumerate(numbers):
        parts += [f"{'一二三'[place]}、{heads[place]}", "", RULE.format(n=number)]
        parts += [f"第{'甲乙丙丁戊己庚辛壬癸子丑寅卯'[step]}站另作说明。{FILLER}" for step in range(14)]
        parts.append("")
    return "\n".join(parts).encode()


def stored(actor: Member, *numbers: str) -> Document:
    """A document of two sections unless more are named."""
    return store_document(actor, "办法.txt", text_of(*(numbers or ("五", "七"))), now=NOON)


def drafted(actor: Member, *numbers: str) -> CourseDraft:
    """A draft of a fresh document."""
    document = stored(actor, *numbers)
    draft = actions.start_draft(actor, [article.id for article in document.articles], None, now=NOON)
    return queries.draft(draft.id)


def text(lesson: DraftLesson, **changed: object) -> LessonText:
    """The text of a lesson as it is, but for what is changed."""
    values = {name: getattr(lesson, name) for name in LessonText.__dataclass_fields__}
    return LessonText(**(values | changed))  # type: ignore[arg-type]


@atomic
def suggest(lesson: DraftLesson) -> DraftQuestion:
    """A sound suggestion of a kind that every bank holds."""
    source = lesson.sources[0]
    row = DraftQuestion(
        lesson_id=lesson.id, ordinal=99, maker="negations", kind="true_false", stem=f"巡护记录可以补写（{lesson.id}）。",
        body_json='{"key": false}', quote="不得事后统一补写", why="不得 → 可以", article_id=source.article_id,
        anchor=source.anchor, state=SuggestionState.OPEN,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def finished(actor: Member, *numbers: str) -> CourseDraft:
    """A draft that meets the checklist: objectives confirmed, a question accepted in each lesson."""
    draft = drafted(actor, *numbers)
    for lesson in list(draft.lessons):
        minutes = max(5, min(15, lesson.minutes))
        confirmed = text(lesson, objectives_confirmed=True, minutes=minutes, objectives="能说出巡护次数")
        actions.save_lesson(actor, lesson, confirmed, lesson.number, now=NOON)
        actions.accept_question(actor, suggest(lesson), now=NOON)
    return queries.draft(draft.id)


def published(author: Member, reviewer: Member, *numbers: str) -> CourseDraft:
    """A draft that went all the way."""
    draft = finished(author, *numbers)
    actions.hand_in(author, draft, now=NOON)
    actions.publish_draft(reviewer, draft, with_questions=True, now=NOON)
    return queries.draft(draft.id)
