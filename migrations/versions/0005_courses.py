"""Tables of the courses package."""

from __future__ import annotations

revision = "0005_courses"
down_revision = "0004_assessment"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
