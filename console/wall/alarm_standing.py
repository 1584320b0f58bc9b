"""Which alarms stand on a wall's reserved tiles now, and what they show there."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm, Camera
from backend_client.protocol.ptz import preset_towards
from backend_client.protocol.times import parse_time
from backend_client.protocol.wall import Wall
from backend_client.protocol.wall_rules import LOOKED_AT_PRIORITY, takes_walls
from console.wall.nearby import Vicinity
from layouts.alarm_tiles import Alert, Mode, Standing, replayed, stand

translate = QCoreApplication.translate

#: Most of an alarm's cameras that are ever shown together.
_MOST_CAMERAS: Final = 9


class AlarmStanding(QObject):
    """Follows the alarms of the picture for one wall; the rules are in `layouts.alarm_tiles`.

    Those of the two upper priorities take tiles by themselves. One is over for the tiles when somebody has it
    in hand: acknowledged, shelved or closed. What stood there before comes back then; a pinned alarm stays.
    Signals: `changed()`.
    """

    changed = Signal()

    def __init__(
        self,
        *,
        wall: str,
        picture: Picture,
        vicinity: Vicinity,
        now: Callable[[], float],
        kept_away: Callable[[], frozenset[str]] = frozenset,
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time in seconds since 1970. `kept_away` are ids of alarms that came in
        during a break: they take no tiles.
        """
        super().__init__(parent)
        self._id = wall
        self._walls = picture.of(Wall)
        self._alarms = picture.of(Alarm)
        self._cameras = picture.of(Camera)
        self._vicinity = vicinity
        self._now = now
        self._kept_away = kept_away
        self._tiles: tuple[int, ...] = ()
        self._standing: Standing | None = None
        # Of the devices those matter that are shown, the next best takes the place of one that fails, and
        # those that alarms name, which come back to their own.
        self._watched: frozenset[str] = frozenset()
        self._turn = QTimer(self, singleShot=True)
        self._turn.timeout.connect(self._look)

    @property
    def standing(self) -> Standing:
        """What stands on the reserved tiles now."""
        return self._standing or Standing()

    def title(self, tile: int) -> str:
        """What stands before the camera's name on a tile with an alarm: what it is, and how many wait.

        Those that wait are counted on the first tile only.
        """
        alarm = self._alarms.get(self.standing.tiles[tile].alarm)
        drill = alarm is not None and alarm.data.exercise
        parts = [translate("AlarmTiles", "[Drill alarm]") if drill else translate("AlarmTiles", "[Alarm]")]
        waiting = len(self.standing.waiting)
        if waiting and tile == min(self.standing.tiles):
            parts.append(translate("AlarmTiles", "+{n} waiting").format(n=waiting))
        if alarm is not None:
            parts.append(alarm.data.title)
        return " ".join(parts)

    def preset(self, tile: int) -> int | None:
        """The stored place at which the camera on a tile with an alarm looks at it; None for none."""
        shown = self.standing.tiles[tile]
        alarm, camera = self._alarms.get(shown.alarm), self._cameras.get(shown.camera)
        if alarm is None or camera is None or not camera.data.ptz or alarm.data.position is None:
            return None
        place = preset_towards(camera.data.presets, camera=camera.data.position, place=alarm.data.position)
        return None if place is None else place.number

    def set_tiles(self, tiles: tuple[int, ...]) -> None:
        """The numbers of the reserved tiles, in the order in which they are filled."""
        if tiles != self._tiles:
            self._tiles = tiles
            self._standing = None
            self._look()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._vicinity.on_changes(changes)
        if (
            changes.touches("alarm", "camera")
            or "wall" in changes.reset
            or self._id in changes.ids("wall")
            or "device" in changes.reset
            or not changes.ids("device").isdisjoint(self._watched)
        ):
            self._look()

    def _look(self) -> None:
        entry = self._walls.get(self._id)
        before = self.standing
        if entry is None or not entry.data.alarms or not self._tiles:
            self._standing = None
        else:
            wall = entry.data
            alerts = self._alerts(wall)
            now, mode = self._now(), Mode(wall.alarm_mode)
            if self._standing is None:
                # With those that are over, so that a node started later chooses the same tiles as the others.
                past = self._past(wall)
                self._standing = replayed(
                    [*alerts, *past], tiles=self._tiles, mode=mode, now=now, pinned=wall.pinned
                )
            else:
                self._standing = stand(
                    alerts,
                    tiles=self._tiles,
                    mode=mode,
                    now=now,
                    former=self._standing,
                    pinned=wall.pinned,
                )
        standing = self.standing
        named = (camera for id_ in self._shown_or_waiting() for camera in self._named(id_))
        self._watched = frozenset((*named, *(shown.camera for shown in standing.tiles.values())))
        if standing.left_s is not None:
            # A little later rather than a little earlier: then the turn has passed for certain.
            self._turn.start(math.ceil(standing.left_s * 1000) + 1)
        else:
            self._turn.stop()
        if (standing.tiles, standing.waiting) != (before.tiles, before.waiting):
            self.changed.emit()

    def _alerts(self, wall: Wall) -> list[Alert]:
        away = self._kept_away()
        return [
            self._alert(id_, entry.data)
            for id_, entry in self._alarms.items()
            if (takes_walls(entry.data) and id_ not in away) or id_ in wall.pinned
        ]

    def _past(self, wall: Wall) -> list[Alert]:
        return [
            replace(self._alert(id_, alarm), over_at=parse_time(over_at))
            for id_, entry in self._alarms.items()
            if (alarm := entry.data).priority <= LOOKED_AT_PRIORITY
            and not takes_walls(alarm)
            and id_ not in wall.pinned
            and (over_at := alarm.acknowledged_at or alarm.closed_at) is not None
        ]

    def _alert(self, id_: str, alarm: Alarm) -> Alert:
        return Alert(
            id=id_,
            priority=alarm.priority,
            raised_at=parse_time(alarm.raised_at),
            cameras=self._vicinity.of_alarm(alarm, count=min(len(self._tiles), _MOST_CAMERAS)),
        )

    def _shown_or_waiting(self) -> set[str]:
        return {shown.alarm for shown in self.standing.tiles.values()} | set(self.standing.waiting)

    def _named(self, id_: str) -> tuple[str, ...]:
        alarm = self._alarms.get(id_)
        return () if alarm is None else alarm.data.cameras
