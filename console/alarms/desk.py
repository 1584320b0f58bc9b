"""The alarms of one desk: what is told of them beside the list, and how they are acknowledged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmShelf, AlarmState, Incident
from backend_client.protocol.times import parse_time
from console.alarms.actions import AlarmHands
from console.alarms.batch import AlarmBatch, BatchResult
from console.alarms.digest import AlarmDigest
from console.alarms.muting import Muting
from console.commands.dispatching import CommandDone, Dispatching
from console.windows import DeskWindow
from widgets import refusal_words, theme
from widgets.alarms.alarm_words import flood_line, group_title, mute_head, mute_line
from widgets.drills import marked
from widgets.moments import minute_text
from widgets.phrases import remarked
from widgets.signs import Look, Sign

translate = QCoreApplication.translate

_MUTED = Look(Sign.SLASHED, theme.WARNING)
_WORK = Look(Sign.HALF, theme.ACCENT)


class AlarmDesk(QObject):
    """Ties strip, list, banners and status line to the alarms.

    Signals: `changed()` when the chosen alarm is another one or reads differently.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        desk: DeskWindow,
        picture: Picture,
        dispatching: Dispatching,
        batch: AlarmBatch,
        digest: AlarmDigest,
        muting: Muting,
        now: Callable[[], float],
        show_incident: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time; `show_incident` brings an incident before the officer."""
        super().__init__(parent)
        self._desk = desk
        self._watch = desk.alarm_watch
        self._alarms = picture.of(Alarm)
        self._incidents = picture.of(Incident)
        self._shelves = picture.of(AlarmShelf)
        self._batch = batch
        self._digest = digest
        self._muting = muting
        self._now = now
        self._show_incident = show_incident
        self._awaited = ""
        self._progress = (0, 0)
        self._watch.changed.connect(self._on_alarms)
        desk.alarms.acknowledge_requested.connect(self.acknowledge)
        desk.alarms.group_activated.connect(self._show_group)
        desk.alarms.alarm_activated.connect(desk.centre.table.select_id)
        desk.centre.alarm_activated.connect(desk.alarms.alarm_activated)
        desk.centre.current_changed.connect(lambda _id: self.changed.emit())
        desk.centre.missed.acknowledge_requested.connect(lambda: self.acknowledge(digest.open))
        desk.banners.alarms_requested.connect(self.show_list)
        batch.progressed.connect(self._on_progress)
        batch.finished.connect(self._on_finished)
        dispatching.command_done.connect(self._on_done)
        muting.changed.connect(self._show_notes)
        self._on_alarms()

    @property
    def hands(self) -> AlarmHands:
        """What the actions on alarms need of the desk."""
        return AlarmHands(
            first=self.first, chosen=self.chosen, group=self._group, acknowledge=self.acknowledge
        )

    @property
    def muted(self) -> str:
        """Why the sound is muted, by whom and how long yet, in words; empty while it is not."""
        mute = self._muting.mute
        if mute is None:
            return ""
        return mute_line(reason=mute.reason, by=mute.by, until=mute.until, now=self._now())

    @property
    def silenced(self) -> tuple[str, ...]:
        """What is not heard here now, in words: the muted sound, and the sources that are shelved."""
        shelved = (
            translate("AlarmDesk", "{kind}, {place}: shelved until {time}, {reason} ({by})").format(
                kind=shelf.kind,
                place=shelf.place,
                time=minute_text(parse_time(shelf.shelving.until)),
                reason=shelf.shelving.reason,
                by=shelf.shelving.by,
            )
            for shelf in (entry.data for entry in self._shelves.values())
        )
        return tuple(text for text in (self.muted, *shelved) if text)

    def chosen(self) -> str:
        """The alarm that is looked at: the one chosen in the list while that is seen, else the first."""
        centre = self._desk.centre
        return centre.current if centre.isVisible() and centre.current else self._first_open()

    def first(self) -> str:
        """The alarm that one key acknowledges: the first of the strip, unless the list has the keyboard."""
        centre = self._desk.centre
        return centre.current if centre.has_keyboard and centre.current else self._first_open()

    def acknowledge(self, ids: tuple[str, ...]) -> None:
        """Acknowledge those that are open still, one by one; that somebody else was first is no fault."""
        waiting = [
            id_
            for id_ in ids
            if (entry := self._alarms.get(id_)) is not None and entry.data.state is AlarmState.OPEN
        ]
        self._batch.acknowledge(waiting)

    def show_list(self) -> None:
        """Bring the list of alarms to the front; what came in during a break is looked at then."""
        self._desk.desk.show_tab("alarms")
        self._digest.look()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if self._awaited and self._awaited in self._incidents:
            awaited, self._awaited = self._awaited, ""
            self._show_incident(awaited)
        if changes.touches("alarm"):
            self.changed.emit()

    def _first_open(self) -> str:
        waiting = self._watch.now_open.open
        return waiting[0] if waiting else ""

    def _group(self, id_: str) -> tuple[str, ...]:
        group = self._watch.group_with(id_)
        return (id_,) if group is None else group.ids

    def _show_group(self, ids: tuple[str, ...]) -> None:
        first = self._alarms.get(ids[0])
        text = ""
        if first is not None:
            text = marked(group_title(first.data.kind, len(ids)), exercise=first.data.exercise)
        self.show_list()
        self._desk.centre.show_only(ids, text)

    def _on_alarms(self) -> None:
        flood = self._watch.now_open.flood
        text = "" if flood is None else flood_line(since=flood.since, count=flood.count)
        self._desk.banners.show_flood(text)
        count = len(self._watch.now_open.open)
        title = translate("AlarmDesk", "Alarms {n}").format(n=count) if count else self._plain_title()
        self._desk.desk.name_tab("alarms", title)
        self.changed.emit()

    def _plain_title(self) -> str:
        return translate("AlarmDesk", "Alarms")

    def _on_progress(self, through: int, total: int) -> None:
        self._progress = (through, total)
        self._desk.centre.show_progress(through if total > 1 else total, total)
        self._show_notes()

    def _on_finished(self, result: BatchResult) -> None:
        self._progress = (0, 0)
        self._show_notes()
        parts = [translate("AlarmDesk", "Alarms acknowledged: {n}").format(n=result.done)]
        if result.others:
            parts.append(translate("AlarmDesk", "{n} seen to by others before").format(n=result.others))
        if result.refused and result.why is not None:
            refused = translate("AlarmDesk", "{n} refused: {why}")
            parts.append(refused.format(n=result.refused, why=refusal_words.refusal(result.why)))
        if result != BatchResult(done=1):
            self._desk.status.show_notice("   ".join(parts), seconds=20.0, calm=not result.refused)

    def _on_done(self, done: CommandDone) -> None:
        made = done.data.get("id")
        if done.name == "alarm.to_incident" and isinstance(made, str):
            # Its event may come after the result.
            self._awaited = made
            self.on_changes(Changes())

    def _show_notes(self) -> None:
        notes: list[tuple[Look, str]] = []
        through, total = self._progress
        if through < total > 1:
            text = translate("AlarmDesk", "Acknowledging {n} of {m}").format(n=through, m=total)
            notes.append((_WORK, text))
        mute = self._muting.mute
        if mute is not None:
            notes.append((_MUTED, mute_head(until=mute.until, now=self._now())))
            notes.append((_MUTED, remarked(mute.reason, mute.by)))
        self._desk.alarms.show_notes(notes)
