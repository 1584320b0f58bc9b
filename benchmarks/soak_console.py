"""The whole console, as the soak benchmark watches it: see `wall_console`, whose lines it adds to.

Each line has besides: `"frame_ms": [...]`, how long the wall's frames since the last line took, and
`"places": [[left, top, width, height], ...]`, where the pictures of the wall's tiles stand on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from benchmarks.frame_probe import FrameProbe
from benchmarks.wall_console import main
from console.workstation import Workstation


def watch(station: Workstation) -> Callable[[], dict[str, Any]]:
    """What is told beside the totals."""
    # Not in the desk's window: each of its frames would draw the web engine's map anew, in software.
    (wall, *_) = station.walls.windows
    probe = FrameProbe(wall)

    def told() -> dict[str, Any]:
        return {
            "frame_ms": [round(ms, 2) for ms in probe.taken_ms()],
            "places": [_place(tile.picture) for tile in wall.grid.tiles],
        }

    return told


def _place(part: QWidget) -> tuple[int, int, int, int]:
    corner = part.mapToGlobal(QPoint(0, 0))
    return corner.x(), corner.y(), part.width(), part.height()


if __name__ == "__main__":
    main(watch=watch)
