"""The journal: what it knows survives, what it cannot keep it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.intake.journal import Entry, ImportJournal, JournalUnusable


def entry(mark: str, *, at: float = 0.0) -> Entry:
    return Entry(mark, f"id of {mark}", "zhang", "epoch", at)


async def test_what_became_of_a_row_is_known_after_a_new_start(tmp_path: Path) -> None:
    journal = ImportJournal(path=tmp_path / "imports.sqlite")
    await journal.give([entry("a"), entry("b"), entry("c")])
    await journal.done("a", incident="i1")
    await journal.refused(["b"], why="forbidden")
    await journal.close()
    again = ImportJournal(path=tmp_path / "imports.sqlite")
    known = await again.known(["a", "b", "c", "d"])
    await again.close()
    assert {mark: (each.incident, each.refusal) for mark, each in known.items()} == {
        "a": ("i1", None),
        "b": (None, "forbidden"),
        "c": (None, None),
    }
    assert known["c"].cmd_id == "id of c"


async def test_a_row_that_is_given_anew_has_no_answer_yet(tmp_path: Path) -> None:
    journal = ImportJournal(path=tmp_path / "imports.sqlite")
    await journal.give([entry("a")])
    await journal.refused(["a"], why="forbidden")
    await journal.give([entry("a", at=5.0)])
    assert (await journal.known(["a"]))["a"] == entry("a", at=5.0)
    await journal.forget(before=6.0)
    assert await journal.known(["a"]) == {}
    await journal.close()


async def test_many_are_asked_in_portions(tmp_path: Path) -> None:
    journal = ImportJournal(path=tmp_path / "imports.sqlite")
    await journal.give([entry(str(number)) for number in range(1200)])
    assert len(await journal.known(map(str, range(2000)))) == 1200
    await journal.close()


async def test_a_file_that_is_none_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "imports.sqlite"
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    journal = ImportJournal(path=path)
    with pytest.raises(JournalUnusable, match=r"imports\.sqlite"):
        await journal.known(["a"])
    await journal.close()
    assert path.read_bytes().startswith(b"no database")
