from __future__ import annotations

import getpass
from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from platform_backend.administration.noting import note
from platform_backend.store import schema
from platform_backend.store.store import Store


def test_the_administrator_is_named(tmp_path: Path) -> None:
    with closing(Store(tmp_path / "store.sqlite3")) as store:
        with store.writing() as connection:
            connection.execute(schema.heads.insert(), {"topic": "incidents", "head": 1, "floor": 1})
        note(store, tmp_path, "store.backup", "/elsewhere/file")
        with store.reading() as connection:
            entry = connection.execute(select(schema.audit)).one()
    assert (entry.who, entry.origin, entry.what) == (getpass.getuser(), "shell", "store.backup")
    assert (entry.detail, entry.result) == ("/elsewhere/file", "ok")
