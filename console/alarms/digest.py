"""Shows once what came in during a break, and keeps it from ringing and taking tiles one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState, Org
from backend_client.status import FeedState, FeedStatus
from console.alarms.missed import BreakWatch, Missed
from widgets.alarms.alarm_words import group_title, missed_line
from widgets.alarms.watch import AlarmWatch
from widgets.dispatch.banners import Banners
from widgets.dispatch.missed_panel import MissedPanel
from widgets.drills import marked, titled
from widgets.names import OrgNames


@dataclass(frozen=True, slots=True)
class DigestPlaces:
    """Where the digest is told: by a banner that has to be looked after, and in the list of alarms."""

    banners: Banners
    panel: MissedPanel


class AlarmDigest(QObject):
    """The alarms of the last break, until somebody has looked at them or all are acknowledged."""

    def __init__(
        self,
        *,
        picture: Picture,
        watch: AlarmWatch,
        places: DigestPlaces,
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time."""
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._names = OrgNames(orgs=picture.of(Org))
        self._watch = watch
        self._places = places
        self._now = now
        self._break = BreakWatch()
        self._user = ""
        self._was_live = False
        self._missed: Missed | None = None
        self._looked_at = False
        self._kept_from_tiles: frozenset[str] = frozenset()
        watch.changed.connect(self._show)
        places.panel.seen.connect(self.dismiss)

    @property
    def unseen(self) -> frozenset[str]:
        """Ids of the alarms that nobody has looked at: they ring once for all."""
        return frozenset() if self._missed is None or self._looked_at else self._missed.open

    @property
    def kept_from_tiles(self) -> frozenset[str]:
        """Ids of the alarms of all breaks: they take no tile by themselves."""
        return self._kept_from_tiles

    @property
    def open(self) -> tuple[str, ...]:
        """Ids of what is told and still asks for attention."""
        if self._missed is None:
            return ()
        # Read from the picture: on the new connection the watch hears of them a frame later.
        return tuple(
            id_
            for id_ in sorted(self._missed.open & self._alarms.keys())
            if self._alarms[id_].data.state is AlarmState.OPEN
        )

    def on_feed(self, status: FeedStatus) -> None:
        """Take in how the feed stands; call it before the alarms of a new connection are shown."""
        user = "" if status.user is None else status.user.id
        if user and user != self._user:
            # Another person sees other alarms: none of them came in behind his back.
            self._user = user
            self._break.forget()
        if status.state is FeedState.LIVE:
            missed = self._break.back(self._alarms, at=self._now())
            self._was_live = True
            if missed is not None:
                self._missed, self._looked_at = missed, False
                self._kept_from_tiles |= missed.open
            self._show()
        elif self._was_live:
            self._was_live = False
            self._break.lost(self._alarms, at=self._now())

    def look(self) -> None:
        """Somebody looks at the list of alarms: the banner has done its work."""
        self._looked_at = True
        self._show()

    def dismiss(self) -> None:
        """Somebody has seen it."""
        self._missed = None
        self._show()

    def _show(self) -> None:
        waiting = self.open
        if not waiting:
            self._missed = None
        self._kept_from_tiles &= self._alarms.keys()
        missed = self._missed
        if missed is None:
            self._places.banners.show_missed("")
            self._places.panel.show_missed("", ())
            return
        counts = Counter(self._alarms[id_].data.priority for id_ in waiting)
        text = missed_line(
            began=missed.began,
            ended=missed.ended,
            counts=counts,
            settled=missed.count - len(waiting),
        )
        self._places.banners.show_missed("" if self._looked_at else text)
        self._places.panel.show_missed(text, self._groups(waiting))

    def _groups(self, ids: tuple[str, ...]) -> list[tuple[int, str]]:
        found = []
        for group in self._watch.groups_of(ids):
            if len(group.ids) == 1:
                alarm = self._alarms[group.ids[0]].data
                found.append((group.priority, f"{titled(alarm)}   {alarm.place}"))
            else:
                street = self._names.name(group.street)
                title = marked(group_title(group.kind, len(group.ids)), exercise=group.exercise)
                found.append((group.priority, f"{title}   {street}"))
        return found
