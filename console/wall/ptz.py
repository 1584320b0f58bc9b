"""Turning the camera of a tile: by mouse and keyboard while the tile is in hand, by preset at any time."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.momentary import AtOnce
from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.entities import Camera
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.camera_tiles import CameraTiles
from console.wall.chosen import ChosenTile
from console.wall.ptz_forms import drop_form, dropped, store_form, stored
from console.wall.ptz_pace import STILL, PtzPace
from console.wall.ptz_signs import PtzSigns
from widgets import refusal_words
from widgets.dispatch.form_dialog import Form, FormAnswer, FormDialog
from widgets.phrases import captioned
from widgets.wall.preset_menu import PresetMenu
from widgets.wall.ptz_handle import PtzHandle
from widgets.wall.ptz_push import SPEEDS

translate = QCoreApplication.translate

#: How often it is looked whether a movement has to be sent again.
_BEAT_MS: Final = 50
_USUAL_SPEED: Final = 4
_TURN, _PRESETS, _STORE, _DROP = "ptz.turn", "ptz.presets", "ptz.store", "ptz.drop"


class PtzRoom(QObject):
    """Turns cameras; its actions are for the chosen tile.

    Signals: `told(text)` when something came to nothing, in words.
    """

    told = Signal(str)

    def __init__(
        self,
        *,
        cameras: CameraTiles,
        chosen: ChosenTile,
        picture: Picture,
        situation: Situation,
        requests: AtOnce,
        tasks: TaskSet,
        dispatching: Dispatching,
        dialogs: Dialogs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._tiles = cameras
        self._cameras = picture.of(Camera)
        self._situation = situation
        self._requests = requests
        self._tasks = tasks
        self._dispatching = dispatching
        self._dialogs = dialogs
        self._chosen = chosen
        self._held = ""
        self._handle: PtzHandle | None = None
        self._camera = ""
        self._menu: PresetMenu | None = None
        self._speed = _USUAL_SPEED
        self._pace = PtzPace()
        self._signs = PtzSigns(cameras=cameras, picture=picture, user=lambda: situation.user)
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self._on_beat)
        cameras.shown.connect(self._on_shown)

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Ptz", "Turning cameras")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_TURN, _PRESETS, _STORE, _DROP)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        match id_:
            case "ptz.turn":
                return translate("Ptz", "Turn the tile's camera")
            case "ptz.presets":
                return translate("Ptz", "Presets of the tile's camera")
            case "ptz.store":
                return translate("Ptz", "Store the view as a preset")
        return translate("Ptz", "Forget a preset")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        if not permissions.may_send("camera.ptz", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if self._chosen.tile is None:
            return translate("Ptz", "Click on a tile first")
        entry = self._cameras.get(self._chosen.camera)
        if entry is None:
            return translate("Ptz", "There is no camera on the tile")
        if not entry.data.ptz:
            return translate("Ptz", "This camera cannot be turned")
        if id_ == _DROP and not entry.data.presets:
            return translate("Ptz", "It has no presets")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        key, camera = self._chosen.key, self._chosen.camera
        match id_:
            case "ptz.turn" if key == self._held:
                self.leave()
            case "ptz.turn":
                self._take(key, camera)
            case "ptz.presets":
                self._list_presets(key, camera)
            case "ptz.store":
                self._ask_store(key, camera)
            case _:
                self._ask_drop(key, camera)

    # What others tell.

    @property
    def turned_tile(self) -> str:
        """The key of the tile whose camera is in hand; empty for none."""
        return self._held

    @property
    def is_moving(self) -> bool:
        """Whether a key or the mouse is held for the camera in hand."""
        return self._pace.is_moving

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self._signs.on_changes(changes)

    def leave(self) -> None:
        """Let go of the camera: somebody else sits here now, or nobody may act."""
        if self._menu is not None:
            self._menu.close()
        handle, self._handle = self._handle, None
        if handle is not None:
            # It says once more that nothing is held, which sends the stop.
            handle.release()
            self._pace, self._camera, self._held = PtzPace(), "", ""
            self._beat.stop()
            self._signs.hold(None)

    def _on_shown(self, key: str) -> None:
        if key == self._held and self._tiles.camera_seen(key) != self._camera:
            # Another camera came onto the tile: nobody meant to turn that one.
            self.leave()
        self._signs.show(key)

    # Turning.

    def _take(self, key: str, camera: str) -> None:
        self.leave()
        tile = self._tiles.tiles[key]
        if not tile.isActiveWindow():
            tile.window().activateWindow()
        tile.setFocus()
        self._camera, self._held = camera, key
        handle = self._handle = PtzHandle(tile=tile, speed=self._speed)
        handle.wanted.connect(self._want)
        handle.preset_wanted.connect(lambda number: self._call(camera, number))
        handle.speed_wanted.connect(self._change_speed)
        handle.left.connect(self.leave)
        self._signs.hold(key, speed=self._speed)

    def _change_speed(self, step: int) -> None:
        self._speed = min(max(self._speed + step, 1), SPEEDS)
        if self._handle is not None:
            self._handle.set_speed(self._speed)
            self._signs.hold(self._held, speed=self._speed)

    def _want(self, pan: float, tilt: float, zoom: float) -> None:
        self._send(self._pace.want(Ptz(pan=pan, tilt=tilt, zoom=zoom), now=time.monotonic()))
        if self._pace.is_moving:
            self._beat.start()
        else:
            self._beat.stop()

    def _on_beat(self) -> None:
        self._send(self._pace.beat(now=time.monotonic()))

    def _send(self, move: Ptz | None) -> None:
        if move is not None:
            self._tasks.spawn(self._turn(self._camera, move, self._pace), name="turn a camera")

    def _call(self, camera: str, number: int) -> None:
        self._tasks.spawn(self._turn(camera, Ptz(preset=number), self._pace), name="call a preset")

    async def _turn(self, camera: str, move: Ptz, pace: PtzPace) -> None:
        result = await self._requests.send_momentary("camera.ptz", target=camera, args=move)
        if result.error is None or move == STILL:
            # What one may not move does not have to be stopped by him.
            return
        first = move.preset is not None or not pace.is_barred
        pace.bar()
        if first:
            name = self._cameras[camera].data.name if camera in self._cameras else camera
            self.told.emit(captioned(name, refusal_words.refusal(result.error)))

    # Presets.

    def _list_presets(self, key: str, camera: str) -> None:
        tile = self._tiles.tiles[key]
        presets = self._cameras[camera].data.presets
        menu = PresetMenu(presets=[(each.number, each.name) for each in presets], parent=tile)
        menu.called.connect(lambda number: self._call(camera, number))
        menu.store_requested.connect(lambda: self._ask_store(key, camera))
        menu.drop_requested.connect(lambda: self._ask_drop(key, camera))
        menu.destroyed.connect(self._forget_menu)
        self._menu = menu
        menu.open_over(tile.picture)

    def _forget_menu(self) -> None:
        self._menu = None

    def _ask_store(self, key: str, camera: str) -> None:
        def give(answer: FormAnswer) -> None:
            self._dispatching.give("camera.preset", target=camera, args=stored(answer))

        self._ask(key, store_form(self._cameras[camera].data), give)

    def _ask_drop(self, key: str, camera: str) -> None:
        def give(answer: FormAnswer) -> None:
            self._dispatching.give("camera.drop_preset", target=camera, args=dropped(answer))

        self._ask(key, drop_form(self._cameras[camera].data), give)

    def _ask(self, key: str, form: Form, then: Callable[[FormAnswer], None]) -> None:
        """Ask in the window where the tile stands: the keyboard goes back to it afterwards."""
        window = self._tiles.tiles[key].window()

        def make(_desk: QWidget) -> FormDialog:
            dialog = FormDialog(form=form, parent=window)
            dialog.answered.connect(then)
            return dialog

        self._dialogs.show_dialog(make)
