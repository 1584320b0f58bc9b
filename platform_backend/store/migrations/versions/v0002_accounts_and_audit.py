"""Accounts with a second factor and departments, three administrators instead of one, the audit trail."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"

#: Entities that are somebody's: without a known place they were everybody's and are nobody's from now on.
_OWNED = ("incident", "alarm", "camera", "unit", "grid", "wall", "seat")
_ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")


def upgrade() -> None:
    """Add what is new.

    Whoever was ``administrator`` becomes all three that follow it; incidents belong to those who have a task
    in them as well.
    """
    for column in (
        sa.Column("kind", sa.Text, nullable=False, server_default="person"),
        sa.Column("departments", sa.Text, nullable=False, server_default=""),
        sa.Column("otp_secret", sa.Text, nullable=True),
        sa.Column("otp_step", sa.Integer, nullable=False, server_default="0"),
        sa.Column("enabled", sa.Boolean, nullable=False, server_default="1"),
        sa.Column("failures", sa.Integer, nullable=False, server_default="0"),
        sa.Column("locked_until", sa.Float, nullable=False, server_default="0"),
    ):
        op.add_column("users", column)
    op.add_column("sessions", sa.Column("origin", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.Float, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("target", sa.Text, nullable=True),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("mac", sa.LargeBinary, nullable=False),
    )
    # An incident's history is asked for by people who wait for it.
    op.create_index("events_of_entity", "events", ["entity", "id"])
    op.create_index("audit_by_time", "audit", ["at"])
    op.create_index("audit_by_who", "audit", ["who", "number"])
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("mac", sa.LargeBinary, nullable=False),
        sa.Column("seal", sa.LargeBinary, nullable=False),
    )
    _divide_administrators()
    _let_recipients_see()
    _hide_what_is_nowhere()


def _divide_administrators() -> None:
    users = sa.table("users", sa.column("id", sa.Text), sa.column("roles", sa.Text))
    connection = op.get_bind()
    for id_, roles in connection.execute(sa.select(users.c.id, users.c.roles)).all():
        if "administrator" not in roles.split():
            continue
        kept = [role for role in roles.split() if role not in ("administrator", *_ADMINISTRATORS)]
        divided = " ".join([*_ADMINISTRATORS, *kept])
        connection.execute(sa.update(users).where(users.c.id == id_).values(roles=divided))


def _let_recipients_see() -> None:
    connection = op.get_bind()
    entities = sa.table("entities", *(sa.column(name) for name in ("entity", "id", "body", "codes")))
    index = sa.table("incident_index", sa.column("id"), sa.column("codes"))
    bodies = sa.select(entities.c.id, entities.c.body).where(entities.c.entity == "org")
    orgs = {id_: json.loads(body)["code"] for id_, body in connection.execute(bodies)}
    incidents = sa.select(entities.c.id, entities.c.body, entities.c.codes).where(
        entities.c.entity == "incident"
    )
    for id_, body, codes in connection.execute(incidents).all():
        found = {*codes.split()}
        for task in json.loads(body).get("tasks", ()):
            if task["state"] in ("returned", "recalled"):
                continue
            if task["kind"] == "department":
                found.add(f"@{task['assignee']}")
            elif task["kind"] == "org" and task["assignee"] in orgs:
                found.add(orgs[task["assignee"]])
        if found != {*codes.split()}:
            whose = " ".join(sorted(found))
            here = sa.and_(entities.c.entity == "incident", entities.c.id == id_)
            connection.execute(sa.update(entities).where(here).values(codes=whose))
            connection.execute(sa.update(index).where(index.c.id == id_).values(codes=whose))


def _hide_what_is_nowhere() -> None:
    connection = op.get_bind()
    for name, columns in (("entities", ("codes",)), ("events", ("codes", "former_codes"))):
        for column in columns:
            table = sa.table(name, sa.column("entity"), sa.column(column))
            nowhere = sa.and_(table.c.entity.in_(_OWNED), table.c[column] == "")
            connection.execute(sa.update(table).where(nowhere).values({column: "-"}))
    for name in ("incident_index", "camera_index"):
        found = sa.table(name, sa.column("codes"))
        connection.execute(sa.update(found).where(found.c.codes == "").values(codes="-"))
