"""One worker process as the console sees it: started, spoken with, watched, ended."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from console.video.messages import FromWorker, Quit, Ready, Report, ToWorker, decode_from_worker, encode

_log = logging.getLogger(__name__)

#: A worker reports twice a second; silence of this many watch ticks (see SILENT_S) means it is stuck.
WATCH_INTERVAL_S: Final = 0.25
SILENT_S: Final = 2.0
#: Importing the libraries takes a moment, more on a busy machine.
START_S: Final = 15.0
#: A stop that libVLC does not finish in this time is never finished.
STUCK_CLOSING_S: Final = 10.0

#: glibc keeps a pool of memory for each of a worker's many threads, and what streams that come and go leave
#: behind in them adds up: 60 MB after 800 openings, of which 10 MB are left with one pool for all threads.
_POOLS: Final = ("MALLOC_ARENA_MAX", "1")

#: What decoders do not do to themselves: somebody ended the process.
_FROM_OUTSIDE: Final = (signal.SIGKILL, signal.SIGTERM)

_ROOT: Final = Path(__file__).resolve().parents[2]


class WorkerLink(QObject):
    """Starts a worker when it is made.

    Signals: `said(message)` for every message; `lost(why, of_itself)` once, when the process has ended,
    however it ended: `of_itself` when it crashed or hung after it had been ready.
    """

    said = Signal(object)
    lost = Signal(str, bool)

    def __init__(self, *, rendering: str, parent: QObject) -> None:
        super().__init__(parent)
        self._silent_ticks = 0
        self._ready = False
        self._rest = b""
        self._why = ""
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.setWorkingDirectory(str(_ROOT))
        environment = QProcessEnvironment.systemEnvironment()
        if not environment.contains(_POOLS[0]):
            environment.insert(*_POOLS)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._failed)
        self._process.start(sys.executable, ["-m", "console.video.worker", "--rendering", rendering])

    @property
    def process_id(self) -> int:
        """The worker's process id; 0 when it does not run."""
        return int(self._process.processId())

    @property
    def running(self) -> bool:
        """Whether the process exists."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def send(self, message: ToWorker) -> None:
        """Queue a message; never blocks. A worker that has ended does not get it."""
        if self.running:
            self._process.write(encode(message))

    def watch(self) -> None:
        """Call every WATCH_INTERVAL_S: ends the process when it no longer answers.

        Ticks are counted instead of seconds, so that a console that was itself held up does not blame its
        workers.
        """
        self._silent_ticks += 1
        if self._silent_ticks * WATCH_INTERVAL_S >= (SILENT_S if self._ready else START_S):
            self.kill("it stopped answering")

    def kill(self, why: str) -> None:
        """End the process at once; `lost` follows."""
        self._why = self._why or why
        self._process.kill()

    def end(self) -> None:
        """Ask the process to end; `lost` follows within a moment."""
        self.send(Quit())
        self._process.closeWriteChannel()

    def wait_ended(self, timeout_s: float = 0.5) -> None:
        """Block for a killed process to be gone; only for the end of the console."""
        self._process.waitForFinished(round(timeout_s * 1000))

    def _read(self) -> None:
        self._silent_ticks = 0
        *lines, self._rest = (self._rest + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            try:
                message: FromWorker = decode_from_worker(line)
            except msgspec.MsgspecError:
                _log.warning("a video worker said something unknown: %.200r", line)
                continue
            match message:
                case Ready():
                    self._ready = True
                case Report(closing_s=closing_s) if closing_s > STUCK_CLOSING_S:
                    self.kill("a stream could not be stopped")
            self.said.emit(message)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.lost.emit(self._process.errorString(), False)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        crashed = status is QProcess.ExitStatus.CrashExit
        ended = crashed and code in _FROM_OUTSIDE
        of_itself = self._ready and (bool(self._why) or (code != 0 and not ended))
        self.lost.emit(self._why or (f"signal {code}" if crashed else f"exit code {code}"), of_itself)
