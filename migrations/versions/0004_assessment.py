"""Tables of the assessment package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_assessment"
down_revision = "0003_question_bank"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("answer_event", "grade")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "clock_watch",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("boot_id", sa.String(length=64), nullable=False),
        sa.Column("utc", ROW, nullable=False),
        sa.Column("boottime", ROW, nullable=False),
        sa.Column("suspect_since", sa.BigInteger(), nullable=True),
        sa.Column("drift_ms", ROW, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_clock_watch"),
    )
    op.create_table(
        "exam",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("opens_at", sa.BigInteger(), nullable=True),
        sa.Column("last_start_at", sa.BigInteger(), nullable=True),
        sa.Column("hard_end_at", sa.BigInteger(), nullable=True),
        sa.Column("duration_s", ROW, nullable=True),
        sa.Column("grace_s", ROW, nullable=False),
        sa.Column("attempts_allowed", ROW, nullable=True),
        sa.Column("multiple_rule", sa.String(length=16), nullable=False),
        sa.Column("pass_permille", ROW, nullable=False),
        sa.Column("shuffle_questions", sa.Boolean(), nullable=False),
        sa.Column("shuffle_options", sa.Boolean(), nullable=False),
        sa.Column("device_policy", sa.String(length=8), nullable=False),
        sa.Column("release", sa.String(length=8), nullable=False),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name="fk_exam_created_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exam"),
    )
    op.create_table(
        "idempotency",
        sa.Column("actor_id", ROW, nullable=False),
        sa.Column("route", sa.String(length=80), nullable=False),
        sa.Column("request_key", sa.String(length=80), nullable=False),
        sa.Column("body_sha256", sa.String(length=64), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name="fk_idempotency_actor_id"),
        sa.PrimaryKeyConstraint("actor_id", "route", "request_key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_expires_at", "idempotency", ["expires_at"], unique=False)
    op.create_table(
        "attempt",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("attempt_no", ROW, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("running_key", sa.SmallInteger(), nullable=True),
        sa.Column("paper_seed", ROW, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("deadline_at", sa.BigInteger(), nullable=False),
        sa.Column("entitlement", sa.Text(), nullable=False),
        sa.Column("grace_s", ROW, nullable=False),
        sa.Column("device_policy", sa.String(length=8), nullable=False),
        sa.Column("epoch", ROW, nullable=False),
        sa.Column("lease_client", sa.String(length=32), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("close_kind", sa.String(length=16), nullable=True),
        sa.Column("closed_by_id", ROW, nullable=True),
        sa.Column("close_reason", sa.Text(), nullable=False),
        sa.Column("final_digest", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["closed_by_id"], ["member.id"], name="fk_attempt_closed_by_id"),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name="fk_attempt_exam_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_attempt_member_id"),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.UniqueConstraint("exam_id", "member_id", "attempt_no", name="uq_attempt_exam_id_member_id_attempt_no"),
        sa.UniqueConstraint("exam_id", "member_id", "running_key", name="uq_attempt_exam_id_member_id_running_key"),
    )
    op.create_index("ix_attempt_member_id", "attempt", ["member_id"], unique=False)
    op.create_index("ix_attempt_state_deadline_at", "attempt", ["state", "deadline_at"], unique=False)
    op.create_table(
        "blueprint_row",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("topic_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("question_count", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name="fk_blueprint_row_exam_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_blueprint_row_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_blueprint_row"),
        sa.UniqueConstraint("exam_id", "ordinal", name="uq_blueprint_row_exam_id_ordinal"),
    )
    op.create_index("ix_blueprint_row_topic_id", "blueprint_row", ["topic_id"], unique=False)
    op.create_table(
        "exam_item",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name="fk_exam_item_exam_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name="fk_exam_item_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_exam_item"),
        sa.UniqueConstraint("exam_id", "ordinal", name="uq_exam_item_exam_id_ordinal"),
        sa.UniqueConstraint("exam_id", "revision_id", name="uq_exam_item_exam_id_revision_id"),
    )
    op.create_index("ix_exam_item_revision_id", "exam_item", ["revision_id"], unique=False)
    op.create_table(
        "grade_run",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("current_key", sa.SmallInteger(), nullable=True),
        sa.Column("key_version", ROW, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", ROW, nullable=True),
        sa.Column("second_actor_id", ROW, nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name="fk_grade_run_actor_id"),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name="fk_grade_run_exam_id"),
        sa.ForeignKeyConstraint(["second_actor_id"], ["member.id"], name="fk_grade_run_second_actor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_grade_run"),
        sa.UniqueConstraint("exam_id", "current_key", name="uq_grade_run_exam_id_current_key"),
    )
    op.create_table(
        "answer_event",
        sa.Column("op_id", sa.String(length=36), nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("item_no", sa.SmallInteger(), nullable=False),
        sa.Column("epoch", ROW, nullable=False),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("client_seq", ROW, nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("client_wall", ROW, nullable=True),
        sa.Column("client_mono", ROW, nullable=True),
        sa.Column("arrived_at", sa.BigInteger(), nullable=False),
        sa.Column("deadline_at", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=12), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_answer_event_attempt_id"),
        sa.PrimaryKeyConstraint("op_id", name="pk_answer_event"),
        sa.UniqueConstraint(
            "attempt_id", "client_id", "client_seq", name="uq_answer_event_attempt_id_client_id_client_seq"
        ),
    )
    op.create_table(
        "attempt_grade",
        sa.Column("run_id", ROW, nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("milli_total", ROW, nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("graded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_attempt_grade_attempt_id"),
        sa.ForeignKeyConstraint(["run_id"], ["grade_run.id"], name="fk_attempt_grade_run_id"),
        sa.PrimaryKeyConstraint("run_id", "attempt_id", name="pk_attempt_grade"),
    )
    op.create_index("ix_attempt_grade_attempt_id", "attempt_grade", ["attempt_id"], unique=False)
    op.create_table(
        "attempt_vector",
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("client_id", sa.String(length=32), nullable=False),
        sa.Column("last_seq", ROW, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_attempt_vector_attempt_id"),
        sa.PrimaryKeyConstraint("attempt_id", "client_id", name="pk_attempt_vector"),
    )
    op.create_table(
        "grade",
        sa.Column("run_id", ROW, nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("item_no", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_grade_attempt_id"),
        sa.ForeignKeyConstraint(["run_id"], ["grade_run.id"], name="fk_grade_run_id"),
        sa.PrimaryKeyConstraint("run_id", "attempt_id", "item_no", name="pk_grade"),
    )
    op.create_index("ix_grade_attempt_id", "grade", ["attempt_id"], unique=False)
    op.create_table(
        "outbox_job",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("key_version", ROW, nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_outbox_job_attempt_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox_job"),
        sa.UniqueConstraint("kind", "attempt_id", "key_version", name="uq_outbox_job_kind_attempt_id_key_version"),
    )
    op.create_index("ix_outbox_job_done_at", "outbox_job", ["done_at"], unique=False)
    op.create_table(
        "paper_item",
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("item_no", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("option_ids", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_paper_item_attempt_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name="fk_paper_item_revision_id"),
        sa.PrimaryKeyConstraint("attempt_id", "item_no", name="pk_paper_item"),
    )
    op.create_index("ix_paper_item_revision_id", "paper_item", ["revision_id"], unique=False)
    for table in APPEND_ONLY:
        _forbid_changes(table)


def _forbid_changes(table: str) -> None:
    """Let the database itself refuse to alter or delete what was answered and what was given for it."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION refuse_{table}_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = '23514'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION refuse_{table}_change()"
    )


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_index("ix_paper_item_revision_id", table_name="paper_item")
    op.drop_table("paper_item")
    op.drop_index("ix_outbox_job_done_at", table_name="outbox_job")
    op.drop_table("outbox_job")
    op.drop_index("ix_grade_attempt_id", table_name="grade")
    op.drop_table("grade")
    op.drop_table("attempt_vector")
    op.drop_index("ix_attempt_grade_attempt_id", table_name="attempt_grade")
    op.drop_table("attempt_grade")
    op.drop_table("answer_event")
    op.drop_table("grade_run")
    op.drop_index("ix_exam_item_revision_id", table_name="exam_item")
    op.drop_table("exam_item")
    op.drop_index("ix_blueprint_row_topic_id", table_name="blueprint_row")
    op.drop_table("blueprint_row")
    op.drop_index("ix_attempt_state_deadline_at", table_name="attempt")
    op.drop_index("ix_attempt_member_id", table_name="attempt")
    op.drop_table("attempt")
    op.drop_index("ix_idempotency_expires_at", table_name="idempotency")
    op.drop_table("idempotency")
    op.drop_table("exam")
    op.drop_table("clock_watch")
    if op.get_bind().dialect.name == "postgresql":
        for table in APPEND_ONLY:
            op.execute(f"DROP FUNCTION refuse_{table}_change()")
