"""The director's preview (预监): looked at at the desk first, then taken to the wall by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.wall import LayoutData, Scene, TileKind, WallTile
from backend_client.protocol.wall_args import WallShow
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.video.budget import Weight
from console.wall.camera_tiles import CameraTiles
from console.wall.preview_recordings import PreviewRecordings, is_recording
from console.wall.reasons import Reasons
from console.wall.recordings import Player
from console.wall.scene_drafts import is_layout_only, tiles_of
from console.wall.scenes import SceneActions
from console.wall.target import WallTarget
from layouts.document import decode, encode
from layouts.drafts import Draft, Kind
from layouts.faults import LayoutUnusable
from layouts.layout import Layout
from widgets.wall.layout_words import kind_word
from widgets.wall.preview_sheet import PreviewSheet
from widgets.wall.tile import Tile

translate = QCoreApplication.translate

_IDS: Final = ("wall.preview", "wall.on_air")


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What is looked at: its name, its layout, what stands on which tile; `scene` is its id if it is one."""

    name: str
    layout: Layout
    tiles: Mapping[int, WallTile]
    scene: str = ""


class Director(QObject):
    """An action group, and what the preview sheet shows. Its pictures play only while the sheet is seen.

    Signals: `sheet_wanted()` when the sheet is to come to the front; `told(str)` with a sentence in passing;
    `changed()` when its actions may read differently.
    """

    sheet_wanted = Signal()
    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        cameras: CameraTiles,
        target: WallTarget,
        scenes: SceneActions,
        reasons: Reasons,
        player: Player | None,
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`player` plays recordings; None: this machine plays none. `now` is the platform's time, which
        passes `rate` times as fast as people's.
        """
        super().__init__(parent)
        self._known = picture.of(Scene)
        self._situation = situation
        self._dispatching = dispatching
        self._cameras = cameras
        self._target = target
        self._scenes = scenes
        self._reasons = reasons
        self._recordings = PreviewRecordings(
            picture=picture, player=player, reasons=reasons, now=now, rate=rate, parent=self
        )
        self._prepared: _Prepared | None = None
        self._seen = False
        self._keys: dict[Tile, str] = {}
        self.sheet = PreviewSheet(now=now)
        self.sheet.scene_wanted.connect(self._pick)
        self.sheet.step_wanted.connect(self._prepare_step)
        self.sheet.reason_wanted.connect(self._ask_reason)
        self.sheet.air_wanted.connect(self._go_on_air)
        self.sheet.seen_changed.connect(self._on_seen)
        target.changed.connect(self._tell)
        situation.changed.connect(self._tell)
        self._tell()

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("WallActions", "Video wall")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return _IDS

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "wall.preview":
            return translate("Director", "Director's preview")
        return translate("Director", "Take the preview to the wall")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        return "" if id_ == "wall.preview" else self._why_no_air()

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        if id_ == "wall.on_air":
            self._go_on_air()
            return
        self.sheet_wanted.emit()
        if self._prepared is None:
            self._pick()

    # What others use too.

    def prepare_scene(self, scene: str) -> None:
        """Look at a scene; at a layout alone with what stands on the wall."""
        entry = self._known.get(scene)
        if entry is not None:
            tiles = self._standing() if is_layout_only(entry.data) else _by_address(entry.data.tiles)
            self._prepare(entry.data.name, entry.data.layout, tiles, scene)

    def prepare_draft(self, name: str, draft: Draft) -> None:
        """Look at what is being edited."""
        named = name or translate("Director", "Edited layout")
        self._prepare(named, encode(draft.layout), _by_address(tiles_of(draft)), "")
        self.sheet_wanted.emit()

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        prepared = self._prepared
        if prepared is not None and prepared.scene and prepared.scene in changes.ids("scene"):
            self.prepare_scene(prepared.scene)
        self._recordings.on_changes(changes)
        if changes.touches("recording_view"):
            self._play()
        if changes.touches("wall", "scene", "tour"):
            self._tell()

    def close(self) -> None:
        """Play nothing more: the tiles are about to go."""
        self.sheet.seen_changed.disconnect(self._on_seen)
        self._recordings.close()

    def _pick(self) -> None:
        self._scenes.pick(
            translate("Director", "Scene for the preview"),
            translate("Director", "Look at it"),
            self.prepare_scene,
        )

    def _standing(self) -> Mapping[int, WallTile]:
        wall, display = self._target.wall, self._target.display
        if display is not None:
            return display.programme.tiles
        return {} if wall is None else _by_address(wall.tiles)

    def _prepare_step(self) -> None:
        """What the tour that runs on the wall brings next."""
        wall, display = self._target.wall, self._target.display
        if wall is None or display is None:
            return
        programme = display.programme
        tour = next((each for each in programme.tours if each.following), None)
        if tour is None:
            return
        if tour.of_scenes:
            self.prepare_scene(tour.following[0])
            return
        layout = programme.layout if programme.layout is not None else self._target.layout(wall)
        self._prepare(tour.name, layout, {**programme.tiles, **programme.following}, "")

    def _prepare(self, name: str, layout: LayoutData, tiles: Mapping[int, WallTile], scene: str) -> None:
        try:
            self._prepared = _Prepared(name, decode(layout), tiles, scene)
        except LayoutUnusable:
            self.told.emit(translate("Director", "This layout cannot be shown here"))
            return
        self._recordings.begin()
        self.sheet.grid.set_shape(self._prepared.layout)
        self._play()
        self._tell()
        self.changed.emit()

    def _go_on_air(self) -> None:
        prepared = self._prepared
        if prepared is None or self._why_no_air():
            return
        if prepared.scene in self._known:
            self._scenes.put(prepared.scene)
        else:
            empty = (
                WallTile(tile=n, camera="") for n in prepared.layout.by_number if n not in prepared.tiles
            )
            args = WallShow(tiles=(*prepared.tiles.values(), *empty), layout=encode(prepared.layout))
            wall = self._target.id
            self._reasons.first(
                args.tiles,
                lambda: self._dispatching.give("wall.show", target=wall, args=args),
                wall=wall,
            )
        told = translate("Director", "“{name}” goes to wall {wall}")
        self.told.emit(told.format(name=prepared.name, wall=self._target.title))

    def _why_no_air(self) -> str:
        if self._prepared is None:
            return translate("Director", "Nothing is prepared")
        return self._target.why_not("wall.show", self._situation.user)

    def _why_no_step(self) -> str:
        display = self._target.display
        if display is not None and any(tour.following for tour in display.programme.tours):
            return ""
        return translate("Director", "No tour runs on this wall here")

    def _tell(self) -> None:
        if self._prepared is None:
            text = translate("Director", "Nothing is prepared for wall {wall}")
            told = text.format(wall=self._target.title)
        else:
            text = translate("Director", "{name}  →  wall {wall}")
            told = text.format(name=self._prepared.name, wall=self._target.title)
        self.sheet.tell(told, why_no_step=self._why_no_step(), why_no_air=self._why_no_air())

    def _on_seen(self, seen: bool) -> None:
        self._seen = seen
        self._play()
        self._tell()

    def _play(self) -> None:
        """Let the tiles play what is prepared; nothing while nobody sees them."""
        prepared, standing = self._prepared, self.sheet.grid.tiles
        for tile in standing:
            if tile not in self._keys:
                self._keys[tile] = f"preview-wall-{len(self._keys) + 1}"
                self._cameras.add(self._keys[tile], tile, weight=Weight.PREVIEW)
        for tile, key in self._keys.items():
            content = None
            if prepared is not None and tile in standing:
                content = prepared.tiles.get(tile.number)
            seen = content if self._seen else None
            self._recordings.leave(tile, seen)
            is_live = content is not None and content.kind is TileKind.CAMERA
            self._cameras.show(key, seen.camera if seen is not None and is_live else "")
            if seen is None or not self._recordings.put(tile, seen):
                tile.say_when_empty("" if content is None or is_live else self._sentence(content))
        lacking = [] if prepared is None else filter(self._recordings.lacking, prepared.tiles.values())
        self.sheet.reason_button.setVisible(any(lacking))

    def _sentence(self, content: WallTile) -> str:
        if is_recording(content):
            return self._recordings.sentence(content)
        return kind_word(Kind(content.kind.value))

    def _ask_reason(self) -> None:
        if self._prepared is not None:
            self._reasons.look(filter(self._recordings.lacking, self._prepared.tiles.values()))


def _by_address(tiles: tuple[WallTile, ...]) -> dict[int, WallTile]:
    return {tile.tile: tile for tile in tiles}
