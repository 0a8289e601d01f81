"""Tables of the documents package."""

from __future__ import annotations

revision = "0002_documents"
down_revision = "0001_accounts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables of the package."""


def downgrade() -> None:
    """Remove the tables of the package."""
