"""Everything that is done with one incident, put together: its acts, what belongs to it, and taking back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from backend_client.access import Access
from backend_client.picture import Picture
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.actions.group import ActionGroup
from console.actions.keys import KEYS
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.commands.undo import Undo
from console.incidents.actions import IncidentActions
from console.incidents.dossier import IncidentDossier
from console.situation import Situation
from console.windows import DeskWindow


class IncidentRoom(QObject):
    """The acts on the incident before the officer, its dossier, and the step back: `groups` offers them."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        situation: Situation,
        picture: Picture,
        dialogs: Dialogs,
        dispatching: Dispatching,
        requests: Requests,
        tasks: TaskSet,
        access: Access,
        show_incident: Callable[[str], None],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._status = desk.status
        self.acts = IncidentActions(
            situation=situation,
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            marked=lambda: desk.table.selected_ids,
        )
        self.dossier = IncidentDossier(
            detail=desk.detail,
            situation=situation,
            picture=picture,
            dialogs=dialogs,
            acts=self.acts,
            done=dispatching.command_done.connect,
            requests=requests,
            tasks=tasks,
            access=access,
            show_incident=show_incident,
            tell=lambda text: desk.status.show_notice(text),
            now=now,
            parent=self,
        )
        self.undo = Undo(situation=situation, picture=picture, dispatching=dispatching, parent=self)
        self.undo.changed.connect(self._show_offer)
        self.undo.taken_back.connect(self._show_taken_back)

    @property
    def groups(self) -> tuple[ActionGroup, ...]:
        """The groups, in the order in which their actions are listed."""
        return (self.acts, self.dossier, self.undo)

    def stop(self) -> None:
        """The desk is about to go."""
        self.undo.stop()

    def _show_taken_back(self, text: str, whole: bool) -> None:
        self._status.show_notice(text, calm=whole)

    def _show_offer(self) -> None:
        offer = self.undo.offer
        self._status.show_offer(f"{offer}   {KEYS['desk.undo']}" if offer else "")
