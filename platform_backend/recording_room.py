"""Everything about recordings put together: the recorder, looking back, evidence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from backend_client.protocol.entities import Camera
from backend_client.protocol.messages import Result
from platform_backend.access.tokens import TokenSigner
from platform_backend.district_time import DistrictTime
from platform_backend.evidence.manifest import Maker
from platform_backend.evidence.signing import Signer, evidence_key
from platform_backend.evidence_desk import EvidenceDesk
from platform_backend.feed.event_log import EventLog
from platform_backend.log_types import Held, LogEvent
from platform_backend.recorder_keeper import RecorderKeeper
from platform_backend.recording_desk import RecordingDesk
from platform_backend.recordings.orders import Report
from platform_backend.recordings.segments import RECORDINGS_FOLDER
from platform_backend.recordings.settings import SettingsBook
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.evidence_copies import EVIDENCE_FOLDER
from platform_backend.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What is to be recorded: by the administrator's file, and by the command line."""

    settings: SettingsBook
    also: Collection[str] = ()


class RecordingRoom:
    """`keeper` is None where nothing is to be recorded; what was recorded before can be looked at anyway."""

    def __init__(
        self,
        *,
        store: Store,
        log: EventLog,
        codes: Mapping[str, str],
        offline: Callable[[], Collection[str]],
        site: SiteKeeper,
        signer: TokenSigner,
        clock: DistrictTime,
        execute: Callable[[str, str, str | None, msgspec.Struct | None], Awaitable[Result]],
        software: Maker,
        recording: Recording | None,
    ) -> None:
        folder = store.path.parent
        self._log = log
        root = folder / RECORDINGS_FOLDER
        self.desk = RecordingDesk(root=root, codes=codes, views=self._views, walls=self._walls, now=clock.now)
        self.evidence = EvidenceDesk(
            root=folder / EVIDENCE_FOLDER,
            recordings=root,
            codes=codes,
            store=store,
            signer=Signer(evidence_key(folder)),
            software=software,
            execute=execute,
            now=clock.now,
        )
        self.keeper: RecorderKeeper | None = None
        if recording is not None:
            self.keeper = RecorderKeeper(
                root=root,
                settings=recording.settings,
                cameras=self._cameras,
                offline=offline,
                site=site,
                signer=signer,
                now=clock.now,
                also=recording.also,
            )

    @property
    def report(self) -> Report | None:
        """The recorder's last word; None while none runs."""
        return None if self.keeper is None else self.keeper.report

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        events = tuple(events)
        self.evidence.on_events(events)
        if self.keeper is not None:
            self.keeper.on_events(events)

    def work(self) -> Iterator[tuple[str, Coroutine[Any, Any, None]]]:
        """What runs as long as the platform, with its name."""
        yield "evidence", self.evidence.run()
        if self.keeper is not None:
            alarms = self._log.topics["alarms"].view.values()
            self.keeper.load({held.id: held.body for held in alarms if held.entity == "alarm"})
            yield "recorder", self.keeper.run()

    async def close(self) -> None:
        """End what is being made."""
        await self.evidence.close()

    def _views(self) -> Iterator[Held]:
        held = self._log.topics["duty"].view.values()
        return (each for each in held if each.entity == "recording_view")

    def _walls(self) -> Iterator[Held]:
        held = self._log.topics["walls"].view.values()
        return (each for each in held if each.entity == "wall")

    def _cameras(self) -> Mapping[str, Camera]:
        held = tuple(self._log.topics["directory"].view.values())
        return {
            each.id: msgspec.json.decode(each.body, type=Camera) for each in held if each.entity == "camera"
        }
