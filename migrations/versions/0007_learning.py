"""Tables of the learning package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007_learning"
down_revision = "0006_contests"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "assignment",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("unit_id", ROW, nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("assigned_by_id", ROW, nullable=False),
        sa.Column("assigned_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by_id", ROW, nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["member.id"], name=op.f("fk_assignment_assigned_by_id")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_assignment_course_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assignment_unit_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["member.id"], name=op.f("fk_assignment_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_course_id"), "assignment", ["course_id"], unique=False)
    op.create_index(op.f("ix_assignment_unit_id"), "assignment", ["unit_id"], unique=False)
    op.create_table(
        "back_entry",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("activity", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("minutes", ROW, nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", ROW, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_back_entry_member_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_back_entry_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_back_entry")),
    )
    op.create_index("ix_back_entry_member_id", "back_entry", ["member_id"], unique=False)
    op.create_table(
        "hour_conversion",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("activity", sa.String(length=30), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_hour_conversion_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_conversion")),
        sa.UniqueConstraint("activity", "valid_from", name=op.f("uq_hour_conversion_activity_valid_from")),
    )
    op.create_table(
        "hour_exemption",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("year_no", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("approved_by", sa.String(length=80), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=True),
        sa.Column("recorded_by_id", ROW, nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by_id", ROW, nullable=True),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_hour_exemption_member_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_hour_exemption_recorded_by_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["member.id"], name=op.f("fk_hour_exemption_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_exemption")),
        sa.UniqueConstraint("member_id", "year_no", "live", name=op.f("uq_hour_exemption_member_id_year_no_live")),
    )
    op.create_table(
        "hour_policy",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("required_quarters", ROW, nullable=False),
        sa.Column("online_cap_quarters", ROW, nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("from_year", sa.SmallInteger(), nullable=False),
        sa.Column("to_year", sa.SmallInteger(), nullable=True),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_hour_policy_created_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_policy")),
        sa.UniqueConstraint("audience", "from_year", name=op.f("uq_hour_policy_audience_from_year")),
    )
    op.create_table(
        "back_entry_review",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("back_entry_id", ROW, nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reviewed_by_id", ROW, nullable=False),
        sa.Column("reviewed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["back_entry_id"], ["back_entry.id"], name=op.f("fk_back_entry_review_back_entry_id")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["member.id"], name=op.f("fk_back_entry_review_reviewed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_back_entry_review")),
        sa.UniqueConstraint("back_entry_id", name=op.f("uq_back_entry_review_back_entry_id")),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("version_id", ROW, nullable=False),
        sa.Column("enrolled_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_enrolment_course_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_enrolment_member_id")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_enrolment_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint("member_id", "course_id", name=op.f("uq_enrolment_member_id_course_id")),
    )
    op.create_index(op.f("ix_enrolment_course_id"), "enrolment", ["course_id"], unique=False)
    op.create_index(op.f("ix_enrolment_version_id"), "enrolment", ["version_id"], unique=False)
    op.create_table(
        "hour_entry",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("year_no", sa.SmallInteger(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(length=30), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("minutes", ROW, nullable=False),
        sa.Column("quarters", ROW, nullable=False),
        sa.Column("evidence_kind", sa.String(length=20), nullable=False),
        sa.Column("evidence_id", ROW, nullable=False),
        sa.Column("conversion_id", ROW, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", ROW, nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversion_id"], ["hour_conversion.id"], name=op.f("fk_hour_entry_conversion_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_hour_entry_member_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["member.id"], name=op.f("fk_hour_entry_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hour_entry")),
        sa.UniqueConstraint(
            "member_id", "evidence_kind", "evidence_id", name=op.f("uq_hour_entry_member_id_evidence_kind_evidence_id")
        ),
    )
    op.create_index("ix_hour_entry_member_id_year", "hour_entry", ["member_id", "year_no"], unique=False)
    op.create_index("ix_hour_entry_year_no", "hour_entry", ["year_no"], unique=False)
    op.create_table(
        "contest_collection",
        sa.Column("contest_id", ROW, autoincrement=False, nullable=False),
        sa.Column("collected_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], name=op.f("fk_contest_collection_contest_id")),
        sa.PrimaryKeyConstraint("contest_id", name=op.f("pk_contest_collection")),
    )
    op.create_table(
        "lesson_completion",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("completed_at", sa.BigInteger(), nullable=False),
        sa.Column("rule_version", sa.SmallInteger(), nullable=False),
        sa.Column("credited_ms", ROW, nullable=False),
        sa.Column("attempt_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name=op.f("fk_lesson_completion_attempt_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_completion_lesson_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_lesson_completion_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_completion")),
        sa.UniqueConstraint("member_id", "lesson_id", name=op.f("uq_lesson_completion_member_id_lesson_id")),
    )
    op.create_index(op.f("ix_lesson_completion_lesson_id"), "lesson_completion", ["lesson_id"], unique=False)
    op.create_table(
        "lesson_progress",
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("position", ROW, nullable=False),
        sa.Column("credited_ms", ROW, nullable=False),
        sa.Column("end_reached_at", sa.BigInteger(), nullable=True),
        sa.Column("check_attempt_id", ROW, nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["check_attempt_id"], ["attempt.id"], name=op.f("fk_lesson_progress_check_attempt_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_lesson_progress_lesson_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_lesson_progress_member_id")),
        sa.PrimaryKeyConstraint("member_id", "lesson_id", name=op.f("pk_lesson_progress")),
    )
    op.create_index(op.f("ix_lesson_progress_lesson_id"), "lesson_progress", ["lesson_id"], unique=False)
    op.create_table(
        "study_credit",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("to_at", sa.BigInteger(), nullable=False),
        sa.Column("milliseconds", ROW, nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_study_credit_lesson_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_study_credit_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_credit")),
    )
    op.create_index("ix_study_credit_member_id_lesson_id", "study_credit", ["member_id", "lesson_id"], unique=False)
    op.create_table(
        "study_stream",
        sa.Column("member_id", ROW, autoincrement=False, nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("last_beat_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["lesson.id"], name=op.f("fk_study_stream_lesson_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_study_stream_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_study_stream")),
    )


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_table("study_stream")
    op.drop_index("ix_study_credit_member_id_lesson_id", table_name="study_credit")
    op.drop_table("study_credit")
    op.drop_index(op.f("ix_lesson_progress_lesson_id"), table_name="lesson_progress")
    op.drop_table("lesson_progress")
    op.drop_index(op.f("ix_lesson_completion_lesson_id"), table_name="lesson_completion")
    op.drop_table("lesson_completion")
    op.drop_table("contest_collection")
    op.drop_index("ix_hour_entry_year_no", table_name="hour_entry")
    op.drop_index("ix_hour_entry_member_id_year", table_name="hour_entry")
    op.drop_table("hour_entry")
    op.drop_index(op.f("ix_enrolment_version_id"), table_name="enrolment")
    op.drop_index(op.f("ix_enrolment_course_id"), table_name="enrolment")
    op.drop_table("enrolment")
    op.drop_table("back_entry_review")
    op.drop_table("hour_policy")
    op.drop_table("hour_exemption")
    op.drop_table("hour_conversion")
    op.drop_index("ix_back_entry_member_id", table_name="back_entry")
    op.drop_table("back_entry")
    op.drop_index(op.f("ix_assignment_unit_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_course_id"), table_name="assignment")
    op.drop_table("assignment")
