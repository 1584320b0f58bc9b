"""The actions between this desk and the outside: tables and alerts in, incidents out."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Entry, Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.permissions import may_ask, may_send
from backend_client.protocol.roles import ROOM
from console.intake.exchanging import CAP, EIDO, Exchanging
from console.intake.importing import Importing
from console.situation import Situation

translate = QCoreApplication.translate

_ON_INCIDENT = ("incident.export_cap", "incident.export_eido", "incident.export_eido_named")


class IntakeActions:
    """Imports tables, reads alerts in, saves the current incident for other centres."""

    def __init__(
        self, *, situation: Situation, picture: Picture, importing: Importing, exchanging: Exchanging
    ) -> None:
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._importing = importing
        self._exchanging = exchanging

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("IntakeActions", "In and out")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("intake.import", "intake.alert", *_ON_INCIDENT)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "intake.import":
                return translate("IntakeActions", "Import incidents from a table")
            case "intake.alert":
                return translate("IntakeActions", "Read an alert in (CAP)")
            case "incident.export_cap":
                return translate("IntakeActions", "Save as CAP alert")
            case "incident.export_eido":
                return translate("IntakeActions", "Save as EIDO")
        return translate("IntakeActions", "Save as EIDO with the reporter")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        roles = self._situation.roles
        allowed = {
            "intake.import": may_send("incident.create", roles),
            "intake.alert": not ROOM.isdisjoint(roles),
            "incident.export_eido_named": may_ask("incident.reporter", roles),
        }
        if not allowed.get(id_, may_ask("incident.history", roles)):
            return translate("OperatorActions", "Not your role")
        if id_ not in _ON_INCIDENT:
            return ""
        entry = self._current
        if entry is None:
            return translate("OperatorActions", "No incident is chosen")
        if id_ == "incident.export_eido_named" and entry.data.reporter is None:
            return translate("IntakeActions", "Nobody is known who reported it")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "intake.import":
            self._importing.open()
        elif id_ == "intake.alert":
            self._exchanging.read_alert()
        elif (entry := self._current) is not None:
            if id_ == "incident.export_eido_named":
                self._exchanging.export_named(entry.id, entry.data)
            else:
                self._exchanging.export(entry.id, entry.data, CAP if id_ == "incident.export_cap" else EIDO)

    @property
    def _current(self) -> Entry[Incident] | None:
        return self._incidents.get(self._situation.incident)
