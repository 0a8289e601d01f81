"""Tables of the courses package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005_courses"
down_revision = "0004_assessment"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "course",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("sort_no", sa.SmallInteger(), nullable=False),
        sa.Column("current_version_id", ROW, nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("tier IN ('basic', 'intermediate', 'advanced')", name=op.f("ck_course_tier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sa.UniqueConstraint("slug", name=op.f("uq_course_slug")),
    )
    op.create_table(
        "course_version",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("course_id", ROW, nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("published_by_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_version_course_id")),
        sa.ForeignKeyConstraint(["published_by_id"], ["member.id"], name=op.f("fk_course_version_published_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_version")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_course_version_course_id_number")),
    )
    op.create_table(
        "lesson",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("version_id", ROW, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("key_points", sa.Text(), nullable=False),
        sa.Column("source_title", sa.String(length=200), nullable=False),
        sa.Column("source_section", sa.String(length=80), nullable=False),
        sa.Column("source_author", sa.String(length=80), nullable=False),
        sa.Column("topic_path", sa.String(length=250), nullable=False),
        sa.Column("self_check_count", sa.SmallInteger(), nullable=False),
        sa.Column("exam_id", ROW, nullable=True),
        sa.ForeignKeyConstraint(["exam_id"], ["exam.id"], name=op.f("fk_lesson_exam_id")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_lesson_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson")),
        sa.UniqueConstraint("version_id", "ordinal", name=op.f("uq_lesson_version_id_ordinal")),
        sa.UniqueConstraint("version_id", "slug", name=op.f("uq_lesson_version_id_slug")),
    )
    op.create_index(op.f("ix_lesson_exam_id"), "lesson", ["exam_id"], unique=False)


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_index(op.f("ix_lesson_exam_id"), table_name="lesson")
    op.drop_table("lesson")
    op.drop_table("course_version")
    op.drop_table("course")
