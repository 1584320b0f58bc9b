from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select

from backend_client.protocol.messages import Scope, User
from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.store import schema
from platform_backend.store.store import Store

WANG = Account(
    id="wang",
    name="王芳",
    roles=("dispatcher", "leader"),
    division="330104",
    departments=("dept-01", "dept-09"),
    otp_secret="SECRET",
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = Store(tmp_path / "platform.sqlite3")
    with store.writing() as connection:
        yield connection
    store.close()


def test_an_account_comes_back_as_it_was_put(connection: Connection) -> None:
    book.put(connection, WANG)
    assert book.find(connection, "wang") == WANG
    assert book.find(connection, "nobody") is None
    assert book.find_all(connection) == [WANG]
    scope = Scope(division="330104", departments=("dept-01", "dept-09"))
    assert WANG.user == User(id="wang", name="王芳", roles=("dispatcher", "leader"), scope=scope)


def test_changes_of_rights_raise_the_revision_and_attempts_do_not(connection: Connection) -> None:
    before = book.revision(connection)
    book.put(connection, WANG)
    put = book.revision(connection)
    book.note_attempt(connection, "wang", failures=3, locked_until=7.0)
    assert book.revision(connection) == put != before
    found = book.find(connection, "wang")
    assert found is not None
    assert (found.failures, found.locked_until) == (3, 7.0)


def test_a_users_sessions_end_and_nobody_elses(connection: Connection) -> None:
    rows = [
        {"id": id_, "user": user, "created_at": 0.0, "expires_at": 9.0, "revoked": False, "origin": ""}
        for id_, user in (("a", "wang"), ("b", "wang"), ("c", "li"))
    ]
    connection.execute(insert(schema.sessions), rows)
    before = book.revision(connection)
    assert book.end_sessions(connection, "wang") == 2
    assert book.revision(connection) != before
    living = connection.scalars(select(schema.sessions.c.id).where(~schema.sessions.c.revoked)).all()
    assert living == ["c"]


@pytest.mark.parametrize(
    ("name", "good"),
    [("wang", True), ("王芳", True), ("a.b-c@d_1", True), ("", False), ("a b", False), ("x" * 65, False)],
)
def test_names(name: str, good: bool) -> None:
    assert book.is_name(name) is good


@pytest.mark.parametrize(
    ("word", "good"), [("330104", True), ("dept-09", True), ("@x", False), ("a b", False), ("", False)]
)
def test_words_of_a_scope(word: str, good: bool) -> None:
    assert book.is_scope_word(word) is good
