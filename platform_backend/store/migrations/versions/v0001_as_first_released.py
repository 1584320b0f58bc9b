"""The tables as first released."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "entities",
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("ver", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("in_view", sa.Boolean, nullable=False),
        sa.Column("changed_by", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("entity", "id"),
    )
    op.create_index("entities_in_view", "entities", ["entity"], sqlite_where=sa.text("in_view = 1"))
    op.create_table(
        "incident_index",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("reported_at", sa.Float, nullable=False),
        sa.Column("closed_at", sa.Float, nullable=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
    )
    op.create_index("incident_index_by_time", "incident_index", ["reported_at"])
    op.create_table(
        "camera_index",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("org", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("codes", sa.Text, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("entity", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("ver", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=True),
        sa.Column("codes", sa.Text, nullable=False),
        sa.Column("former_codes", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("topic", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("events_by_time", "events", ["at"])
    op.create_table(
        "heads",
        sa.Column("topic", sa.Text, primary_key=True),
        sa.Column("head", sa.Integer, nullable=False),
        sa.Column("floor", sa.Integer, nullable=False),
    )
    op.create_table(
        "serials",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Integer, nullable=False),
    )
    op.create_table(
        "command_results",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("cmd_id", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("result", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("user", "cmd_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("command_results_until", "command_results", ["until"])
    op.create_table(
        "users",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=True),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("division", sa.Text, nullable=True),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("created_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
