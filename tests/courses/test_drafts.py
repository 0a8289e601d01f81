"""Verbs on drafts: writing, cutting, judging suggestions, reviewing, publishing."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from accounts.models import AuditEntry
from core.db import atomic, db
from core.errors import Forbidden, Invalid, Refusal
from courses import actions, queries
from courses.models import Course, DraftEdit, DraftReview, DraftState, SuggestionState, Tier
from question_bank.models import Question, State
from tests.cast import NOON, Cast
from tests.courses.drafting import drafted, finished, published, stored, suggest, text

LATER = NOON + timedelta(minutes=10)


def bodies(draft) -> list[str]:
    return [lesson.body for lesson in queries.draft(draft.id).lessons]


def titles(draft) -> list[str]:
    db.session.expire_all()
    return [lesson.title for lesson in queries.draft(draft.id).lessons]


class TestStarting:
    def test_a_document_becomes_lessons_with_sources_and_suggestions(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)

        assert [lesson.title for lesson in draft.lessons] == ["巡护安排", "巡护记录"]
        assert all(lesson.sources and lesson.edits for lesson in draft.lessons)
        assert queries.questions_of(draft.lessons[0])
        assert draft.state == DraftState.WRITING
        assert len(draft.tier_reasons.split("\n")) == 5

    def test_nothing_is_published_and_no_question_reaches_the_bank(self, cast: Cast) -> None:
        drafted(cast.organizer)

        assert db.session.scalars(select(Course)).all() == []
        assert db.session.scalars(select(Question)).all() == []

    def test_only_the_chosen_sections_are_taken(self, cast: Cast) -> None:
        article = stored(cast.organizer).articles[0]
        chosen = next(section for section in article.sections if section.heading == "巡护记录")

        draft = actions.start_draft(cast.organizer, [article.id], {chosen.id}, now=NOON)

        assert titles(draft) == ["北岭林区巡护办法"]
        assert "五次" not in bodies(draft)[0]

    def test_a_choice_without_text_is_refused(self, cast: Cast) -> None:
        article = stored(cast.organizer).articles[0]

        with pytest.raises(Invalid):
            actions.start_draft(cast.organizer, [article.id], {0}, now=NOON)


class TestWriting:
    def test_a_save_is_numbered_and_kept(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]

        saved = actions.save_lesson(cast.organizer, lesson, text(lesson, body="新的正文"), 1, now=LATER)

        assert (saved.number, saved.body) == (2, "新的正文")
        assert [edit.number for edit in queries.edits_of(lesson.id)] == [2, 1]

    def test_a_save_from_an_older_text_is_refused_and_overwrites_nothing(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        actions.save_lesson(cast.manager, lesson, text(lesson, body="先到的"), 1, now=NOON)

        with pytest.raises(actions.Stale) as refused:
            actions.save_lesson(cast.organizer, lesson, text(lesson, body="后到的"), 1, now=LATER)

        assert refused.value.lesson.body == "先到的"
        assert cast.manager.name in refused.value.sentence

    def test_the_same_save_again_changes_nothing(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        wanted = text(lesson, body="新的正文")
        actions.save_lesson(cast.organizer, lesson, wanted, 1, now=NOON)

        again = actions.save_lesson(cast.organizer, lesson, wanted, 1, now=LATER)

        assert again.number == 2

    def test_saves_of_one_sitting_are_one_edit(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        for step in range(1, 4):
            at = NOON + timedelta(seconds=step)
            actions.save_lesson(cast.organizer, lesson, text(lesson, body=f"第{step}稿"), step, now=at)
        actions.save_lesson(cast.organizer, lesson, text(lesson, body="隔了一会"), 4, now=LATER)
        actions.save_lesson(cast.manager, lesson, text(lesson, body="另一个人"), 5, now=LATER)

        assert [edit.body[:4] for edit in queries.edits_of(lesson.id)][:3] == ["另一个人", "隔了一会", "第3稿"]

    def test_a_picture_that_is_not_stored_is_refused(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]

        with pytest.raises(Invalid):
            actions.save_lesson(cast.organizer, lesson, text(lesson, body=f"![图](picture:{'a' * 64})"), 1, now=NOON)

    def test_a_head_is_changed_with_a_trace(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)

        actions.change_head(cast.organizer, draft, actions.DraftHead("新名", "简介", Tier.ADVANCED), now=LATER)

        assert (draft.title, draft.tier) == ("新名", "advanced")
        assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.action == "course_draft.change"))

    def test_a_discarded_draft_is_closed(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)
        actions.discard_draft(cast.organizer, draft, now=NOON)

        with pytest.raises(Refusal):
            actions.add_lesson(cast.organizer, draft, "新课", now=NOON)


class TestArranging:
    def test_lessons_move(self, cast: Cast) -> None:
        draft = drafted(cast.organizer, "五", "七", "九")

        actions.move_lesson(cast.organizer, draft.lessons[2], 1, now=NOON)

        assert titles(draft) == ["火情报告", "巡护安排", "巡护记录"]

    @pytest.mark.parametrize("place", [-3, 0, 99])
    def test_a_place_beyond_the_ends_is_the_end(self, cast: Cast, place) -> None:
        draft = drafted(cast.organizer)

        actions.move_lesson(cast.organizer, draft.lessons[0], place, now=NOON)

        assert sorted(titles(draft)) == ["巡护安排", "巡护记录"]
        assert titles(draft)[-1 if place > 0 else 0] == "巡护安排"

    def test_a_lesson_is_cut_without_losing_text_sources_or_questions(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)
        lesson = draft.lessons[0]
        before, spots = lesson.body, {(s.article_id, s.anchor) for s in lesson.sources}
        count = len(queries.questions_of(lesson))

        new = actions.split_lesson(cast.organizer, lesson, 4, now=NOON)

        db.session.expire_all()
        first, second = queries.draft(draft.id).lessons[:2]
        assert second.id == new.id
        assert f"{first.body}\n\n{second.body}" == before
        assert {(s.article_id, s.anchor) for each in (first, second) for s in each.sources} == spots
        assert second.sources
        assert len(queries.questions_of(first)) + len(queries.questions_of(second)) == count

    def test_lessons_are_joined_and_the_second_keeps_its_text(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)
        first, second = bodies(draft)

        actions.merge_lesson(cast.organizer, draft.lessons[0], now=NOON)

        db.session.expire_all()
        draft = queries.draft(draft.id)
        assert [lesson.body for lesson in draft.lessons] == [f"{first}\n\n{second}"]
        assert [lesson.body for lesson in draft.removed_lessons] == [second]

    def test_the_last_lesson_has_nothing_to_join(self, cast: Cast) -> None:
        with pytest.raises(Refusal):
            actions.merge_lesson(cast.organizer, drafted(cast.organizer).lessons[1], now=NOON)

    def test_a_removed_lesson_comes_back(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)
        lesson = draft.lessons[0]

        actions.remove_lesson(cast.organizer, lesson, now=NOON)
        assert titles(draft) == ["巡护记录"]
        actions.restore_lesson(cast.organizer, lesson, now=NOON)

        assert titles(draft) == ["巡护记录", "巡护安排"]

    def test_a_paragraph_is_cited_and_no_longer_cited(self, cast: Cast) -> None:
        draft = drafted(cast.organizer)
        lesson, spot = draft.lessons[0], draft.lessons[1].sources[0]

        actions.use_paragraph(cast.organizer, lesson, spot.article_id, spot.anchor, used=True, now=NOON)
        assert spot.anchor in {source.anchor for source in queries.draft_lesson(lesson.id).sources}
        actions.use_paragraph(cast.organizer, lesson, spot.article_id, spot.anchor, used=False, now=NOON)

        db.session.expire_all()
        assert spot.anchor not in {source.anchor for source in queries.draft_lesson(lesson.id).sources}
        with pytest.raises(Invalid):
            actions.use_paragraph(cast.organizer, lesson, spot.article_id, "nowhere", used=True, now=NOON)


class TestSuggestions:
    def test_an_accepted_one_is_a_draft_in_the_bank_tied_to_its_paragraph(self, cast: Cast) -> None:
        lesson = drafted(cast.organizer).lessons[0]
        suggested = suggest(lesson)

        actions.accept_question(cast.organizer, suggested, now=NOON)

        question = db.session.get_one(Question, suggested.question_id)
        assert question.state == State.DRAFT
        assert question.owner_id == cast.organizer.id
        assert question.topic.path == "北岭林区巡护办法/巡护安排"
        from question_bank.queries import sources_of

        assert sources_of([question.id]) == {question.id: [(suggested.article_id, suggested.anchor)]}

    def test_every_suggested_question_can_be_accepted(self, cast: Cast) -> None:
        for lesson in drafted(cast.organizer).lessons:
            for suggested in queries.questions_of(lesson):
                actions.accept_question(cast.organizer, suggested, now=NOON)

                assert suggested.state == SuggestionState.ACCEPTED

    def test_one_is_judged_once(self, cast: Cast) -> None:
        suggested = suggest(drafted(cast.organizer).lessons[0])
        actions.decline_question(cast.organizer, suggested, now=NOON)

        with pytest.raises(Refusal):
            actions.accept_question(cast.organizer, suggested, now=NOON)
        actions.reopen_question(cast.organizer, suggested, now=NOON)
        actions.accept_question(cast.organizer, suggested, now=NOON)

    def test_the_database_holds_accepted_and_question_together(self, cast: Cast) -> None:
        suggested = suggest(drafted(cast.organizer).lessons[0])

        @atomic
        def forge() -> None:
            db.session.merge(suggested).state = SuggestionState.ACCEPTED

        with pytest.raises(IntegrityError):
            forge()


class TestReviewing:
    def test_a_draft_with_gaps_is_not_handed_in(self, cast: Cast) -> None:
        with pytest.raises(Invalid, match="自测题"):
            actions.hand_in(cast.organizer, drafted(cast.organizer), now=NOON)

    def test_an_open_comment_holds_it_back(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        row = actions.comment(cast.reviewer, draft, "请补例子", lesson=draft.lessons[0], now=NOON)

        with pytest.raises(Invalid, match="意见"):
            actions.hand_in(cast.organizer, draft, now=NOON)
        actions.settle_comment(cast.organizer, row, now=NOON)
        actions.hand_in(cast.organizer, draft, now=NOON)

        assert draft.state == DraftState.IN_REVIEW

    def test_nothing_changes_while_it_is_reviewed(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        actions.hand_in(cast.organizer, draft, now=NOON)
        lesson = draft.lessons[0]

        with pytest.raises(Refusal):
            actions.save_lesson(cast.organizer, lesson, text(lesson, body="偷改"), lesson.number, now=NOON)

    def test_it_is_returned_with_a_reason_and_taken_back_without(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        actions.hand_in(cast.organizer, draft, now=NOON)
        with pytest.raises(Invalid):
            actions.return_draft(cast.reviewer, draft, "", now=NOON)
        actions.return_draft(cast.reviewer, draft, "例子太少", now=NOON)
        assert draft.state == DraftState.WRITING
        actions.hand_in(cast.organizer, draft, now=NOON)
        actions.take_back(cast.organizer, draft, now=NOON)

        assert draft.state == DraftState.WRITING
        assert [review.note for review in queries.reviews_of(draft.id)] == ["例子太少"]

    def test_who_wrote_any_of_it_may_not_review_it(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        lesson = draft.lessons[0]
        actions.save_lesson(cast.manager, lesson, text(lesson, body=lesson.body + "补一句。"), lesson.number, now=NOON)
        actions.hand_in(cast.organizer, draft, now=NOON)

        for person in (cast.organizer, cast.manager):
            with pytest.raises(Forbidden):
                actions.publish_draft(person, draft, with_questions=True, now=NOON)
        assert queries.draft(draft.id).state == DraftState.IN_REVIEW

    def test_the_database_refuses_a_review_of_ones_own(self, cast: Cast) -> None:
        draft = finished(cast.organizer)

        @atomic
        def forge() -> None:
            db.session.execute(
                insert(DraftReview).values(
                    draft_id=draft.id, author_id=cast.organizer.id, reviewer_id=cast.organizer.id, verdict="published",
                    note="", reviewed_at=NOON,
                )
            )  # fmt: skip

        with pytest.raises(IntegrityError):
            forge()


class TestPublishing:
    def test_a_reviewed_draft_is_a_course_with_sources_and_self_checks(self, cast: Cast) -> None:
        draft = published(cast.organizer, cast.reviewer)

        course = queries.course(draft.course_id)
        version = queries.version(course.id, 1)
        assert [lesson.title for lesson in version.lessons] == ["巡护安排", "巡护记录"]
        assert version.published_by_id == cast.reviewer.id
        assert all(lesson.exam_id for lesson in version.lessons)
        assert all("能说出巡护次数" in lesson.body for lesson in version.lessons)
        spots = queries.lesson_sources_of([lesson.id for lesson in version.lessons])
        assert all(spots[lesson.id] for lesson in version.lessons)
        assert {question.state for question in queries.accepted_questions(draft)} == {State.READY}

    def test_without_the_word_of_the_reviewer_the_questions_wait(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        actions.hand_in(cast.organizer, draft, now=NOON)

        actions.publish_draft(cast.manager, draft, with_questions=False, now=NOON)

        assert {question.state for question in queries.accepted_questions(draft)} == {State.IN_REVIEW}

    def test_questions_follow_a_renamed_lesson(self, cast: Cast) -> None:
        draft = finished(cast.organizer)
        lesson = draft.lessons[0]
        actions.save_lesson(cast.organizer, lesson, text(lesson, title="怎样/巡护"), lesson.number, now=NOON)
        actions.hand_in(cast.organizer, draft, now=NOON)

        actions.publish_draft(cast.reviewer, draft, with_questions=True, now=NOON)

        (question,) = queries.accepted_questions(draft, lesson)
        assert question.topic.path == "北岭林区巡护办法/怎样-巡护"

    def test_a_revision_becomes_the_next_version_and_keeps_what_it_left(self, cast: Cast) -> None:
        draft = published(cast.organizer, cast.reviewer)
        course = queries.course(draft.course_id)

        revision = actions.start_revision(cast.organizer, course, now=LATER)
        with pytest.raises(Refusal):
            actions.start_revision(cast.manager, course, now=LATER)
        lesson = queries.draft(revision.id).lessons[0]
        actions.save_lesson(cast.organizer, lesson, text(lesson, body=lesson.body + "\n\n补充一段。"), 1, now=LATER)
        actions.hand_in(cast.organizer, revision, now=LATER)
        version = actions.publish_draft(cast.reviewer, revision, with_questions=False, now=LATER)

        first = queries.version(course.id, 1)
        assert (version.course_id, version.number) == (course.id, 2)
        assert version.lessons[1].body == first.lessons[1].body
        assert [lesson.exam_id for lesson in version.lessons] == [lesson.exam_id for lesson in first.lessons]
        assert "补充一段" not in first.lessons[0].body

    def test_a_revision_without_a_change_is_not_published(self, cast: Cast) -> None:
        course = queries.course(published(cast.organizer, cast.reviewer).course_id)
        revision = actions.start_revision(cast.organizer, course, now=LATER)
        actions.hand_in(cast.organizer, revision, now=LATER)

        with pytest.raises(Refusal, match="完全相同"):
            actions.publish_draft(cast.reviewer, revision, with_questions=False, now=LATER)

    def test_every_step_is_in_the_audit_log(self, cast: Cast) -> None:
        published(cast.organizer, cast.reviewer)

        told = set(db.session.scalars(select(AuditEntry.action)))
        assert {"course_draft.start", "course_draft.hand_in", "course_draft.publish", "course.publish"} <= told


def test_an_edit_is_a_text_of_its_own(cast: Cast) -> None:
    lesson = drafted(cast.organizer).lessons[0]

    (edit,) = db.session.scalars(select(DraftEdit).where(DraftEdit.lesson_id == lesson.id))

    assert edit.body == lesson.body
    assert asdict(text(lesson))["body"] == edit.body
