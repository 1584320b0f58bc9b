"""What was sent out of an incident is found in the audit trail without reading all of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision: str | None = "0003"


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "audit_exports", "audit", ["target", "number"], sqlite_where=sa.text("what = 'incident.export'")
    )
