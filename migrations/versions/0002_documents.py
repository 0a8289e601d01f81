"""Tables of the documents package."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_documents"
down_revision = "0001_accounts"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables of the package."""
    op.create_table(
        "document",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("uploaded_by_id", ROW, nullable=True),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["member.id"], name="fk_document_uploaded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("sha256", name="uq_document_sha256"),
    )
    op.create_index("ix_document_uploaded_by_id", "document", ["uploaded_by_id"], unique=False)
    op.create_table(
        "article",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("document_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("authors", sa.String(length=200), nullable=False),
        sa.Column("unit_name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("characters", ROW, nullable=False),
        sa.Column("doubts", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_article_document_id"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("document_id", "ordinal", name="uq_article_document_id_ordinal"),
    )
    op.create_table(
        "section",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.String(length=300), nullable=False),
        sa.Column("ending", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_section_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_section"),
        sa.UniqueConstraint("article_id", "ordinal", name="uq_section_article_id_ordinal"),
    )
    op.create_table(
        "paragraph",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("section_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("anchor", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_paragraph_article_id"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_paragraph_section_id"),
        sa.PrimaryKeyConstraint("id", name="pk_paragraph"),
        sa.UniqueConstraint("article_id", "anchor", name="uq_paragraph_article_id_anchor"),
        sa.UniqueConstraint("article_id", "ordinal", name="uq_paragraph_article_id_ordinal"),
    )
    op.create_index("ix_paragraph_section_id", "paragraph", ["section_id"], unique=False)
    op.create_table(
        "dropped_text",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("article_id", ROW, nullable=False),
        sa.Column("ordinal", ROW, nullable=False),
        sa.Column("line_no", ROW, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_dropped_text_article_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dropped_text"),
        sa.UniqueConstraint("article_id", "ordinal", name="uq_dropped_text_article_id_ordinal"),
    )


def downgrade() -> None:
    """Remove the tables of the package."""
    op.drop_table("dropped_text")
    op.drop_index("ix_paragraph_section_id", table_name="paragraph")
    op.drop_table("paragraph")
    op.drop_table("section")
    op.drop_table("article")
    op.drop_index("ix_document_uploaded_by_id", table_name="document")
    op.drop_table("document")
