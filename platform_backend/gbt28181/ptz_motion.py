"""Turns what an operator wants of a camera into PTZCmd, and hands it to whoever sends it on.

The embedded platform's cameras are drawn beforehand, as loops, and look where they look. What they would be
told is counted, kept for a while and written into the log at its finest level; a gateway that sends it on in
a SIP MESSAGE takes it from the same place.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable
from typing import Final

from backend_client.protocol.camera_args import Ptz
from platform_backend.gbt28181.ptz_command import (
    STOP,
    Instruction,
    Move,
    Preset,
    PresetAct,
    encode,
    meaning,
)

_FASTEST: Final = 0xFF
_FASTEST_ZOOM: Final = 0xF
#: Commands that are kept to be looked at.
_KEPT: Final = 256

_log = logging.getLogger(__name__)


def instruction_of(move: Ptz) -> Instruction:
    """The instruction for a movement: parts of the full speed become steps, never fewer than one."""
    if move.preset is not None:
        return Preset(PresetAct.CALL, move.preset)
    return Move(
        pan=_way(move.pan),
        tilt=_way(move.tilt),
        zoom=_way(move.zoom),
        pan_speed=_speed(move.pan, _FASTEST),
        tilt_speed=_speed(move.tilt, _FASTEST),
        zoom_speed=_speed(move.zoom, _FASTEST_ZOOM),
    )


class PtzCommands:
    """`PtzMotion` as PTZCmd: `send` gets each command with its camera's id; `sent` counts them by kind.

    `latest` are the newest ones, the oldest first.
    """

    def __init__(
        self,
        *,
        send: Callable[[str, bytes], None] = lambda _camera, _command: None,
        sent: Counter[str] | None = None,
    ) -> None:
        self.latest: deque[tuple[str, bytes]] = deque(maxlen=_KEPT)
        self._send = send
        self._sent = Counter[str]() if sent is None else sent

    def drive(self, camera: str, move: Ptz) -> None:
        """As `PtzMotion`."""
        self._tell(camera, instruction_of(move))

    def stop(self, camera: str) -> None:
        """As `PtzMotion`."""
        self._tell(camera, STOP)

    def store(self, camera: str, preset: int) -> None:
        """As `PtzMotion`."""
        self._tell(camera, Preset(PresetAct.STORE, preset))

    def forget(self, camera: str, preset: int) -> None:
        """As `PtzMotion`."""
        self._tell(camera, Preset(PresetAct.FORGET, preset))

    def _tell(self, camera: str, instruction: Instruction) -> None:
        command = encode(instruction)
        self.latest.append((camera, command))
        self._sent[meaning(command[3]).value] += 1
        _log.debug("%s is told %s", camera, command.hex().upper())
        self._send(camera, command)


def _way(part: float) -> int:
    return (part > 0) - (part < 0)


def _speed(part: float, fastest: int) -> int:
    return max(1, round(abs(part) * fastest)) if part else 0
