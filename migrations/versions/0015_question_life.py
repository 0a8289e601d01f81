"""The life of questions: comments, reported faults, words, kept filters, pairs that clash or say the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015_question_life"
down_revision = "0013_imports"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PAIRS = ("question_enmity", "twin_pair", "twin_verdict")


def upgrade() -> None:
    """Create the tables, and give questions a tier and a last day."""
    # Plain statements: a rebuilt table would take along what hangs on it by ON DELETE CASCADE on SQLite.
    op.execute(
        "ALTER TABLE question ADD COLUMN tier SMALLINT DEFAULT 0 NOT NULL "
        "CONSTRAINT ck_question_tier CHECK (tier BETWEEN 0 AND 3)"
    )
    op.add_column("question", sa.Column("valid_until", sa.Date(), nullable=True))
    op.create_index("ix_question_state_id", "question", ["state", "id"])
    op.create_index(op.f("ix_question_valid_until"), "question", ["valid_until"])
    _create_comments()
    _create_faults()
    _create_words()
    _create_pairs()


def _create_comments() -> None:
    op.create_table(
        "question_comment",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("question_id", ROW, nullable=False),
        sa.Column("revision_number", sa.SmallInteger(), nullable=False),
        sa.Column("author_id", ROW, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("said_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_comment_question_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_question_comment_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_comment")),
    )
    op.create_index(op.f("ix_question_comment_question_id"), "question_comment", ["question_id"])


def _create_faults() -> None:
    op.create_table(
        "fault_report",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("question_id", ROW, nullable=False),
        sa.Column("revision_id", ROW, nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.BigInteger(), nullable=False),
        sa.Column("open_key", sa.SmallInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", ROW, nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("outcome IN ('corrected', 'retired', 'rejected')", name=op.f("ck_fault_report_outcome")),
        sa.CheckConstraint(
            "(open_key IS NULL) = (answered_at IS NOT NULL)", name=op.f("ck_fault_report_answered")
        ),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_fault_report_question_id")),
        sa.ForeignKeyConstraint(["revision_id"], ["question_revision.id"], name=op.f("fk_fault_report_revision_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_fault_report_member_id")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["member.id"], name=op.f("fk_fault_report_answered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fault_report")),
        sa.UniqueConstraint(
            "question_id", "member_id", "open_key", name=op.f("uq_fault_report_question_id_member_id_open_key")
        ),
    )  # fmt: skip
    op.create_index("ix_fault_report_open_key_id", "fault_report", ["open_key", "id"])
    op.create_index(op.f("ix_fault_report_revision_id"), "fault_report", ["revision_id"])
    op.create_index(op.f("ix_fault_report_member_id"), "fault_report", ["member_id"])


def _create_words() -> None:
    op.create_table(
        "question_word",
        sa.Column("question_id", ROW, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.CheckConstraint("kind IN ('tag', 'post')", name=op.f("ck_question_word_kind")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_word_question_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("question_id", "kind", "word", name=op.f("pk_question_word")),
    )
    op.create_index("ix_question_word_kind_word", "question_word", ["kind", "word"])
    op.create_table(
        "kept_filter",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("member_id", ROW, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_kept_filter_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_filter")),
        sa.UniqueConstraint("member_id", "name", name=op.f("uq_kept_filter_member_id_name")),
    )


def _create_pairs() -> None:
    op.create_table(
        "twin_check",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("asked_by_id", ROW, nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("question_count", ROW, nullable=False),
        sa.Column("pair_count", ROW, nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["member.id"], name=op.f("fk_twin_check_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twin_check")),
    )
    _create_pair(
        "question_enmity",
        "marked_by_id",
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
    )
    _create_pair(
        "twin_pair",
        None,
        sa.Column("likeness", sa.String(length=8), nullable=False),
        sa.Column("permille", sa.SmallInteger(), nullable=False),
    )
    _create_pair(
        "twin_verdict",
        "kept_by_id",
        sa.Column("low_revision_id", ROW, nullable=False),
        sa.Column("high_revision_id", ROW, nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
    )


def _create_pair(table: str, person: str | None, *columns: sa.Column[object]) -> None:
    people = [
        sa.Column(person, ROW, nullable=True),
        sa.ForeignKeyConstraint([person], ["member.id"], name=op.f(f"fk_{table}_{person}")),
    ] if person else []  # fmt: skip
    op.create_table(
        table,
        *(sa.Column(side, ROW, nullable=False, autoincrement=False) for side in ("low_id", "high_id")),
        *columns,
        *people,
        sa.CheckConstraint("low_id < high_id", name=op.f(f"ck_{table}_order")),
        *(
            sa.ForeignKeyConstraint([side], ["question.id"], name=op.f(f"fk_{table}_{side}"), ondelete="CASCADE")
            for side in ("low_id", "high_id")
        ),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_high_id"), table, ["high_id"])


def downgrade() -> None:
    """Remove them again."""
    for table in (*PAIRS, "twin_check", "kept_filter", "question_word", "fault_report", "question_comment"):
        op.drop_table(table)
    op.drop_index("ix_question_state_id", table_name="question")
    op.drop_index(op.f("ix_question_valid_until"), table_name="question")
    op.execute("ALTER TABLE question DROP COLUMN valid_until")
    op.execute("ALTER TABLE question DROP COLUMN tier")
