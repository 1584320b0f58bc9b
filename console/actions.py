"""Every operator action once: keys, buttons and menus share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from backend_client.picture import Entry, Picture
from backend_client.protocol import lifecycle
from backend_client.protocol.commands import (
    DISPATCH_NOT_AFTER_S,
    Args,
    Assign,
    Empty,
    TaskRef,
    WallShow,
)
from backend_client.protocol.entities import Incident, TaskState
from console.dialogs import Dialogs
from console.dispatching import Dispatching
from console.previews import Previews
from console.wall_display import WallDisplay, restored, tiles_for
from widgets import words
from widgets.action import Action
from widgets.dispatch.assign_dialog import AssignChoice

translate = QCoreApplication.translate

#: action id -> key. Single letters act only while no text is being written.
KEYS: Final = {
    "incident.accept": "A",
    "incident.assign": "D",
    "incident.finish": "F",
    "incident.reject": "R",
    "incident.transfer": "T",
    "incident.note": "N",
    "incident.verify": "V",
    "task.sign": "G",
    "wall.put": "W",
    "wall.restore": "B",
    "incident.create": "Ctrl+N",
    "alarm.acknowledge": "K",
    "desk.table": "Escape",
    "desk.search": "/",
    "desk.cameras": "C",
    "desk.units": "U",
    "map.all": "M",
    "desk.commands": "F4",
    "desk.redo": "Ctrl+R",
    "desk.person": "Ctrl+P",
    "desk.lock": "Ctrl+Shift+L",
    "desk.mute": "Ctrl+M",
}

#: The buttons under an incident, in their order.
_ON_INCIDENT: Final = (
    "incident.accept",
    "incident.assign",
    "incident.finish",
    "incident.verify",
    "task.sign",
    "incident.note",
    "incident.transfer",
    "incident.reject",
    "wall.put",
    "wall.restore",
)


@dataclass(frozen=True, slots=True)
class DeskHands:
    """What actions move on the desk itself."""

    focus_table: Callable[[], None]
    focus_search: Callable[[], None]
    show_cameras: Callable[[], None]
    show_units: Callable[[], None]
    show_whole_map: Callable[[], None]
    acknowledge_first: Callable[[], None]
    show_commands: Callable[[], None]
    redo: Callable[[], None]
    change_person: Callable[[], None]
    lock: Callable[[], None]
    mute: Callable[[], None]


class OperatorActions(QObject):
    """The actions as they stand for the current incident and the person signed in.

    Signals: `changed()` when `on_incident` reads differently.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        picture: Picture,
        dispatching: Dispatching,
        dialogs: Dialogs,
        previews: Previews,
        wall: WallDisplay,
        wall_id: str,
        hands: DeskHands,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._previews = previews
        self._wall = wall
        self._wall_id = wall_id
        self._roles: frozenset[str] = frozenset()
        self._current = ""
        self._shortcuts: list[QShortcut] = []
        self._locked = False
        self._run: dict[str, Callable[[], None]] = {
            "incident.accept": lambda: self._give("incident.accept", Empty()),
            "incident.assign": self._assign,
            "incident.finish": lambda: self._with_words("incident.finish"),
            "incident.reject": lambda: self._with_words("incident.reject"),
            "incident.transfer": lambda: self._with_words("incident.transfer"),
            "incident.note": lambda: self._with_words("incident.note"),
            "incident.verify": lambda: self._with_words("incident.verify"),
            "task.sign": self._sign,
            "wall.put": self._put_on_wall,
            "wall.restore": self._restore_wall,
            "incident.create": self._create,
            "alarm.acknowledge": hands.acknowledge_first,
            "desk.table": hands.focus_table,
            "desk.search": hands.focus_search,
            "desk.cameras": hands.show_cameras,
            "desk.units": hands.show_units,
            "map.all": hands.show_whole_map,
            "desk.commands": hands.show_commands,
            "desk.redo": hands.redo,
            "desk.person": hands.change_person,
            "desk.lock": hands.lock,
            "desk.mute": hands.mute,
        }

    def set_roles(self, roles: Iterable[str]) -> None:
        """The roles of the person signed in."""
        self._roles = frozenset(roles)
        self.changed.emit()

    def set_current(self, incident: str) -> None:
        """The incident that actions are for; empty for none."""
        self._current = incident
        self.changed.emit()

    def refresh(self) -> None:
        """The current incident or the wall may have changed."""
        self.changed.emit()

    def bind(self, window: QWidget) -> None:
        """Let the keys work anywhere in `window`; a field that takes text keeps its letters to itself."""
        for id_, key in KEYS.items():
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            # A key that is held down is one act.
            shortcut.setAutoRepeat(False)
            shortcut.setEnabled(not self._locked)
            shortcut.activated.connect(lambda id_=id_: self.trigger(id_))
            self._shortcuts.append(shortcut)

    def bind_lock(self, dialog: QWidget) -> None:
        """Let the desk be locked from a dialog that stands over it too."""
        shortcut = QShortcut(QKeySequence(KEYS["desk.lock"]), dialog)
        shortcut.activated.connect(lambda: self.trigger("desk.lock"))

    def set_locked(self, locked: bool) -> None:
        """Whether nobody may act at this desk now: no key and no button does anything."""
        self._locked = locked
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not locked)

    def trigger(self, id_: str) -> None:
        """Carry out an action if it is possible now."""
        if not self._locked and not self._why_not(id_):
            self._run[id_]()

    def on_incident(self) -> tuple[Action, ...]:
        """What can be done with the current incident, with the reason where it cannot."""
        return tuple(self._action(id_) for id_ in _ON_INCIDENT)

    def _action(self, id_: str) -> Action:
        why_not = self._why_not(id_)
        return Action(
            id=id_,
            text=_text(id_),
            shortcut=KEYS[id_],
            enabled=not why_not,
            why_not=why_not,
            run=lambda: self.trigger(id_),
        )

    def _why_not(self, id_: str) -> str:
        """Why an action is not possible now, in words; empty when it is."""
        if id_.startswith(("desk.", "map.")):
            return ""
        command = "wall.show" if id_.startswith("wall.") else id_
        if not lifecycle.may_send(command, self._roles):
            return translate("OperatorActions", "Not your role")
        if id_ == "wall.restore":
            wall = self._wall.wall
            borrowed = wall is not None and wall.incident is not None
            return "" if borrowed else translate("OperatorActions", "Not borrowed")
        if id_ in ("incident.create", "alarm.acknowledge"):
            return ""
        entry = self._incidents.get(self._current)
        if entry is None:
            return translate("OperatorActions", "No incident is chosen")
        if id_ == "wall.put":
            none = translate("OperatorActions", "No camera near")
            return "" if self._previews.cameras else none
        if not lifecycle.allowed(id_, entry.data.state):
            state = words.incident_state(entry.data.state)
            return translate("OperatorActions", "Now: {state}").format(state=state)
        if id_ == "task.sign" and _to_sign(entry.data) is None:
            return translate("OperatorActions", "Nothing to sign")
        return ""

    def _entry(self) -> Entry[Incident] | None:
        return self._incidents.get(self._current)

    def _give(self, name: str, args: Args, *, not_after_s: float | None = None) -> None:
        entry = self._entry()
        if entry is not None:
            self._dispatching.give(
                name,
                target=entry.id,
                args=args,
                expect_ver=entry.ver,
                not_after_s=not_after_s,
                seen=entry.data,
            )

    def _give_on(self, name: str, entry: Entry[Incident], args: Args) -> None:
        """Give a command on the incident a dialog was opened for, whatever is current by now."""
        not_after = DISPATCH_NOT_AFTER_S if name == "incident.assign" else None
        self._dispatching.give(
            name,
            target=entry.id,
            args=args,
            expect_ver=entry.ver,
            not_after_s=not_after,
            seen=entry.data,
        )

    def _assign(self) -> None:
        entry = self._entry()
        if entry is None:
            return

        def chosen(choice: AssignChoice) -> None:
            args = Assign(assignees=choice.assignees, note=choice.note)
            self._give_on("incident.assign", entry, args)

        self._dialogs.ask_assignees(entry.data, chosen)

    def _with_words(self, name: str) -> None:
        entry = self._entry()
        if entry is not None:
            self._dialogs.ask_words(name, entry.data, lambda args: self._give_on(name, entry, args))

    def _sign(self) -> None:
        entry = self._entry()
        args = None if entry is None else _to_sign(entry.data)
        if args is not None:
            self._give("task.sign", args)

    def _create(self) -> None:
        self._dialogs.ask_incident(
            lambda args: self._dispatching.give("incident.create", target=None, args=args)
        )

    def _put_on_wall(self) -> None:
        cameras = self._previews.cameras[: self._wall.tile_count]
        args = WallShow(tiles=tiles_for(cameras), incident=self._current)
        self._dispatching.give("wall.show", target=self._wall_id, args=args)

    def _restore_wall(self) -> None:
        wall = self._wall.wall
        if wall is not None:
            args = WallShow(tiles=restored(wall))
            self._dispatching.give("wall.show", target=self._wall_id, args=args)


def _to_sign(incident: Incident) -> TaskRef | None:
    """The first task that nobody has signed for, the lead's before the others'."""
    waiting = [task for task in incident.tasks if task.state is TaskState.OFFERED]
    waiting.sort(key=lambda task: not task.lead)
    return TaskRef(task=waiting[0].id) if waiting else None


def _text(id_: str) -> str:
    match id_:
        case "wall.put":
            return translate("OperatorActions", "To the wall")
        case "wall.restore":
            return translate("OperatorActions", "Former wall")
    return words.command(id_)
