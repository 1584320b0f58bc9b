"""Links to conferences, for guests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision: str | None = "0004"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "conference_links",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("conference", sa.Text, nullable=False),
        sa.Column("guest", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.Column("session", sa.LargeBinary, nullable=True),
    )
