"""What actions are judged by: who sits here and which incident is before him."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from backend_client.protocol.messages import User


class Situation(QObject):
    """Who acts, and on what. Signals: `changed()`."""

    changed = Signal()

    def __init__(self, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
