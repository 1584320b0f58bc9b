"""Whose a wall is: who holds it, who may change it, what is locked and what is pinned."""

from __future__ import annotations

from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Alarm, Seat
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.wall import Wall
from backend_client.protocol.wall_args import WallLock, WallPin, WallTake
from platform_backend.commands.context import Context, Done

_LEADER = "duty_leader"


def to_change(context: Context) -> tuple[str, Wall]:
    """The wall that a command is about to change. Raises Refused when it is another's, or locked."""
    id_, wall = context.aim(Wall, "wall")
    check_holder(context, wall)
    if wall.locked:
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, f"{wall.name} is locked", Cause.WALL_LOCKED)
    return id_, wall


def check_holder(context: Context, wall: Wall) -> None:
    """Raise Refused when somebody else holds the wall."""
    if wall.holder not in (None, context.actor.id):
        raise _held(wall, f"{wall.name} is held by {wall.holder_name}")


def take(context: Context, args: WallTake) -> Done:
    """Become the holder, or with `release` leave the wall to anybody.

    It is taken from nobody who is signed in, except by a duty leader from somebody who is none.
    """
    id_, wall = context.aim(Wall, "wall")
    actor = context.actor
    if args.release:
        check_holder(context, wall)
        return Done(
            context.put(id_, replace(wall, holder=None, holder_name="", holder_seat="", held_since=None))
        )
    if args.seat:
        context.find(Seat, args.seat, "seat")
    if wall.holder not in (None, actor.id) and not _gives_way(context, wall.holder):
        raise _held(wall, f"{wall.name} is held by {wall.holder_name}: ask them to release it")
    since = wall.held_since if wall.holder == actor.id else context.at
    taken = replace(wall, holder=actor.id, holder_name=actor.name, holder_seat=args.seat, held_since=since)
    return Done(context.put(id_, taken))


def lock(context: Context, args: WallLock) -> Done:
    """Lock the wall or open it, let alarms take its reserved tiles or not, and how."""
    id_, wall = context.aim(Wall, "wall")
    if wall.holder != context.actor.id and _LEADER not in context.actor.roles:
        raise Refused(
            ErrorCode.ILLEGAL_TRANSITION,
            f"only who holds {wall.name}, and a duty leader, can do that",
            Cause.NOT_HOLDER,
            by=wall.holder_name or None,
            at=wall.held_since,
        )
    locked = wall.locked if args.locked is None else args.locked
    alarms = wall.alarms if args.alarms is None else args.alarms
    mode = args.alarm_mode or wall.alarm_mode
    return Done(context.put(id_, replace(wall, locked=locked, alarms=alarms, alarm_mode=mode)))


def pin(context: Context, args: WallPin) -> Done:
    """Keep an alarm on its tile, or let it go; a lock does not stand against it."""
    id_, wall = context.aim(Wall, "wall")
    check_holder(context, wall)
    # Those that consoles do not see any more are let go as well.
    others = tuple(alarm for alarm in wall.pinned if alarm != args.alarm and _is_seen(context, alarm))
    if args.pinned:
        context.find(Alarm, args.alarm, "alarm")
        others = (*others, args.alarm)
    return Done(context.put(id_, replace(wall, pinned=others)))


def _is_seen(context: Context, alarm: str) -> bool:
    row = context.draft.row("alarm", alarm)
    return row is not None and row.in_view


def _gives_way(context: Context, holder: str | None) -> bool:
    """Whether the wall may be taken from its holder."""
    if holder is None or not context.draft.is_signed_in(holder):
        return True
    person = context.draft.person(holder)
    return _LEADER in context.actor.roles and (person is None or _LEADER not in person.roles)


def _held(wall: Wall, sentence: str) -> Refused:
    by = wall.holder_name or None
    return Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.WALL_HELD, by=by, at=wall.held_since)
