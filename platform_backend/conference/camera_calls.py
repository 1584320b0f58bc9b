"""Keeps the child that sends cameras into calls, while there is one to be sent, and tells it to whom."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from typing import Final

import msgspec

from backend_client.protocol.conference import Conference, Party, Provider
from backend_client.protocol.conference_rules import ROOM, joined, shown_cameras
from backend_client.protocol.messages import Signal
from platform_backend.conference.call_orders import (
    CallCamera,
    FromChild,
    Heard,
    Listener,
    Order,
    Report,
    Say,
    ToChild,
    encode,
)

#: How long nothing may come of a camera before it counts as lost, in seconds.
LOST_AFTER_S: Final = 20.0
_RESTART_AFTER_S: Final = (0.2, 1.0, 5.0, 15.0)
_HEALTHY_S: Final = 30.0
_STOP_WITHIN_S: Final = 2.0
_LONGEST_LINE: Final = 1 << 20
#: Where a stream is may change without anybody saying so: the camera site begins anew, a token ends.
_LOOK_EVERY_S: Final = 1.0

_log = logging.getLogger(__name__)

Source = tuple[str, dict[str, str]]


class CameraCalls:
    """One child for all cameras in calls; `pid` is None while there is none.

    `conferences` answers those that are open, `source` where a camera's stream is read and with which
    headers (None: nowhere now), `deliver` hands a signal on, `anew` gives a camera's party another session.
    """

    def __init__(
        self,
        *,
        conferences: Callable[[], Mapping[str, Conference]],
        source: Callable[[str], Source | None],
        deliver: Callable[[str, Signal], int],
        anew: Callable[[str, Party], Awaitable[None]],
        lost_after_s: float = LOST_AFTER_S,
        module: str = "platform_backend.conference.camera_in_call",
    ) -> None:
        self.pid: int | None = None
        self.starts = 0
        self._conferences = conferences
        self._source = source
        self._deliver = deliver
        self._anew = anew
        self._lost_after_s = lost_after_s
        self._module = module
        self._wake = asyncio.Event()
        self._stdin: asyncio.StreamWriter | None = None
        self._silent: dict[str, float] = {}
        #: Since when a camera is in a call that nothing could be read for, by session; and nothing sends any.
        self._nowhere: dict[str, float] = {}
        self._down_since: float | None = None
        #: Sessions with which pages may have connections that a child had who is gone.
        self._stale: set[str] = set()

    def look(self) -> None:
        """Something may have changed about who is in which conference."""
        self._wake.set()

    def is_sent(self, party: Party) -> bool:
        """Whether a camera's picture goes out, or may do so again in a moment."""
        now = time.monotonic()
        since = min(
            self._nowhere.get(party.session, now), now if self._down_since is None else self._down_since
        )
        return max(now - since, self._silent.get(party.session, 0.0)) < self._lost_after_s

    def take(self, signal: Signal) -> bool:
        """Hand a signal to the camera that it is for; whether it is for one."""
        for _, party in self._parties():
            if party.id == signal.to and self._stdin is not None:
                self._tell(Heard(session=party.session, from_=signal.from_, data=signal.data))
                return True
        return False

    def order(self) -> Order:
        """What is to be sent now, and to whom."""
        now = time.monotonic()
        found: list[CallCamera] = []
        nowhere: dict[str, float] = {}
        for conference, party in self._parties():
            source = self._source(party.about)
            if source is None:
                nowhere[party.session] = self._nowhere.get(party.session, now)
                continue
            url, headers = source
            listeners = tuple(_listeners(conference))
            found.append(CallCamera(session=party.session, url=url, headers=headers, listeners=listeners))
        self._nowhere = nowhere
        return Order(cameras=tuple(found))

    async def run(self) -> None:
        """Keep the child running while a camera is in a call, until cancelled."""
        failures = 0
        self._stale = {party.session for _, party in self._parties()}
        while True:
            while not any(True for _ in self._parties()):
                self._wake.clear()
                await self._wake.wait()
            started = time.monotonic()
            try:
                await self._renew()
                await self._run_once()
                failures = 0
                continue
            except (OSError, _ChildEnded) as error:
                _log.warning("what sends cameras into calls has ended: %s", error)
            self._down_since = self._down_since or time.monotonic()
            self._stale |= {party.session for _, party in self._parties()}
            failures = 0 if time.monotonic() - started > _HEALTHY_S else failures + 1
            wait = _RESTART_AFTER_S[min(failures, len(_RESTART_AFTER_S)) - 1] if failures else 0.0
            await asyncio.sleep(wait)

    async def _renew(self) -> None:
        """What a child knew of connections is gone with it: pages that had one begin another."""
        for id_, conference in tuple(self._conferences().items()):
            for party in shown_cameras(conference):
                if party.session in self._stale:
                    await self._anew(id_, party)
        self._stale.clear()

    async def _run_once(self) -> None:
        """One child's life, which ends when no camera is in a call any more. Raises _ChildEnded before."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", self._module),
            # It ends with its stdin, also when we are killed.
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
        )
        self.pid = process.pid
        self.starts += 1
        assert process.stdin is not None
        assert process.stdout is not None
        self._stdin = process.stdin
        try:
            async with asyncio.TaskGroup() as group:
                ordering = group.create_task(self._order_on(process), name="cameras in calls")
                await self._listen(process.stdout)
                by_itself = not ordering.done()
                ordering.cancel()
        finally:
            self.pid = self._stdin = None
            self._silent = {}
            process.stdin.close()
            await _end(process)
        if by_itself:
            raise _ChildEnded(f"exit code {process.returncode}")

    async def _order_on(self, process: asyncio.subprocess.Process) -> None:
        """Tell the child what is wanted until that is nothing; then it is to end."""
        told: Order | None = None
        while any(True for _ in self._parties()):
            self._wake.clear()
            order = self.order()
            if order != told:
                self._tell(order)
                told = order
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._wake.wait()
        self.pid = self._stdin = None
        assert process.stdin is not None
        process.stdin.close()
        await _end(process)

    async def _listen(self, stdout: asyncio.StreamReader) -> None:
        decoder: msgspec.json.Decoder[FromChild] = msgspec.json.Decoder(FromChild)
        while line := await stdout.readline():
            match decoder.decode(line):
                case Report(silent=silent):
                    self._silent, self._down_since = silent, None
                case Say() as said:
                    self._say(said)

    def _say(self, said: Say) -> None:
        for id_, conference in self._conferences().items():
            for party in shown_cameras(conference):
                if party.session == said.session:
                    self._deliver(said.to, Signal(conference=id_, from_=party.id, to=said.to, data=said.data))

    def _tell(self, message: ToChild) -> None:
        # Its end is heard in `_listen`.
        if self._stdin is not None:
            with contextlib.suppress(ConnectionError):
                self._stdin.write(encode(message))

    def _parties(self) -> Iterator[tuple[Conference, Party]]:
        for conference in self._conferences().values():
            for party in shown_cameras(conference):
                yield conference, party


class _ChildEnded(Exception):
    """The child has ended by itself."""


def _listeners(conference: Conference) -> Iterator[Listener]:
    """Whose pages get what is shown: all others in a mesh, the room's server once over one."""
    if conference.provider is Provider.JANUS:
        if conference.room_session:
            yield Listener(id=ROOM, session=conference.room_session)
        return
    cameras = shown_cameras(conference)
    for each in joined(conference):
        if each not in cameras and each.session:
            yield Listener(id=each.id, session=each.session)


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
