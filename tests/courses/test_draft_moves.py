"""Moving paragraphs and suggested questions between the lessons of a draft."""

from __future__ import annotations

import pytest

from core.errors import Invalid, Refusal
from courses import actions, cutting, queries
from courses.models import CourseDraft
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.courses.drafting import drafted, suggest, text


@pytest.fixture
def draft(cast: Cast) -> CourseDraft:
    """Give a draft of three lessons."""
    return drafted(cast.organizer, "五", "七", "九")


def spots(draft: CourseDraft, place: int) -> list[tuple[int, str]]:
    return [(source.article_id, source.anchor) for source in draft.lessons[place].sources]


def words_of(spot: tuple[int, str]) -> str:
    return queries.paragraph_texts([spot])[spot]


def test_a_block_is_taken_out_where_it_says_the_same_words() -> None:
    assert cutting.taken_out("## 甲\n\n第一段。\n\n第二\\_段。", "第二_段。") == ("## 甲\n\n第一段。", "第二\\_段。")
    assert cutting.taken_out("第一段，改过。", "第一段。") is None
    assert cutting.taken_out("第一段。", "。") is None


class TestParagraphs:
    def test_take_their_words_and_questions_along(self, cast: Cast, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]
        spot = next(spot for spot in spots(draft, 0) if cutting.taken_out(first.body, words_of(spot)))
        asked = [row.id for row in queries.questions_of(first) if (row.article_id, row.anchor) == spot]
        numbers = first.number, second.number

        assert actions.move_paragraph(cast.organizer, first, second, spot, now=NOON)

        assert spot not in spots(draft, 0) and spot in spots(draft, 1)
        assert words_of(spot)[:12] not in first.body
        assert second.body.endswith(cutting.blocks(second.body)[-1]) and words_of(spot)[:12] in second.body
        assert (first.number, second.number) == (numbers[0] + 1, numbers[1] + 1)
        assert set(asked) <= {row.id for row in queries.questions_of(second)}

    def test_leave_rewritten_words_where_their_author_put_them(self, cast: Cast, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]
        first = actions.save_lesson(cast.organizer, first, text(first, body="全部改写。"), first.number, now=NOON)
        spot, before = spots(draft, 0)[0], second.body

        assert not actions.move_paragraph(cast.organizer, first, second, spot, now=NOON)

        assert (first.body, second.body) == ("全部改写。", before)
        assert spot in spots(draft, 1)

    def test_somebody_writing_meanwhile_is_asked_which_text_stands(self, cast: Cast, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]
        begun = second.number
        spot = next(spot for spot in spots(draft, 0) if cutting.taken_out(first.body, words_of(spot)))
        actions.move_paragraph(cast.manager, first, second, spot, now=NOON)

        with pytest.raises(actions.Stale, match=cast.manager.name):
            actions.save_lesson(cast.organizer, second, text(second, body="我的"), begun, now=NOON)

    def test_only_move_from_a_lesson_that_rests_on_them(self, cast: Cast, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]

        with pytest.raises(Invalid, match="不再引用"):
            actions.move_paragraph(cast.organizer, first, second, spots(draft, 2)[0], now=NOON)

    def test_stay_in_their_draft(self, cast: Cast, draft: CourseDraft) -> None:
        other = actions.start_draft(cast.organizer, [draft.articles[0].article_id], None, now=NOON)
        first = draft.lessons[0]

        for target in (first, queries.draft(other.id).lessons[0]):
            with pytest.raises(Invalid, match="另一课"):
                actions.move_paragraph(cast.organizer, first, target, spots(draft, 0)[0], now=NOON)


class TestQuestions:
    @pytest.mark.parametrize("accepted", [False, True], ids=["open", "accepted"])
    def test_go_to_another_lesson(self, cast: Cast, draft: CourseDraft, accepted: bool) -> None:
        first, second = draft.lessons[:2]
        row = suggest(first)
        if accepted:
            actions.accept_question(cast.organizer, row, now=NOON)

        actions.move_question(cast.organizer, row, second, now=NOON)

        assert row.id in {each.id for each in queries.questions_of(second)}
        assert row.id not in {each.id for each in queries.questions_of(first)}

    def test_stay_where_they_are_while_a_draft_is_reviewed(self, cast: Cast, draft: CourseDraft, monkeypatch) -> None:
        row = suggest(draft.lessons[0])
        monkeypatch.setattr("courses.actions.draft_reviews.points_of", lambda _draft: [])
        actions.hand_in(cast.organizer, draft, now=NOON)

        with pytest.raises(Refusal, match="正在审核"):
            actions.move_question(cast.organizer, row, draft.lessons[1], now=NOON)


class TestPages:
    def test_move_by_choice_and_tell_what_moved(self, cast: Cast, sign_in: SignIn, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]
        row, spot = suggest(first), spots(draft, 0)[0]
        browser = sign_in(cast.organizer)
        bench = browser.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)

        assert "移到另一课" in bench and "data-grip" in bench
        place = f"/courses/drafts/questions/{row.id}/lesson"
        assert browser.post(place, data={"lesson": second.id}).status_code == 303
        told = browser.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)
        assert f"题目已移到第 2 课“{second.title}”" in told
        sent = {"lesson": second.id, "article": spot[0], "anchor": spot[1]}
        assert browser.post(f"/courses/drafts/lessons/{first.id}/paragraphs", data=sent).status_code == 303
        assert "已移到第 2 课" in browser.get(f"/courses/drafts/{draft.id}").get_data(as_text=True)

    def test_a_lesson_that_was_dragged_leaves_the_open_one_open(
        self, cast: Cast, sign_in: SignIn, draft: CourseDraft
    ) -> None:
        first, _second, third = draft.lessons
        browser = sign_in(cast.organizer)

        answer = browser.post(f"/courses/drafts/lessons/{third.id}/place", data={"at": 1, "here": first.id})

        assert answer.location.endswith(f"lesson={first.id}#lessons")
        assert f"“{third.title}”现在是第 1 课" in browser.get(answer.location).get_data(as_text=True)

    def test_strangers_and_nonsense_are_refused(self, cast: Cast, sign_in: SignIn, client, draft: CourseDraft) -> None:
        first, second = draft.lessons[:2]
        question = f"/courses/drafts/questions/{suggest(first).id}/lesson"
        paragraph = f"/courses/drafts/lessons/{first.id}/paragraphs"
        browser = sign_in(cast.organizer)

        for address in (question, paragraph):
            assert client.post(address, data={"lesson": second.id}).status_code == 401
            assert sign_in(cast.reviewer).post(address, data={"lesson": second.id}).status_code == 403
            assert browser.get(address).status_code in (404, 405)
            assert browser.post(address, data={}).status_code == 422
            assert browser.post(address, data={"lesson": 99999}).status_code == 404
        assert browser.post(paragraph, data={"lesson": second.id}).status_code == 422
        assert browser.post("/courses/drafts/questions/99999/lesson", data={"lesson": second.id}).status_code == 404
        assert browser.post("/courses/drafts/lessons/99999/paragraphs", data={"lesson": 1}).status_code == 404

    def test_who_only_reads_gets_no_grips(self, cast: Cast, sign_in: SignIn, draft: CourseDraft) -> None:
        assert "data-grip" not in sign_in(cast.reviewer).get(f"/courses/drafts/{draft.id}").get_data(as_text=True)
