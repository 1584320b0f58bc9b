"""Takes the last command of this desk back, for a few seconds and where the lifecycle has a way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import CommandArgs, Comment, Empty, Reason, Recall
from backend_client.protocol.lifecycle import UNDO, UNDO_WITHIN_S
from console.dispatching import CommandDone, Dispatching
from console.situation import Situation
from widgets import act_words

translate = QCoreApplication.translate

_TICK_MS: Final = 500


class Undo(QObject):
    """Remembers what was done last and offers to take it back. An action group with one action.

    The way back is an ordinary command on the version that was made, so whoever changed the matter in between
    is not overridden: the platform refuses, and says who it was.

    Signals: `changed()` when the offer reads differently.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._now = now
        self._last: CommandDone | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        dispatching.command_done.connect(self._on_done)
        situation.changed.connect(self._on_situation)
        self._user = situation.user

    @property
    def offer(self) -> str:
        """What can be taken back and for how long, in words; empty for nothing."""
        last = self._last
        if last is None:
            return ""
        left = max(0, round(UNDO_WITHIN_S - (self._now() - last.at)))
        text = translate("Undo", "Take back: {act} {number} ({n} s)")
        entry = self._incidents.get(last.target)
        number = "" if entry is None else entry.data.serial_no
        return text.format(act=act_words.command(last.name), number=number, n=left)

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("DeskActions", "Desk")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("desk.undo",)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        return translate("Undo", "Take back")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        return "" if self._current() is not None else translate("Undo", "Nothing to take back")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        last = self._current()
        if last is None:
            return
        entry = self._incidents.get(last.target)
        self._forget()
        self._dispatching.give(
            UNDO[last.name],
            target=last.target,
            args=_back(last),
            expect_ver=last.ver,
            seen=None if entry is None else entry.data,
        )

    def stop(self) -> None:
        """Offer nothing more; nobody is told."""
        self._timer.stop()
        self._last = None

    def _current(self) -> CommandDone | None:
        last = self._last
        return None if last is None or self._now() - last.at >= UNDO_WITHIN_S else last

    def _on_done(self, done: CommandDone) -> None:
        # Only the very last act is taken back: an older one may be what the newer one stands on.
        self._last = done if done.name in UNDO else None
        if self._last is None:
            self._timer.stop()
        else:
            self._timer.start()
        self.changed.emit()

    def _on_situation(self) -> None:
        if self._situation.user != self._user:
            self._user = self._situation.user
            self._forget()

    def _tick(self) -> None:
        if self._current() is None:
            self._forget()
        else:
            self.changed.emit()

    def _forget(self) -> None:
        self._last = None
        self._timer.stop()
        self.changed.emit()


def _back(last: CommandDone) -> CommandArgs:
    words = translate("Undo", "Taken back at once")
    match UNDO[last.name]:
        case "incident.recall":
            return Recall(tasks=tuple(last.data.get("tasks", ())), reason=words)
        case "incident.reopen":
            return Reason(reason=words)
        case "incident.resume":
            return Comment(text=words)
    return Empty()
