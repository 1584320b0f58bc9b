"""When a desk is covered, and what a sign-in there means."""

from __future__ import annotations

import pytest

from console.people.lock import Cover, Entry, cover_of, entry_of, idle_limit_s, is_due


@pytest.mark.parametrize(
    ("after_min", "remote", "seconds"),
    [(None, True, 900.0), (None, False, 0.0), (0.0, True, 0.0), (5.0, False, 300.0), (0.5, True, 30.0)],
)
def test_the_limit_is_what_was_set_or_a_quarter_of_an_hour(
    after_min: float | None, remote: bool, seconds: float
) -> None:
    assert idle_limit_s(after_min, remote=remote) == seconds


@pytest.mark.parametrize(
    ("idle_s", "limit_s", "cover", "due"),
    [
        (899.0, 900.0, Cover.OPEN, False),
        (900.0, 900.0, Cover.OPEN, True),
        (9000.0, 900.0, Cover.LOCKED, False),
        (9000.0, 900.0, Cover.VACANT, False),
        (9000.0, 0.0, Cover.OPEN, False),
    ],
)
def test_only_an_open_desk_is_covered_and_never_without_a_limit(
    idle_s: float, limit_s: float, cover: Cover, due: bool
) -> None:
    assert is_due(idle_s=idle_s, limit_s=limit_s, cover=cover) is due


def test_a_desk_without_a_person_is_vacant_whether_locked_or_not() -> None:
    assert {cover_of(person="", locked=locked) for locked in (True, False)} == {Cover.VACANT}
    assert cover_of(person="zhang", locked=True) is Cover.LOCKED
    assert cover_of(person="zhang", locked=False) is Cover.OPEN


def test_the_same_name_returns_another_takes_over() -> None:
    assert entry_of(person="zhang", came="zhang") is Entry.RETURN
    assert entry_of(person="zhang", came="li") is Entry.CHANGE
    assert entry_of(person="", came="li") is Entry.START
