from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from widgets.pulse import FRAMES_PER_SECOND, STATES_PER_SECOND, Pulse


def dirty(*ids: str) -> Changes:
    return Changes({"incident": frozenset(ids)})


def test_many_changes_are_one_signal(qtbot: QtBot) -> None:
    pulse = Pulse()
    heard: list[Changes] = []
    pulse.changed.connect(heard.append)
    for number in range(1000):
        pulse.add(dirty(f"i{number % 50}"))
    qtbot.waitUntil(lambda: bool(heard))
    assert [len(changes.ids("incident")) for changes in heard] == [50]


def test_nothing_ticks_while_nothing_happens(qtbot: QtBot) -> None:
    pulse = Pulse()
    heard: list[Changes] = []
    pulse.changed.connect(heard.append)
    pulse.add(dirty("a"))
    qtbot.waitUntil(lambda: bool(heard))
    assert not pulse.is_waiting


def test_what_was_gathered_is_not_signalled_any_more_once_it_is_stopped(qtbot: QtBot) -> None:
    pulse, other = Pulse(), Pulse()
    heard: list[Changes] = []
    pulse.changed.connect(heard.append)
    pulse.add(dirty("a"))
    pulse.stop()
    assert not pulse.is_waiting
    with qtbot.waitSignal(other.changed):
        # It began later, so the beat of the first would have come before.
        other.add(dirty("b"))
    assert heard == []


def test_a_change_made_while_the_signal_is_out_comes_with_the_next(qtbot: QtBot) -> None:
    pulse = Pulse()
    heard: list[Changes] = []

    def hear(changes: Changes) -> None:
        heard.append(changes)
        if len(heard) == 1:
            pulse.add(dirty("second"))

    pulse.changed.connect(hear)
    pulse.add(dirty("first"))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [dirty("first"), dirty("second")]


def test_beats_lie_on_the_grid_and_are_not_early(qtbot: QtBot) -> None:
    pulse = Pulse()
    lateness: list[float] = []
    pulse.changed.connect(lambda _: lateness.append(time.monotonic() - pulse.due))
    dues: list[float] = []
    for _ in range(5):
        with qtbot.waitSignal(pulse.changed):
            pulse.add(dirty("a"))
        dues.append(pulse.due)
    assert all(abs(due * FRAMES_PER_SECOND - round(due * FRAMES_PER_SECOND)) < 1e-4 for due in dues)
    assert dues == sorted(set(dues))
    assert min(lateness) >= -0.001


def test_states_alone_wait_for_the_slower_grid(qtbot: QtBot) -> None:
    pulse = Pulse()
    with qtbot.waitSignal(pulse.changed):
        pulse.add(Changes(dirty={"unit": frozenset({"u1"})}))
    assert pulse.due * STATES_PER_SECOND == pytest.approx(round(pulse.due * STATES_PER_SECOND))


def test_an_incident_takes_waiting_states_with_it_at_once(qtbot: QtBot) -> None:
    pulse = Pulse()
    heard: list[Changes] = []
    pulse.changed.connect(heard.append)
    pulse.add(Changes(dirty={"unit": frozenset({"u1"})}))
    with qtbot.waitSignal(pulse.changed):
        pulse.add(dirty("a"))
        added = time.monotonic()
    # Due within a frame of being added, however long the machine took over either.
    assert pulse.due - added <= 1.0 / FRAMES_PER_SECOND
    assert heard == [Changes(dirty={"unit": frozenset({"u1"}), "incident": frozenset({"a"})})]
