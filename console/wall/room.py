"""Everything that a desk does with walls: those of its own machine, and those that stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.messages import Signal as Heard
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Wall, WallTile
from backend_client.protocol.wall_args import WallPlay, WallShow
from console.actions.group import ActionGroup
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.actions import WallActions
from console.wall.alarm_actions import AlarmTileActions
from console.wall.camera_tiles import CameraTiles
from console.wall.chosen import ChosenTile
from console.wall.conferring import ConferringActions
from console.wall.director import Director
from console.wall.distant_play import DistantPlay
from console.wall.holding import HoldActions
from console.wall.hotspot import HotspotActions
from console.wall.layout_desk import LayoutDesk
from console.wall.previews import Previews
from console.wall.reasons import Reasons
from console.wall.recordings import Player
from console.wall.scenes import SceneActions
from console.wall.target import WallTarget
from console.wall.tile_choosing import TileChoosing
from console.wall.tile_hands import TileHands
from console.wall.tours import TourActions
from console.wall.trail import TileTrails
from console.wall.walls import Walls
from widgets.initials import Initials

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class WallParts:
    """What of the workstation the room works with; without a `player` the preview plays no recordings."""

    walls: Walls
    cameras: CameraTiles
    previews: Previews
    player: Player | None = None


class WallRoom(QObject):
    """Signals: `told(str)` with a sentence in passing; `changed()` when its actions may read differently."""

    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        *,
        parts: WallParts,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        dialogs: Dialogs,
        initials: Initials,
        seat: str,
        favourites: Callable[[], tuple[str, ...]],
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`favourites` are the ids of the cameras that the person here marked; `now` is the platform's time,
        which passes `rate` times as fast as people's.
        """
        super().__init__(parent)
        self._known = picture.of(Wall)
        self._cameras = picture.of(Camera)
        self._trails = TileTrails()
        self._walls = parts.walls
        self._dispatching = dispatching
        self._situation = situation
        self.target = WallTarget(walls=parts.walls, picture=picture, parent=self)
        self.chosen = ChosenTile(cameras=parts.cameras, parent=self)
        self.tiles = TileHands(situation=situation, dispatching=dispatching, target=self.target)
        self._holding = HoldActions(
            situation=situation, dispatching=dispatching, target=self.target, seat=seat
        )
        self._alarm_tiles = AlarmTileActions(
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            dialogs=dialogs,
            target=self.target,
            initials=initials,
        )
        self.reasons = Reasons(
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            dialogs=dialogs,
            now=now,
            parent=self,
        )
        self._acts = WallActions(
            situation=situation,
            picture=picture,
            dispatching=dispatching,
            previews=parts.previews,
            target=self.target,
            trails=self._trails,
            reasons=self.reasons,
        )
        self.scenes = SceneActions(
            situation=situation,
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            target=self.target,
            reasons=self.reasons,
            initials=initials,
            now=now,
            parent=self,
        )
        self.layouts = LayoutDesk(
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            dialogs=dialogs,
            target=self.target,
            scenes=self.scenes,
            reasons=self.reasons,
            initials=initials,
            now=now,
            parent=self,
        )
        self.director = Director(
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            cameras=parts.cameras,
            target=self.target,
            scenes=self.scenes,
            reasons=self.reasons,
            player=parts.player,
            now=now,
            rate=rate,
            parent=self,
        )
        self._tours = TourActions(
            situation=situation,
            picture=picture,
            dispatching=dispatching,
            dialogs=dialogs,
            target=self.target,
            initials=initials,
            favourites=favourites,
            now=now,
            rate=rate,
            parent=self,
        )
        self._distant = DistantPlay(
            situation=situation, dispatching=dispatching, target=self.target, now=now, rate=rate
        )
        self._conferring = ConferringActions(
            picture=picture,
            situation=situation,
            dispatching=dispatching,
            target=self.target,
            chosen=self.chosen,
        )
        self._choosing = TileChoosing(
            picture=picture, dialogs=dialogs, target=self.target, initials=initials, parent=self
        )
        self.hotspot = HotspotActions(
            situation=situation,
            dispatching=dispatching,
            target=self.target,
            chosen=self.chosen,
            parent=self,
        )
        parts.walls.show_requested.connect(self._show)
        parts.walls.play_requested.connect(
            lambda wall, args: dispatching.give("wall.play", target=wall, args=args)
        )
        self.layouts.preview_wanted.connect(self.director.prepare_draft)
        self.director.told.connect(self.told)
        self._tours.told.connect(self.told)
        self._choosing.chosen.connect(self._tell_tile)
        self.director.changed.connect(self.changed)
        self.target.changed.connect(self._tell_target)
        self.chosen.changed.connect(self.changed)

    @property
    def groups(self) -> tuple[ActionGroup, ...]:
        """The actions on walls."""
        return (
            self._acts,
            self._choosing,
            self._distant,
            self._conferring,
            self.hotspot,
            self.scenes,
            self.layouts,
            self.director,
            self._tours,
            self._holding,
            self._alarm_tiles,
        )

    def put_camera(self, camera: str) -> None:
        """Put a camera on the chosen tile of the wall that commands are for, wherever that stands."""
        tile = WallTile(tile=self.target.tile, camera=camera)
        if self._show(self.target.id, WallShow(tiles=(tile,))):
            self._tell(self._where(camera))

    def why_not_recording(self) -> str:
        """Why no recording can be put on the wall that commands are for now, in words; empty when one can."""
        return self.target.why_not("wall.show", self._situation.user)

    def put_recording(self, content: WallTile, moment: float) -> None:
        """Let a recording stand on the chosen tile of the wall that commands are for, wherever that stands,
        and go on there from `moment`, in seconds since 1970.
        """
        wall, tile = self.target.id, replace(content, tile=self.target.tile)
        where = self._where(tile.camera)

        def put() -> None:
            self._dispatching.give("wall.show", target=wall, args=WallShow(tiles=(tile,)))
            play = WallPlay(tile=tile.tile, moment=format_time(moment))
            self._dispatching.give("wall.play", target=wall, args=play)
            self._tell(where)

        self.reasons.first((tile,), put, wall=wall)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture; the walls' windows have."""
        self.layouts.on_changes(changes)
        self.director.on_changes(changes)
        self._tours.on_changes(changes)
        if not changes.touches("wall"):
            return
        for id_ in self._known if "wall" in changes.reset else changes.ids("wall"):
            entry = self._known.get(id_)
            if entry is not None:
                self._trails.on_wall(id_, entry.data)

    def on_signal(self, signal: Heard) -> None:
        """Take in what a participant of a conference says to others."""
        self._walls.on_signal(signal)

    async def close(self) -> None:
        """Give up what is being read or written."""
        self.director.close()
        await self.layouts.close()

    def _show(self, wall: str, args: WallShow) -> bool:
        """Ask for something on a wall, or say why not; whether it was asked for."""
        if why_not := self.target.why_not("wall.show", self._situation.user, wall=wall):
            self.told.emit(why_not)
            return False
        self._dispatching.give("wall.show", target=wall, args=args)
        return True

    def _where(self, camera: str) -> str:
        """Onto which tile a camera goes, in words, where nobody here sees it: on a wall elsewhere."""
        if self.target.display is not None:
            return ""
        entry = self._cameras.get(camera)
        told = translate("WallRoom", "{camera} onto tile {address}")
        return told.format(camera=camera if entry is None else entry.data.name, address=self.target.address)

    def _tell(self, told: str) -> None:
        if told:
            self.told.emit(told)

    def _tell_tile(self) -> None:
        self.changed.emit()
        told = translate("WallRoom", "Tile {address} is chosen")
        self.told.emit(told.format(address=self.target.address))

    def _tell_target(self) -> None:
        self.changed.emit()
        if len(self._known) > 1:
            self.told.emit(translate("WallRoom", "Wall {wall}").format(wall=self.target.title))
