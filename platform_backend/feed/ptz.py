"""Turning cameras: one user at a time, and never on without somebody who goes on wanting it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from msgspec.structs import replace

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.causes import Cause
from backend_client.protocol.commands import PTZ_HOLDS_S
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.ptz import AUTOMATIC, PTZ_HELD_S, PtzHolder
from backend_client.protocol.times import format_time
from platform_backend.log_types import PresetOrder

#: Consoles are told anew that somebody goes on when less than this of what they know is left, in seconds.
_TELL_AGAIN_S = 1.0


class PtzMotion(Protocol):
    """The motors of the cameras, or whatever stands for them."""

    def drive(self, camera: str, move: Ptz) -> None:
        """Move at these speeds until `stop`, or to a preset, which ends by itself."""

    def stop(self, camera: str) -> None:
        """Stand still; called once for each movement that was begun."""

    def store(self, camera: str, preset: int) -> None:
        """Keep where the camera looks now under this number."""

    def forget(self, camera: str, preset: int) -> None:
        """Keep it no longer."""


@dataclass(frozen=True, slots=True)
class Turner:
    """Who wants to turn a camera: a user, his name, his seat (empty for none) and his rank, as in `ptz`."""

    user: str
    name: str
    seat: str
    rank: int


@dataclass(frozen=True, slots=True)
class _Hold:
    holder: PtzHolder
    #: On the steady clock: when it ends, and until when consoles believe it to last.
    until: float
    told_until: float


class PtzControl:
    """Who turns which camera; used on the event loop, `holder` from everywhere.

    `holds_s` is how long a move lasts by itself. `on_hold` is told of a camera's holder when he is another
    one, when he goes on, and with None when he has let go. `now` is the district's time and runs `rate` times
    as fast as people's.
    """

    def __init__(
        self,
        *,
        motion: PtzMotion,
        now: Callable[[], float],
        rate: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
        holds_s: float = PTZ_HOLDS_S,
        on_hold: Callable[[str, PtzHolder | None], None] = lambda _camera, _holder: None,
    ) -> None:
        self._motion = motion
        self._now = now
        self._rate = rate
        self._clock = clock
        self._holds_s = holds_s
        self._on_hold = on_hold
        self._held: dict[str, _Hold] = {}
        self._endings: dict[str, asyncio.TimerHandle] = {}
        self._driven: dict[str, Ptz] = {}
        #: The preset that the holder of each camera called last; None for a movement.
        self._called: dict[str, int | None] = {}
        self._stops: dict[str, asyncio.TimerHandle] = {}

    @property
    def driven(self) -> Mapping[str, Ptz]:
        """What every camera that moves at this moment is doing."""
        return MappingProxyType(self._driven)

    def holder(self, camera: str) -> PtzHolder | None:
        """Who turns a camera now."""
        hold = self._held.get(camera)
        return None if hold is None or hold.until <= self._clock() else hold.holder

    def move(self, camera: str, move: Ptz, *, by: Turner) -> None:
        """Begin, renew or end a movement. Raises Refused while another one turns the camera.

        Somebody of a higher rank takes it over at once; one of the same rank waits until it was let go of.
        All displays of a wall call the preset that it asks for: while the first of them has the camera in
        hand, what the others want is done already.
        """
        holder = self.holder(camera)
        called = self._called.get(camera)
        if holder is not None and holder.rank == by.rank == AUTOMATIC and called == move.preset is not None:
            return
        mine = holder is not None and (holder.user, holder.rank) == (by.user, by.rank)
        if holder is not None and not mine and by.rank <= holder.rank:
            raise Refused(
                ErrorCode.ILLEGAL_TRANSITION,
                "somebody else is turning this camera",
                Cause.CAMERA_BUSY,
                by=holder.name,
                at=holder.since,
            )
        if not mine:
            # What the other one had begun does not go on under this one's name.
            self._stop(camera)
        moves = bool(move.pan or move.tilt or move.zoom)
        if not moves and move.preset is None:
            self._stop(camera)
            if holder is None:
                # Nobody turned it and nobody does: no reason to keep others away.
                return
        self._hold(camera, by, since=holder.since if holder is not None and mine else None)
        self._called[camera] = move.preset
        if move.preset is not None:
            self._forget_move(camera)
            self._motion.drive(camera, move)
        elif moves:
            self._forget_move(camera)
            self._driven[camera] = move
            loop = asyncio.get_running_loop()
            self._stops[camera] = loop.call_later(self._holds_s, self._stop, camera)
            self._motion.drive(camera, move)

    def carry_out(self, order: PresetOrder) -> None:
        """Tell a camera what a command has decided about its presets."""
        if order.keep:
            # What is stored is where it stands, not where it happens to be on its way.
            self._stop(order.camera)
            self._motion.store(order.camera, order.number)
        else:
            self._motion.forget(order.camera, order.number)

    def close(self) -> None:
        """Let nothing move on when the platform goes."""
        for camera in tuple(self._driven):
            self._stop(camera)
        for timer in self._endings.values():
            timer.cancel()
        self._endings.clear()

    def _hold(self, camera: str, by: Turner, *, since: str | None) -> None:
        steady, now = self._clock(), self._now()
        former = self._held.get(camera)
        holder = PtzHolder(
            user=by.user,
            name=by.name,
            seat=by.seat,
            rank=by.rank,
            since=since if since is not None else format_time(now),
            until=format_time(now + PTZ_HELD_S * self._rate),
        )
        until = told_until = steady + PTZ_HELD_S
        if former is not None and _same(former.holder, holder) and former.told_until > steady + _TELL_AGAIN_S:
            told_until = former.told_until
        self._held[camera] = _Hold(holder, until, told_until)
        if camera not in self._endings:
            self._watch(camera, PTZ_HELD_S)
        if told_until == until:
            self._on_hold(camera, holder)

    def _watch(self, camera: str, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._endings[camera] = loop.call_later(seconds, self._perhaps_over, camera)

    def _perhaps_over(self, camera: str) -> None:
        left = self._held[camera].until - self._clock()
        if left > 0:
            self._watch(camera, left)
            return
        del self._endings[camera]
        del self._held[camera]
        del self._called[camera]
        self._on_hold(camera, None)

    def _stop(self, camera: str) -> None:
        if camera in self._driven:
            self._forget_move(camera)
            self._motion.stop(camera)

    def _forget_move(self, camera: str) -> None:
        self._driven.pop(camera, None)
        if (timer := self._stops.pop(camera, None)) is not None:
            timer.cancel()


def _same(one: PtzHolder, other: PtzHolder) -> bool:
    return replace(one, until="") == replace(other, until="")
