"""Takes over what is changed in the file of the limits, each change with its entry in the audit trail."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.audit.trail import AuditTrail
from platform_backend.limits.book import Found, LimitsBook
from platform_backend.limits.changes import difference, digest
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committer

#: The act of taking a file in, or of refusing it.
TAKEN: Final = "limits.take"
_LOOK_EVERY_S = 2.0
#: Where the limits stand that were in force last: a change while nothing ran is a change all the same.
_LAST: Final = "limits"

_log = logging.getLogger(__name__)


class LimitsKeeper:
    """`open` before anything is done by the limits, then `run`. Who acts is the file: nobody signed in."""

    def __init__(self, *, book: LimitsBook, committer: Committer, trail: AuditTrail) -> None:
        self._book = book
        self._committer = committer
        self._trail = trail

    async def open(self) -> None:
        """Note in what the limits in force differ from those at the end of the last run. Raises Refused."""
        if self._book.path is not None:
            await self._committer.submit(self._note_start)

    async def run(self) -> None:
        """Take over what is changed in the file, until cancelled."""
        while self._book.path is not None:
            await asyncio.sleep(_LOOK_EVERY_S)
            try:
                await self.take_over()
            except Refused as refused:
                # Nothing comes into force that the trail does not tell of: the next turn tries again.
                _log.warning("the limits could not be taken over: %s", refused.error.message)

    async def take_over(self) -> None:
        """Note another file and put it into force, or note that it cannot be. Raises Refused."""
        found = await asyncio.to_thread(self._book.look)
        if found is None:
            return
        await self._committer.submit(partial(self._note_found, found=found))
        if self._book.adopt(found):
            _log.info("the limits in %s have changed", self._book.path)
            self._book.on_change()

    def _note_found(self, batch: Batch, *, found: Found) -> None:
        if found.limits is None or found.raw is None:
            self._note_refused(batch, found)
        elif found.raw != self._book.raw:
            self._note_change(batch, self._book.raw, found.raw)

    def _note_start(self, batch: Batch) -> None:
        if self._book.refused is not None:
            self._note_refused(batch, self._book.refused)
        raw = self._book.raw
        meta = schema.meta.c
        last = batch.connection.scalar(select(meta.value).where(meta.key == _LAST))
        if last is None:
            self._keep(batch, raw)
        elif last.encode() != raw:
            self._note_change(batch, last.encode(), raw)

    def _note_change(self, batch: Batch, before: bytes, after: bytes) -> None:
        self._write(batch, f"sha256 {digest(before)} -> {digest(after)}: {difference(before, after)}")
        self._keep(batch, after)

    def _note_refused(self, batch: Batch, found: Found) -> None:
        said = f"sha256 {digest(self._book.raw)} stays, {digest(found.raw)} is refused: {found.why}"
        self._write(batch, said, ErrorCode.BAD_REQUEST)

    def _write(self, batch: Batch, detail: str, result: str = "ok") -> None:
        name = "" if self._book.path is None else self._book.path.name
        self._trail.write(batch, who=name, origin="file", what=TAKEN, detail=detail, result=result)

    def _keep(self, batch: Batch, raw: bytes) -> None:
        values = {"key": _LAST, "value": raw.decode()}
        batch.connection.execute(sqlite_insert(schema.meta).prefix_with("OR REPLACE"), values)
