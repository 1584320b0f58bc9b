"""How a platform is: what ``/health`` tells, and what is measured of it at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from platform_backend.audit.trail import AuditTrail
from platform_backend.feed.connection import SERVER
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.metrics import Moment
from platform_backend.recording_room import RecordingRoom
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.committer import Committer
from platform_backend.store.store import Store
from platform_backend.web.tls import ServerTls


@dataclass(frozen=True, slots=True, kw_only=True)
class Vitals:
    """What is looked at when somebody asks."""

    epoch: str
    simulated: bool
    store: Store
    committer: Committer
    log: EventLog
    connections: Connections
    cameras: SiteKeeper
    recordings: RecordingRoom
    audit: AuditTrail
    certificate: ServerTls | None

    def moment(self) -> Moment:
        """The figures that are looked up when they are asked for."""
        return Moment(
            consoles=self.connections.encodings,
            backlogs=self.connections.backlogs,
            waiting=self.committer.waiting,
            kept={topic: log.head - log.floor for topic, log in self.log.topics.items()},
            database_bytes=self.store.path.stat().st_size,
            sign_ins=dict(self.audit.sign_ins),
            recorder=self.recordings.report,
            certificate_until=None if self.certificate is None else self.certificate.holds_until,
        )

    def health(self) -> dict[str, Any]:
        """What ``/health`` tells everybody."""
        return {
            "status": "ok",
            "server": msgspec.to_builtins(SERVER),
            "epoch": self.epoch,
            "simulated": self.simulated,
            "connections": self.connections.count,
            "camera_site": self.cameras.port is not None,
            "recorder": self._recorder(),
            "commits": self.committer.commits,
            "jobs": self.committer.jobs,
            "heads": {topic: log.head for topic, log in self.log.topics.items()},
        }

    def _recorder(self) -> dict[str, Any]:
        report = self.recordings.report
        if report is None:
            return {"runs": False}
        return {
            "runs": True,
            "recording": report.recording,
            "wanted": report.wanted,
            # One sentence while nothing can be written.
            "stopped": report.full,
        }
