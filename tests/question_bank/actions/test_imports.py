"""Taking readings in, correcting them, taking batches back."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import func, select

from core import clock
from core.db import atomic, db
from core.errors import Refusal
from documents.models import Picture
from question_bank import actions, formats, queries, staging
from question_bank.actions import Decision
from question_bank.models import Question, QuestionRevision, StagedQuestion, State
from question_bank.staging import Correction
from tests.documents.word_files import par, word_file
from tests.question_bank.makers import PAPER, make_question, reading


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def staged_items(staged) -> list[StagedQuestion]:
    return list(queries.staged_page(staged, "", 1).items)


def test_only_sound_questions_are_imported_and_become_ready_with_their_topic(cast):
    batch = actions.import_reading(cast.organizer, reading(), now=clock.now())

    assert (batch.question_count, count()) == (5, 5)
    assert set(db.session.scalars(select(Question.state))) == {State.READY}
    assert {topic.path for topic in queries.topics()} == {"未分类", "防火", "防火/报警"}


def test_all_or_nothing_imports_nothing_when_one_question_is_not_sound(cast):
    with pytest.raises(Refusal):
        actions.import_reading(cast.organizer, reading(), only_ready=False, now=clock.now())

    assert count() == 0


def test_importing_the_same_file_again_adds_nothing(cast):
    actions.import_reading(cast.organizer, reading(), now=clock.now())

    again = actions.import_reading(None, reading(), now=clock.now())

    assert (again.question_count, again.skipped_count, count()) == (0, 5, 5)


def test_a_staged_file_keeps_every_question_with_its_state(cast):
    staged = actions.stage_reading(cast.organizer, reading(), "试卷.txt", now=clock.now())

    assert queries.staged_counts(staged) == {"ready": 5, "doubtful": 1, "rejected": 1}
    found = [staging.from_text(item.question_json) for item in staged_items(staged)]
    assert tuple(found) == reading().questions
    assert count() == 0


def test_a_question_the_bank_holds_is_told_apart_from_one_it_contradicts(cast):
    actions.import_reading(cast.organizer, reading(), now=clock.now())
    other_key = PAPER.replace("答案：B", "答案：A")

    staged = actions.stage_reading(cast.organizer, reading(other_key), "试卷.txt", now=clock.now())

    first, second, *_rest = [staging.from_text(item.question_json) for item in staged_items(staged)]
    assert [issue.code for issue in first.issues] == ["bank_conflict"]
    assert [issue.code for issue in second.issues] == ["bank_duplicate"]


def test_a_correction_makes_a_rejected_question_sound(cast):
    staged = actions.stage_reading(cast.organizer, reading(), "试卷.txt", now=clock.now())
    broken = staged_items(staged)[2]

    fixed = actions.correct_staged(
        cast.organizer, broken, Correction("single", "巡护记录应当写明（  ）。", "A. 时间\nB. 地点\nC. 事项\n结果", "D")
    )

    question = staging.from_text(fixed.question_json)
    assert (fixed.status, question.options, question.key) == ("ready", ("时间", "地点", "事项", "结果"), "D")


def test_a_correction_that_is_wrong_itself_stays_rejected_with_the_reason(cast):
    staged = actions.stage_reading(cast.organizer, reading(), "试卷.txt", now=clock.now())

    still = actions.correct_staged(
        cast.organizer, staged_items(staged)[2], Correction("single", "巡护记录应当（  ）。", "时间\n地点", "D")
    )

    assert still.status == "rejected"
    assert [issue.code for issue in staging.from_text(still.question_json).issues] == ["key_outside"]


def test_a_staged_file_is_imported_once_as_drafts_unless_confirmed(cast):
    staged = actions.stage_reading(cast.organizer, reading(), "试卷.txt", now=clock.now())

    batch = actions.import_staged(cast.organizer, staged, Decision(topic="安全/通用"), now=clock.now())

    assert batch.question_count == 5
    assert set(db.session.scalars(select(Question.state))) == {State.DRAFT}
    assert queries.topic_by_path("安全/通用")
    with pytest.raises(Refusal):
        actions.import_staged(cast.organizer, staged, Decision(), now=clock.now())


def test_a_file_without_a_sound_question_is_not_imported(cast):
    staged = actions.stage_reading(
        cast.organizer, reading("1. 没有答案的题（ ）。\nA. 甲乙\nB. 丙丁"), "x.txt", now=clock.now()
    )

    with pytest.raises(Refusal):
        actions.import_staged(cast.organizer, staged, Decision(), now=clock.now())


def test_discarding_a_staged_file_leaves_nothing_of_it(cast):
    staged = actions.stage_reading(cast.organizer, reading(), "试卷.txt", now=clock.now())

    actions.discard_staged(cast.organizer, staged)

    assert db.session.scalar(select(StagedQuestion.id)) is None


def test_a_batch_is_taken_back_whole(cast):
    kept = make_question(cast.organizer, stem="不属于这一批的题目。")
    batch = actions.import_reading(cast.organizer, reading(), now=clock.now())

    actions.undo_batch(cast.organizer, batch, now=clock.now())

    assert [question.id for question in db.session.scalars(select(Question))] == [kept.id]
    with pytest.raises(Refusal):
        actions.undo_batch(cast.organizer, batch, now=clock.now())


def test_a_batch_with_a_revised_question_is_not_taken_back(cast):
    batch = actions.import_reading(cast.organizer, reading(), now=clock.now())
    question = db.session.scalars(select(Question).where(Question.kind == "true_false")).first()
    revised = actions.QuestionDraft("true_false", "林区内可以随意用火。", {"key": False}, question.topic_id)
    actions.revise_question(cast.organizer, question, revised, now=clock.now())

    with pytest.raises(Refusal):
        actions.undo_batch(cast.organizer, batch, now=clock.now())

    assert count() == 5


def test_whatever_points_at_a_question_keeps_its_batch(cast):
    batch = actions.import_reading(cast.organizer, reading(), now=clock.now())
    revision_id = db.session.scalars(select(QuestionRevision.id)).first()

    @atomic
    def use_it() -> None:
        db.session.connection().exec_driver_sql(
            f"CREATE TABLE paper_of_a_test (revision_id INTEGER REFERENCES question_revision (id))"  # noqa: F541
        )
        db.session.connection().exec_driver_sql(f"INSERT INTO paper_of_a_test VALUES ({revision_id})")

    use_it()
    try:
        with pytest.raises(Refusal):
            actions.undo_batch(cast.organizer, batch, now=clock.now())
        assert count() == 5
    finally:
        atomic(lambda: db.session.connection().exec_driver_sql("DROP TABLE paper_of_a_test"))()


def word_with_picture(content: bytes) -> formats.Reading:
    shown = '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="装备"/><a:graphic><a:blip r:embed="rimage1"/></a:graphic></wp:inline></w:drawing></w:r>'
    body = par("1.如图所示的装备是（ ）。") + par(shown) + par("A.风力灭火机 B.油锯") + par("答案：A")
    return formats.read("卷.docx", word_file(body, parts={"image1.png": ("image", content)}))


def test_pictures_of_a_word_paper_are_kept_under_the_names_the_questions_call(cast):
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(stream, "PNG")

    actions.import_reading(cast.organizer, word_with_picture(stream.getvalue()), now=clock.now())

    (picture,) = db.session.query(Picture).all()
    stem = db.session.query(Question).one().latest.stem
    assert f"![装备](picture:{picture.digest})" in stem


def test_a_question_whose_picture_is_damaged_is_refused_when_it_is_staged(cast):
    staged = actions.stage_reading(
        cast.organizer, word_with_picture(b"\x89PNG\r\n\x1a\nnothing"), "卷.docx", now=clock.now()
    )

    (item,) = db.session.query(StagedQuestion).filter_by(staged_id=staged.id)
    assert item.status == "rejected"
    assert "picture_lost" in item.question_json
