"""What the desk's list of incidents shows, put together: lanes for a person, kept filters, the past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Org
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.lanes import Lane, Viewer, viewer_of
from backend_client.protocol.messages import User
from backend_client.protocol.queries import Found, IncidentsSearch
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.incidents.filter_shelf import FilterShelf, SavedFilter
from console.incidents.list_actions import ListActions
from console.windows import DeskWindow
from widgets import words
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import LineField
from widgets.incident_filter import IncidentFilter

translate = QCoreApplication.translate


class PlatformArchive:
    """Asks the platform for what it remembers, as an `Archive`."""

    def __init__(self, *, requests: Requests, tasks: TaskSet) -> None:
        self._requests = requests
        self._tasks = tasks

    def ask(
        self, args: IncidentsSearch, *, then: Callable[[Found], None], failed: Callable[[str], None]
    ) -> None:
        """As `Archive`."""
        self._tasks.spawn(self._ask(args, then, failed), name="history")

    async def _ask(
        self, args: IncidentsSearch, then: Callable[[Found], None], failed: Callable[[str], None]
    ) -> None:
        try:
            found = await self._requests.query("incidents.search", args)
        except RequestRefused as refused:
            is_away = refused.error.code is ErrorCode.UNAVAILABLE
            away = translate("IncidentLists", "The platform is away")
            failed(away if is_away else words.error(refused.error.code))
        else:
            then(found)


class IncidentLists(QObject):
    """Follows who sits here, and carries out what is done with lanes and filters: `actions`."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        picture: Picture,
        dialogs: Dialogs,
        data: Path,
        on_change: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """`data` is the workstation's own folder, `on_change` hears when actions may read differently."""
        super().__init__(parent)
        self._desk = desk
        self._orgs = picture.of(Org)
        self._dialogs = dialogs
        self._on_change = on_change
        self._user: User | None = None
        self._shelf = FilterShelf(folder=data)
        self.actions = ListActions(lists=self)
        lanes, button = desk.lanes, desk.filter_button
        lanes.filter_changed.connect(self._filtered)
        button.set_kept(lambda: self._shelf.filters)
        button.chosen.connect(lanes.set_filter)
        button.keep_requested.connect(self.keep)
        button.rename_requested.connect(self.rename)
        button.delete_requested.connect(self.delete)

    @property
    def kept(self) -> Sequence[SavedFilter]:
        """The kept filters of whoever sits here."""
        return self._shelf.filters

    @property
    def is_filtered(self) -> bool:
        """Whether more than a lane is chosen."""
        return self._desk.lanes.filter.is_narrow

    def set_user(self, user: User | None) -> None:
        """Another person sits here now, or nobody."""
        if user == self._user:
            return
        if (user.id if user else "") != (self._user.id if self._user else ""):
            self._shelf.open_for(user.id if user is not None else "")
            if self._shelf.trouble:
                self._tell(self._shelf.trouble)
        self._user = user
        self._look()
        self._on_change()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if changes.touches("org"):
            self._look()

    def choose(self, lane: Lane) -> None:
        """Show a lane."""
        self._desk.lanes.choose(lane)
        self._desk.desk.focus_table()

    def choose_history(self) -> None:
        """Show what the platform remembers."""
        self._desk.lanes.choose_history()
        self._desk.desk.focus_table()

    def choose_kept(self, name: str) -> None:
        """Filter by what was kept under this name."""
        for each in self._shelf.filters:
            if each.name == name:
                self._desk.lanes.set_filter(each.filter)
                self._desk.desk.focus_table()

    def open_menu(self) -> None:
        """Open the menu of what can be filtered by."""
        self._desk.filter_button.showMenu()

    def clear(self) -> None:
        """Filter by nothing but the lane."""
        now = self._desk.lanes.filter
        self._desk.lanes.set_filter(IncidentFilter(lane=now.lane, past=now.past))

    def keep(self) -> None:
        """Ask for a name and keep what is filtered by now."""
        filter_ = self._desk.lanes.filter
        parts = (filter_.text, *self._desk.filter_words.parts(filter_))
        suggested = " ".join(part for part in parts if part)
        self._ask_name(
            translate("IncidentLists", "Keep this filter"),
            suggested,
            lambda name: self._told(self._shelf.keep(name, filter_)),
        )

    def rename(self, name: str) -> None:
        """Ask for another name of a kept filter."""
        self._ask_name(
            translate("IncidentLists", "Rename this filter"),
            name,
            lambda to: self._told(self._shelf.rename(name, to)),
        )

    def delete(self, name: str) -> None:
        """Keep a filter no longer."""
        self._told(self._shelf.delete(name))

    def _ask_name(self, title: str, name: str, then: Callable[[str], None]) -> None:
        caption = translate("IncidentLists", "Name")
        form = Form(
            title=title,
            about=translate("IncidentLists", "Kept for you at this workstation."),
            send=translate("IncidentLists", "Keep"),
            fields=(LineField(id="name", caption=caption, text=name, required=True),),
            words=None,
        )

        def answered(answer: FormAnswer) -> None:
            then(answer.word("name").strip())

        self._dialogs.ask(form, answered)

    def _told(self, trouble: str) -> None:
        if trouble:
            self._tell(trouble)
        self._on_change()

    def _tell(self, text: str) -> None:
        self._desk.status.show_notice(text, seconds=20.0, calm=False)

    def _filtered(self, filter_: IncidentFilter) -> None:
        self._desk.filter_button.set_filter(filter_)
        self._on_change()

    def _look(self) -> None:
        codes = {id_: entry.data.code for id_, entry in self._orgs.items()}
        self._desk.look_as(Viewer() if self._user is None else viewer_of(self._user, codes))
