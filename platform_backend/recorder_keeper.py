"""Keeps the recorder running as a child process and tells it what to record."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from backend_client.protocol.entities import Alarm, Camera
from platform_backend.access.tokens import TokenSigner
from platform_backend.log_types import LogEvent
from platform_backend.recordings.orders import Order, Report, Wanted, encode
from platform_backend.recordings.segments import cameras_of
from platform_backend.recordings.settings import SettingsBook
from platform_backend.recordings.wanted import wanted
from platform_backend.site_keeper import SiteKeeper, SiteToken

E = TypeVar("E", Alarm, Camera)

_LOOK_EVERY_S: Final = 1.0
_RESTART_AFTER_S: Final = (0.2, 1.0, 5.0, 15.0)
_HEALTHY_S: Final = 30.0
_STOP_WITHIN_S: Final = 3.0
_LONGEST_LINE: Final = 1 << 20

_log = logging.getLogger(__name__)


class RecorderKeeper:
    """Starts the recorder when there is something to record or to keep; `report` is its last word.

    `cameras` answers all cameras by id and is asked once; later changes, and alarms, come by `on_events`.
    `offline` are those that cannot be reached, `also` those that the command line names.
    """

    def __init__(
        self,
        *,
        root: Path,
        settings: SettingsBook,
        cameras: Callable[[], Mapping[str, Camera]],
        offline: Callable[[], Collection[str]],
        site: SiteKeeper,
        signer: TokenSigner,
        now: Callable[[], float],
        also: Collection[str] = (),
        module: str = "platform_backend.recordings",
    ) -> None:
        self.report: Report | None = None
        self.pid: int | None = None
        self.starts = 0
        self._root = root
        self._settings = settings
        self._read_cameras = cameras
        self._cameras: dict[str, Camera] = {}
        self._offline = offline
        self._site = site
        self._now = now
        self._also = tuple(also)
        self._module = module
        self._alarms: dict[str, Alarm] = {}
        self._wake = asyncio.Event()
        self._token = SiteToken(signer)
        self._full = ""

    def load(self, alarms: Mapping[str, bytes]) -> None:
        """Begin with the alarms in view: bodies by id."""
        self._alarms = {id_: msgspec.json.decode(body, type=Alarm) for id_, body in alarms.items()}

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            if event.entity == "alarm":
                _take(self._alarms, event, Alarm)
                self._wake.set()
            elif event.entity == "camera":
                _take(self._cameras, event, Camera)

    def order(self) -> Order:
        """What is to be recorded now."""
        settings = self._settings.current
        cameras = self._cameras
        alarms = self._alarms.values() if settings.alarms else ()
        chosen = wanted(
            settings.named(cameras, also=self._also),
            alarms,
            now=self._now(),
            minutes=settings.alarm_minutes,
        )
        offline = self._offline()
        found = (
            self._wanted(id_, cameras[id_], why)
            for id_, why in sorted(chosen.items())
            if id_ in cameras and id_ not in offline
        )
        return Order(
            cameras=tuple(each for each in found if each is not None),
            keep_s=settings.keep_s,
            keep_bytes=settings.keep_bytes,
            reserve_bytes=settings.reserve_bytes,
        )

    async def run(self) -> None:
        """Keep the recorder running until cancelled."""
        failures = 0
        # Twenty thousand of them take a while to read.
        self._cameras = dict(await asyncio.to_thread(self._read_cameras)) | self._cameras
        while True:
            await self._something_to_do()
            started = time.monotonic()
            try:
                await self._run_once()
            except OSError:
                _log.exception("the recorder could not be started")
            failures = 0 if time.monotonic() - started > _HEALTHY_S else failures + 1
            wait = _RESTART_AFTER_S[min(failures, len(_RESTART_AFTER_S)) - 1] if failures else 0.0
            _log.warning("the recorder has ended; starting it again in %.1f s", wait)
            await asyncio.sleep(wait)

    async def _something_to_do(self) -> None:
        # What was recorded has to be kept, and to go in its time, also when nothing is recorded now.
        while not self.order().cameras:
            if await asyncio.to_thread(cameras_of, self._root):
                return
            await self._look_again()

    async def _look_again(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LOOK_EVERY_S):
                await self._wake.wait()
        self._wake.clear()
        await asyncio.to_thread(self._settings.look)

    async def _run_once(self) -> None:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self._module, "--folder", str(self._root)),
            # It ends with its stdin, also when we are killed.
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        self.pid = process.pid
        self.starts += 1
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            async with asyncio.TaskGroup() as group:
                telling = group.create_task(self._tell(process.stdin), name="recorder orders")
                await self._listen(process.stdout)
                telling.cancel()
        finally:
            self.pid = self.report = None
            process.stdin.close()
            if process.returncode is None:
                await _end(process)

    async def _tell(self, stdin: asyncio.StreamWriter) -> None:
        told: Order | None = None
        while True:
            order = self.order()
            if order != told:
                stdin.write(encode(order))
                # It has gone: its end is heard in `_listen`.
                with contextlib.suppress(ConnectionError):
                    await stdin.drain()
                told = order
            await self._look_again()

    async def _listen(self, stdout: asyncio.StreamReader) -> None:
        while line := await stdout.readline():
            self.report = report = msgspec.json.decode(line, type=Report)
            if report.full != self._full:
                if report.full and not self._full:
                    _log.error("%s", report.full)
                elif not report.full:
                    _log.warning("recording goes on: there is room again")
                self._full = report.full

    def _wanted(self, id_: str, camera: Camera, why: str) -> Wanted | None:
        streams = camera.streams
        address = streams.main if self._settings.current.stream == "main" else streams.sub
        if not address.startswith("/"):
            # Another server's: it never gets to see a token of ours.
            return Wanted(camera=id_, url=address, why=why)
        if self._site.port is None:
            return None
        url = f"http://127.0.0.1:{self._site.port}{address}"
        return Wanted(camera=id_, url=url, why=why, headers=self._token.headers())


def _take(known: dict[str, E], event: LogEvent, kind: type[E]) -> None:
    if event.body is None:
        known.pop(event.id, None)
    else:
        known[event.id] = msgspec.json.decode(event.body, type=kind)


async def _end(process: asyncio.subprocess.Process) -> None:
    try:
        async with asyncio.timeout(_STOP_WITHIN_S):
            await process.wait()
    except TimeoutError:
        await _kill(process)
    except asyncio.CancelledError:
        await _kill(process)
        # Whoever cancelled the keeper waits for it to end.
        raise


async def _kill(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    await process.wait()
