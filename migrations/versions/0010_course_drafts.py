"""Tables of course drafts, suggested questions, comments, reviews and pictures."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010_course_drafts"
down_revision = "0009_editions_sources_search"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "course_draft",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("course_id", ROW, nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("tier", sa.String(length=16), nullable=False),
        sa.Column("tier_reasons", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_by_id", ROW, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("handed_in_by_id", ROW, nullable=True),
        sa.Column("handed_in_at", sa.BigInteger(), nullable=True),
        sa.Column("version_id", ROW, nullable=True),
        sa.CheckConstraint(
            "state IN ('writing', 'in_review', 'published', 'discarded')", name=op.f("ck_course_draft_state")
        ),
        sa.CheckConstraint("tier IN ('basic', 'intermediate', 'advanced')", name=op.f("ck_course_draft_tier")),
        sa.ForeignKeyConstraint(["course_id"], ["course.id"], name=op.f("fk_course_draft_course_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["member.id"], name=op.f("fk_course_draft_created_by_id")),
        sa.ForeignKeyConstraint(["handed_in_by_id"], ["member.id"], name=op.f("fk_course_draft_handed_in_by_id")),
        sa.ForeignKeyConstraint(["version_id"], ["course_version.id"], name=op.f("fk_course_draft_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_draft")),
    )
    op.create_index(op.f("ix_course_draft_course_id"), "course_draft", ["course_id"], unique=False)
    op.create_index(op.f("ix_course_draft_created_by_id"), "course_draft", ["created_by_id"], unique=False)
    op.create_table(
        "draft_article",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["course_draft.id"], name=op.f("fk_draft_article_draft_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_draft_article_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_article")),
        sa.UniqueConstraint("draft_id", "article_id", name=op.f("uq_draft_article_draft_id_article_id")),
    )
    op.create_index(op.f("ix_draft_article_article_id"), "draft_article", ["article_id"], unique=False)
    op.create_table(
        "draft_lesson",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=True),
        sa.Column("number", ROW, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("minutes", sa.SmallInteger(), nullable=False),
        sa.Column("key_points", sa.Text(), nullable=False),
        sa.Column("key_terms", sa.Text(), nullable=False),
        sa.Column("objectives", sa.Text(), nullable=False),
        sa.Column("objectives_confirmed", sa.Boolean(), nullable=False),
        sa.Column("source_title", sa.String(length=200), nullable=False),
        sa.Column("source_section", sa.String(length=80), nullable=False),
        sa.Column("source_author", sa.String(length=80), nullable=False),
        sa.Column("topic_path", sa.String(length=250), nullable=False),
        sa.Column("self_check_count", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["course_draft.id"], name=op.f("fk_draft_lesson_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_lesson")),
        sa.UniqueConstraint("draft_id", "ordinal", name=op.f("uq_draft_lesson_draft_id_ordinal")),
        sa.UniqueConstraint("draft_id", "slug", name=op.f("uq_draft_lesson_draft_id_slug")),
    )
    op.create_table(
        "draft_lesson_source",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["draft_lesson.id"], name=op.f("fk_draft_lesson_source_lesson_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_draft_lesson_source_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_lesson_source")),
        sa.UniqueConstraint(
            "lesson_id", "article_id", "anchor", name=op.f("uq_draft_lesson_source_lesson_id_article_id_anchor")
        ),
    )
    op.create_index(op.f("ix_draft_lesson_source_article_id"), "draft_lesson_source", ["article_id"], unique=False)
    op.create_table(
        "draft_edit",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("number", ROW, nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key_points", sa.Text(), nullable=False),
        sa.Column("objectives", sa.Text(), nullable=False),
        sa.Column("edited_by_id", ROW, nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["lesson_id"], ["draft_lesson.id"], name=op.f("fk_draft_edit_lesson_id")),
        sa.ForeignKeyConstraint(["edited_by_id"], ["member.id"], name=op.f("fk_draft_edit_edited_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_edit")),
        sa.UniqueConstraint("lesson_id", "number", name=op.f("uq_draft_edit_lesson_id_number")),
    )
    op.create_table(
        "draft_question",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("lesson_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("maker", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("body_json", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("question_id", ROW, nullable=True),
        sa.CheckConstraint("(state = 'accepted') = (question_id IS NOT NULL)", name=op.f("ck_draft_question_accepted")),
        sa.CheckConstraint("state IN ('open', 'accepted', 'declined')", name=op.f("ck_draft_question_state")),
        sa.ForeignKeyConstraint(["lesson_id"], ["draft_lesson.id"], name=op.f("fk_draft_question_lesson_id")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_draft_question_article_id")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_draft_question_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_question")),
        sa.UniqueConstraint("question_id", name=op.f("uq_draft_question_question_id")),
    )
    op.create_index(op.f("ix_draft_question_article_id"), "draft_question", ["article_id"], unique=False)
    op.create_index(op.f("ix_draft_question_lesson_id"), "draft_question", ["lesson_id"], unique=False)
    op.create_table(
        "draft_comment",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("lesson_id", ROW, nullable=True),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("author_id", ROW, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by_id", ROW, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["course_draft.id"], name=op.f("fk_draft_comment_draft_id")),
        sa.ForeignKeyConstraint(["lesson_id"], ["draft_lesson.id"], name=op.f("fk_draft_comment_lesson_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_draft_comment_author_id")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["member.id"], name=op.f("fk_draft_comment_settled_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_comment")),
    )
    op.create_index(op.f("ix_draft_comment_draft_id"), "draft_comment", ["draft_id"], unique=False)
    op.create_index(op.f("ix_draft_comment_lesson_id"), "draft_comment", ["lesson_id"], unique=False)
    op.create_table(
        "draft_review",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("draft_id", ROW, nullable=False),
        sa.Column("author_id", ROW, nullable=False),
        sa.Column("reviewer_id", ROW, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("reviewed_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("reviewer_id <> author_id", name=op.f("ck_draft_review_two_people")),
        sa.CheckConstraint("verdict IN ('published', 'returned')", name=op.f("ck_draft_review_verdict")),
        sa.ForeignKeyConstraint(["draft_id"], ["course_draft.id"], name=op.f("fk_draft_review_draft_id")),
        sa.ForeignKeyConstraint(["author_id"], ["member.id"], name=op.f("fk_draft_review_author_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["member.id"], name=op.f("fk_draft_review_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_review")),
    )
    op.create_index(op.f("ix_draft_review_draft_id"), "draft_review", ["draft_id"], unique=False)
    op.create_table(
        "course_picture",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.SmallInteger(), nullable=False),
        sa.Column("height", sa.SmallInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("uploaded_by_id", ROW, nullable=True),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["member.id"], name=op.f("fk_course_picture_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_picture")),
        sa.UniqueConstraint("digest", name=op.f("uq_course_picture_digest")),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("course_picture")
    op.drop_index(op.f("ix_draft_review_draft_id"), table_name="draft_review")
    op.drop_table("draft_review")
    op.drop_index(op.f("ix_draft_comment_draft_id"), table_name="draft_comment")
    op.drop_index(op.f("ix_draft_comment_lesson_id"), table_name="draft_comment")
    op.drop_table("draft_comment")
    op.drop_index(op.f("ix_draft_question_article_id"), table_name="draft_question")
    op.drop_index(op.f("ix_draft_question_lesson_id"), table_name="draft_question")
    op.drop_table("draft_question")
    op.drop_table("draft_edit")
    op.drop_index(op.f("ix_draft_lesson_source_article_id"), table_name="draft_lesson_source")
    op.drop_table("draft_lesson_source")
    op.drop_table("draft_lesson")
    op.drop_index(op.f("ix_draft_article_article_id"), table_name="draft_article")
    op.drop_table("draft_article")
    op.drop_index(op.f("ix_course_draft_course_id"), table_name="course_draft")
    op.drop_index(op.f("ix_course_draft_created_by_id"), table_name="course_draft")
    op.drop_table("course_draft")
