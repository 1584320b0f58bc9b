"""Looking closely at a tile's picture: its last minute again, a part of it, a still, its stream's figures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.situation import Situation
from console.video.supervisor import VideoSupervisor
from console.video.tile_services import TileServices
from console.wall.camera_tiles import CameraTiles
from console.wall.chosen import ChosenTile
from console.wall.recording_tile import TilePlayback
from console.wall.stills import Sender, StillKeeper
from widgets.wall.replay_bar import ReplayBar
from widgets.wall.tile import Tile
from widgets.wall.tile_state import ReplayFigures
from widgets.wall.zoom_hand import ZoomHand
from widgets.wall.zooming import STEP, WHOLE, Part, zoomed

translate = QCoreApplication.translate
_Kept = TypeVar("_Kept")

#: How far one press of the key goes back.
_LEAP_S: Final = 10.0
#: Nearer to now than this a replay gives way to the live picture.
_LIVE_S: Final = 1.0
#: Where a live picture is held when it is told to stand still.
_HELD_S: Final = 0.2
_RATES: Final = (0.25, 0.5, 1.0)
_REPLAY: Final = (
    *("look.back", "look.on", "look.hold", "look.step_back", "look.step"),
    *("look.slower", "look.faster", "look.live"),
)
#: What works on a recording as well, which has its own hands.
_PLAYING: Final = frozenset({"look.back", "look.on", "look.hold", "look.slower", "look.faster"})
_ZOOM: Final = ("look.closer", "look.further", "look.whole")


class LookRoom(QObject):
    """Its actions are for the tile that was clicked last; the mouse works on every tile.

    Signals: `told(text)`, a sentence in passing; `changed()` when its actions may read differently.
    """

    told = Signal(str)
    changed = Signal()

    def __init__(
        self,
        *,
        cameras: CameraTiles,
        chosen: ChosenTile,
        supervisor: VideoSupervisor,
        tasks: TaskSet,
        requests: Sender,
        dialogs: Dialogs,
        situation: Situation,
        stills: Path,
        playback: Callable[[Tile], TilePlayback | None] = lambda _: None,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        """`stills` is the folder that stills are kept in; it is made with the first. `playback` gives what
        plays on a tile that holds a recording.
        """
        super().__init__(parent)
        self._tiles = cameras
        self._chosen = chosen
        self._tasks = tasks
        self._playback = playback
        self.services = TileServices(supervisor=supervisor, parent=self)
        self.stills = StillKeeper(
            taker=self.services,
            requests=requests,
            dialogs=dialogs,
            situation=situation,
            tasks=tasks,
            folder=stills,
            now=now,
            parent=self,
        )
        self.stills.told.connect(self.told)
        self._hands: dict[str, ZoomHand] = {}
        self._bars: dict[str, ReplayBar] = {}
        #: The speed that each replay goes on with when it no longer stands still.
        self._rates: dict[str, float] = {}
        self._figures_shown = False
        cameras.shown.connect(self._on_shown)
        cameras.alike.connect(self.services.crop_alike)
        self.services.cropped.connect(self._on_cropped)
        supervisor.figures_changed.connect(self._on_figures)

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Look", "Looking closely")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (*_REPLAY, *_ZOOM, "look.still", "look.figures")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "look.back":
                return translate("Look", "Look back ten seconds")
            case "look.on":
                return translate("Look", "Ten seconds on")
            case "look.hold":
                return translate("Look", "Hold the picture, or go on")
            case "look.step_back":
                return translate("Look", "One picture back")
            case "look.step":
                return translate("Look", "One picture on")
            case "look.slower":
                return translate("Look", "Slower")
            case "look.faster":
                return translate("Look", "Faster")
            case "look.live":
                return translate("Look", "Back to live")
            case "look.closer":
                return translate("Look", "Closer")
            case "look.further":
                return translate("Look", "Further away")
            case "look.whole":
                return translate("Look", "The whole picture")
            case "look.still":
                return translate("Look", "Keep a still")
        return translate("Look", "Figures of all streams")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "look.figures":
            return ""
        tile = self._chosen.tile
        if tile is None:
            return translate("Look", "Click on a tile first")
        if self._playback(tile) is not None:
            return "" if id_ in _PLAYING else translate("Look", "A recording stands on the tile")
        if not self._chosen.camera:
            return translate("Look", "There is no camera on the tile")
        if id_ in _REPLAY and tile.figures.kept_s < _LIVE_S:
            return translate("Look", "Nothing is kept of this picture yet")
        if id_ in ("look.on", "look.slower", "look.faster", "look.live") and tile.figures.replay is None:
            return translate("Look", "The picture is live")
        if id_ in ("look.further", "look.whole") and self._part(self._chosen.key).is_whole:
            return translate("Look", "It is the whole picture")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        key, tile = self._chosen.key, self._chosen.tile
        playback = None if tile is None else self._playback(tile)
        if playback is not None and id_ in _PLAYING:
            _run_recording(playback, id_)
            return
        match id_:
            case "look.figures":
                self._figures_shown = not self._figures_shown
                for tile in self._tiles.tiles.values():
                    tile.show_figures(self._figures_shown)
            case "look.back":
                self._leap(key, -_LEAP_S)
            case "look.on":
                self._leap(key, _LEAP_S)
            case "look.hold":
                self._hold(key)
            case "look.step_back":
                self._step(key, -1)
            case "look.step":
                self._step(key, 1)
            case "look.slower":
                self._change_rate(key, -1)
            case "look.faster":
                self._change_rate(key, 1)
            case "look.live":
                self.services.replay_end(self._engine(key))
            case "look.closer":
                self._hand(key).want(zoomed(self._part(key), STEP))
            case "look.further":
                self._hand(key).want(zoomed(self._part(key), 1 / STEP))
            case "look.whole":
                self._hand(key).want(WHOLE)
            case "look.still":
                self._keep_still(key)

    # Replay

    def _engine(self, key: str) -> str:
        return self._tiles.engine_key(key)

    def _replay(self, key: str) -> ReplayFigures | None:
        return self._tiles.tiles[key].figures.replay

    def _leap(self, key: str, seconds: float) -> None:
        replay = self._replay(key)
        if replay is None:
            self._rates[key] = 1.0
        self._seek(key, (0.0 if replay is None else replay.behind_s) - seconds)

    def _seek(self, key: str, back_s: float) -> None:
        replay = self._replay(key)
        if back_s < _LIVE_S:
            self.services.replay_end(self._engine(key))
            return
        rate = 1.0 if replay is None else replay.rate
        self.services.replay(self._engine(key), back_s=back_s, rate=rate)

    def _hold(self, key: str) -> None:
        replay = self._replay(key)
        if replay is None:
            self._rates[key] = 1.0
            self.services.replay(self._engine(key), back_s=_HELD_S, rate=0.0)
        else:
            self.services.replay_rate(self._engine(key), 0.0 if replay.rate else self._rates.get(key, 1.0))

    def _step(self, key: str, pictures: int) -> None:
        if self._replay(key) is None:
            self._hold(key)
        self.services.replay_step(self._engine(key), pictures)

    def _change_rate(self, key: str, by: int) -> None:
        before = self._rates.get(key, 1.0)
        at = _RATES.index(before) if before in _RATES else len(_RATES) - 1
        self._rates[key] = _RATES[min(max(0, at + by), len(_RATES) - 1)]
        self.services.replay_rate(self._engine(key), self._rates[key])

    def _turn_rate(self, key: str) -> None:
        """From each speed to the next slower one, and from the slowest to the first."""
        slowest = self._rates.get(key, 1.0) <= _RATES[0]
        self._change_rate(key, len(_RATES) if slowest else -1)

    def _on_figures(self, _figures: object) -> None:
        """The bar stands below a tile as long as it looks back."""
        for key, tile in self._tiles.tiles.items():
            replay = tile.figures.replay
            if replay is not None:
                bar = self._bars.get(key) or self._make_bar(key, tile)
                bar.show_replay(replay)
            elif (old := self._bars.pop(key, None)) is not None:
                tile.set_bar(None)
                old.deleteLater()
                self.changed.emit()

    def _make_bar(self, key: str, tile: Tile) -> ReplayBar:
        bar = self._bars[key] = ReplayBar(parent=tile)
        bar.sought.connect(lambda back_s: self._seek(key, back_s))
        bar.back_wanted.connect(lambda: self._leap(key, -_LEAP_S))
        bar.hold_wanted.connect(lambda: self._hold(key))
        bar.stepped.connect(lambda pictures: self._step(key, pictures))
        bar.rate_wanted.connect(lambda: self._turn_rate(key))
        bar.live_wanted.connect(lambda: self.services.replay_end(self._engine(key)))
        bar.destroyed.connect(lambda: _forget(self._bars, key, bar))
        tile.set_bar(bar)
        self.changed.emit()
        return bar

    # Zoom

    def _hand(self, key: str) -> ZoomHand:
        hand = self._hands.get(key)
        if hand is None:
            hand = self._hands[key] = ZoomHand(tile=self._tiles.tiles[key])
            hand.wanted.connect(lambda part: self._show_part(key, part))
            hand.destroyed.connect(lambda: _forget(self._hands, key, hand))
        return hand

    def _part(self, key: str) -> Part:
        left, top, width, _ = self.services.crop_of(self._engine(key))
        return Part(left, top, width)

    def _show_part(self, key: str, part: Part) -> None:
        self.services.crop(self._engine(key), left=part.left, top=part.top, width=part.size, height=part.size)

    def _take_part(self, key: str, hand: ZoomHand) -> None:
        part = self._part(key)
        hand.set_part(part)
        self._tiles.tiles[key].set_zoom(1 / part.size)

    def _on_cropped(self, engine_key: str) -> None:
        for key, hand in self._hands.items():
            if self._engine(key) == engine_key:
                self._take_part(key, hand)
        self.changed.emit()

    def _on_shown(self, key: str) -> None:
        """Another picture stands on a tile, and all of it."""
        self._take_part(key, self._hand(key))
        self._tiles.tiles[key].show_figures(self._figures_shown)

    # Stills

    def _keep_still(self, key: str) -> None:
        camera, name = self._tiles.camera_seen(key), self._tiles.tiles[key].name
        work = self.stills.keep(self._engine(key), camera=camera, name=name)
        self._tasks.spawn(work, name=f"still of {key}")


def _run_recording(playback: TilePlayback, id_: str) -> None:
    """The same keys for a recording; at its end the one that lets it go on begins it again."""
    match id_:
        case "look.back":
            playback.leap(-_LEAP_S)
        case "look.on":
            playback.leap(_LEAP_S)
        case "look.hold" if playback.is_over:
            playback.start_over()
        case "look.hold":
            playback.turn()
        case "look.slower":
            playback.change_rate(-1)
        case _:
            playback.change_rate(1)


def _forget(kept: dict[str, _Kept], key: str, gone: _Kept) -> None:
    """What belonged to a tile has gone with it; a later one of that key stays."""
    if kept.get(key) is gone:
        del kept[key]
