from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from platform_backend.audit.anchors import RESTORED, Anchor
from platform_backend.audit.trail import link, seal
from tests.platform_backend.trails import BEGAN, Trail

ACTS = ("session.login", "incident.accept", "incident.assign", "incident.finish", "audit.search", "logout")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Trail:
    trail = Trail(tmp_path_factory.mktemp("whole"))
    trail.write(*ACTS)
    trail.anchor()
    with closing(sqlite3.connect(trail.database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return trail


@pytest.fixture
def trail(whole: Trail, tmp_path: Path) -> Trail:
    return Trail(Path(shutil.copytree(whole.folder, tmp_path / "trail")))


def problem(trail: Trail) -> str:
    found = trail.check().problem
    assert found is not None
    return found


def test_a_whole_trail_is_said_to_be(whole: Trail) -> None:
    verdict = whole.check()
    assert verdict.problem is None
    assert (verdict.count, verdict.first_at, verdict.last_at) == (6, BEGAN, BEGAN + 5)
    assert whole.check(demanded=verdict.head).problem is None


def test_the_same_while_somebody_writes(trail: Trail) -> None:
    with closing(sqlite3.connect(trail.database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE audit SET who = 'eve'")
        assert trail.check().problem is None
        writer.execute("ROLLBACK")


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE audit SET who = 'eve' WHERE number = 3"], "Entry 3 "),
        (["UPDATE audit SET target = '' WHERE number = 2"], "Entry 2 "),
        (["DELETE FROM audit WHERE number = 1"], "Entry 1 is missing"),
        (["DELETE FROM audit WHERE number = 4"], "Entry 4 is missing"),
        (["DELETE FROM audit WHERE number = 6"], "Entry 6 is missing"),
        (["DELETE FROM audit"], "Entry 1 is missing"),
        (["DELETE FROM audit WHERE number > 4", "DELETE FROM audit_head"], "Entry 5 may be missing"),
        (["DELETE FROM audit_head"], "Entry 7 may be missing"),
        (["DELETE FROM audit WHERE number = 6", "UPDATE audit_head SET number = 5"], "Entry 6 may be"),
        (["UPDATE audit SET number = 0 WHERE number = 6"], "Entry 0 does not belong"),
        (["UPDATE audit SET number = number - 1"], "Entry 0 does not belong"),
        (["INSERT INTO audit_head SELECT 2, number, mac, seal FROM audit_head"], "Entry 7 may be"),
        (
            [
                "INSERT INTO audit SELECT 7, at, who, origin, what, target, detail, result, mac "
                "FROM audit WHERE number = 6"
            ],
            "Entry 7 is not what was written",
        ),
        (
            [
                "UPDATE audit SET number = 99 WHERE number = 2",
                "UPDATE audit SET number = 2 WHERE number = 3",
                "UPDATE audit SET number = 3 WHERE number = 99",
            ],
            "Entry 2 is not what was written",
        ),
        (["UPDATE audit SET who = CAST(who AS BLOB) WHERE number = 5"], "Entry 5 "),
        (["UPDATE audit SET who = CAST(x'ff' AS TEXT) WHERE number = 5"], "Entry 5 "),
        (["UPDATE audit SET at = 9e999 WHERE number = 5"], "Entry 5 "),
    ],
)
def test_the_first_bad_entry_is_named(trail: Trail, statements: list[str], named: str) -> None:
    for statement in statements:
        trail.sql(statement)
    assert problem(trail).startswith(named)
    assert trail.check().count < 7


def test_everything_thrown_away_is_found(trail: Trail) -> None:
    trail.sql("DELETE FROM audit")
    trail.sql("DELETE FROM audit_head")
    assert problem(trail).startswith("Entry 1 may be missing")


def test_an_earlier_state_of_the_whole_database_is_found(whole: Trail, trail: Trail) -> None:
    for act in ("later", "still later"):
        trail.write(act)
    late = trail.anchor()
    shutil.copy(whole.database, trail.database)
    for name in ("-wal", "-shm"):
        trail.database.with_name(trail.database.name + name).unlink(missing_ok=True)
    assert problem(trail).startswith("Entry 7 is missing: at 2027-01-15")
    # Whoever takes the anchors away too is found by one that was kept elsewhere.
    trail.anchors.path.unlink()
    assert "anchors' file is gone" in problem(trail)
    shutil.copy(whole.anchors.path, trail.anchors.path)
    assert trail.check().problem is None
    assert (trail.check(demanded=late).problem or "").startswith("Entry 7 is missing")
    # And so is one who lets the platform go on from there.
    trail.write("other", "history")
    assert (trail.check(demanded=late).problem or "").startswith("Entry 8 is another one")


def test_a_backup_put_in_place_is_no_rollback(whole: Trail, trail: Trail) -> None:
    trail.write("later")
    trail.anchor()
    shutil.copy(whole.database, trail.database)
    for name in ("-wal", "-shm"):
        trail.database.with_name(trail.database.name + name).unlink(missing_ok=True)
    head = whole.check().head
    trail.anchors.append(Anchor("2027-01-16T08:00:00.000Z", RESTORED, head.number, head.mac))
    verdict = trail.check()
    assert verdict.problem is None
    assert [anchor.number for anchor in verdict.restored] == [6]


def test_a_forged_anchor_is_found(trail: Trail) -> None:
    text = trail.anchors.path.read_text().replace(" 6 ", " 5 ")
    trail.anchors.path.write_text(text)
    assert problem(trail).startswith("Line 1 of the anchors' file")


def test_another_key_vouches_for_nothing(trail: Trail) -> None:
    trail.key = bytes(32)
    assert problem(trail).startswith("Entry 1 is not what was written")


def test_a_damaged_file_is_said(trail: Trail) -> None:
    trail.database.write_bytes(b"SQLite format 3\0" + bytes(4096))
    assert problem(trail).startswith("Entry 1 cannot be read")


COLUMNS = ("number", "at", "who", "origin", "what", "target", "detail", "result", "mac")
VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.text(),
    st.binary(max_size=40),
    st.sampled_from(["ann", "bob", "ok", "", "i0", BEGAN, BEGAN + 1, 1, 7]),
)


@given(
    table=st.sampled_from(("audit", "audit_head")),
    column=st.integers(0, 8),
    row=st.integers(0, 5),
    value=VALUES,
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_change_of_any_column_is_found(
    whole: Trail, table: str, column: int, row: int, value: Any
) -> None:
    """One change in one column: refused by the database, no change after all, or found."""
    name = COLUMNS[column] if table == "audit" else ("id", "number", "mac", "seal")[column % 4]
    where = f"rowid = {row + 1}" if table == "audit" else "1"
    copy = whole.folder / "mutated.sqlite3"
    with closing(sqlite3.connect(":memory:")) as memory:
        with closing(sqlite3.connect(whole.database)) as source:
            source.backup(memory)
        before = list(memory.iterdump())
        try:
            memory.execute(f"UPDATE {table} SET {name} = ? WHERE {where}", (value,))
            memory.commit()
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError):
            assume(False)
        assume(list(memory.iterdump()) != before)
        copy.unlink(missing_ok=True)
        with closing(sqlite3.connect(copy)) as target:
            memory.backup(target)
    mutated = Trail(whole.folder)
    mutated.database = copy
    found = problem(mutated)
    if table == "audit" and name != "number":
        assert found.startswith(f"Entry {row + 1} ")


@given(st.lists(st.tuples(st.text(max_size=9), st.floats(0, 1e10)), min_size=2, max_size=2, unique=True))
def test_different_entries_have_different_links(entries: list[tuple[str, float]]) -> None:
    macs = {link(b"k", bytes(32), (1, at, who, "", "act", None, "", "ok")) for who, at in entries}
    assert len(macs) == 2
    assert seal(b"k", 1, b"m") != seal(b"k", 2, b"m")
