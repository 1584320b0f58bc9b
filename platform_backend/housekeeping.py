"""What has to be done from time to time: entities leave the view, old events and results are dropped."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import partial

import msgspec
from sqlalchemy.exc import DBAPIError

from backend_client.protocol.conference import Conference
from backend_client.protocol.duty import DutyLogEntry, ExportRecord, Handover
from backend_client.protocol.entities import Alarm, AlarmState, Incident
from backend_client.protocol.errors import Refused
from backend_client.protocol.evidence import EvidenceRecord, RecordingBookmark, RecordingView
from platform_backend.access.accounts import Accounts
from platform_backend.commands import alarms, bookmarks, conference_trail, duty, evidence, trail
from platform_backend.district_time import DistrictTime
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import Held
from platform_backend.recording_room import Recording
from platform_backend.recordings.settings import RecordingSettings
from platform_backend.store.batch import Batch, Draft, Row
from platform_backend.store.committer import Committer
from platform_backend.store.retention import Retention, drop, due_floors
from platform_backend.store.store import Store

_VIEW_EVERY_S = 60.0
_STORE_EVERY_S = 3600.0
#: How much longer than they must be results are kept, in seconds: a clock that was ahead for a while would
#: have them forgotten, and their commands carried out again once it is right.
_CLOCK_AHEAD_S = 7 * 24 * 3600.0
#: The store is tidied up earlier when this part of the event log's size has come to it since.
_GROWN = 1 / 16

_log = logging.getLogger(__name__)


class Housekeeping:
    """Runs beside the platform, through the same transactions as commands, by the district's time."""

    def __init__(
        self,
        *,
        store: Store,
        committer: Committer,
        log: EventLog,
        accounts: Accounts,
        retention: Retention,
        clock: DistrictTime,
        recording: Recording | None = None,
    ) -> None:
        self._recording = recording
        self._store = store
        self._committer = committer
        self._log = log
        self._accounts = accounts
        self._retention = retention
        self._now = clock.now
        self._every_s = max(1.0, _VIEW_EVERY_S / clock.rate)

    async def run(self) -> None:
        """Tidy up every minute, and the store every hour or when its log has grown, until cancelled."""
        loop = asyncio.get_running_loop()
        due_at = loop.time()
        while True:
            try:
                await self.age_out()
                if loop.time() >= due_at or self._log.grown > self._retention.bytes * _GROWN:
                    await self.tidy_store()
                    due_at = loop.time() + _STORE_EVERY_S
            except Refused:
                # A disk without room, as the committer says: the next turn may find some.
                pass
            except DBAPIError as error:
                _log.warning("the store could not be tidied up: %s", error.orig)
            await asyncio.sleep(self._every_s)

    async def age_out(self) -> int:
        """Let what was closed 24 h ago leave the consoles' view; how many did."""
        candidates = tuple(self._finished())
        settings = RecordingSettings() if self._recording is None else self._recording.settings.current
        kept_s = settings.keep_s

        def work(batch: Batch) -> int:
            draft = Draft(batch, by="platform")
            for held in candidates:
                row = draft.row(held.entity, held.id)
                if row is None or not row.in_view:
                    continue
                # Decided anew from the store: somebody may just have reopened it.
                if not _stays(row, batch.now, kept_s=kept_s):
                    draft.leave_view(row)
            batch.merge(draft)
            return len(draft.staged)

        return await self._committer.submit(work) if candidates else 0

    async def tidy_store(self) -> None:
        """Drop events, remembered results and sessions whose time is over, and the oldest events of many."""

        def forget(batch: Batch) -> None:
            batch.forget_results(before=batch.now - _CLOCK_AHEAD_S)

        await self._committer.submit(forget)
        await self._accounts.forget_expired()
        self._log.grown = 0
        due = await asyncio.to_thread(self._due)
        while due:
            floors = await self._committer.submit(partial(_drop, due=due))
            for topic, floor in floors.items():
                self._log.topics[topic].forget(floor)
            due = {topic: until for topic, until in due.items() if floors[topic] < until}

    def _due(self) -> dict[str, int]:
        with self._store.reading() as connection:
            return due_floors(connection, self._retention, now=self._now())

    def _finished(self) -> Iterable[Held]:
        for held in self._log.topics["incidents"].view.values():
            if msgspec.json.decode(held.body, type=_Closing).closed_at is not None:
                yield held
        for held in self._log.topics["alarms"].view.values():
            if held.entity == "alarm" and _may_leave(held):
                yield held
        for held in self._log.topics["conferences"].view.values():
            if msgspec.json.decode(held.body, type=_Closing).closed_at is not None:
                yield held
        # A few dozen lines a day: each is looked at.
        yield from self._log.topics["duty"].view.values()


def _drop(batch: Batch, *, due: dict[str, int]) -> dict[str, int]:
    return drop(batch.connection, due)


def _stays(row: Row, now: float, *, kept_s: float) -> bool:
    match row.entity:
        case "incident":
            return trail.in_view(row.decode(Incident), now)
        case "alarm":
            return alarms.in_view(row.decode(Alarm), now)
        case "conference":
            return conference_trail.in_view(row.decode(Conference), now)
        case "duty_log_entry":
            return duty.log_in_view(row.decode(DutyLogEntry), now)
        case "handover":
            return duty.handover_in_view(row.decode(Handover), now)
        case "export_record":
            return duty.export_in_view(row.decode(ExportRecord), now)
        case "recording_view":
            return evidence.view_in_view(row.decode(RecordingView), now)
        case "recording_bookmark":
            return bookmarks.in_view(row.decode(RecordingBookmark), now, kept_s=kept_s)
        case "evidence_record":
            return evidence.export_in_view(row.decode(EvidenceRecord), now)
    return True


def _may_leave(held: Held) -> bool:
    state = msgspec.json.decode(held.body, type=_AlarmState).state
    return state not in (AlarmState.OPEN, AlarmState.SHELVED)


class _Closing(msgspec.Struct, frozen=True):
    closed_at: str | None = None


class _AlarmState(msgspec.Struct, frozen=True):
    state: AlarmState
