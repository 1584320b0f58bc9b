"""The sounds of alarms and calls: short tones made here, played by whatever player this machine has.

A child process plays them: a sound server that hangs must not hang the desk, and Qt's own multimedia would
load a second FFmpeg into this process. Without a player the desk is silent and says so once.
"""

from __future__ import annotations

import io
import logging
import math
import shutil
import struct
import sys
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

_log = logging.getLogger(__name__)

_RATE: Final = 22050
#: Priority -> (frequency in Hz, seconds) of each beep; 0 Hz is a pause.
_TUNES: Final = {
    1: ((988, 0.16), (0, 0.06), (988, 0.16), (0, 0.06), (1319, 0.30)),
    2: ((784, 0.20), (0, 0.08), (784, 0.20)),
    3: ((659, 0.30),),
    4: ((523, 0.20),),
}
#: What is played for a call: a telephone's warble, which no alarm has.
CALL: Final = 0
_WARBLE: Final = ((440, 0.05), (587, 0.05)) * 6
_TONES: Final = {**_TUNES, CALL: (*_WARBLE, (0, 0.25), *_WARBLE)}
_LOUDNESS: Final = 0.6
#: A player that takes longer than this hangs.
_LONGEST_MS: Final = 5000
_PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


def tone(priority: int) -> bytes:
    """A WAV file (mono, 16 bit) of the tone for `priority`, or for a `CALL`."""
    samples = bytearray()
    for frequency, seconds in _TONES.get(priority, _TUNES[4]):
        count = int(seconds * _RATE)
        for place in range(count):
            # Fades in and out over 10 ms: a hard edge is a click.
            fade = min(1.0, place / (0.01 * _RATE), (count - place) / (0.01 * _RATE))
            level = math.sin(2 * math.pi * frequency * place / _RATE) * fade * _LOUDNESS
            samples += struct.pack("<h", round(level * 32767))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(_RATE)
        writer.writeframes(bytes(samples))
    return file.getvalue()


def players(which: Callable[[str], str | None] = shutil.which) -> tuple[tuple[str, ...], ...]:
    """The command lines of this machine's players, the best first; a file's path goes behind each."""
    found = ((which(name), more) for name, *more in _PLAYERS)
    return tuple((program, *more) for program, more in found if program is not None)


class Sound(QObject):
    """Plays tones, one at a time; a player that fails is not asked again.

    Signals: `changed()` when `is_possible` reads differently.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        folder: Path,
        commands: Sequence[Sequence[str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """The tones' files are made in `folder` when they are first needed. `commands` are the players'
        command lines; None: whatever this machine has.
        """
        super().__init__(parent)
        self._commands = [tuple(each) for each in (players() if commands is None else commands)]
        self._windows = commands is None and sys.platform == "win32"
        self._folder = folder
        self._files: dict[int, Path] = {}
        self._playing = 0
        self._waiting: int | None = None
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._limit = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._limit.timeout.connect(self._process.kill)
        # A process cannot be started again from its own signal.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._start)
        if not self.is_possible:
            _log.warning(
                "no program that plays sound was found: alarms are silent (install pipewire or alsa)"
            )

    @property
    def is_possible(self) -> bool:
        """Whether this machine has something that plays."""
        return bool(self._commands) or self._windows

    def play(self, priority: int) -> None:
        """Play the tone of `priority`, or of a `CALL`, unless another one sounds."""
        if not self.is_possible:
            return
        if self._windows:
            self._play_on_windows(priority)
        elif self._process.state() is QProcess.ProcessState.NotRunning:
            self._playing = priority
            self._start()
        elif self._playing == CALL and priority != CALL:
            # An alarm waits for nothing, and would not be told twice.
            self._waiting = priority
            self._process.kill()

    def close(self) -> None:
        """Be silent."""
        self._next.stop()
        self._process.blockSignals(True)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(1000)

    def _start(self) -> None:
        path = self._file(self._playing)
        if path is not None:
            program, *arguments = self._commands[0]
            self._process.start(program, [*arguments, str(path)])
            self._limit.start()

    def _file(self, priority: int) -> Path | None:
        """Where the tone of `priority` is; None where it cannot be written."""
        if priority not in self._files:
            path = self._folder / f"alarm-{priority}.wav"
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                path.write_bytes(tone(priority))
            except OSError as error:
                _log.warning("the alarm's tone cannot be written: %s", error)
                return None
            self._files[priority] = path
        return self._files[priority]

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._limit.stop()
        if self._waiting is not None:
            self._playing, self._waiting = self._waiting, None
            self._next.start()
        elif code != 0 and status is QProcess.ExitStatus.NormalExit:
            self._give_up_player(f"exit code {code}")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._limit.stop()
            self._give_up_player("it did not start")

    def _give_up_player(self, why: str) -> None:
        """The next player gets this tone; without one the desk is silent from now on."""
        failed = self._commands.pop(0)
        if self._commands:
            _log.info("%s cannot play (%s); trying %s", failed[0], why, self._commands[0][0])
            self._next.start()
        else:
            _log.warning("%s cannot play (%s): alarms are silent", failed[0], why)
            self.changed.emit()

    def _play_on_windows(self, priority: int) -> None:
        if sys.platform == "win32":
            import winsound

            path = self._file(priority)
            try:
                winsound.PlaySound(
                    None if path is None else str(path), winsound.SND_FILENAME | winsound.SND_ASYNC
                )
            except RuntimeError as error:
                _log.warning("Windows cannot play (%s): alarms are silent", error)
                self._windows = False
                self.changed.emit()
