"""What is open at this desk, how fast it came, and whether that is a flood: read once for everybody."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState, Org
from backend_client.protocol.times import parse_time
from widgets.alarms.flood import WINDOW_S, flood_periods
from widgets.alarms.groups import AlarmGroup, PlacedAlarm, grouped
from widgets.alarms.load import Arrival
from widgets.names import OrgNames

#: More open alarms than this are told anew no oftener than every so many milliseconds: nobody reads faster,
#: and the desk must not stall while hundreds come in.
_MANY: Final = 300
_SOON_MS: Final = 200


@dataclass(frozen=True, slots=True)
class Flood:
    """A flood that is on: since when (seconds since the epoch), and how many alarms came in 10 minutes."""

    since: float
    count: int


@dataclass(frozen=True, slots=True)
class AlarmsNow:
    """The open alarms as they are told: `open` by priority, then by age; `cards` the same in groups.

    Without a flood each card is one alarm.
    """

    open: tuple[str, ...] = ()
    cards: tuple[AlarmGroup, ...] = ()
    flood: Flood | None = None


class AlarmWatch(QObject):
    """Follows the alarms of the picture. Signals: `changed()` when `now_open` reads differently."""

    changed = Signal()

    def __init__(self, *, picture: Picture, now: Callable[[], float], parent: QObject | None = None) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._names = OrgNames(orgs=picture.of(Org))
        self._now = now
        self._open: dict[str, PlacedAlarm] = {}
        #: Alarms that asked for attention here, by time; beside them what is needed to find them again.
        self._came: list[tuple[float, str]] = []
        self._arrivals: dict[str, tuple[float, int, bool]] = {}
        self._shown = AlarmsNow()
        # A flood ends with time alone.
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._look)
        self._read_all()

    @property
    def now_open(self) -> AlarmsNow:
        """The open alarms as they stand."""
        return self._shown

    def arrivals(self) -> list[Arrival]:
        """What came in the last 24 hours and was no drill, the oldest first."""
        return [
            Arrival(at, priority)
            for at, id_ in self._came
            for _, priority, exercise in (self._arrivals[id_],)
            if not exercise
        ]

    def group_with(self, id_: str) -> AlarmGroup | None:
        """The open alarms of the same kind and place as `id_`, flood or not; None when it is not open."""
        return next((group for group in grouped(self._open.values()) if id_ in group.ids), None)

    def groups_of(self, ids: Iterable[str]) -> tuple[AlarmGroup, ...]:
        """Those of the open alarms that are named, in groups, flood or not."""
        return grouped(self._open[id_] for id_ in ids if id_ in self._open)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if "alarm" in changes.reset or changes.touches("org"):
            self._read_all()
        elif ids := changes.ids("alarm"):
            for id_ in ids:
                self._read(id_)
            if len(self._open) <= _MANY:
                self._look()
            elif not self._soon.isActive():
                self._soon.start()

    def _read_all(self) -> None:
        self._open.clear()
        self._came.clear()
        self._arrivals.clear()
        for id_ in self._alarms:
            self._read(id_)
        self._look()

    def _read(self, id_: str) -> None:
        entry = self._alarms.get(id_)
        if entry is None:
            self._open.pop(id_, None)
            self._forget(id_)
            return
        alarm = entry.data
        if id_ not in self._arrivals and asks_for_attention(alarm):
            at = parse_time(alarm.raised_at)
            self._arrivals[id_] = (at, alarm.priority, alarm.exercise)
            insort(self._came, (at, id_))
        if alarm.state is not AlarmState.OPEN:
            self._open.pop(id_, None)
            return
        self._open[id_] = PlacedAlarm(
            id=id_,
            priority=alarm.priority,
            kind=alarm.kind,
            raised_at=parse_time(alarm.raised_at),
            street=self._names.street_id(alarm.org) or alarm.org,
            grid=alarm.grid_code or "",
            position=alarm.position,
            exercise=alarm.exercise,
        )

    def _forget(self, id_: str) -> None:
        arrival = self._arrivals.pop(id_, None)
        if arrival is not None:
            del self._came[bisect_left(self._came, (arrival[0], id_))]

    def _look(self) -> None:
        flood = self._flood()
        waiting = sorted(self._open.values(), key=lambda alarm: (alarm.priority, alarm.raised_at, alarm.id))
        if flood is None:
            cards = tuple(group for alarm in waiting for group in grouped((alarm,)))
        else:
            cards = grouped(waiting)
        shown = AlarmsNow(open=tuple(alarm.id for alarm in waiting), cards=cards, flood=flood)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _flood(self) -> Flood | None:
        now = self._now()
        # A clock that is a little behind must not put what has just come into the future.
        times = [min(at, now) for at, _ in self._came]
        periods = flood_periods(times, now=now)
        if not periods or periods[-1].ended is not None:
            return None
        recent = len(times) - bisect_right(times, now - WINDOW_S)
        return Flood(since=periods[-1].began, count=recent)


def asks_for_attention(alarm: Alarm) -> bool:
    """Whether an alarm came in to be heard and seen, and not as one of a shelved source."""
    return alarm.shelving is None or alarm.raised_at <= alarm.shelving.at
