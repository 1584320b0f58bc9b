"""What has to be done from time to time: entities leave the view, old events and results are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import msgspec

from backend_client.protocol.entities import Alarm, AlarmState, Incident
from platform_backend.accounts import Accounts
from platform_backend.batch import Batch, Draft
from platform_backend.commands import alarms, incidents
from platform_backend.committer import Committer
from platform_backend.event_log import KEPT_S, EventLog, prune
from platform_backend.log_types import Held

_VIEW_EVERY_S = 60.0
_STORE_EVERY = 60


class Housekeeping:
    """Runs beside the platform, through the same transactions as commands."""

    def __init__(self, *, committer: Committer, log: EventLog, accounts: Accounts) -> None:
        self._committer = committer
        self._log = log
        self._accounts = accounts

    async def run(self) -> None:
        """Tidy up every minute, and the store every hour, until cancelled."""
        turn = 0
        while True:
            await self.age_out()
            if turn % _STORE_EVERY == 0:
                await self.tidy_store()
            turn += 1
            await asyncio.sleep(_VIEW_EVERY_S)

    async def age_out(self) -> int:
        """Let what was closed 24 h ago leave the consoles' view; how many did."""
        candidates = tuple(self._finished())

        def work(batch: Batch) -> int:
            draft = Draft(batch, by="platform")
            for held in candidates:
                row = draft.row(held.entity, held.id)
                if row is None or not row.in_view:
                    continue
                # Decided anew from the store: somebody may just have reopened it.
                if held.entity == "incident":
                    stays = incidents.in_view(row.decode(Incident), batch.now)
                else:
                    stays = alarms.in_view(row.decode(Alarm), batch.now)
                if not stays:
                    draft.leave_view(row)
            batch.merge(draft)
            return len(draft.staged)

        return await self._committer.submit(work) if candidates else 0

    async def tidy_store(self) -> None:
        """Drop events, remembered results and sessions whose time is over."""

        def work(batch: Batch) -> dict[str, int]:
            batch.forget_results(before=batch.now)
            return prune(batch.connection, before=batch.now - KEPT_S)

        for topic, floor in (await self._committer.submit(work)).items():
            self._log.topics[topic].floor = floor
        await self._accounts.forget_expired()

    def _finished(self) -> Iterable[Held]:
        for held in self._log.topics["incidents"].view.values():
            if msgspec.json.decode(held.body, type=_Closing).closed_at is not None:
                yield held
        for held in self._log.topics["alarms"].view.values():
            if msgspec.json.decode(held.body, type=_AlarmState).state is not AlarmState.OPEN:
                yield held


class _Closing(msgspec.Struct, frozen=True):
    closed_at: str | None = None


class _AlarmState(msgspec.Struct, frozen=True):
    state: AlarmState
