"""A mute has a reason, an owner and an end."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from console.alarms.kept_mute import KeptMute, Mute
from console.alarms.muting import Muting


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


def test_a_restart_does_not_end_it(qtbot: QtBot, tmp_path: Path) -> None:
    now = [1000.0]

    def started() -> Muting:
        return Muting(now=lambda: now[0], kept=KeptMute(path=tmp_path / "sound" / "mute.json"))

    started().begin(reason="fire drill", by="Zhang", minutes=15)
    now[0] += 60.0
    again = started()
    assert again.mute == Mute(reason="fire drill", by="Zhang", until=1900.0)
    with qtbot.waitSignal(again.changed):  # whoever was made after it hears of it
        again.go_on()
    with qtbot.waitSignal(again.changed):
        now[0] = 1900.0
    assert not muted(again)
    qtbot.waitUntil(lambda: not list((tmp_path / "sound").iterdir()))
    assert not muted(started())
    # What was ended by hand stays so, and what ran out meanwhile is over.
    again.begin(reason="a", by="Li", minutes=5)
    started().end()
    assert not muted(started())
    again.begin(reason="a", by="Li", minutes=5)
    now[0] += 300.0
    late = started()
    assert not muted(late)
    # The workstation's clock may be wrong until the platform has told its own.
    assert list((tmp_path / "sound").iterdir())
    late.go_on()
    assert not list((tmp_path / "sound").iterdir())


def test_a_clock_that_was_put_back_makes_it_no_longer(tmp_path: Path) -> None:
    kept = KeptMute(path=tmp_path / "mute.json")
    kept.keep(Mute(reason="fire drill", by="Zhang", until=10_000.0))
    assert not muted(Muting(now=lambda: 1000.0, kept=kept))


def test_it_is_never_endless() -> None:
    muting = Muting(now=lambda: 0.0)
    for minutes in (0, 60, 10_000):
        with pytest.raises(ValueError, match="minutes"):
            muting.begin(reason="test", by="Zhang", minutes=minutes)
    assert not muted(muting)
