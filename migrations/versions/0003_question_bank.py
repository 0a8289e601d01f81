"""Tables of the question_bank package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_question_bank"
down_revision = "0002_documents"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "topic",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("parent_id", ROW, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("sort_no", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.id"], name="fk_topic_parent_id"),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.UniqueConstraint("path", name="uq_topic_path"),
    )
    op.create_index("ix_topic_parent_id", "topic", ["parent_id"], unique=False)
    op.create_table(
        "import_batch",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=False),
        sa.Column("file_format", sa.String(length=24), nullable=False),
        sa.Column("question_count", ROW, nullable=False),
        sa.Column("skipped_count", ROW, nullable=False),
        sa.Column("imported_by_id", ROW, nullable=True),
        sa.Column("imported_at", sa.BigInteger(), nullable=False),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.Column("taken_back_by_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["imported_by_id"], ["member.id"], name="fk_import_batch_imported_by_id"),
        sa.ForeignKeyConstraint(["taken_back_by_id"], ["member.id"], name="fk_import_batch_taken_back_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
    )
    op.create_table(
        "question",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("topic_id", ROW, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("latest_id", ROW, nullable=True),
        sa.Column("owner_id", ROW, nullable=True),
        sa.Column("batch_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'in_review', 'ready', 'retired')", name="ck_question_state"),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_question_batch_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name="fk_question_owner_id"),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name="fk_question_topic_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
    )
    op.create_index("ix_question_batch_id", "question", ["batch_id"], unique=False)
    op.create_index("ix_question_latest_id", "question", ["latest_id"], unique=False)
    op.create_index("ix_question_owner_id", "question", ["owner_id"], unique=False)
    op.create_index("ix_question_topic_id_kind_state", "question", ["topic_id", "kind", "state"], unique=False)
    op.create_table(
        "question_revision",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("question_id", ROW, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("body_json", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("difficulty", sa.SmallInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_by_id", ROW, nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name="fk_question_revision_created_by_id"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_question_revision_question_id"),
        sa.PrimaryKeyConstraint("id", name="pk_question_revision"),
        sa.UniqueConstraint("question_id", "number", name="uq_question_revision_question_id_number"),
    )
    op.create_index("ix_question_revision_digest", "question_revision", ["digest"], unique=False)
    op.create_table(
        "staged_import",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("owner_id", ROW, nullable=False),
        sa.Column("file_name", sa.String(length=160), nullable=False),
        sa.Column("file_format", sa.String(length=24), nullable=False),
        sa.Column("encoding", sa.String(length=16), nullable=False),
        sa.Column("warnings_json", sa.Text(), nullable=False),
        sa.Column("staged_at", sa.BigInteger(), nullable=False),
        sa.Column("batch_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["batch_id"], ["import_batch.id"], name="fk_staged_import_batch_id"),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name="fk_staged_import_owner_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staged_import"),
    )
    op.create_index("ix_staged_import_owner_id", "staged_import", ["owner_id"], unique=False)
    op.create_table(
        "staged_question",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("staged_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("question_json", sa.Text(), nullable=False),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["staged_id"], ["staged_import.id"], name="fk_staged_question_staged_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staged_question"),
    )
    op.create_index("ix_staged_question_staged_id_status", "staged_question", ["staged_id", "status"], unique=False)


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_table("staged_question")
    op.drop_table("staged_import")
    op.drop_table("question_revision")
    op.drop_table("question")
    op.drop_table("import_batch")
    op.drop_table("topic")
