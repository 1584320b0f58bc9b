"""A mute has a reason, an owner and an end."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from console.muting import Mute, Muting


def muted(muting: Muting) -> bool:
    return muting.mute is not None


def test_it_ends_by_itself(qtbot: QtBot) -> None:
    now = [1000.0]
    muting = Muting(now=lambda: now[0])
    assert not muted(muting)
    with qtbot.waitSignal(muting.changed):
        muting.begin(reason="fire drill", by="Zhang", minutes=5)
    assert muting.mute == Mute(reason="fire drill", by="Zhang", until=1300.0)
    with qtbot.waitSignal(muting.changed):  # nobody has touched it
        now[0] = 1300.0
    assert not muted(muting)


def test_it_is_ended_before_its_time(qtbot: QtBot) -> None:
    muting = Muting(now=lambda: 0.0)
    muting.begin(reason="test", by="Zhang", minutes=30)
    with qtbot.waitSignal(muting.changed):
        muting.end()
    assert not muted(muting)
    with qtbot.assertNotEmitted(muting.changed):
        muting.end()


def test_it_is_never_endless() -> None:
    muting = Muting(now=lambda: 0.0)
    for minutes in (0, 60, 10_000):
        with pytest.raises(ValueError, match="minutes"):
            muting.begin(reason="test", by="Zhang", minutes=minutes)
    assert not muted(muting)
