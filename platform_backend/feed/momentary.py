"""Commands about this very moment: turning a camera, and what participants of a conference say to each other.

They are not written down before they act and never repeated; what is remembered of them is only that a frame
which arrives twice acts once.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from backend_client.protocol.camera_args import Ptz
from backend_client.protocol.causes import Cause
from backend_client.protocol.codec import MSGPACK
from backend_client.protocol.commands import MOMENTARY, MOMENTARY_NOT_AFTER_S, ConferenceSignal
from backend_client.protocol.entities import Camera
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Command, Result, Signal
from backend_client.protocol.permissions import may_call_presets, may_send
from backend_client.protocol.ptz import AUTOMATIC, rank_of
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import sees, unseen
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import command_time, digest_of, refusal
from platform_backend.feed.ptz import PtzControl, Turner
from platform_backend.log_types import Held

#: How much further ahead than the contract allows `not_after` may be: clocks are set by a ping's half time.
_CLOCKS_S = 0.5
#: How long an id is remembered, in seconds: a frame that comes again after its `not_after` is expired anyway.
_REMEMBERED_S = 60.0
_MAX_REMEMBERED = 20_000
#: The same of one user: nobody is to use up what all need.
_MAX_OF_USER = 2_000

_log = logging.getLogger(__name__)


class Meetings(Protocol):
    """Who takes part in which conference."""

    def participants(self, conference: str) -> frozenset[str] | None:
        """Ids of the parties in an open conference; None when there is none of this id."""

    def speaks_for(self, actor: Actor, conference: str, id_: str) -> bool:
        """Whether somebody's console shows the conference on a wall as this party."""


class NoMeetings:
    """A platform without conferences."""

    def participants(self, conference: str) -> frozenset[str] | None:
        """There is none."""

    def speaks_for(self, actor: Actor, conference: str, id_: str) -> bool:
        """There is none to speak for."""
        return False


@dataclass(frozen=True, slots=True)
class _Remembered:
    digest: bytes
    result: Result
    until: float


class Momentary:
    """Carries momentary commands out; used on the event loop.

    `camera` answers a camera as consoles see it, `online` whether it can be reached, `seat_of` the name of
    the seat that a user holds. `deliver` hands a signal to every console of a user and answers how many
    those are. `now` is the district's time and runs `rate`
    times as fast as the clock.
    """

    def __init__(
        self,
        *,
        camera: Callable[[str], Held | None],
        online: Callable[[str], bool],
        seat_of: Callable[[str], str],
        ptz: PtzControl,
        meetings: Meetings,
        deliver: Callable[[str, Signal], int],
        now: Callable[[], float],
        rate: float = 1.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._camera = camera
        self._online = online
        self._seat_of = seat_of
        self._ptz = ptz
        self._meetings = meetings
        self._deliver = deliver
        self._now = now
        self._rate = rate
        self._clock = clock
        self._remembered: dict[tuple[str, str], _Remembered] = {}
        self._of_user: Counter[str] = Counter()

    def run(self, actor: Actor, command: Command) -> Result:
        """Carry `command` out, or find its result. Never raises for what a client can cause."""
        try:
            command_time(command.cmd_id)
        except ValueError as error:
            return refusal(command.cmd_id, Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MALFORMED))
        key = (actor.id, command.cmd_id)
        digest = digest_of(command)
        self._forget_old()
        if (known := self._remembered.get(key)) is not None:
            if known.digest == digest:
                return known.result
            other = Refused(
                ErrorCode.BAD_REQUEST, "another command was sent under this cmd_id", Cause.ID_USED
            )
            return refusal(command.cmd_id, other)
        try:
            self._act(actor, command)
        except Refused as refused:
            result = refusal(command.cmd_id, refused)
        except Exception:
            _log.exception("%s failed", command.name)
            failed = Refused(ErrorCode.UNAVAILABLE, "the platform failed", Cause.FAILED)
            return refusal(command.cmd_id, failed)
        else:
            result = Result(cmd_id=command.cmd_id, ok=True)
        if result.error is None or not result.error.retryable:
            self._remembered[key] = _Remembered(digest, result, self._clock() + _REMEMBERED_S)
            self._of_user[actor.id] += 1
        return result

    def remembered(self, actor: Actor, cmd_id: str) -> Result | None:
        """The result of a command that arrived a moment ago, if any."""
        known = self._remembered.get((actor.id, cmd_id))
        return None if known is None else known.result

    def _act(self, actor: Actor, command: Command) -> None:
        if len(self._remembered) >= _MAX_REMEMBERED or self._of_user[actor.id] >= _MAX_OF_USER:
            # An id that cannot be remembered could take effect twice.
            raise Refused(ErrorCode.RATE_LIMITED, "too many momentary commands", Cause.TOO_MANY)
        if command.name not in MOMENTARY:
            raise Refused(
                ErrorCode.BAD_REQUEST, f"{command.name!r} is not about this moment", Cause.UNKNOWN_NAME
            )
        shows = command.name == "camera.ptz" and may_call_presets(actor.roles)
        if not shows and not may_send(command.name, actor.roles):
            raise _not_in_roles(command)
        try:
            self._check_time(command)
            if command.name == "camera.ptz":
                self._turn(actor, command, msgspec.json.decode(command.args, type=Ptz))
            else:
                self._signal(actor, command, msgspec.json.decode(command.args, type=ConferenceSignal))
        except (msgspec.MsgspecError, ValueError) as error:
            raise Refused(ErrorCode.BAD_REQUEST, f"{command.name}: {error}", Cause.MALFORMED) from error

    def _check_time(self, command: Command) -> None:
        if command.not_after is None:
            raise Refused(ErrorCode.BAD_REQUEST, f"{command.name} needs a not_after", Cause.MALFORMED)
        left = parse_time(command.not_after) - self._now()
        # A moment is one of people, however fast the district's time runs.
        if left > (MOMENTARY_NOT_AFTER_S + _CLOCKS_S) * self._rate:
            words = f"not_after is more than {MOMENTARY_NOT_AFTER_S:g} s ahead"
            raise Refused(ErrorCode.BAD_REQUEST, words, Cause.MALFORMED)
        if left < 0:
            raise Refused(ErrorCode.EXPIRED, "the command arrived after its time", Cause.LATE)

    def _turn(self, actor: Actor, command: Command, move: Ptz) -> None:
        if not (move.automatic and move.preset is not None) and not may_send(command.name, actor.roles):
            raise _not_in_roles(command)
        id_ = _target(command, "camera")
        held = self._camera(id_)
        if held is None or not sees(actor.scope, held.codes):
            raise unseen(actor.scope, f"camera {id_!r}")
        if not msgspec.json.decode(held.body, type=Camera).ptz:
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, "the camera cannot be turned", Cause.CAMERA_FIXED)
        if not self._online(id_):
            raise Refused(ErrorCode.UNAVAILABLE, "the camera is offline", Cause.CAMERA_OFFLINE)
        rank = AUTOMATIC if move.automatic else rank_of(actor.roles)
        self._ptz.move(id_, move, by=Turner(actor.id, actor.name, self._seat_of(actor.id), rank))

    def _signal(self, actor: Actor, command: Command, args: ConferenceSignal) -> None:
        id_ = _target(command, "conference")
        present = self._meetings.participants(id_)
        speaker = args.party or actor.id
        is_his = not args.party or self._meetings.speaks_for(actor, id_, speaker)
        if present is None or speaker not in present or not is_his:
            raise Refused(
                ErrorCode.NOT_FOUND, f"you take part in no conference {id_!r}", Cause.NOT_CONFERRING
            )
        if args.to not in present:
            sentence = f"{args.to!r} takes no part in the conference"
            raise Refused(ErrorCode.NOT_FOUND, sentence, Cause.NOT_CONFERRING)
        # It must reach consoles of either encoding.
        MSGPACK.from_json(bytes(args.data))
        if not self._deliver(args.to, Signal(conference=id_, from_=speaker, to=args.to, data=args.data)):
            raise Refused(ErrorCode.UNAVAILABLE, f"{args.to!r} is at no console now", Cause.AT_NO_CONSOLE)

    def _forget_old(self) -> None:
        now = self._clock()
        # They stand in the order in which their time ends.
        while self._remembered:
            oldest = next(iter(self._remembered))
            if self._remembered[oldest].until > now:
                return
            del self._remembered[oldest]
            self._of_user[oldest[0]] -= 1
            if not self._of_user[oldest[0]]:
                del self._of_user[oldest[0]]


def _not_in_roles(command: Command) -> Refused:
    return Refused(ErrorCode.FORBIDDEN, f"your roles do not include {command.name}", Cause.ROLE)


def _target(command: Command, what: str) -> str:
    if command.target is None:
        raise Refused(
            ErrorCode.BAD_REQUEST, f"{command.name} needs the id of a {what} as target", Cause.NO_TARGET
        )
    return command.target
