"""The real process that sends a camera of the real site into a call, as a party of a hall."""

from __future__ import annotations

import asyncio
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import msgspec

from platform_backend.conference.call_orders import (
    CallCamera,
    FromChild,
    Heard,
    Listener,
    Order,
    Say,
    encode,
)
from tests.platform_backend.conference.scene import camera_site, source
from tests.widgets.conference.hall import Hall
from widgets.conference.view import ConferenceView

ID = "camera-1"
SESSION = "z123456789abcdef0"
_WITHIN_S = 10.0


class SentCamera:
    """Stands among a hall's views: it is told of the roster and of signals as they are."""

    def __init__(self, hall: Hall, child: subprocess.Popen[bytes], port: int) -> None:
        self.offers = 0
        self._hall = hall
        self._child = child
        self._port = port
        self._said: queue.SimpleQueue[FromChild] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="sender", daemon=True).start()

    def enter(self) -> None:
        """Be in the room."""
        party = {"id": ID, "name": "路口", "kind": "camera", "state": "joined", "session": SESSION}
        self._hall.parties[ID] = party
        self._hall.tell()

    def pump(self) -> bool:
        """Hand on what the camera has said; always true."""
        while not self._said.empty():
            said = self._said.get()
            if isinstance(said, Say) and said.to in self._hall.views:
                self.offers += 1
                self._hall.views[said.to].take_signal(ID, bytes(said.data))
        return True

    def set_roster(self, conference: dict[str, Any]) -> None:
        """As a view."""
        others = [each for each in conference["parties"] if each["id"] != ID]
        listeners = tuple(Listener(id=each["id"], session=each["session"]) for each in others)
        url, headers = source(self._port)
        camera = CallCamera(session=SESSION, url=url, headers=headers, listeners=listeners)
        self._tell(Order(cameras=(camera,)))

    def take_signal(self, from_: str, data: bytes) -> None:
        """As a view."""
        self._tell(Heard(session=SESSION, from_=from_, data=msgspec.Raw(data)))

    def _tell(self, message: Order | Heard) -> None:
        assert self._child.stdin is not None
        self._child.stdin.write(encode(message))
        self._child.stdin.flush()

    def _listen(self) -> None:
        assert self._child.stdout is not None
        for line in self._child.stdout:
            self._said.put(msgspec.json.decode(line, type=FromChild))


@contextmanager
def sent_camera(hall: Hall) -> Iterator[SentCamera]:
    """A camera that is sent to whoever is in the hall."""
    with _site() as port:
        child = subprocess.Popen(
            [sys.executable, "-m", "platform_backend.conference.camera_in_call"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            made = SentCamera(hall, child, port)
            hall.views[ID] = cast(ConferenceView, made)
            yield made
        finally:
            del hall.views[ID]
            assert child.stdin is not None
            child.stdin.close()
            assert child.wait(_WITHIN_S) == 0
            assert child.stdout is not None
            child.stdout.close()


@contextmanager
def _site() -> Iterator[int]:
    """The port of a camera site that runs on a thread of its own."""
    ports: queue.SimpleQueue[int] = queue.SimpleQueue()
    loop, ended = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with camera_site() as (_, port):
            ports.put(port)
            await ended.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="site")
    thread.start()
    try:
        yield ports.get(timeout=_WITHIN_S)
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(_WITHIN_S)
        loop.close()
