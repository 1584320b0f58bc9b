"""Counting what arrives, and logging what is wrong with it without filling the disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from backend_client.status import FeedCounters

_log = logging.getLogger(__name__)

#: One line for each kind of fault in so many seconds.
LOG_EVERY_S = 10.0


class Tally:
    """Running totals of a feed; every fault is counted, at most one of a kind in `LOG_EVERY_S` is logged."""

    def __init__(self, *, steady: Callable[[], float] = time.monotonic) -> None:
        self._steady = steady
        self._logged: dict[str, tuple[float, int]] = {}
        self.frames = 0
        self._bad = 0
        self._unknown = 0
        self._undecodable = 0
        self._resyncs = 0
        self._connections = 0

    @property
    def counters(self) -> FeedCounters:
        """The totals so far."""
        return FeedCounters(
            frames=self.frames,
            bad=self._bad,
            unknown=self._unknown,
            undecodable=self._undecodable,
            resyncs=self._resyncs,
            connections=self._connections,
        )

    def bad(self, why: str) -> None:
        """A frame broke the contract."""
        self._bad += 1
        self._warn("bad frame", why)

    def unknown(self, name: str) -> None:
        """A frame of a type not known here."""
        self._unknown += 1
        self._warn("frame of unknown type", name)

    def undecodable(self, entity: str, id_: str, why: str) -> None:
        """An entity whose data break the contract or mean nothing here."""
        self._undecodable += 1
        self._warn("entity left out", f"{entity} {id_}: {why}")

    def resync(self, why: str) -> None:
        """A topic has to be fetched anew."""
        self._resyncs += 1
        self._warn("out of step", why)

    def connection(self) -> None:
        """A connection was authenticated."""
        self._connections += 1

    def _warn(self, kind: str, text: str) -> None:
        moment = self._steady()
        last, kept_back = self._logged.get(kind, (float("-inf"), 0))
        if moment - last < LOG_EVERY_S:
            self._logged[kind] = (last, kept_back + 1)
            return
        self._logged[kind] = (moment, 0)
        # What the other side sent is shown as a Python literal: it must not forge lines of the log.
        _log.warning("%s: %r%s", kind, text[:300], f" ({kept_back} more like it)" if kept_back else "")
