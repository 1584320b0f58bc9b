"""Every operator action once: keys, buttons, the palette and the sheet of keys share it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.actions.group import ActionGroup
from console.actions.keys import HELD, KEYS, OVER_DIALOGS, keys_of
from console.situation import Situation
from widgets.action import Action
from widgets.phrases import captioned


class OperatorActions(QObject):
    """The actions of all groups as they stand now. Each id belongs to one group.

    Signals: `changed()` when actions may read differently; `denied(str)` with what somebody wanted to do by
    key and why it is not possible, in words.
    """

    changed = Signal()
    denied = Signal(str)

    def __init__(
        self, *, situation: Situation, groups: Iterable[ActionGroup], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._groups = {id_: group for group in groups for id_ in group.ids()}
        self._shortcuts: list[QShortcut] = []
        self._locked = False
        situation.changed.connect(self.changed)

    def refresh(self) -> None:
        """What the actions depend on may have changed."""
        self.changed.emit()

    def bind(self, window: QWidget) -> None:
        """Let the keys work anywhere in `window`; a field that takes text keeps its letters to itself."""
        for id_ in self._groups:
            for shortcut in self._bound(id_, window):
                shortcut.setEnabled(not self._locked)
                self._shortcuts.append(shortcut)

    def bind_dialog(self, dialog: QWidget) -> None:
        """Let the few keys that a dialog over the desk leaves possible work in it too."""
        for id_ in OVER_DIALOGS:
            if id_ in self._groups:
                self._bound(id_, dialog)

    def _bound(self, id_: str, window: QWidget) -> list[QShortcut]:
        shortcuts = []
        for key in keys_of(id_):
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            # A key that is held down is one act.
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(lambda: self.trigger(id_))
            shortcuts.append(shortcut)
        return shortcuts

    def set_locked(self, locked: bool) -> None:
        """Whether nobody may act at this desk now: no key and no button does anything."""
        self._locked = locked
        for shortcut in self._shortcuts:
            shortcut.setEnabled(not locked)

    def trigger(self, id_: str) -> None:
        """Carry out an action if it is possible now; say why where it is not."""
        if self._locked:
            return
        group = self._groups[id_]
        if why_not := group.why_not(id_):
            self.denied.emit(captioned(group.text(id_), why_not))
        else:
            group.run(id_)

    def knows(self, id_: str) -> bool:
        """Whether there is such an action."""
        return id_ in self._groups

    def all(self) -> tuple[Action, ...]:
        """Every action, in the order of the groups, with the reason where it is not possible."""
        return tuple(self.action(id_) for id_ in self._groups)

    def action(self, id_: str) -> Action:
        """One action as it stands now."""
        group = self._groups[id_]
        why_not = group.why_not(id_)
        return Action(
            id=id_,
            text=group.text(id_),
            shortcut=KEYS.get(id_) or HELD.get(id_, ""),
            enabled=not why_not,
            why_not=why_not,
            run=lambda: self.trigger(id_),
            theme=group.theme,
        )
