"""Reporters kept apart, links to tasks, media, and what the search for incidents can be narrowed by."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Add what is new and fill the index of incidents from what they say."""
    for column in (
        sa.Column("type_code", sa.Text, nullable=False, server_default=""),
        sa.Column("exercise", sa.Boolean, nullable=False, server_default="0"),
        sa.Column("merged_into", sa.Text, nullable=True),
        sa.Column("place", sa.Text, nullable=False, server_default=""),
        sa.Column("longitude", sa.Float, nullable=True),
        sa.Column("latitude", sa.Float, nullable=True),
    ):
        op.add_column("incident_index", column)
    op.create_table(
        "reporters",
        sa.Column("incident", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text, nullable=False),
    )
    op.create_table(
        "task_links",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.Float, nullable=False),
        sa.Column("expires_at", sa.Float, nullable=False),
        sa.Column("session", sa.LargeBinary, nullable=True),
        sa.Column("revoked", sa.Boolean, nullable=False, server_default="0"),
    )
    op.create_index("task_links_of_incident", "task_links", ["incident"])
    op.create_table(
        "media",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("incident", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    op.create_index("media_of_incident", "media", ["incident"])
    _open_duty_topic()
    _fill_index()


def _open_duty_topic() -> None:
    heads = sa.table("heads", sa.column("topic"), sa.column("head"), sa.column("floor"))
    op.execute(sa.insert(heads).prefix_with("OR IGNORE").values(topic="duty", head=1, floor=1))


def _fill_index() -> None:
    connection = op.get_bind()
    entities = sa.table("entities", sa.column("entity"), sa.column("id"), sa.column("body"))
    names = ("id", "type_code", "exercise", "place", "longitude", "latitude")
    index = sa.table("incident_index", *(sa.column(name) for name in names))
    found = sa.select(entities.c.id, entities.c.body).where(entities.c.entity == "incident")
    for id_, body in connection.execute(found).all():
        said = json.loads(body)
        longitude, latitude = said.get("position") or (None, None)
        values = {
            "type_code": said["type_code"],
            "exercise": said.get("exercise", False),
            "place": said.get("place", ""),
            "longitude": longitude,
            "latitude": latitude,
        }
        connection.execute(sa.update(index).where(index.c.id == id_).values(values))
