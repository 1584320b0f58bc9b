"""Brings an older database up to date, one step for each version of the tables.

Alembic is imported here alone, and this module only when there is something to bring up to date.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, *, since: str, to: str = "head") -> None:
    """Take the steps after revision `since`, inside the transaction of `connection`.

    The first released databases do not know their revision: they are told `since` before anything else.
    """
    config = Config()
    # The configuration's values are templates, in which a per cent sign stands for something.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    if not connection.dialect.has_table(connection, "alembic_version"):
        command.stamp(config, since)
    command.upgrade(config, to)
