"""Turning cameras: one user at a time, and never on without somebody who goes on wanting it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from backend_client.protocol.causes import Cause
from backend_client.protocol.commands import PTZ_HOLDS_S, Ptz
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.times import format_time

#: After the last command of one user nobody else may turn the camera for so long, in seconds.
HELD_S = 3.0


class PtzMotion(Protocol):
    """The motors of the cameras, or whatever stands for them."""

    def drive(self, camera: str, move: Ptz) -> None:
        """Move at these speeds until `stop`, or to a preset, which ends by itself."""

    def stop(self, camera: str) -> None:
        """Stand still; called once for each movement that was begun."""


class StillCameras:
    """Cameras without motors: the embedded platform's are drawn, and look where they look."""

    def drive(self, camera: str, move: Ptz) -> None:
        """Nothing turns."""

    def stop(self, camera: str) -> None:
        """Nothing turned."""


@dataclass(frozen=True, slots=True)
class _Hold:
    user: str
    name: str
    since: float
    until: float


class PtzControl:
    """Who turns which camera; used on the event loop. `holds_s` is how long a move lasts by itself."""

    def __init__(
        self,
        *,
        motion: PtzMotion,
        now: Callable[[], float],
        clock: Callable[[], float] = time.monotonic,
        holds_s: float = PTZ_HOLDS_S,
    ) -> None:
        self._motion = motion
        self._now = now
        self._clock = clock
        self._holds_s = holds_s
        self._holders: dict[str, _Hold] = {}
        self._driven: dict[str, Ptz] = {}
        self._stops: dict[str, asyncio.TimerHandle] = {}

    @property
    def driven(self) -> Mapping[str, Ptz]:
        """What every camera that moves at this moment is doing."""
        return MappingProxyType(self._driven)

    def move(self, camera: str, move: Ptz, *, user: str, name: str) -> None:
        """Begin, renew or end a movement. Raises Refused while another user turns the camera."""
        steady = self._clock()
        holder = self._holders.get(camera)
        if holder is not None and holder.until > steady and holder.user != user:
            raise Refused(
                ErrorCode.ILLEGAL_TRANSITION,
                "somebody else is turning this camera",
                Cause.CAMERA_BUSY,
                by=holder.name,
                at=format_time(holder.since),
            )
        # Those whose time is over are let go of with the first that comes after.
        self._holders = {id_: each for id_, each in self._holders.items() if each.until > steady}
        since = self._holders[camera].since if camera in self._holders else self._now()
        self._holders[camera] = _Hold(user, name, since, steady + HELD_S)
        if move.preset is not None:
            self._forget_move(camera)
            self._motion.drive(camera, move)
        elif move.pan or move.tilt or move.zoom:
            self._forget_move(camera)
            self._driven[camera] = move
            loop = asyncio.get_running_loop()
            self._stops[camera] = loop.call_later(self._holds_s, self._stop, camera)
            self._motion.drive(camera, move)
        else:
            self._stop(camera)

    def close(self) -> None:
        """Let nothing move on when the platform goes."""
        for camera in tuple(self._driven):
            self._stop(camera)

    def _stop(self, camera: str) -> None:
        if camera in self._driven:
            self._forget_move(camera)
            self._motion.stop(camera)

    def _forget_move(self, camera: str) -> None:
        self._driven.pop(camera, None)
        if (timer := self._stops.pop(camera, None)) is not None:
            timer.cancel()
