"""Entries in the audit trail about what is not a command: queries, cameras looked at, starts and ends."""

from __future__ import annotations

import time
from collections.abc import Callable

from backend_client.protocol.roles import DEVICE
from platform_backend.access.sign_ins import Session
from platform_backend.audit.trail import AuditTrail
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committer

#: Acts that repeat by themselves (a stream that is opened again, a camera that is being turned) are noted
#: once in this time, in seconds.
SELDOM_S = 60.0
_MAX_REMEMBERED = 4096


class AuditNotes:
    """Writes entries through the platform's own transactions."""

    def __init__(
        self, *, trail: AuditTrail, committer: Committer, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._trail = trail
        self._committer = committer
        self._clock = clock
        self._noted: dict[tuple[str, str, str | None, str], float] = {}

    async def note(
        self,
        *,
        who: str,
        origin: str,
        what: str,
        target: str | None = None,
        detail: str = "",
        result: str = "ok",
    ) -> None:
        """Write an entry and return when it is on disk. Raises Refused when it cannot be written.

        Ask before you answer: who cannot be written down is not shown anything.
        """

        def write(batch: Batch) -> None:
            self._trail.write(
                batch, who=who, origin=origin, what=what, target=target, detail=detail, result=result
            )

        await self._committer.submit(write)

    async def seldom(
        self,
        *,
        session: str,
        who: str,
        origin: str,
        what: str,
        target: str | None = None,
        detail: str = "",
        result: str = "ok",
    ) -> None:
        """The same, once in `SELDOM_S` for a session, act, target and result."""
        key = (session, what, target, result)
        now = self._clock()
        if now - self._noted.get(key, -SELDOM_S) < SELDOM_S:
            return
        self._noted.pop(key, None)
        self._noted[key] = now
        while len(self._noted) > _MAX_REMEMBERED:
            # The oldest stand first; forgetting one too early costs an entry, no more.
            del self._noted[next(iter(self._noted))]
        try:
            await self.note(who=who, origin=origin, what=what, target=target, detail=detail, result=result)
        except BaseException:
            self._noted.pop(key, None)
            raise

    async def noted(self, session: Session, origin: str, what: str, target: str) -> None:
        """Note who looks at something, before he sees it, seldom as `seldom`. Raises Refused as `note`."""
        user = session.user
        await self.seldom(session=session.id, who=user.id, origin=origin, what=what, target=target, detail="")

    async def viewed(self, session: Session, origin: str, camera: str, stream: str) -> None:
        """Note who looks at a camera, before he sees it. Raises Refused as `note`."""
        user = session.user
        if DEVICE in user.roles:
            # A wall opens each stream once and keeps it.
            await self.note(who=user.id, origin=origin, what="camera.view", target=camera, detail=stream)
        else:
            await self.seldom(
                session=session.id,
                who=user.id,
                origin=origin,
                what="camera.view",
                target=camera,
                detail=stream,
            )
