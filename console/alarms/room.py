"""Everything about alarms at this workstation, put together: sound, mute, tiles, digest, list and actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Alarm
from backend_client.requests import Requests
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from console.alarm_settings import AlarmSettings
from console.alarms.actions import AlarmActions
from console.alarms.batch import AlarmBatch
from console.alarms.desk import AlarmDesk
from console.alarms.digest import AlarmDigest, DigestPlaces
from console.alarms.kept_mute import KeptMute
from console.alarms.mute_sheet import MuteSheet
from console.alarms.muting import Muting
from console.alarms.ringer import AlarmRinger
from console.alarms.sound import Sound
from console.alarms.tiles import AlarmTiles
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.camera_tiles import CameraTiles
from console.wall.nearby import Vicinity
from console.windows import DeskWindow
from widgets.dispatch.status_strip import SoundLight


@dataclass(frozen=True, slots=True)
class AlarmOptions:
    """What the settings say: how alarms sound, where what the sound needs is kept, which seat this is."""

    sounds: AlarmSettings
    folder: Path
    seat: str


class AlarmRoom(QObject):
    """Signals: `changed()` when the sound or the chosen alarm stands differently."""

    changed = Signal()

    def __init__(
        self,
        *,
        desk: DeskWindow,
        picture: Picture,
        requests: Requests,
        tasks: TaskSet,
        dispatching: Dispatching,
        dialogs: Dialogs,
        situation: Situation,
        cameras: CameraTiles,
        vicinity: Vicinity,
        feed_state: Callable[[], FeedState],
        now: Callable[[], float],
        show_incident: Callable[[str], None],
        options: AlarmOptions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        watch = desk.alarm_watch
        self.sound = Sound(folder=options.folder, parent=self)
        kept = KeptMute(path=options.folder / "mute.json")
        self.muting = Muting(now=now, kept=kept, parent=self)
        self.digest = AlarmDigest(
            picture=picture,
            watch=watch,
            places=DigestPlaces(banners=desk.banners, panel=desk.centre.missed),
            now=now,
            parent=self,
        )
        self._ringer = AlarmRinger(
            watch=watch,
            sound=self.sound,
            settings=options.sounds,
            muting=self.muting,
            missed=lambda: self.digest.unseen,
            is_current=lambda: feed_state() is FeedState.LIVE,
            parent=self,
        )
        self.tiles = AlarmTiles(
            tiles=desk.alarm_tiles,
            camera_tiles=cameras,
            picture=picture,
            vicinity=vicinity,
            kept_away=lambda: self.digest.kept_from_tiles,
            parent=self,
        )
        self.desk = AlarmDesk(
            desk=desk,
            picture=picture,
            dispatching=dispatching,
            batch=AlarmBatch(requests=requests, tasks=tasks, alarms=picture.of(Alarm), parent=self),
            digest=self.digest,
            muting=self.muting,
            now=now,
            show_incident=show_incident,
            parent=self,
        )
        self.actions = AlarmActions(
            situation=situation,
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            hands=self.desk.hands,
        )
        self.mute = MuteSheet(
            muting=self.muting,
            dialogs=dialogs,
            dispatching=dispatching,
            situation=situation,
            seat=options.seat,
        )
        for signal in (self.desk.changed, self.muting.changed, self.sound.changed):
            signal.connect(self.changed)

    @property
    def light(self) -> SoundLight:
        """Whether alarms can be heard here."""
        if not self.sound.is_possible:
            return SoundLight.IMPOSSIBLE
        return SoundLight.ON if self.muting.mute is None else SoundLight.MUTED

    def on_feed(self, status: FeedStatus) -> None:
        """Take in how the feed stands."""
        self.digest.on_feed(status)
        if status.state is FeedState.LIVE:
            self.muting.go_on()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture; the desk's own parts have."""
        self.tiles.on_changes(changes)
        self.desk.on_changes(changes)

    def stop(self) -> None:
        """Ring no more."""
        self._ringer.stop()

    def close(self) -> None:
        """Be silent."""
        self.sound.close()
