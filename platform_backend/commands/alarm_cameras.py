"""Which cameras an alarm has: those that its source names, or those that see its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from backend_client.protocol.entities import Position
from backend_client.protocol.nearest_cameras import NearestCameras
from platform_backend.commands.context import CameraNow

#: Most cameras that an alarm is given by its place: desks show two, a wall's reserved tiles a few more, and
#: each of them is recorded.
MOST: Final = 4


def cameras_of(
    named: tuple[str, ...],
    position: Position | None,
    *,
    cameras: NearestCameras,
    look: Callable[[str], CameraNow],
) -> tuple[str, ...]:
    """The cameras `named`; where none of those works, the working ones that see `position` as well.

    They are asked for once, when the alarm is raised: what is recorded of it depends on them.
    """

    def works(camera: str) -> bool:
        return look(camera).online

    if position is None or any(map(works, named)):
        return named
    return named + cameras.seeing(position, count=MOST, works=works, besides=named)
