"""The alarm tiles of the desk: reserved for the cameras of the alarm that matters most now."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, AlarmState
from console.video.budget import Weight
from console.wall.camera_tiles import CameraTiles
from console.wall.nearby import Vicinity
from widgets.wall.tile import Tile


class AlarmTiles(QObject):
    """Shows the cameras of the newest open alarm of the highest priority, as a wall would; empty while there
    is none.

    The tiles serve alarms only, so an alarm never takes a picture away from somebody who looks at it.
    """

    def __init__(
        self,
        *,
        tiles: Sequence[Tile],
        camera_tiles: CameraTiles,
        picture: Picture,
        vicinity: Vicinity,
        kept_away: Callable[[], frozenset[str]] = frozenset,
        parent: QObject | None = None,
    ) -> None:
        """`kept_away` are ids of alarms that came in during a break: they take no tiles."""
        super().__init__(parent)
        self._alarms = picture.of(Alarm)
        self._camera_tiles = camera_tiles
        self._vicinity = vicinity
        self._kept_away = kept_away
        self._keys = [f"alarm-{number}" for number in range(1, len(tiles) + 1)]
        self._shown = ""
        self._cameras: tuple[str, ...] = ()
        #: The cameras that decide what is shown by being reachable or not.
        self._watched: frozenset[str] = frozenset()
        self._tiles = tuple(tiles)
        for key, tile in zip(self._keys, tiles, strict=True):
            camera_tiles.add(key, tile, weight=Weight.ALARM)
        self._show()

    @property
    def shown(self) -> str:
        """Id of the alarm whose cameras are shown; empty for none."""
        return self._shown

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._vicinity.on_changes(changes)
        if (
            changes.touches("alarm", "camera")
            or "device" in changes.reset
            or not changes.ids("device").isdisjoint(self._watched)
        ):
            before = (self._shown, self._cameras)
            self._choose()
            if (self._shown, self._cameras) != before:
                self._show()

    def _choose(self) -> None:
        away = self._kept_away()
        waiting = [
            (entry.data.priority, _newest_first(entry.data), id_)
            for id_, entry in self._alarms.items()
            if entry.data.state is AlarmState.OPEN and id_ not in away
        ]
        self._shown = min(waiting)[2] if waiting else ""
        entry = self._alarms.get(self._shown)
        if entry is None:
            self._cameras, self._watched = (), frozenset()
            return
        self._cameras = self._vicinity.of_alarm(entry.data, count=len(self._tiles))
        self._watched = frozenset((*self._cameras, *entry.data.cameras))

    def _show(self) -> None:
        entry = self._alarms.get(self._shown)
        drill = entry is not None and entry.data.exercise
        translate = QCoreApplication.translate
        title = translate("AlarmTiles", "[Drill alarm]") if drill else translate("AlarmTiles", "[Alarm]")
        for place, (key, tile) in enumerate(zip(self._keys, self._tiles, strict=True)):
            if entry is None:
                tile.say_when_empty(translate("AlarmTiles", "No open alarm"))
            elif not self._cameras and place == 0:
                where = entry.data.place or entry.data.title
                tile.say_when_empty(translate("AlarmTiles", "No camera: {place}").format(place=where))
            else:
                tile.say_when_empty(translate("AlarmTiles", "No further camera"))
            camera = self._cameras[place] if place < len(self._cameras) else ""
            self._camera_tiles.show(key, camera, title=title)


def _newest_first(alarm: Alarm) -> tuple[int, ...]:
    """Sorts RFC 3339 texts, which order as text, the other way round."""
    return tuple(-ord(character) for character in alarm.raised_at)
