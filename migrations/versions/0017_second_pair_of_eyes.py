"""Handbooks are written as drafts and published by a second person; the writing aid is asked in the background."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017_second_pair_of_eyes"
down_revision = "0016_document_pictures"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create drafts of handbooks with their texts and what happened to them, and requests to the writing aid."""
    op.create_table(
        "handbook_draft",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("open_slug", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("latest_id", ROW, nullable=True),
        sa.Column("version_id", ROW, nullable=True),
        sa.Column("handed_in_by_id", ROW, nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state IN ('writing', 'review', 'published', 'dropped')", name=op.f("ck_handbook_draft_state")
        ),
        sa.CheckConstraint(
            "(state IN ('writing', 'review')) = (open_slug IS NOT NULL)", name=op.f("ck_handbook_draft_open")
        ),
        sa.CheckConstraint(
            "(state = 'published') = (version_id IS NOT NULL)", name=op.f("ck_handbook_draft_published")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["handbook_version.id"], name=op.f("fk_handbook_draft_version_id")),
        sa.ForeignKeyConstraint(["handed_in_by_id"], ["member.id"], name=op.f("fk_handbook_draft_handed_in_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook_draft")),
        sa.UniqueConstraint("open_slug", name=op.f("uq_handbook_draft_open_slug")),
        sa.UniqueConstraint("version_id", name=op.f("uq_handbook_draft_version_id")),
    )
    op.create_index(op.f("ix_handbook_draft_slug"), "handbook_draft", ["slug"])
    op.create_table(
        "handbook_text",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("written_by_id", ROW, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["handbook_draft.id"], name=op.f("fk_handbook_text_draft_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["member.id"], name=op.f("fk_handbook_text_written_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook_text")),
        sa.UniqueConstraint("draft_id", "number", name=op.f("uq_handbook_text_draft_id_number")),
    )
    op.create_table(
        "handbook_event",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("verb", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author_id", ROW, nullable=True),
        sa.Column("actor_id", ROW, nullable=False),
        sa.Column("happened_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "verb NOT IN ('approve', 'return') OR (author_id IS NOT NULL AND author_id <> actor_id)",
            name=op.f("ck_handbook_event_two_people"),
        ),
        sa.ForeignKeyConstraint(["draft_id"], ["handbook_draft.id"], name=op.f("fk_handbook_event_draft_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_handbook_event_author_id")),
        sa.ForeignKeyConstraint(["actor_id"], ["member.id"], name=op.f("fk_handbook_event_actor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handbook_event")),
    )
    op.create_index(op.f("ix_handbook_event_draft_id"), "handbook_event", ["draft_id"])
    op.create_table(
        "aid_request",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("open_lesson_id", ROW, nullable=True),
        sa.Column("asked_by_id", ROW, nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("points", sa.SmallInteger(), nullable=False),
        sa.Column("questions", sa.SmallInteger(), nullable=False),
        sa.Column("refused", sa.SmallInteger(), nullable=False),
        sa.Column("refusal", sa.String(length=500), nullable=False),
        sa.CheckConstraint("(finished_at IS NULL) = (open_lesson_id IS NOT NULL)", name=op.f("ck_aid_request_open")),
        sa.ForeignKeyConstraint(["lesson_id"], ["draft_lesson.id"], name=op.f("fk_aid_request_lesson_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["member.id"], name=op.f("fk_aid_request_asked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aid_request")),
        sa.UniqueConstraint("open_lesson_id", name=op.f("uq_aid_request_open_lesson_id")),
    )
    op.create_index(op.f("ix_aid_request_lesson_id"), "aid_request", ["lesson_id"])


def downgrade() -> None:
    """Drop the drafts; what was published stays."""
    for table in ("aid_request", "handbook_event", "handbook_text", "handbook_draft"):
        op.drop_table(table)
