from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert

from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.administration.account_table import account_table, scope_in_words, unknown_places
from platform_backend.store import schema
from platform_backend.store.store import Store


def test_the_table_says_state_second_factor_and_living_sessions(tmp_path: Path) -> None:
    wang = Account(id="wang", name="王芳", roles=("leader",), password_hash="x", otp_secret="y")
    many = (
        wang,
        Account(id="gone", name="赵", roles=("leader",), enabled=False),
        Account(id="wall", name="大屏", kind="device", roles=("device",), password_hash="x"),
        Account(id="late", name="钱", password_hash="x", locked_until=130.0),
    )
    with closing(Store(tmp_path / "platform.sqlite3")) as store:
        with store.writing() as connection:
            for account in many:
                book.put(connection, account)
            sessions = [
                {"id": id_, "user": "wang", "created_at": 0.0, "expires_at": until, "revoked": revoked}
                for id_, until, revoked in (("a", 200.0, False), ("b", 50.0, False), ("c", 200.0, True))
            ]
            connection.execute(insert(schema.sessions), sessions)
        with store.reading() as connection:
            lines = account_table(connection, now=100.0)
    cells = {line.split()[0]: line.split() for line in lines}
    assert cells["wang"][-3:] == ["enabled", "yes", "1"]
    assert cells["gone"][-3:] == ["disabled", "no", "0"]
    assert cells["wall"][-3:] == ["enabled", "-", "0"]
    assert cells["late"][3:] == ["-", "everything", "locked", "30", "s", "no", "0"]


@pytest.mark.parametrize(
    ("division", "departments", "words"),
    [
        (None, (), "everything"),
        ("", (), "everything"),
        ("320302", (), "320302*"),
        (None, ("d1", "d2"), "d1,d2"),
        ("320302", ("d1",), "320302*,d1"),
    ],
)
def test_scope_in_words(division: str | None, departments: tuple[str, ...], words: str) -> None:
    account = Account(id="x", name="x", division=division, departments=departments)
    assert scope_in_words(account) == words


def test_places_of_the_district_are_known(data: Path) -> None:
    with closing(Store(data / "platform.sqlite3")) as store, store.reading() as connection:
        assert unknown_places(connection, "320302", ("dept-320302D01",)) == []
        assert unknown_places(connection, None, ()) == []
        assert len(unknown_places(connection, "42", ("dept-1", "dept-2"))) == 3
