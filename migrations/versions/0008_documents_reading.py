"""Long documents wait in a table until they are read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_documents_reading"
down_revision = "0007_learning"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table of waiting uploads."""
    op.create_table(
        "document_upload",
        sa.Column("id", ROW, sa.Identity(), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("pages_read", ROW, nullable=False),
        sa.Column("pages", ROW, nullable=False),
        sa.Column("refusal", sa.String(length=500), nullable=False),
        sa.Column("document_id", ROW, nullable=True),
        sa.Column("uploaded_by_id", ROW, nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_document_upload_document_id"),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["member.id"], name="fk_document_upload_uploaded_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document_upload"),
    )
    op.create_index("ix_document_upload_document_id", "document_upload", ["document_id"], unique=False)
    op.create_index("ix_document_upload_uploaded_by_id", "document_upload", ["uploaded_by_id"], unique=False)


def downgrade() -> None:
    """Drop the table of waiting uploads."""
    op.drop_table("document_upload")
