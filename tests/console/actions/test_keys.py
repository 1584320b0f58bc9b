"""One table of keys: no key is given twice, and further keys belong to actions that have one."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from console.actions.keys import ALSO, HELD, KEYS, OVER_DIALOGS, keys_of


def test_no_key_is_given_twice_and_qt_knows_each() -> None:
    keys = [*HELD.values(), *(key for id_ in KEYS for key in keys_of(id_))]
    assert len({QKeySequence(key).toString() for key in keys}) == len(keys)
    assert all(QKeySequence(key).count() == 1 for key in keys)


def test_further_keys_stand_behind_the_first() -> None:
    assert keys_of("desk.keys") == ("?", "Ctrl+F1")
    assert keys_of("desk.nothing") == ()
    assert ALSO.keys() <= KEYS.keys()


def test_what_a_dialog_leaves_possible_needs_no_letter() -> None:
    assert set(OVER_DIALOGS) <= KEYS.keys()
    assert not any(len(key) == 1 and key.isalnum() for id_ in OVER_DIALOGS for key in keys_of(id_))


def test_a_key_that_is_held_has_no_other_meaning() -> None:
    assert HELD.keys().isdisjoint(KEYS)
    assert all(keys_of(id_) == () for id_ in HELD)


def test_assigning_has_a_key_of_its_own_left() -> None:
    # It makes a recipient the lead.
    assert "Ctrl+L" not in KEYS.values()
