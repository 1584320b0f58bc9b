"""Looking back at recordings: who gave a reason for a range may fetch it for a while, and nobody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import RecordingView
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import sees
from platform_backend.access.sign_ins import Session
from platform_backend.log_types import Held
from platform_backend.recordings.reading import Cut, cuts

#: How often it is looked whether who fetches may still do so, in seconds.
ASK_EVERY_S: Final = 1.0
#: Handed to the network at a time, in bytes.
_PIECE: Final = 1 << 18
#: Times are written with three digits.
_ROUNDING_S: Final = 0.001


class RecordingDesk:
    """`codes` says where each camera belongs, `views` every `recording_view` that consoles see now."""

    def __init__(
        self,
        *,
        root: Path,
        codes: Mapping[str, str],
        views: Callable[[], Iterator[Held]],
        now: Callable[[], float],
    ) -> None:
        self._root = root
        self._codes = codes
        self._views = views
        self._now = now

    def check(self, session: Session, camera: str) -> None:
        """Raises Refused when there is no such camera for this session."""
        codes = self._codes.get(camera)
        if codes is None or not sees(session.user.scope, codes):
            raise Refused(ErrorCode.NOT_FOUND, f"there is no camera {camera[:60]!r}")

    async def fetch(
        self, session: Session, camera: str, *, since: float, until: float, may_go_on: Callable[[], bool]
    ) -> AsyncIterator[bytes]:
        """A recorded range as MPEG-TS. Raises Refused without a reason, and when nothing is recorded.

        It ends early when `may_go_on` says so; a range that was begun in time is handed out to its end.
        """
        self.check(session, camera)
        if not self._is_granted(session.user.id, camera, since=since, until=until):
            sentence = "give a reason first, with recording.view"
            raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.REASON_MISSING)
        found = cuts(self._root, camera, since=since, until=until)
        first = await asyncio.to_thread(next, found, None)
        if first is None:
            raise Refused(ErrorCode.NOT_FOUND, "nothing of that time is recorded")
        return _pieces(first, found, may_go_on)

    def _is_granted(self, user: str, camera: str, *, since: float, until: float) -> bool:
        now = self._now()
        for held in self._views():
            view = msgspec.json.decode(held.body, type=RecordingView)
            if (view.user, view.camera) != (user, camera) or parse_time(view.expires_at) <= now:
                continue
            begins = parse_time(view.since) - _ROUNDING_S <= since
            if begins and until <= parse_time(view.until) + _ROUNDING_S:
                return True
        return False


async def _pieces(first: Cut, rest: Iterator[Cut], may_go_on: Callable[[], bool]) -> AsyncIterator[bytes]:
    cut: Cut | None = first
    asked = time.monotonic()
    while cut is not None:
        for at in range(0, len(cut.data), _PIECE):
            if time.monotonic() - asked >= ASK_EVERY_S:
                asked = time.monotonic()
                if not may_go_on():
                    return
            yield cut.data[at : at + _PIECE]
            # Who has gone is heard of before more is written to him.
            await asyncio.sleep(0)
        cut = await asyncio.to_thread(next, rest, None)
