"""Turns cameras to the stored places that walls ask for: those of alarms, tours and scenes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject

from backend_client.momentary import AtOnce
from backend_client.protocol import permissions
from backend_client.protocol.camera_args import Ptz
from backend_client.tasks import TaskSet
from console.wall.display import WallDisplay


class PresetCalls(QObject):
    """Calls a preset once when a tile begins to show a camera at it.

    Every display of the wall does so, and of their calls the platform carries the first one out. They are
    `automatic`: who turns the camera by hand is not disturbed, and a refusal is nobody's business. What stood
    there before a display began is not called: since then somebody may have turned the camera elsewhere.
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
            display.changed.connect(lambda news, display=display: self._look(display, news=news))

    def _look(self, display: WallDisplay, *, news: bool) -> None:
        wanted = frozenset(
            (tile.camera, tile.preset)
            for tile in display.contents.values()
            if tile.camera and tile.preset is not None
        )
        new = wanted - self._called.get(display.id, frozenset())
        self._called[display.id] = wanted
        if news and permissions.may_call_presets(self._roles()):
            for camera, preset in sorted(new):
                args = Ptz(preset=preset, automatic=True)
                send = self._requests.send_momentary("camera.ptz", target=camera, args=args)
                self._tasks.spawn(send, name="preset")
