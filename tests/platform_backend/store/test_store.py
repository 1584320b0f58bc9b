from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select
from sqlalchemy.exc import IntegrityError

from platform_backend.store import schema
from platform_backend.store.migrations import upgrade
from platform_backend.store.store import Store, StoreUnusable


def test_commits_are_flushed_and_logged_ahead(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite3")
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    store.close()


def test_a_failed_statement_does_not_repeat_its_values(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite3")
    with pytest.raises(IntegrityError) as caught, store.writing() as connection:
        connection.execute(insert(schema.users), {"id": "ann", "name": "a hash", "roles": None})
    assert "a hash" not in str(caught.value)
    store.close()


def test_writing_takes_the_lock_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    store = Store(path)
    with store.writing():
        other = sqlite3.connect(path, timeout=0.0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    store.close()


def test_the_epoch_stays(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    epochs = []
    for _ in range(2):
        store = Store(path)
        epochs.append(store.get_meta()["epoch"])
        store.close()
    assert epochs[0] == epochs[1]


def test_an_exception_writes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.sqlite3")

    def write() -> None:
        with store.writing() as connection:
            connection.execute(insert(schema.meta), {"key": "half", "value": "done"})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    assert "half" not in store.get_meta()
    store.close()


def test_a_damaged_file_is_said_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(b"this is not a database at all" * 100)
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match=r"is damaged.*left as it is"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_damaged_further_in_is_said(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreUnusable, match="is damaged"):
        Store(path)


def test_a_newer_versions_file_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = path.read_bytes()
    with pytest.raises(StoreUnusable, match="newer version") as refused:
        Store(path)
    assert str(refused.value).count("\n") == 0
    assert path.read_bytes() == before


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    with pytest.raises(StoreUnusable, match="not a platform's database"):
        Store(path)


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    Store(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_an_older_file_is_brought_up_to_date_with_all_that_is_in_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "store.sqlite3"
    make_first_version(path)
    path.chmod(0o644)
    with closing(Store(path)) as store:
        meta = store.get_meta()
        assert (meta["schema"], meta["epoch"]) == (schema.SCHEMA_VERSION, "e1")
        with store.reading() as connection:
            users = {row.id: row for row in connection.execute(select(schema.users))}
            sessions = connection.execute(select(schema.sessions)).one()
            codes = dict(connection.execute(select(schema.entities.c.id, schema.entities.c.codes)).all())
            found = connection.execute(select(schema.incident_index)).one()
            assert connection.scalar(select(schema.heads.c.head)) == 7
    administrators = "system_administrator security_administrator audit_administrator"
    assert users["admin"].roles == f"{administrators} duty_officer"
    assert users["desk"].roles == "dispatcher"
    assert (users["admin"].password_hash, users["admin"].kind, users["admin"].enabled) == (
        "h",
        "person",
        True,
    )
    assert (sessions.id, sessions.expires_at, sessions.origin) == ("s1", 9.0, "")
    # Whoever has a task in it sees the incident; what belongs nowhere is nobody's.
    assert codes == {"o1": "", "i1": "330104 330105 @d1", "c1": "-"}
    assert found.codes == codes["i1"]
    assert (found.type_code, found.exercise, found.place) == ("0101", True, "文化路")
    assert (found.longitude, found.latitude, found.merged_into) == (120.1, 30.2, None)
    kept = tmp_path / f"store.sqlite3.before-{int(schema.SCHEMA_VERSION):04}"
    assert str(kept) in caplog.text
    assert path.stat().st_mode & 0o777 == kept.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
        assert copy.execute("SELECT roles FROM users WHERE id = 'admin'").fetchone() == (
            "administrator duty_officer",
        )
    # Once is enough.
    kept.unlink()
    Store(path).close()
    assert not kept.exists()


def test_a_step_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite3"
    make_first_version(path)
    before = content(path)
    failing = tmp_path / "migrations"
    shutil.copytree(Path(upgrade.__file__).parent, failing)
    with open(next((failing / "versions").glob("v0002*")), "a") as step:
        step.write("\n\ndef _hide_what_is_nowhere():\n    op.get_bind().exec_driver_sql('SELECT no_such')\n")
    monkeypatch.setattr(upgrade, "__file__", str(failing / "upgrade.py"))
    with pytest.raises(
        StoreUnusable, match=rf"schema 1 to {schema.SCHEMA_VERSION} \(no such column.*left as it is"
    ):
        Store(path)
    assert content(path) == before
    assert [each.name for each in tmp_path.glob("store*")] == ["store.sqlite3"]
    monkeypatch.undo()
    Store(path).close()
    assert content(path) != before


def make_first_version(path: Path) -> None:
    """A database as the first released program left it, with something of everything in it."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        upgrade.upgrade(connection, since="base", to="0001")
        connection.exec_driver_sql("DROP TABLE alembic_version")
        for statement, rows in (
            ("INSERT INTO meta VALUES (?, ?)", [("schema", "1"), ("epoch", "e1")]),
            ("INSERT INTO heads VALUES (?, ?, ?)", [("incidents", 7, 1)]),
            (
                "INSERT INTO users VALUES (?, ?, ?, ?, ?)",
                [
                    ("admin", "管理员", "h", "administrator duty_officer", None),
                    ("desk", "值班台", None, "dispatcher", "330104"),
                ],
            ),
            ("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", [("s1", "admin", 1.0, 9.0, False)]),
            (
                "INSERT INTO entities VALUES (?, ?, 1, ?, ?, 1, 'x', 1.0)",
                [
                    ("org", "o1", b'{"code": "330105"}', ""),
                    ("incident", "i1", json.dumps(INCIDENT).encode(), "330104"),
                    ("camera", "c1", b"{}", ""),
                ],
            ),
            (
                "INSERT INTO incident_index VALUES (?, 'handling', 1, 'o', 1.0, NULL, '', ?)",
                [("i1", "330104")],
            ),
        ):
            for row in rows:
                connection.exec_driver_sql(statement, row)
    engine.dispose()


TASKS = [
    {"kind": "department", "assignee": "d1", "state": "signed"},
    {"kind": "department", "assignee": "d2", "state": "returned"},
    {"kind": "org", "assignee": "o1", "state": "offered"},
    {"kind": "unit", "assignee": "u1", "state": "offered"},
]


INCIDENT = {
    "type_code": "0101",
    "exercise": True,
    "place": "文化路",
    "position": [120.1, 30.2],
    "tasks": TASKS,
}


def content(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())
