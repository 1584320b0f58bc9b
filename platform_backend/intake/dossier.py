"""An incident with what a document for others needs beside it."""

from __future__ import annotations

from dataclasses import dataclass

from backend_client.protocol.entities import Grid, Incident
from backend_client.protocol.incident_args import ReporterWhole
from platform_backend.intake.cap_series import Message


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident at its version `ver`, its grid when it has one, the names and codes of the orgs in it.

    `org_codes` maps an org's id to its division code, `org_names` orgs' and departments' ids to their names.
    `made_at` is the moment of writing, in seconds since the epoch; `district` the code of the whole district.
    `changed_at` is the moment of that version, `sent` the alerts it was sent out as before, `goes_on_as` the
    serial number of the incident it was merged into. `reporter` is who reported it, in full, only where a
    reason was given.
    """

    id: str
    ver: int
    incident: Incident
    grid: Grid | None
    org_codes: dict[str, str]
    org_names: dict[str, str]
    district: str
    made_at: float
    changed_at: float
    sent: tuple[Message, ...] = ()
    goes_on_as: str = ""
    reporter: ReporterWhole | None = None

    @property
    def owner_name(self) -> str:
        """The org that has the incident."""
        return self.org_names.get(self.incident.owner_org, self.incident.owner_org)

    @property
    def sender(self) -> str:
        """The owner org as a name of the internet, below the top-level domain kept for private use."""
        code = self.org_codes.get(self.incident.owner_org, self.district)
        return f"org{code}.grid-command.internal"
