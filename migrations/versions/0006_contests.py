"""Tables of the contests package."""

from __future__ import annotations

revision = "0006_contests"
down_revision = "0005_courses"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
