"""The alarm sound, played by little programs that only note what they were given."""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from console.alarms.sound import CALL, Sound, players, tone

_NOTE = "import pathlib, sys; pathlib.Path(sys.argv[1]).open('a').write(sys.argv[2] + '\\n')"


def noting(log: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", _NOTE, str(log))


def played(log: Path) -> list[str]:
    return [Path(line).name for line in log.read_text().splitlines()] if log.exists() else []


@pytest.mark.parametrize("priority", [1, 2, 3, 4])
def test_a_tone_is_a_short_file_that_can_be_heard(priority: int) -> None:
    with wave.open(io.BytesIO(tone(priority))) as reader:
        seconds = reader.getnframes() / reader.getframerate()
        loudest = max(reader.readframes(reader.getnframes())[1::2])
    assert 0.1 < seconds < 1.5
    assert loudest > 30
    assert len({tone(each) for each in (1, 2, 3, 4)}) == 4


def test_the_players_of_a_machine_are_found_in_their_order() -> None:
    here = {"aplay": "/usr/bin/aplay", "pw-play": "/usr/bin/pw-play"}
    assert players(here.get) == (("/usr/bin/pw-play",), ("/usr/bin/aplay", "-q"))
    assert players(lambda _name: None) == ()


def test_it_plays_the_tone_of_the_priority(qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    sound = Sound(folder=tmp_path / "tones", commands=[noting(log)])
    sound.play(1)
    sound.play(2)  # while the first one sounds
    qtbot.waitUntil(lambda: played(log) == ["alarm-1.wav"])
    sound.close()


def test_a_player_that_fails_makes_way_for_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    log = tmp_path / "log"
    broken = (sys.executable, "-c", "raise SystemExit(3)")
    sound = Sound(folder=tmp_path, commands=[("/nowhere/player",), broken, noting(log)])
    sound.play(1)
    qtbot.waitUntil(lambda: played(log) == ["alarm-1.wav"])
    sound.close()


def test_without_any_player_the_desk_is_silent_and_nothing_else(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sound = Sound(folder=tmp_path, commands=[("/nowhere/player",)])
    with qtbot.waitSignal(sound.changed):
        sound.play(1)
    assert not sound.is_possible
    sound.play(1)
    sound.close()
    assert len(caplog.records) == 1


def test_closing_ends_what_still_plays(qtbot: QtBot, tmp_path: Path) -> None:
    def plays(child: psutil.Process) -> bool:
        try:
            return "time.sleep(60)" in " ".join(child.cmdline())
        except psutil.Error:  # it has just ended
            return False

    def players() -> list[psutil.Process]:
        return [child for child in psutil.Process().children() if plays(child)]

    sound = Sound(folder=tmp_path, commands=[(sys.executable, "-c", "import time; time.sleep(60)")])
    sound.play(1)
    qtbot.waitUntil(lambda: len(players()) == 1)
    sound.close()
    qtbot.waitUntil(lambda: players() == [])
    sound.close()


def test_tones_that_cannot_be_written_are_only_said(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tones").write_text("in the way")
    sound = Sound(folder=tmp_path / "tones", commands=[noting(tmp_path / "log")])
    sound.play(1)
    sound.close()
    assert "cannot be written" in caplog.text


def test_an_alarm_ends_the_tone_of_a_call_and_no_call_that_of_an_alarm(qtbot: QtBot, tmp_path: Path) -> None:
    assert tone(CALL) not in {tone(each) for each in (1, 2, 3, 4)}
    log = tmp_path / "log"
    lasting = f"{_NOTE}; import threading; sys.argv[2].endswith('-0.wav') and threading.Event().wait()"
    sound = Sound(folder=tmp_path / "tones", commands=[(sys.executable, "-c", lasting, str(log))])
    sound.play(CALL)
    qtbot.waitUntil(lambda: played(log) == ["alarm-0.wav"])
    sound.play(CALL)
    sound.play(2)
    sound.play(CALL)
    qtbot.waitUntil(lambda: played(log) == ["alarm-0.wav", "alarm-2.wav"])
    sound.close()
