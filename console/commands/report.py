"""Shows how commands fare: at their incident, in the list, in the banners and in the status strip."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from console.commands.dispatching import Dispatching
from console.windows import DeskWindow
from widgets.action import CommandPhase, CommandView


class CommandReport(QObject):
    """What came to nothing on another incident than the one on view is told by a banner until it is seen."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        dispatching: Dispatching,
        picture: Picture,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._incidents = picture.of(Incident)
        self._desk = desk
        self._dispatching = dispatching
        self._commands: tuple[CommandView, ...] = ()
        self._out_of_sight: set[str] = set()
        dispatching.command_changed.connect(self._on_command)
        desk.detail.shown_changed.connect(lambda _id: self.refresh())
        for part in (desk.detail.command, desk.commands):
            part.redo_requested.connect(dispatching.redo)
            part.dismiss_requested.connect(dispatching.dismiss)
        desk.banners.commands_requested.connect(lambda: desk.desk.show_tab("commands"))

    def refresh(self) -> None:
        """Read all commands anew."""
        self._commands = self._dispatching.commands()
        self._desk.commands.set_commands(self._commands)
        shown = self._desk.detail.incident_id
        on_view = next((view for view in self._commands if shown and view.target == shown), None)
        self._desk.detail.set_command(on_view)
        over = [view for view in self._commands if view.phase in (CommandPhase.REFUSED, CommandPhase.EXPIRED)]
        self._out_of_sight &= {view.key for view in over}
        self._out_of_sight |= {view.key for view in over if view is not on_view}
        # What was out of sight once stays in the banner: it would come and go with every step in the table,
        # and move the whole desk each time.
        lost = [view for view in over if view.key in self._out_of_sight]
        expired = sum(view.phase is CommandPhase.EXPIRED for view in lost)
        unsent = 0
        if not self._dispatching.is_connected:
            # On its way from the disk to the socket a command is unsent for a moment: no banner for that.
            unsent = sum(view.phase is CommandPhase.UNSENT for view in self._commands)
        self._desk.banners.show_lost(refused=len(lost) - expired, expired=expired)
        self._desk.banners.show_unsent(unsent)
        count = sum(view.phase is not CommandPhase.DONE for view in self._commands)
        title = self.tr("Commands {n}").format(n=count) if count else self.tr("Commands")
        self._desk.desk.name_tab("commands", title)

    def on_changes(self, changes: Changes) -> None:
        """An incident with a conflict on it may read differently now."""
        watched = {view.target for view in self._commands if view.conflict is not None}
        if watched and ("incident" in changes.reset or not watched.isdisjoint(changes.ids("incident"))):
            self.refresh()

    def redo(self) -> None:
        """Redo what is chosen in the list while the list has the keyboard, else the incident's command."""
        if self._desk.commands.isAncestorOf(self._desk.focusWidget()):
            self._dispatching.redo(self._desk.commands.current)
            return
        shown = self._desk.detail.incident_id
        command = self._dispatching.last_on(shown) if shown else None
        if command is not None:
            self._dispatching.redo(command.key)

    def _on_command(self, target: str) -> None:
        self.refresh()
        view = self._dispatching.last_on(target)
        if target not in self._incidents:
            self._desk.status.show_command(view)
        elif view is not None and target != self._desk.detail.incident_id:
            # Done by a line, without looking the incident up: what it was done on is said too.
            self._desk.status.show_command(replace(view, text=f"{view.about}  {view.text}"))
