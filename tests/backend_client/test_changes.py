from __future__ import annotations

from backend_client.changes import NO_CHANGES, Changes, ChangesUnderWay


def test_merging_unites_ids() -> None:
    merged = Changes({"unit": frozenset("a")}) | Changes({"unit": frozenset("b"), "incident": frozenset("c")})
    assert merged == Changes({"unit": frozenset("ab"), "incident": frozenset("c")})


def test_a_reset_swallows_the_ids_before_and_after_it() -> None:
    dirty, reset = Changes({"unit": frozenset("a")}), Changes(reset=frozenset({"unit"}))
    assert dirty | reset == reset
    assert reset | dirty == reset


def test_nothing_is_false() -> None:
    assert not NO_CHANGES
    assert not ChangesUnderWay()
    assert Changes(reset=frozenset({"unit"}))


def test_what_was_gathered_is_taken_once() -> None:
    gathered = ChangesUnderWay()
    gathered.add(Changes({"unit": frozenset("a")}))
    assert gathered.take().ids("unit") == frozenset("a")
    assert gathered.take() == NO_CHANGES


def test_touches_asks_for_both_kinds() -> None:
    changes = Changes({"unit": frozenset("a")}, frozenset({"wall"}))
    assert changes.touches("wall", "camera")
    assert changes.touches("unit")
    assert not changes.touches("camera")
