"""Tables of the learning package."""

from __future__ import annotations

revision = "0007_learning"
down_revision = "0006_contests"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
