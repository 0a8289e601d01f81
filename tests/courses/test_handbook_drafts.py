"""The next version of a handbook: written, discussed, and published by a second person."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts.models import AuditEntry
from core.db import atomic, db
from core.errors import Forbidden, Invalid, NotFound, Refusal
from courses import actions, queries
from courses.case_files import HandbookSource
from courses.handbook_text import sections_in
from courses.models import Handbook, HandbookDraft, HandbookEvent
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.courses.test_handbooks import BODY, publish

NEXT = BODY.replace("试电台", "试灯")


def source(body: str = NEXT, slug: str = "fire") -> HandbookSource:
    return HandbookSource(slug, "防火手册", "", body)


def started(cast: Cast, body: str = NEXT) -> HandbookDraft:
    """A draft by the organizer, who may write and not review."""
    return actions.start_handbook(cast.organizer, source(body), "换了工具", now=NOON)


def in_review(cast: Cast) -> HandbookDraft:
    return actions.move_handbook(cast.organizer, started(cast), "submit", now=NOON)


def test_a_text_is_parted_by_its_headings():
    found = sections_in("先看。\n\n# 甲\n一\n## 乙\n\n## 乙\n二\n")

    assert [(each.slug, each.title, each.body) for each in found] == [
        ("#1", "", "先看。"), ("甲#1", "甲", "一"), ("乙#1", "乙", ""), ("乙#2", "乙", "二"),
    ]  # fmt: skip


class TestWriting:
    def test_members_go_on_reading_the_version_in_force(self, cast: Cast, sign_in: SignIn):
        publish()
        started(cast)

        page = sign_in(cast.alice).get("/handbooks/fire").get_data(as_text=True)

        assert "试电台" in page and "试灯" not in page

    def test_a_handbook_has_one_next_version_at_a_time(self, cast: Cast):
        started(cast)

        with pytest.raises(Refusal, match="已经有人在写"):
            started(cast)

    def test_a_text_without_checklists_is_refused(self, cast: Cast):
        with pytest.raises(Invalid, match="清单"):
            started(cast, "没有清单")

        assert queries.open_handbook_drafts() == []

    def test_every_saved_text_is_kept(self, cast: Cast):
        draft = started(cast)

        actions.revise_handbook(cast.manager, draft, source(BODY), "改回", seen=1, now=NOON)

        assert [text.number for text in queries.handbook_texts(draft.id)] == [2, 1]
        assert draft.latest.body == BODY
        assert queries.handbook_authors(draft) == {cast.organizer.id, cast.manager.id}

    def test_who_began_from_an_older_text_is_told_and_overwrites_nothing(self, cast: Cast):
        draft = started(cast)
        actions.revise_handbook(cast.manager, draft, source(BODY), "", seen=1, now=NOON)

        with pytest.raises(Refusal, match=cast.manager.name):
            actions.revise_handbook(cast.organizer, draft, source(BODY + "\n完"), "", seen=1, now=NOON)

        assert draft.latest.body == BODY

    def test_the_same_text_is_not_saved_again(self, cast: Cast):
        with pytest.raises(Refusal, match="没有变化"):
            actions.revise_handbook(cast.organizer, started(cast), source(), "换了工具", seen=1, now=NOON)

    def test_a_text_in_review_stays_as_it_is(self, cast: Cast):
        draft = in_review(cast)

        with pytest.raises(Refusal, match="先撤回"):
            actions.revise_handbook(cast.organizer, draft, source(BODY), "", seen=1, now=NOON)


class TestReview:
    def test_a_second_person_publishes(self, cast: Cast, sign_in: SignIn):
        publish()
        draft = in_review(cast)

        actions.move_handbook(cast.reviewer, draft, "approve", now=NOON)

        version = queries.handbook_version("fire")
        assert (version.number, version.reason, version.published_by_id) == (2, "换了工具", cast.reviewer.id)
        assert (draft.state, draft.open_slug, draft.version_id) == ("published", None, version.id)
        page = sign_in(cast.alice).get("/handbooks/fire").get_data(as_text=True)
        assert f"编写：{cast.organizer.name} · 审核：{cast.reviewer.name}" in page

    @pytest.mark.parametrize("verb", ["approve", "return"])
    def test_nobody_reviews_what_they_wrote_or_handed_in(self, cast: Cast, verb: str):
        draft = actions.start_handbook(cast.manager, source(), "", now=NOON)
        actions.move_handbook(cast.manager, draft, "submit", now=NOON)

        with pytest.raises(Forbidden, match="换一位审核人"):
            actions.move_handbook(cast.manager, draft, verb, "缺一步", now=NOON)

        assert db.session.scalar(select(Handbook)) is None

    def test_the_database_holds_two_people_apart(self, cast: Cast, monkeypatch: pytest.MonkeyPatch):
        draft = actions.start_handbook(cast.manager, source(), "", now=NOON)
        actions.move_handbook(cast.manager, draft, "submit", now=NOON)
        monkeypatch.setattr("courses.handbook_rules.ensure_other_person", lambda *_: None)

        with pytest.raises(Forbidden, match="换一位审核人"):
            actions.move_handbook(cast.manager, draft, "approve", now=NOON)

    def test_returned_with_a_reason_it_is_written_again(self, cast: Cast):
        draft = in_review(cast)

        with pytest.raises(Invalid, match="理由"):
            actions.move_handbook(cast.reviewer, draft, "return", now=NOON)
        actions.move_handbook(cast.reviewer, draft, "return", "缺收工一节", now=NOON)
        actions.revise_handbook(cast.organizer, draft, source(BODY), "补上", seen=1, now=NOON)

        told = [(event.verb, event.words) for event in queries.handbook_events(draft.id)]
        assert told == [("submit", ""), ("return", "缺收工一节")]

    def test_dropped_it_makes_room_for_another(self, cast: Cast):
        draft = started(cast)

        actions.move_handbook(cast.organizer, draft, "drop", "不再需要", now=NOON)

        assert started(cast).id != draft.id
        with pytest.raises(Refusal):
            actions.remark_on_handbook(cast.manager, draft, "晚了", now=NOON)

    @pytest.mark.parametrize(
        ("who", "verb"), [("secretary", "submit"), ("reviewer", "submit"), ("organizer", "approve"), ("alice", "drop")]
    )
    def test_the_roles_decide_who_does_what(self, cast: Cast, who: str, verb: str):
        draft = in_review(cast) if verb == "approve" else started(cast)

        with pytest.raises(Forbidden):
            actions.move_handbook(getattr(cast, who), draft, verb, "理由", now=NOON)

    def test_only_what_follows_the_state_is_done(self, cast: Cast):
        draft = started(cast)

        with pytest.raises(Refusal, match="状态"):
            actions.move_handbook(cast.reviewer, draft, "approve", now=NOON)
        with pytest.raises(NotFound):
            actions.move_handbook(cast.organizer, draft, "burn", now=NOON)

    def test_a_text_equal_to_the_version_in_force_is_not_published(self, cast: Cast):
        publish(NEXT)
        draft = in_review(cast)

        with pytest.raises(Refusal, match="没有变化"):
            actions.move_handbook(cast.reviewer, draft, "approve", now=NOON)

        assert db.session.get_one(HandbookDraft, draft.id).state == "review"
        assert [event.verb for event in queries.handbook_events(draft.id)] == ["submit"]

    def test_every_step_is_audited(self, cast: Cast):
        draft = in_review(cast)
        actions.remark_on_handbook(cast.reviewer, draft, "第二项写清楚", "清单：出工前", now=NOON)
        actions.move_handbook(cast.reviewer, draft, "approve", now=NOON)

        rows = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id))
        assert [row for row in rows if row.startswith("handbook")] == [
            "handbook_draft.start", "handbook_draft.submit", "handbook_draft.remark", "handbook.publish",
            "handbook_draft.approve",
        ]  # fmt: skip


class TestPages:
    FORM = {"slug": "fire", "title": "防火手册", "body": NEXT, "reason": "换了工具"}

    def test_from_the_form_to_the_members(self, cast: Cast, sign_in: SignIn):
        publish()
        author = sign_in(cast.organizer)

        assert "试电台" in author.get("/handbooks/fire/edit").get_data(as_text=True)
        place = author.post("/handbooks/manage", data=self.FORM).location
        page = author.get(place).get_data(as_text=True)
        assert "与第 1 版的差异" in page and "<ins" in page and "通过并发布" not in page
        assert author.post(f"{place}/submit").status_code == 303
        assert author.post(f"{place}/approve").status_code == 403
        reviewer = sign_in(cast.reviewer)
        assert "待审" in reviewer.get("/handbooks/manage").get_data(as_text=True)
        reviewer.post(f"{place}/remarks", data={"words": "写清楚型号", "place": "清单：出工前"})
        page = reviewer.get(place).get_data(as_text=True)
        assert "写清楚型号" in page and "通过并发布" in page
        assert reviewer.post(f"{place}/approve").location == "/handbooks/fire"
        assert "试灯" in reviewer.get("/handbooks/fire").get_data(as_text=True)
        assert "打开已发布的手册" in reviewer.get(place).get_data(as_text=True)

    def test_who_wants_to_write_beside_another_comes_to_the_same_draft(self, cast: Cast, sign_in: SignIn):
        publish()
        draft = started(cast)

        assert sign_in(cast.manager).get("/handbooks/fire/edit").location == f"/handbooks/manage/{draft.id}"

    def test_what_was_typed_stays_on_the_page_when_somebody_else_was_faster(self, cast: Cast, sign_in: SignIn):
        draft = started(cast)
        actions.revise_handbook(cast.manager, draft, source(BODY), "", seen=1, now=NOON)
        browser = sign_in(cast.organizer)

        answer = browser.post(f"/handbooks/manage/{draft.id}", data={**self.FORM, "body": NEXT + "我的话", "seen": 1})

        assert answer.status_code == 409
        assert "我的话" in answer.text and cast.manager.name in answer.text

    @pytest.mark.parametrize(
        "change", [{"slug": "Fire!"}, {"slug": "runs"}, {"body": ""}, {"body": "没有清单"}, {"title": ""}]
    )
    def test_a_form_with_gaps_comes_back(self, cast: Cast, sign_in: SignIn, change: dict[str, str]):
        browser = sign_in(cast.manager)

        assert browser.get("/handbooks/manage/new").status_code == 200
        assert browser.post("/handbooks/manage", data={**self.FORM, **change}).status_code == 422
        assert queries.open_handbook_drafts() == []

    def test_a_draft_is_changed_over_its_form(self, cast: Cast, sign_in: SignIn):
        draft = started(cast)
        browser = sign_in(cast.manager)

        assert "试灯" in browser.get(f"/handbooks/manage/{draft.id}/edit").get_data(as_text=True)
        changed = {**self.FORM, "body": BODY, "seen": 1}
        assert browser.post(f"/handbooks/manage/{draft.id}", data={**changed, "title": ""}).status_code == 422
        assert browser.post(f"/handbooks/manage/{draft.id}", data=changed).status_code == 303
        assert "第 2 稿" in browser.get(f"/handbooks/manage/{draft.id}").get_data(as_text=True)

    def test_others_stay_out(self, cast: Cast, sign_in: SignIn, client):
        place = f"/handbooks/manage/{started(cast).id}"
        secretary, reviewer = sign_in(cast.secretary), sign_in(cast.reviewer)

        for address in ("/handbooks/manage", "/handbooks/manage/new", place, f"{place}/edit"):
            assert client.get(address).status_code == 302
            assert secretary.get(address).status_code == 403
        for address in ("/handbooks/manage", place, f"{place}/submit", f"{place}/remarks"):
            assert client.post(address).status_code == 401
            assert secretary.post(address).status_code == 403
        assert reviewer.post("/handbooks/manage", data=self.FORM).status_code == 403
        assert reviewer.get(f"{place}/edit").status_code == 403
        assert reviewer.post(f"{place}/submit").status_code == 403
        assert reviewer.post(f"{place}/burn").status_code == 404
        assert reviewer.get("/handbooks/manage/99999").status_code == 404
        assert reviewer.post(f"{place}/remarks").status_code == 422
        assert reviewer.get(f"{place}/submit").status_code == 405

    def test_the_list_takes_few_queries(self, cast: Cast, sign_in: SignIn, query_count):
        for number in range(6):
            actions.start_handbook(cast.organizer, source(slug=f"book-{number}"), "", now=NOON)
        browser = sign_in(cast.manager)
        browser.get("/handbooks/manage")

        with query_count:
            browser.get("/handbooks/manage")

        assert len(query_count) <= 10

    def test_a_draft_cannot_carry_script(self, cast: Cast, sign_in: SignIn):
        draft = started(cast, NEXT + "<script>alert(1)</script>")

        assert "<script>alert" not in sign_in(cast.manager).get(f"/handbooks/manage/{draft.id}").get_data(as_text=True)


def test_an_event_of_a_review_without_author_is_refused_by_the_database(cast: Cast):
    draft = started(cast)

    @atomic
    def approve_alone() -> None:
        db.session.add(
            HandbookEvent(draft_id=draft.id, verb="approve", author_id=None, actor_id=cast.manager.id, happened_at=NOON)
        )

    with pytest.raises(IntegrityError, match="two_people"):
        approve_alone()
