"""Turns cameras to the stored places that walls ask for: those of alarms, tours and scenes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject

from backend_client.protocol import permissions
from backend_client.protocol.camera_args import Ptz
from backend_client.tasks import TaskSet
from console.wall.display import WallDisplay
from console.wall.ptz import AtOnce


class PresetCalls(QObject):
    """Calls a preset once when a tile begins to show a camera at it.

    Every console that shows the wall does so; the second call finds the camera there. It is `automatic`: who
    turns the camera by hand is not disturbed, and a refusal is nobody's business.
    """

    def __init__(
        self,
        *,
        displays: Sequence[WallDisplay],
        requests: AtOnce,
        tasks: TaskSet,
        roles: Callable[[], Iterable[str]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._requests = requests
        self._tasks = tasks
        self._roles = roles
        self._called: dict[str, frozenset[tuple[str, int]]] = {}
        for display in displays:
            display.changed.connect(lambda display=display: self._look(display))

    def _look(self, display: WallDisplay) -> None:
        wanted = frozenset(
            (tile.camera, tile.preset)
            for tile in display.contents.values()
            if tile.camera and tile.preset is not None
        )
        new = wanted - self._called.get(display.id, frozenset())
        self._called[display.id] = wanted
        if permissions.may_send("camera.ptz", self._roles()):
            for camera, preset in sorted(new):
                args = Ptz(preset=preset, automatic=True)
                send = self._requests.send_momentary("camera.ptz", target=camera, args=args)
                self._tasks.spawn(send, name="preset")
