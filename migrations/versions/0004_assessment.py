"""Tables of the assessment package."""

from __future__ import annotations

revision = "0004_assessment"
down_revision = "0003_question_bank"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
