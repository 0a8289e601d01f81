"""Question files that are read by the worker."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013_imports"
down_revision = "0012_question_types"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table of files on their way."""
    op.create_table(
        "import_upload",
        sa.Column("staged_id", ROW, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("done", ROW, nullable=False),
        sa.Column("total", ROW, nullable=False),
        sa.Column("refusal", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["staged_id"], ["staged_import.id"], name=op.f("fk_import_upload_staged_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("staged_id", name=op.f("pk_import_upload")),
    )


def downgrade() -> None:
    """Drop it again; files not read yet must be brought anew."""
    op.drop_table("import_upload")
