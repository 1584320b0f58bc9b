"""Takes the last step of this desk back, for a few seconds and where the lifecycle has a way back."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import CommandArgs, Comment, Empty, Reason, Recall
from backend_client.protocol.lifecycle import UNDO, UNDO_WITHIN_S
from console.commands.dispatching import CommandDone, CommandRefused, Dispatching
from console.situation import Situation
from widgets import act_words
from widgets.phrases import captioned, listed

translate = QCoreApplication.translate

_TICK_MS: Final = 500
#: So many that could not be taken back are named; all of them stand in the list of commands.
_MOST_NAMED: Final = 3


@dataclass(slots=True)
class _TakingBack:
    """A batch on its way back: the commands that have no answer yet, and what the others came to."""

    batch: str
    act: str
    waiting: set[str] = field(default_factory=set)
    done: int = 0
    refused: list[str] = field(default_factory=list)


class Undo(QObject):
    """Remembers what was done last and offers to take it back. An action group with one action.

    What was given as one step is taken back as one, those of it that take effect only afterwards as well.
    Each way back is an ordinary command on the version that was made, so whoever changed the matter in
    between is not overridden: the platform refuses, and says who it was.

    Signals: `changed()` when the offer reads differently; `taken_back(str, bool)` when a step of several is
    back: how many, which not and why, and whether it was all of them.
    """

    changed = Signal()
    taken_back = Signal(str, bool)

    def __init__(
        self,
        *,
        situation: Situation,
        picture: Picture,
        dispatching: Dispatching,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """`now` is the clock by which commands are said to be done: seconds in which people think."""
        super().__init__(parent)
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._dispatching = dispatching
        self._now = now
        self._last: tuple[CommandDone, ...] = ()
        self._batch: tuple[CommandDone, ...] = ()
        self._taking: list[_TakingBack] = []
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)
        dispatching.command_done.connect(self._on_done)
        dispatching.command_refused.connect(self._on_refused)
        situation.changed.connect(self._on_situation)
        self._user = situation.user

    @property
    def offer(self) -> str:
        """What can be taken back and for how long, in words; empty for nothing."""
        if not self._last:
            return ""
        last = self._last[-1]
        left = max(0, round(UNDO_WITHIN_S - (self._now() - last.at)))
        act = act_words.command(last.name)
        if len(self._last) > 1:
            text = translate("Undo", "Take back: {act}, {count} incidents ({n} s)")
            return text.format(act=act, count=len(self._last), n=left)
        text = translate("Undo", "Take back: {act} {number} ({n} s)")
        return text.format(act=act, number=self._number(last.target), n=left)

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
        return "" if self._current() else translate("Undo", "Nothing to take back")

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        acts = self._current()
        if not acts:
            return
        self._forget()
        batch = acts[-1].batch
        if not batch:
            self._give_back(acts[-1])
            return
        taking = _TakingBack(batch, acts[-1].name)
        self._taking.append(taking)
        for done in acts:
            taking.waiting.add(self._give_back(done))

    def stop(self) -> None:
        """Offer nothing more; nobody is told."""
        self._timer.stop()
        self._last = ()
        self._taking.clear()

    def _current(self) -> tuple[CommandDone, ...]:
        in_time = self._last and self._now() - self._last[-1].at < UNDO_WITHIN_S
        return self._last if in_time else ()

    def _give_back(self, done: CommandDone) -> str:
        entry = self._incidents.get(done.target)
        return self._dispatching.give(
            UNDO[done.name],
            target=done.target,
            args=_back(done),
            expect_ver=done.ver,
            seen=None if entry is None else entry.data,
        )

    def _on_done(self, done: CommandDone) -> None:
        for taking in self._taking:
            if done.batch == taking.batch:
                # It was still on its way when the step that it belongs to was taken back.
                taking.waiting.add(self._give_back(done))
                return
            if done.key in taking.waiting:
                taking.waiting.remove(done.key)
                taking.done += 1
                self._tell_when_all_is_back(taking)
                return
        if done.batch:
            earlier = self._batch if self._batch and self._batch[-1].batch == done.batch else ()
            self._batch = (*earlier, done)
        # Only the very last step is taken back: an older one may be what the newer one stands on.
        step = self._batch if done.batch else (done,)
        self._last = step if done.name in UNDO else ()
        if self._last:
            self._timer.start()
        else:
            self._timer.stop()
        self.changed.emit()

    def _on_refused(self, refused: CommandRefused) -> None:
        for taking in list(self._taking):
            if refused.key in taking.waiting:
                taking.waiting.remove(refused.key)
                taking.refused.append(captioned(self._number(refused.target), refused.reason))
            elif refused.batch != taking.batch:
                continue
            self._tell_when_all_is_back(taking)

    def _tell_when_all_is_back(self, taking: _TakingBack) -> None:
        if taking.waiting or self._dispatching.is_under_way(taking.batch):
            return
        self._taking.remove(taking)
        text = translate("Undo", "Taken back: {act}, {done} of {count} incidents").format(
            act=act_words.command(taking.act), done=taking.done, count=taking.done + len(taking.refused)
        )
        if taking.refused:
            named = taking.refused[:_MOST_NAMED]
            if more := len(taking.refused) - len(named):
                named.append(translate("Undo", "{n} more").format(n=more))
            text = translate("Undo", "{text}. Not: {those}").format(text=text, those=listed(named))
        self.taken_back.emit(text, not taking.refused)

    def _on_situation(self) -> None:
        if self._situation.user != self._user:
            self._user = self._situation.user
            self._taking.clear()
            self._forget()

    def _tick(self) -> None:
        if self._current():
            self.changed.emit()
        else:
            self._forget()

    def _forget(self) -> None:
        self._last = ()
        self._timer.stop()
        self.changed.emit()

    def _number(self, incident: str) -> str:
        entry = self._incidents.get(incident)
        return "" if entry is None else entry.data.serial_no


def _back(done: CommandDone) -> CommandArgs:
    words = translate("Undo", "Taken back at once")
    match UNDO[done.name]:
        case "incident.recall":
            return Recall(tasks=tuple(done.data.get("tasks", ())), reason=words)
        case "incident.reopen":
            return Reason(reason=words)
        case "incident.resume":
            return Comment(text=words)
    return Empty()
