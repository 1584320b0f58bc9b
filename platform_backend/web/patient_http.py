"""The one place that knows uvicorn's HTTP: a client that opens a connection and says nothing is let go.

uvicorn bounds the wait for the next request, not for the first one nor for the rest of a request's head.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

#: Longest wait for the whole head of a request, in seconds.
HEAD_WITHIN_S = 10.0


class PatientHttp(H11Protocol):
    """uvicorn's protocol that waits for each request's head no longer than `HEAD_WITHIN_S`."""

    #: Whether the server has said goodbye to all others before this one was there.
    too_late: Callable[[], bool] = staticmethod(lambda: False)
    _timer: asyncio.TimerHandle | None = None
    _upgraded = False

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self.too_late():
            transport.abort()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        self._upgraded = True
        super().handle_websocket_upgrade(event)

    def _watch(self) -> None:
        if self._upgraded or self.conn.their_state is not h11.IDLE or self.transport.is_closing():
            self._disarm()
        elif self._timer is None:
            self._timer = self.loop.call_later(HEAD_WITHIN_S, self.transport.abort)

    def _disarm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
