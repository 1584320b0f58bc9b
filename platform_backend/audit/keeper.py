"""The audit trail over one run of the platform: its start and end stand in it, and anchors are dropped."""

from __future__ import annotations

import asyncio
import logging

from platform_backend.audit.anchors import START, STOP, AnchorKeeper
from platform_backend.audit.notes import AuditNotes
from platform_backend.audit.trail import BROKEN

_PLATFORM = "platform"

_log = logging.getLogger(__name__)


class TrailKeeper:
    """`open`, then `run` beside everything else, `note_end` while entries can be written, `close` at last."""

    def __init__(self, *, notes: AuditNotes, anchors: AnchorKeeper) -> None:
        self._notes = notes
        self._anchors = anchors
        self._opened = False

    async def open(self) -> None:
        """Look whether the database is the one that was left, and note the start. Raises Refused."""
        if (problem := await asyncio.to_thread(self._anchors.problem)) is not None:
            _log.error("the audit trail is broken: %s", problem)
            await self._note(BROKEN, detail=problem, result="broken")
        await self._note("platform.start")
        await asyncio.to_thread(self._anchors.drop, START)
        self._opened = True

    async def note_made(self, account: str) -> None:
        """Note that the platform has made an account by itself. Raises Refused."""
        await self._note("account.add", target=account)

    async def run(self) -> None:
        """Drop anchors until cancelled."""
        await self._anchors.run()

    async def note_end(self) -> None:
        """Note the end of a run that had a start. Raises Refused."""
        if self._opened:
            await self._note("platform.stop")

    def close(self) -> None:
        """Drop the last anchor, when nothing is written any more."""
        if self._opened:
            self._anchors.drop(STOP)

    async def _note(
        self, what: str, *, target: str | None = None, detail: str = "", result: str = "ok"
    ) -> None:
        await self._notes.note(
            who=_PLATFORM, origin=_PLATFORM, what=what, target=target, detail=detail, result=result
        )
