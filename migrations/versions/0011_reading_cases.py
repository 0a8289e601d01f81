"""Tables of reading: entry to courses, cases, handbooks, notes, waivers, huddles."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011_reading_cases"
down_revision = "0010_course_drafts"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLES = (
    "handbook",
    "case_item",
    "case_lesson",
    "case_revision",
    "course_entry_rule",
    "handbook_version",
    "case_event",
    "course_placement",
    "course_term",
    "handbook_checklist",
    "case_question",
    "checklist_run",
    "course_waiver",
    "reader_note",
    "checklist_mark",
    "huddle",
    "huddle_presence",
)
"""In the order in which they refer to each other."""


def upgrade() -> None:
    """Create the tables of entry, cases, handbooks, notes, waivers and huddles; every course so far is a standard one."""
    op.create_table(
        "handbook",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("current_version_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook")),
        sa.UniqueConstraint("slug", name=op.f("uq_handbook_slug")),
    )
    op.create_table(
        "case_item",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("unit_id", ROW, nullable=True),
        sa.Column("latest_id", ROW, nullable=True),
        sa.Column("shown_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('case', 'problem')", name=op.f("ck_case_item_kind")),
        sa.CheckConstraint("state IN ('draft', 'review', 'published', 'withdrawn')", name=op.f("ck_case_item_state")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_case_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_item")),
        sa.UniqueConstraint("slug", name=op.f("uq_case_item_slug")),
    )
    op.create_index(op.f("ix_case_item_state"), "case_item", ["state"], unique=False)
    op.create_index(op.f("ix_case_item_topic"), "case_item", ["topic"], unique=False)
    op.create_index(op.f("ix_case_item_unit_id"), "case_item", ["unit_id"], unique=False)

    op.create_table(
        "case_lesson",
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("lesson_slug", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_item.id"], name=op.f("fk_case_lesson_case_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_case_lesson_course_id")),
        sa.PrimaryKeyConstraint("case_id", "course_id", "lesson_slug", name=op.f("pk_case_lesson")),
    )
    op.create_index(op.f("ix_case_lesson_course_id"), "case_lesson", ["course_id"], unique=False)

    op.create_table(
        "case_revision",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("lessons_learned", sa.Text(), nullable=False),
        sa.Column("unit_words", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_item.id"], name=op.f("fk_case_revision_case_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_case_revision_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_revision")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_case_revision_case_id_number")),
    )
    op.create_table(
        "course_entry_rule",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_by_id", ROW, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_entry_rule_course_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_course_entry_rule_created_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["member.id"], name=op.f("fk_course_entry_rule_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_entry_rule")),
    )
    op.create_index(op.f("ix_course_entry_rule_course_id"), "course_entry_rule", ["course_id"], unique=False)

    op.create_table(
        "handbook_version",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("handbook_id", ROW, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["handbook_id"], ["handbook.id"], name=op.f("fk_handbook_version_handbook_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["member.id"], name=op.f("fk_handbook_version_published_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook_version")),
        sa.UniqueConstraint("handbook_id", "number", name=op.f("uq_handbook_version_handbook_id_number")),
    )
    op.create_table(
        "case_event",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("actor_id", ROW, nullable=True),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_case_event_actor_id")),
        sa.ForeignKeyConstraint(["case_id"], ["case_item.id"], name=op.f("fk_case_event_case_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["case_revision.id"], name=op.f("fk_case_event_revision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_event")),
    )
    op.create_index(op.f("ix_case_event_case_id"), "case_event", ["case_id"], unique=False)

    op.create_table(
        "course_placement",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("course_id", ROW, nullable=True),
        sa.Column("tier", sa.String(length=16), nullable=True),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("live", sa.Boolean(), nullable=True),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_by_id", ROW, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("close_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("(course_id IS NULL) <> (tier IS NULL)", name=op.f("ck_course_placement_one_target")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["member.id"], name=op.f("fk_course_placement_closed_by_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_placement_course_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_course_placement_created_by_id")),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name=op.f("fk_course_placement_exam_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_placement")),
        sa.UniqueConstraint("course_id", "live", name=op.f("uq_course_placement_course_id_live")),
        sa.UniqueConstraint("exam_id", name=op.f("uq_course_placement_exam_id")),
        sa.UniqueConstraint("tier", "live", name=op.f("uq_course_placement_tier_live")),
    )
    op.create_table(
        "course_term",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("version_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("term", sa.String(length=40), nullable=False),
        sa.Column("meaning", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_course_term_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_term")),
        sa.UniqueConstraint("version_id", "term", name=op.f("uq_course_term_version_id_term")),
    )
    op.create_table(
        "handbook_checklist",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("version_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["handbook_version.id"], name=op.f("fk_handbook_checklist_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook_checklist")),
        sa.UniqueConstraint("version_id", "ordinal", name=op.f("uq_handbook_checklist_version_id_ordinal")),
    )
    op.create_table(
        "case_question",
        sa.Column("case_id", ROW, nullable=False),
        sa.Column("question_id", ROW, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_item.id"], name=op.f("fk_case_question_case_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_case_question_question_id")),
        sa.PrimaryKeyConstraint("case_id", "question_id", name=op.f("pk_case_question")),
    )
    op.create_index(op.f("ix_case_question_question_id"), "case_question", ["question_id"], unique=False)

    op.create_table(
        "checklist_run",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("checklist_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("run_by_id", ROW, nullable=False),
        sa.Column("run_at", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["checklist_id"], ["handbook_checklist.id"], name=op.f("fk_checklist_run_checklist_id")
        ),
        sa.ForeignKeyConstraint(["run_by_id"], ["member.id"], name=op.f("fk_checklist_run_run_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_checklist_run_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist_run")),
    )
    op.create_index(op.f("ix_checklist_run_checklist_id"), "checklist_run", ["checklist_id"], unique=False)
    op.create_index("ix_checklist_run_unit_id_run_at", "checklist_run", ["unit_id", "run_at"], unique=False)

    op.create_table(
        "course_waiver",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("placement_id", ROW, nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("percent", sa.SmallInteger(), nullable=False),
        sa.Column("waived_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_course_waiver_attempt_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_waiver_course_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_course_waiver_member_id")),
        sa.ForeignKeyConstraint(["placement_id"], ["course_placement.id"], name=op.f("fk_course_waiver_placement_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_waiver")),
        sa.UniqueConstraint("member_id", "course_id", name=op.f("uq_course_waiver_member_id_course_id")),
    )
    op.create_index(op.f("ix_course_waiver_attempt_id"), "course_waiver", ["attempt_id"], unique=False)
    op.create_index(op.f("ix_course_waiver_course_id"), "course_waiver", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_waiver_placement_id"), "course_waiver", ["placement_id"], unique=False)

    op.create_table(
        "reader_note",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("block", ROW, nullable=False),
        sa.Column("start_offset", ROW, nullable=False),
        sa.Column("end_offset", ROW, nullable=False),
        sa.Column("quote", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_ms", ROW, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("end_offset > start_offset", name=op.f("ck_reader_note_span")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_reader_note_lesson_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reader_note_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_note")),
        sa.UniqueConstraint("member_id", "key", name=op.f("uq_reader_note_member_id_key")),
    )
    op.create_index(op.f("ix_reader_note_lesson_id"), "reader_note", ["lesson_id"], unique=False)
    op.create_index("ix_reader_note_member_id_lesson_id", "reader_note", ["member_id", "lesson_id"], unique=False)

    op.create_table(
        "checklist_mark",
        sa.Column("run_id", ROW, nullable=False),
        sa.Column("item_no", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'open', 'none')", name=op.f("ck_checklist_mark_outcome")),
        sa.ForeignKeyConstraint(["run_id"], ["checklist_run.id"], name=op.f("fk_checklist_mark_run_id")),
        sa.PrimaryKeyConstraint("run_id", "item_no", name=op.f("pk_checklist_mark")),
    )
    op.create_table(
        "huddle",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("leader_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("key_point", sa.String(length=300), nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("was_right", sa.Boolean(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "closed_at IS NULL OR answered_at IS NOT NULL", name=op.f("ck_huddle_answered_before_closed")
        ),
        sa.ForeignKeyConstraint(["leader_id"], ["member.id"], name=op.f("fk_huddle_leader_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_huddle_lesson_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name=op.f("fk_huddle_revision_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_huddle_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_huddle")),
    )
    op.create_index(op.f("ix_huddle_leader_id"), "huddle", ["leader_id"], unique=False)
    op.create_index(op.f("ix_huddle_lesson_id"), "huddle", ["lesson_id"], unique=False)
    op.create_index(op.f("ix_huddle_revision_id"), "huddle", ["revision_id"], unique=False)
    op.create_index("ix_huddle_unit_id_opened_at", "huddle", ["unit_id", "opened_at"], unique=False)

    op.create_table(
        "huddle_presence",
        sa.Column("huddle_id", ROW, nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.ForeignKeyConstraint(["huddle_id"], ["huddle.id"], name=op.f("fk_huddle_presence_huddle_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_huddle_presence_member_id")),
        sa.PrimaryKeyConstraint("huddle_id", "member_id", name=op.f("pk_huddle_presence")),
    )
    op.create_index(op.f("ix_huddle_presence_member_id"), "huddle_presence", ["member_id"], unique=False)

    op.add_column("course_version", sa.Column("kind", sa.String(length=12), server_default="standard", nullable=False))


def downgrade() -> None:
    """Drop them, the last first."""
    op.drop_column("course_version", "kind")
    for table in reversed(TABLES):
        op.drop_table(table)
