"""What actions are judged by: who sits here and which incident is before him."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident, Org
from backend_client.protocol.lifecycle import Decision, Why, decide
from backend_client.protocol.messages import User
from backend_client.protocol.relations import Relation, relation


class Situation(QObject):
    """Who acts, and on what. Signals: `changed()`."""

    changed = Signal()

    def __init__(self, *, picture: Picture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._orgs = picture.of(Org)
        self._org_codes: dict[str, str] | None = None
        self._user: User | None = None
        self._incident = ""

    @property
    def user(self) -> User | None:
        """The person signed in, None while there is nobody."""
        return self._user

    @property
    def roles(self) -> frozenset[str]:
        """The person's roles, empty while there is nobody."""
        return frozenset(self._user.roles if self._user is not None else ())

    @property
    def incident(self) -> str:
        """The id of the incident that actions are for, empty for none."""
        return self._incident

    def set_user(self, user: User | None) -> None:
        """Another person sits here now, or the same one may do something else."""
        if user != self._user:
            self._user = user
            self.changed.emit()

    def set_incident(self, incident: str) -> None:
        """Another incident is before the officer; empty for none."""
        if incident != self._incident:
            self._incident = incident
            self.changed.emit()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("org"):
            self._org_codes = None

    def relation(self, incident: Incident) -> Relation:
        """How the person stands to an incident."""
        if self._user is None:
            return Relation.NONE
        if self._org_codes is None:
            self._org_codes = {id_: entry.data.code for id_, entry in self._orgs.items()}
        return relation(self._user.scope, incident, self._org_codes)

    def decide(self, act: str, incident: Incident) -> Decision:
        """Whether the person may do `act` on an incident, as the platform will judge it."""
        if self._user is None:
            return Decision(why=Why.ROLE)
        return decide(
            act,
            incident.state,
            roles=self.roles,
            relation=self.relation(incident),
            is_handler=self._user.id in incident.handlers,
        )
