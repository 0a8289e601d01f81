"""Pictures of questions; marking by people; room for the order of questions with many parts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012_question_types"
down_revision = "0011_reading_cases"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables, and widen what is too narrow."""
    op.create_table(
        "question_picture",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("width", ROW, nullable=False),
        sa.Column("height", ROW, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added_by_id", ROW, nullable=True),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["member.id"], name="fk_question_picture_added_by_id"),
        sa.PrimaryKeyConstraint("digest", name="pk_question_picture"),
    )
    op.create_table(
        "marking_task",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("exam_id", ROW, nullable=False),
        sa.Column("attempt_id", ROW, nullable=False),
        sa.Column("item_no", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("milli_full", ROW, nullable=False),
        sa.Column("shuffle", ROW, nullable=False),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name="fk_marking_task_exam_id"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_marking_task_attempt_id"),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name="fk_marking_task_revision_id"),
        sa.PrimaryKeyConstraint("id", name="pk_marking_task"),
        sa.UniqueConstraint("attempt_id", "item_no", "place", name="uq_marking_task_attempt_id_item_no_place"),
    )
    op.create_index("ix_marking_task_revision_id", "marking_task", ["revision_id"])
    op.create_index("ix_marking_task_exam_id_revision_id", "marking_task", ["exam_id", "revision_id", "place"])
    op.create_table(
        "item_mark",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("task_id", ROW, nullable=False),
        sa.Column("marker_id", ROW, nullable=False),
        sa.Column("milli_points", ROW, nullable=False),
        sa.Column("rows_json", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["marking_task.id"], name="fk_item_mark_task_id"),
        sa.ForeignKeyConstraint(["marker_id"], ["member.id"], name="fk_item_mark_marker_id"),
        sa.PrimaryKeyConstraint("id", name="pk_item_mark"),
    )
    op.create_index("ix_item_mark_task_id_marker_id", "item_mark", ["task_id", "marker_id"])
    op.add_column("exam", sa.Column("markers_needed", sa.SmallInteger(), nullable=False, server_default="1"))
    _widen(sa.String(length=400), sa.Text())
    _forbid_changes()


def _widen(before: sa.types.TypeEngine[str], after: sa.types.TypeEngine[str]) -> None:
    with op.batch_alter_table("paper_item") as table:
        table.alter_column("option_ids", existing_type=before, type_=after, existing_nullable=False)


def _forbid_changes() -> None:
    """Let the database itself refuse to alter or delete what a person gave."""
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER item_mark_no_{verb.lower()} BEFORE {verb} ON item_mark "
                "BEGIN SELECT RAISE(ABORT, 'item_mark is append-only'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION refuse_item_mark_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'item_mark is append-only' USING ERRCODE = '23514'; END $$"
    )
    op.execute(
        "CREATE TRIGGER item_mark_append_only BEFORE UPDATE OR DELETE ON item_mark "
        "FOR EACH ROW EXECUTE FUNCTION refuse_item_mark_change()"
    )


def downgrade() -> None:
    """Take the tables away again."""
    _widen(sa.Text(), sa.String(length=400))
    with op.batch_alter_table("exam") as table:
        table.drop_column("markers_needed")
    op.drop_table("item_mark")
    op.drop_table("marking_task")
    op.drop_table("question_picture")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_item_mark_change()")
