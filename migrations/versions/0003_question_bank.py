"""Tables of the question_bank package."""

from __future__ import annotations

revision = "0003_question_bank"
down_revision = "0002_documents"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
