from __future__ import annotations

import stat
from contextlib import closing, suppress
from pathlib import Path

import pytest

from platform_backend.audit.trail import BROKEN, MAX_TEXT, AuditTrail, audit_key, link
from platform_backend.store.batch import Batch
from platform_backend.store.store import Store
from tests.platform_backend.trails import Trail


@pytest.fixture
def trail(tmp_path: Path) -> Trail:
    return Trail(tmp_path)


def acts(trail: Trail) -> list[str]:
    return [str(row[0]) for row in trail.sql("SELECT what FROM audit ORDER BY number")]


def test_the_key_is_its_owners_alone_and_stays(tmp_path: Path) -> None:
    key = audit_key(tmp_path)
    assert len(key) == 32
    assert stat.S_IMODE((tmp_path / "audit.key").stat().st_mode) == 0o600
    assert audit_key(tmp_path) == key


def test_entries_of_one_transaction_and_of_the_next_are_one_chain(trail: Trail) -> None:
    writer = AuditTrail(trail.key)
    with closing(Store(trail.database)) as store:
        for _ in range(2):
            with store.writing() as connection:
                batch = Batch(connection, now=1.0)
                for act in ("a", "b"):
                    writer.write(batch, who="ann", origin="here", what=act)
                batch.flush()
    trail.anchor()
    verdict = trail.check()
    assert (verdict.problem, verdict.count) == (None, 4)


def test_an_entry_goes_with_its_transaction(trail: Trail) -> None:
    trail.write("first")
    writer = AuditTrail(trail.key)
    with closing(Store(trail.database)) as store:
        with suppress(RuntimeError), store.writing() as connection:
            batch = Batch(connection, now=1.0)
            writer.write(batch, who="ann", origin="here", what="lost")
            batch.flush()
            raise RuntimeError("the disk is full")
        with store.writing() as connection:
            batch = Batch(connection, now=2.0)
            writer.write(batch, who="ann", origin="here", what="second")
            batch.flush()
    trail.anchor()
    assert acts(trail) == ["first", "second"]
    assert trail.check().problem is None


def test_two_programs_write_one_chain(trail: Trail) -> None:
    platform, tool = AuditTrail(trail.key), AuditTrail(trail.key)
    trail.write("platform", trail=platform)
    trail.write("tool", trail=tool)
    trail.write("platform", trail=platform)
    trail.anchor()
    assert trail.check().problem is None


def test_what_a_client_sends_is_bounded_and_storable(trail: Trail) -> None:
    trail.write("x" * 10_000, "\ud800\x00 half a character")
    trail.anchor()
    assert len(acts(trail)[0]) == MAX_TEXT
    assert trail.check().problem is None


def test_a_missing_head_is_noted_for_ever(trail: Trail) -> None:
    trail.write("a", "b", "c")
    trail.sql("DELETE FROM audit WHERE number = 3")
    trail.sql("DELETE FROM audit_head")
    trail.write("d")
    trail.anchor()
    assert acts(trail) == ["a", "b", BROKEN, "d"]
    assert "Entry 3 says" in (trail.check().problem or "")


def test_a_head_that_names_another_end_is_noted(trail: Trail) -> None:
    trail.write("a", "b", "c")
    trail.sql("DELETE FROM audit WHERE number = 3")
    trail.write("d")
    assert acts(trail) == ["a", "b", BROKEN, "d"]


def test_a_head_under_another_key_is_noted(trail: Trail) -> None:
    trail.write("a")
    (trail.folder / "audit.key").unlink()
    other = Trail(trail.folder)
    other.write("b")
    assert acts(other) == ["a", BROKEN, "b"]
    assert "Entry 1 " in (other.check().problem or "")


def test_an_emptied_trail_is_noted_by_who_wrote_to_it_before(trail: Trail) -> None:
    writer = AuditTrail(trail.key)
    trail.write("a", trail=writer)
    trail.sql("DELETE FROM audit")
    trail.sql("DELETE FROM audit_head")
    trail.write("b", trail=writer)
    assert acts(trail) == [BROKEN, "b"]


def test_values_of_the_wrong_type_do_not_stop_the_platform(trail: Trail) -> None:
    trail.write("a")
    trail.sql("UPDATE audit SET mac = 'text'")
    trail.sql("UPDATE audit_head SET seal = 'text', mac = 'text'")
    trail.write("b")
    assert acts(trail) == ["a", BROKEN, "b"]


def test_no_field_can_run_into_the_next() -> None:
    one = link(b"k", b"", (1, 1.0, "ann", "x", "act", None, "", "ok"))
    other = link(b"k", b"", (1, 1.0, "annx", "", "act", None, "", "ok"))
    empty = link(b"k", b"", (1, 1.0, "ann", "x", "act", "", "", "ok"))
    assert len({one, other, empty}) == 3
