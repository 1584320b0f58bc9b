"""Looking back at recordings: who gave a reason for a range may fetch it for a while; what somebody put on a
wall with a reason, whoever sees the wall may fetch as long as it stands there. Nobody else.
"""

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
from backend_client.protocol.permissions import may_send
from backend_client.protocol.roles import DEVICE
from backend_client.protocol.wall import Wall
from backend_client.protocol.wall_rules import opens, span_of
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
    """`codes` says where each camera belongs, `views` every `recording_view` and `walls`
    every wall that consoles see now.
    """

    def __init__(
        self,
        *,
        root: Path,
        codes: Mapping[str, str],
        views: Callable[[], Iterator[Held]],
        walls: Callable[[], Iterator[Held]],
        now: Callable[[], float],
    ) -> None:
        self._root = root
        self._codes = codes
        self._views = views
        self._walls = walls
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

        It ends early when `may_go_on` says so, and when it was taken off the wall that it was fetched for; a
        range that was begun in the time of a reason of one's own is handed out to its end.
        """
        self.check(session, camera)
        own = self._is_granted(session.user.id, camera, since=since, until=until)
        if not own and not self._is_on_wall(session, camera, since=since, until=until):
            sentence = "give a reason first, with recording.view"
            raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.REASON_MISSING)
        found = cuts(self._root, camera, since=since, until=until)
        first = await asyncio.to_thread(next, found, None)
        if first is None:
            raise Refused(ErrorCode.NOT_FOUND, "nothing of that time is recorded")

        def goes_on() -> bool:
            return may_go_on() and (own or self._is_on_wall(session, camera, since=since, until=until))

        return _pieces(first, found, goes_on)

    def _is_granted(self, user: str, camera: str, *, since: float, until: float) -> bool:
        now = self._now()
        return any(
            opens(
                msgspec.json.decode(held.body, type=RecordingView),
                user=user,
                camera=camera,
                since=since,
                until=until,
                now=now,
            )
            for held in self._views()
        )

    def _is_on_wall(self, session: Session, camera: str, *, since: float, until: float) -> bool:
        """Whether the range stands, with its reason, on a wall that the session sees."""
        roles = session.user.roles
        if DEVICE not in roles and not may_send("recording.view", roles):
            return False
        for held in self._walls():
            if not sees(session.user.scope, held.codes):
                continue
            for tile in msgspec.json.decode(held.body, type=Wall).tiles:
                if tile.play is None or tile.camera != camera:
                    continue
                begin, end = span_of(tile)
                if begin - _ROUNDING_S <= since and until <= end + _ROUNDING_S:
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
